//! `lineproof-hq`: the headquarters server and its house-keeping.

mod cli;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("lineproof-hq: {error:#}");
            ExitCode::FAILURE
        }
    }
}
