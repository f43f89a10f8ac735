//! For a person who wants to see the product: everything is set up, the window opens, and nothing ends by itself.

use super::enrol::PASSPHRASE;
use super::headquarters::{ENGINEER, Hq, LOGIN};
use crate::process::{Program, free_port};
use crate::{built, platform};
use anyhow::{Context, Result};
use lineproof_testkit::{Device, order};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const POLL: Duration = Duration::from_millis(200);

/// Sets up a headquarters and an enrolled laptop below `home`, opens the window, and stays until it is closed.
pub async fn visit(home: &Path) -> Result<()> {
    std::fs::create_dir_all(home)?;
    let home = tempfile::tempdir_in(home)?;
    let listens_at = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
    let headquarters = Hq::start(&home.path().join("headquarters"), listens_at, listens_at).await?;
    let field = home.path().join("field");
    let code = headquarters.enrolment_code()?;
    let is_enrolled = enrol_beforehand(&field, &code).await?;

    println!("console: {}", headquarters.console);
    println!("  name: {LOGIN}   password: {}", headquarters.password);
    println!(
        "  dispatch a job to {ENGINEER}, such as order {}",
        order::ORDER_NO
    );
    if is_enrolled {
        println!("field application: the passphrase of {ENGINEER} is \"{PASSPHRASE}\"");
    } else {
        println!("field application: enrol with this code, once:\n  {code}");
    }
    println!("everything in it is invented; close the window to end");
    let mut command = Command::new(built("lineproof"));
    command.envs(platform::folders(&field));
    let log = home.path().join("field.log");
    let mut window = Program::start("the field application", &mut command, &log)?;
    while window.is_running() {
        tokio::time::sleep(POLL).await;
    }
    headquarters.end()
}

/// Enrols before the window opens, where its folder can be chosen from outside.
async fn enrol_beforehand(field: &Path, code: &str) -> Result<bool> {
    let Some(data) = platform::application_data(field) else {
        return Ok(false);
    };
    let device = Device::with_passphrase(&data, code, PASSPHRASE)
        .await
        .context("enrolling the engineer's laptop")?;
    device.gone().await?;
    Ok(true)
}
