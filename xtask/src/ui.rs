//! Builds and checks the user interfaces in `ui/`.

use crate::runners;
use crate::step;
use crate::tally::{Counts, Tally};
use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;

/// Checks that count as one test each: name and npm arguments.
const CHECKS: &[(&str, &[&str])] = &[
    ("svelte-check", &["run", "check"]),
    ("eslint", &["exec", "--", "eslint", "."]),
    ("prettier", &["exec", "--", "prettier", "--check", "."]),
];

/// Builds both applications; Rust programs carry what this makes.
pub fn build() -> Result<()> {
    println!("building the user interfaces");
    let done = step::run(
        "user interfaces",
        workspace::npm()?.args(["run", "build"]),
        |_| {},
    )?;
    if !done.succeeded {
        for line in &done.lines {
            eprintln!("    {line}");
        }
        bail!("npm run build in ui/ failed");
    }
    Ok(())
}

/// Builds, checks and tests, adding each to the sums.
pub fn test(tally: &mut Tally) -> Result<()> {
    for (name, arguments) in [("user interfaces", &["run", "build"][..])]
        .iter()
        .chain(CHECKS)
    {
        let done = step::run(name, workspace::npm()?.args(*arguments), |_| {})?;
        let lines: Vec<&str> = done.lines.iter().map(String::as_str).collect();
        tally.add_finished(name, Counts::one(done.succeeded), &done, &lines);
    }
    let Some(arguments) = test_arguments()? else {
        return Ok(());
    };
    let name = "tests of the user interfaces";
    let done = step::run(name, workspace::npm()?.args(arguments), |_| {})?;
    let counts = runners::javascript(&done.lines, done.succeeded);
    let lines: Vec<&str> = done.lines.iter().map(String::as_str).collect();
    tally.add_finished(name, counts, &done, &lines);
    Ok(())
}

/// How npm runs the unit tests, if any package has some.
fn test_arguments() -> Result<Option<&'static [&'static str]>> {
    let ui = workspace::root()?.join("ui");
    if has_test_script(&ui.join("package.json"))? {
        return Ok(Some(&["test"]));
    }
    for folder in ["shared", "field", "console"] {
        if has_test_script(&ui.join(folder).join("package.json"))? {
            return Ok(Some(&["test", "--workspaces", "--if-present"]));
        }
    }
    Ok(None)
}

fn has_test_script(manifest: &std::path::Path) -> Result<bool> {
    let text = fs::read_to_string(manifest)
        .with_context(|| format!("{} cannot be read", manifest.display()))?;
    let manifest: Value = serde_json::from_str(&text)
        .with_context(|| format!("{} is not JSON", manifest.display()))?;
    Ok(manifest["scripts"]["test"].is_string())
}
