//! Other people's tools that judge our files. A missing tool is said aloud and its check left out.
//!
//! `pdfsig`, `pdftotext`, `pdfimages` (poppler-utils), `qpdf` and `java` come from the system;
//! pyHanko and veraPDF's classes from `LINEPROOF_TOOLS` (default `target/tools`), set up by
//! `crates/report/tests/setup-tools.sh`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs a tool; `None` when it is not there.
pub fn run(program: &Path, args: &[&str]) -> Option<Output> {
    match Command::new(program)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .output()
    {
        Ok(output) => Some(output),
        Err(problem) => {
            println!("skipped: {} cannot be run ({problem})", program.display());
            None
        }
    }
}

/// What a tool says, both streams; panics unless it ends well.
pub fn said(program: &Path, args: &[&str]) -> Option<String> {
    let output = run(program, args)?;
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.status.success(),
        "{} {args:?}: {text}",
        program.display()
    );
    Some(text)
}

/// Each page as text.
pub fn pages_as_text(pdf: &Path) -> Option<Vec<String>> {
    let text = said(Path::new("pdftotext"), &["-layout", path(pdf), "-"])?;
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    Some(pages)
}

/// How many pictures the pages show.
pub fn pictures(pdf: &Path) -> Option<usize> {
    let list = said(Path::new("pdfimages"), &["-list", path(pdf)])?;
    Some(list.lines().filter(|line| line.contains(" jpeg ")).count())
}

/// The folder of tools that are not the system's.
pub fn folder() -> PathBuf {
    std::env::var_os("LINEPROOF_TOOLS")
        .map_or_else(|| super::root().join("target/tools"), PathBuf::from)
}

/// A tool of that folder, or `None` with a word about it.
pub fn tool(name: &str) -> Option<PathBuf> {
    let path = folder().join(name);
    if !path.exists() {
        println!(
            "skipped: {} is not there (see setup-tools.sh)",
            path.display()
        );
        return None;
    }
    Some(path)
}

/// A path as text.
pub fn path(path: &Path) -> &str {
    path.to_str().expect("test paths are UTF-8")
}
