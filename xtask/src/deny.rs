//! Licences, sources and advisories of everything we build on.

use crate::setup;
use crate::step;
use crate::tally::{Counts, Tally};
use crate::workspace;
use anyhow::Result;
use std::process::Command;

/// What cargo-deny says when the database of advisories is out of reach.
const NO_DATABASE: &[&str] = &[
    "failed to fetch advisory database",
    "failed to load advisory database",
];

pub fn run(tally: &mut Tally) -> Result<()> {
    let check = |what: &[&str]| -> Result<Command> {
        let mut command = Command::new(setup::cargo_deny()?);
        command
            .current_dir(workspace::root()?)
            .arg("check")
            .args(what);
        Ok(command)
    };
    let name = "licences and sources";
    let done = step::run(name, &mut check(&["licenses", "bans", "sources"])?, |_| {})?;
    let lines: Vec<&str> = done.lines.iter().map(String::as_str).collect();
    tally.add_finished(name, Counts::one(done.succeeded), &done, &lines);

    let name = "advisories";
    let done = step::run(name, &mut check(&["advisories"])?, |_| {})?;
    let unreachable = done
        .lines
        .iter()
        .any(|line| NO_DATABASE.iter().any(|words| line.contains(words)));
    let counts = if unreachable {
        println!("SKIPPED: advisories: the RustSec database cannot be reached from here");
        Counts::one_skipped()
    } else {
        Counts::one(done.succeeded)
    };
    let lines: Vec<&str> = done.lines.iter().map(String::as_str).collect();
    tally.add_finished(name, counts, &done, &lines);
    Ok(())
}
