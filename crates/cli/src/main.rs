//! `lineproof-cli`: what colleagues, auditors and scripts ask of Lineproof without a window.
//!
//! Exit status: 0 when all is well, 1 when what was asked about does not hold, 2 when it could not be judged at all
//! (wrong arguments, a file that cannot be read).
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

mod answer;
mod arguments;
mod catalogue;
mod clocks;
mod device;
mod document;
mod failure;
mod files;
mod folder;
mod help;
mod inspect;

use answer::Answer;
use arguments::{Arguments, Command};
use clap::{CommandFactory as _, FromArgMatches as _};
use failure::Failure;
use lineproof_i18n::Language;
use serde_json::json;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let language = help::language_asked_for(std::env::args_os());
    let matches = help::translated(Arguments::command(), language).get_matches();
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let (json, language) = (arguments.json, arguments.lang);
    match run(arguments.command, language) {
        Ok(answer) => {
            tell(&if json {
                answer.json.to_string()
            } else {
                answer.text
            });
            ExitCode::from(if answer.holds { 0 } else { 1 })
        }
        Err(failure) => {
            if json {
                let error = json!({ "code": failure.code(), "message": failure.text(language) });
                tell(&json!({ "ok": false, "error": error }).to_string());
            } else {
                eprintln!("{}", failure.text(language));
            }
            ExitCode::from(failure.exit_status())
        }
    }
}

fn run(command: Command, language: Language) -> Result<Answer, Failure> {
    match command {
        Command::Verify { path, ca, keys } => {
            if path.is_dir() {
                folder::verify(&path, ca.as_deref(), keys.as_deref(), language)
            } else {
                document::verify(&path, ca.as_deref(), language)
            }
        }
        Command::Inspect { path } => inspect::inspect(&path, language),
        Command::Catalogue(arguments::Catalogue::Check { folder }) => {
            catalogue::check(&folder, language)
        }
        Command::Clocks {
            case: Some(case),
            calendar,
            example: _,
        } => clocks::clocks(&case, &calendar, language),
        // Clap asks for a case where no example is.
        Command::Clocks { case: None, .. } => Ok(clocks::example()),
        Command::Device(device) => device::run(device, language),
    }
}

/// A reader that has gone away (`| head`) is no reason to fail.
fn tell(text: &str) {
    let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
}
