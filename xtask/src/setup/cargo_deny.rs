//! cargo-deny, which checks licences, sources and advisories.

use super::packages::has_program;
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

const VERSION: &str = "0.20.2";

/// The program to call: the one of the person's own, or ours.
pub fn program() -> Result<PathBuf> {
    let ours = ours()?;
    if !ours.is_file() && has_program("cargo-deny") {
        return Ok("cargo-deny".into());
    }
    Ok(ours)
}

fn ours() -> Result<PathBuf> {
    let name = format!("cargo-deny{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace::tools()?.join("bin").join(name))
}

/// Builds it when there is none. A development build: it takes half the time and checks as well.
pub fn ensure() -> Result<()> {
    if ours()?.is_file() || has_program("cargo-deny") {
        return Ok(());
    }
    println!("setup: cargo-deny {VERSION}, a few minutes once");
    let tools = workspace::tools()?;
    let build = tools.join("build");
    let status = workspace::cargo()?
        .args(["install", "cargo-deny", "--version", VERSION])
        .args(["--locked", "--debug", "--quiet", "--root"])
        .arg(&tools)
        .env("CARGO_TARGET_DIR", &build)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .status()
        .context("cargo could not be started")?;
    fs::remove_dir_all(&build).ok();
    if !status.success() {
        bail!("building cargo-deny failed; is crates.io reachable?");
    }
    Ok(())
}
