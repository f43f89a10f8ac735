//! The house work of Lineproof: `cargo xtask demo`, `cargo xtask test` and their parts.

mod demo;
mod deny;
mod measure;
mod runners;
mod setup;
mod step;
mod tally;
mod test;
mod tidy;
mod ui;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Builds, shows and proves Lineproof")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Start headquarters and the window with sample data, or play a whole day (--headless).
    Demo(demo::Demo),
    /// Run every test and check; ends with one line of sums.
    Test,
    /// As `test`, with the rules of a check: a missing tool is a failure.
    Ci,
    /// Check the rules of the house that a compiler does not know.
    Tidy,
    /// Install what building and testing need; demo and test do it by themselves.
    Setup,
    /// Run the benchmarks.
    Bench,
    /// Run the long tests, in a release build.
    Soak,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<bool> {
    match task {
        Task::Demo(demo) => demo::run(&demo),
        Task::Test => test::run(workspace::is_ci()),
        Task::Ci => test::run(true),
        Task::Tidy => tidy::run(),
        Task::Setup => setup::for_tests().map(|()| true),
        Task::Bench => measure::bench(),
        Task::Soak => measure::soak(),
    }
}
