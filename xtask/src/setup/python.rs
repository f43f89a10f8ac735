//! Judges that exist in Python only (pyHanko, tuspy, veraPDF's classes), in an environment of their own.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The folder with the programs of the environment.
pub fn programs() -> Result<PathBuf> {
    let inside = if cfg!(windows) { "Scripts" } else { "bin" };
    Ok(workspace::tools()?.join("venv").join(inside))
}

/// Makes the environment when it is missing or `xtask/requirements.txt` has changed.
pub fn ensure() -> Result<()> {
    let requirements = workspace::root()?.join("xtask").join("requirements.txt");
    let wanted =
        fs::read_to_string(&requirements).context("xtask/requirements.txt cannot be read")?;
    let folder = workspace::tools()?.join("venv");
    let stamp = folder.join("installed-requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!(
        "setup: Python packages for the tests, in {}",
        folder.display()
    );
    let python = if cfg!(windows) { "python" } else { "python3" };
    run(Command::new(python)
        .args(["-m", "venv", "--clear"])
        .arg(&folder))
    .context(
        "making a Python environment failed; install Python 3.10 or newer with its venv module",
    )?;
    run(Command::new(programs()?.join(python))
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
        ])
        .arg(&requirements))
    .context(
        "installing the Python packages of xtask/requirements.txt failed; is PyPI reachable?",
    )?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().display().to_string();
    let status = command
        .status()
        .with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}
