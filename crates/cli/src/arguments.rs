//! What can be asked. The words of `--help` are texts like all others (`cli-help-...`), see [`crate::help`].

use clap::{Args, Parser, Subcommand};
use lineproof_i18n::Language;
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "lineproof-cli", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, value_name = "zh-CN|en", default_value_t = Language::ZhCn)]
    pub lang: Language,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Verify {
        #[arg(value_name = "FILE.pdf|DIR")]
        path: PathBuf,
        #[arg(long, value_name = "CA.pem")]
        ca: Option<PathBuf>,
        #[arg(long, value_name = "hq-keys.json")]
        keys: Option<PathBuf>,
    },
    Inspect {
        #[arg(value_name = "FILE")]
        path: PathBuf,
    },
    #[command(subcommand)]
    Catalogue(Catalogue),
    Clocks {
        #[arg(value_name = "CASE.json", required_unless_present = "example")]
        case: Option<PathBuf>,
        #[arg(long, conflicts_with = "case")]
        example: bool,
        #[arg(long, value_name = "CALENDAR.json")]
        calendar: Vec<PathBuf>,
    },
    #[command(subcommand)]
    Device(Device),
}

#[derive(Subcommand)]
pub enum Catalogue {
    Check {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum Device {
    Enrol {
        #[command(flatten)]
        place: Place,
        #[arg(long, value_name = "LP1-...")]
        code: String,
    },
    Sync {
        #[command(flatten)]
        place: Place,
    },
    Jobs {
        #[command(flatten)]
        place: Place,
    },
    Status {
        #[command(flatten)]
        place: Place,
    },
    Play {
        #[command(flatten)]
        place: Place,
        #[arg(value_name = "SCRIPT.toml|SCRIPT.json")]
        script: PathBuf,
    },
}

/// Where a device keeps everything, and what opens it.
#[derive(Args)]
pub struct Place {
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub keyring: Option<PathBuf>,
}
