//! A WebDriver server and the session it holds.

use crate::process::Program;
use anyhow::{Context, Result};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const START_LIMIT: Duration = Duration::from_secs(20);

/// Starts a driver on `port` and opens a session with these capabilities.
pub async fn open(
    name: &str,
    command: &mut Command,
    port: u16,
    capabilities: Value,
    folder: &Path,
) -> Result<(Program, Client)> {
    let log = folder.join(format!("{name}.log"));
    let mut driver = Program::start(name, command, &log)?;
    driver.wait_for_port(port, START_LIMIT).await?;
    let capabilities: Capabilities =
        serde_json::from_value(capabilities).context("capabilities are no object")?;
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .with_context(|| format!("{name} opened no session:\n{}", driver.said()))?;
    Ok((driver, client))
}
