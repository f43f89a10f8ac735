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

/// A word on a page: from left to right, from top to bottom, in points.
#[derive(Debug)]
pub struct Word {
    pub x: (f32, f32),
    pub y: (f32, f32),
    pub text: String,
}

/// The words of each page with their places.
pub fn words(pdf: &Path) -> Option<Vec<Vec<Word>>> {
    let told = said(Path::new("pdftotext"), &["-bbox", path(pdf), "-"])?;
    let mut pages: Vec<Vec<Word>> = Vec::new();
    for line in told.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        } else if let Some(word) = line.strip_prefix("<word ") {
            let parts: Vec<&str> = word.split('"').collect();
            let number = |index: usize| parts[index].parse().unwrap();
            let (_, text) = word.split_once('>').unwrap();
            let text = text.trim_end_matches("</word>");
            let text = text.replace("&lt;", "<").replace("&gt;", ">");
            let text = text.replace("&quot;", "\"").replace("&apos;", "'");
            let text = text.replace("&#39;", "'").replace("&amp;", "&");
            pages.last_mut().unwrap().push(Word {
                x: (number(1), number(5)),
                y: (number(3), number(7)),
                text,
            });
        }
    }
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
