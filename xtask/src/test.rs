//! `cargo xtask test`: everything that proves Lineproof, in one order, with one sum at the end.

use crate::tally::{Counts, Tally};
use crate::{deny, runners, setup, step, tidy, ui, workspace};
use anyhow::Result;
use std::process::Command;
use std::time::Instant;

type Part<'a> = &'a dyn Fn(&mut Tally) -> Result<()>;

/// Runs everything, also after a failure; the last line printed is the sum.
pub fn run(is_ci: bool) -> Result<bool> {
    let started = Instant::now();
    let mut tally = Tally::default();
    let parts: [(&str, Part<'_>); 5] = [
        ("setup", &|_| setup::for_tests()),
        ("house rules", &house_rules),
        ("licences and sources", &deny::run),
        ("user interfaces", &ui::test),
        ("Rust tests", &|tally| rust_tests(tally, is_ci)),
    ];
    for (name, part) in parts {
        if let Err(error) = part(&mut tally) {
            println!("    {error:#}");
            tally.add(name, Counts::one(false), None);
        }
    }
    println!("took {} s", started.elapsed().as_secs());
    if !tally.failed_steps.is_empty() {
        println!("failed: {}", tally.failed_steps.join(", "));
    }
    println!("{}", tally.counts);
    Ok(tally.counts.failed == 0)
}

/// Tidy, formatting, lints and tests of xtask itself: fast, so they come first.
fn house_rules(tally: &mut Tally) -> Result<()> {
    for checked in tidy::check_all()? {
        for finding in &checked.findings {
            println!("    {finding}");
        }
        let name = format!("tidy: {}", checked.rule);
        tally.add(&name, Counts::one(checked.findings.is_empty()), None);
    }
    let arguments = ["fmt", "--all", "--", "--check"];
    one_check(tally, "cargo fmt", workspace::cargo()?.args(arguments))?;

    let name = "tests of xtask";
    let arguments = ["test", "--package", "xtask"];
    let done = step::run(name, linting(workspace::cargo()?.args(arguments)), |_| {})?;
    let read = runners::rust(&done.lines, done.succeeded, false);
    tally.add_finished(
        name,
        read.counts,
        &done,
        &runners::rust_failures(&done.lines),
    );
    Ok(())
}

/// Lints whatever cargo compiles, and refuses warnings. `cargo clippy` does the same with a pass of its own over
/// everything, dependencies included, which costs as much as half a build.
fn linting(command: &mut Command) -> &mut Command {
    const ARGUMENTS: [&str; 2] = ["-D", "warnings"];
    const BETWEEN: &str = "__CLIPPY_HACKERY__";
    let arguments = ARGUMENTS.map(|argument| format!("{argument}{BETWEEN}"));
    command
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CLIPPY_ARGS", arguments.concat())
}

/// A command that holds or does not.
fn one_check(tally: &mut Tally, name: &str, command: &mut Command) -> Result<()> {
    let done = step::run(name, command, |_| {})?;
    let lines: Vec<&str> = done.lines.iter().map(String::as_str).collect();
    tally.add_finished(name, Counts::one(done.succeeded), &done, &lines);
    Ok(())
}

/// Builds once and runs every Rust test. The programs that whole-system tests start are built by the same
/// command as the tests, so that nothing is compiled twice; xtask itself is running and stays out.
fn rust_tests(tally: &mut Tally, is_ci: bool) -> Result<()> {
    const ALL: [&str; 3] = ["--workspace", "--exclude", "xtask"];
    let mut build = workspace::cargo()?;
    build.arg("build").args(ALL).arg("--all-targets");
    one_check(tally, "build and clippy", linting(&mut build))?;

    let mut tests = workspace::cargo()?;
    tests
        .arg("test")
        .args(ALL)
        .args(["--no-fail-fast", "--", "--show-output"]);
    linting(&mut tests);
    tests.env("PATH", path_with_judges()?);
    // A failure in a test of the whole day says in words where it stands; frames of the runtime would bury them.
    tests.env("RUST_BACKTRACE", "0");
    let name = "Rust tests";
    let done = step::run(name, &mut tests, |line| {
        let program = line.trim_start().strip_prefix("Running ");
        if let Some(program) = program.or_else(|| line.trim_start().strip_prefix("Doc-tests ")) {
            println!("    {program}");
        } else if line.ends_with("... FAILED") {
            println!("    {line}");
        }
    })?;
    let read = runners::rust(&done.lines, done.succeeded, is_ci);
    for reason in &read.skipped {
        println!("    SKIPPED: {reason}");
    }
    tally.add_finished(
        name,
        read.counts,
        &done,
        &runners::rust_failures(&done.lines),
    );
    Ok(())
}

/// `PATH` with the programs that setup has put into the Python environment in front.
fn path_with_judges() -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(setup::python_programs()?).chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}
