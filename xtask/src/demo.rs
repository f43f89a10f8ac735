//! `cargo xtask demo`: builds everything and hands over to the demo program of `tests/`.

use crate::{setup, ui, workspace};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Args)]
pub struct Demo {
    /// Play the day by itself through the real window and a browser, then end.
    #[arg(long)]
    headless: bool,
    /// Where the results of the day go; `target/demo` when not given.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Photos to use in place of generated ones.
    #[arg(long, value_name = "DIR")]
    photos: Option<PathBuf>,
    /// An OTDR trace (.sor) to use in place of a generated one.
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
}

pub fn run(demo: &Demo) -> Result<bool> {
    if let Some(photos) = &demo.photos
        && !photos.is_dir()
    {
        bail!("--photos {}: there is no such folder", photos.display());
    }
    if let Some(trace) = &demo.trace
        && !trace.is_file()
    {
        bail!("--trace {}: there is no such file", trace.display());
    }
    let no_screen = is_screen_missing();
    let headless = demo.headless || no_screen;
    if no_screen && !demo.headless {
        println!("there is no screen here: the day is played without one, as with --headless");
    }
    setup::for_demo(headless)?;
    ui::build()?;
    build_programs()?;

    let mut command = Command::new(program("demo")?);
    command.current_dir(workspace::root()?);
    let out = match &demo.out {
        Some(out) => absolute(out)?,
        None => workspace::root()?.join("target").join("demo"),
    };
    command.arg("--out").arg(out);
    if headless {
        command.arg("--headless");
    }
    if let Some(photos) = &demo.photos {
        command.arg("--photos").arg(absolute(photos)?);
    }
    if let Some(trace) = &demo.trace {
        command.arg("--trace").arg(absolute(trace)?);
    }
    let status = command
        .status()
        .context("the demo program could not be started")?;
    Ok(status.success())
}

/// Without a screen the window opens on one that the harness in `tests/` makes for it.
fn is_screen_missing() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY")
}

fn build_programs() -> Result<()> {
    println!("building the programs; the first time takes minutes");
    let status = workspace::cargo()?
        .args(["build", "--workspace", "--exclude", "xtask", "--bins"])
        .status()
        .context("cargo could not be started")?;
    if !status.success() {
        bail!("the programs could not be built");
    }
    Ok(())
}

fn program(name: &str) -> Result<PathBuf> {
    let folder = workspace::programs(&workspace::metadata()?)?;
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        bail!("{} has not been built", program.display());
    }
    Ok(program)
}

/// Paths are meant from where the person stands, not from the top of the repository.
fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("{} is no path", path.display()))
}
