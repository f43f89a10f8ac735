//! What tests of the whole system stand on: the real window, a real browser, a network that can be taken
//! away, programs that can be stopped and killed.
//!
//! A test that cannot run on this machine asks [`missing`] and returns; `cargo xtask test` counts it as
//! skipped, and as failed where setup could have installed what it misses.
#![warn(missing_docs)]

pub mod browser;
pub mod bus;
mod driver;
pub mod page;
pub mod platform;
pub mod process;
pub mod screen;
pub mod story;
mod waits;
pub mod window;

pub use lineproof_testkit::net;

use std::path::{Path, PathBuf};

/// The top folder of the repository.
#[must_use]
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// A program of the workspace (`lineproof`, `lineproof-hq`, `lineproof-cli`) as the same build made it.
#[must_use]
pub fn built(program: &str) -> PathBuf {
    let mut folder = std::env::current_exe().unwrap_or_default();
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

/// True, with the line that `cargo xtask test` counts, when one of `programs` is not on this machine.
#[must_use]
pub fn missing(test: &str, programs: &[&str]) -> bool {
    for program in programs {
        if !has_program(program) {
            println!("SKIPPED: {test}: {program} is not installed");
            return true;
        }
    }
    false
}

fn has_program(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).any(|folder| folder.join(&name).is_file())
}
