//! Where the workspace stands and how cargo is called in it.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The top folder of the repository.
pub fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().context("xtask stands in no folder")?;
    Ok(root.to_path_buf())
}

/// Tools that setup fetches for the tests stand here; nothing of it is shipped.
pub fn tools() -> Result<PathBuf> {
    Ok(root()?.join("target").join("tools"))
}

/// A `cargo` command as a person would type it at the top of the repository.
///
/// The variables that the cargo around us has set for xtask are taken away: build scripts watch some of
/// them and would run again for nothing.
pub fn cargo() -> Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()?);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let set_for_xtask = [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
        ];
        if set_for_xtask.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    if is_ci() {
        // A clean checkout is built once: what a second build would reuse costs time and gigabytes.
        command.env("CARGO_INCREMENTAL", "0");
    }
    Ok(command)
}

/// An `npm` command in `ui/`.
pub fn npm() -> Result<Command> {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(name);
    command.current_dir(root()?.join("ui"));
    Ok(command)
}

/// What `cargo metadata` says about the packages of the workspace itself.
pub fn metadata() -> Result<Value> {
    let output = cargo()?
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .output()
        .context("cargo metadata could not be started")?;
    if !output.status.success() {
        bail!(
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    serde_json::from_slice(&output.stdout).context("cargo metadata did not answer with JSON")
}

/// The folder with the programs of the development build.
pub fn programs(metadata: &Value) -> Result<PathBuf> {
    let target = metadata["target_directory"]
        .as_str()
        .context("cargo metadata names no target directory")?;
    Ok(Path::new(target).join("debug"))
}

/// Whether this run is a check of a change, where nothing may be left out.
pub fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false" && value != "0")
}
