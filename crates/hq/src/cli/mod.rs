//! The command line.

mod calendar;
mod catalogue;
mod device;
mod export;
mod hotline;
mod init;
mod key;
mod people;
mod restore;
mod serve;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use lineproof_hq::Headquarters;
use lineproof_hq::headquarters::OpenError;

/// Headquarters of Lineproof: receives the devices' logs, dispatches jobs and serves the console.
#[derive(Parser)]
#[command(name = "lineproof-hq", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a headquarters in an empty folder.
    Init(init::Init),
    /// Serve it.
    Serve(serve::Serve),
    /// Supervisors who log in at the console.
    #[command(subcommand)]
    User(people::User),
    /// Engineers who work in the field.
    #[command(subcommand)]
    Person(people::Person),
    /// Devices and the codes that let them in.
    #[command(subcommand)]
    Device(device::Device),
    /// Catalogues of the trade.
    #[command(subcommand)]
    Catalogue(catalogue::Catalogue),
    /// Working-day calendars.
    #[command(subcommand)]
    Calendar(calendar::Calendar),
    /// Keys for receipts and feeds.
    #[command(subcommand)]
    Key(key::Key),
    /// The number customers call, as service cards tell it.
    Hotline(hotline::Hotline),
    /// Check the own log, every device's log and every blob.
    Verify(verify::Verify),
    /// Write a job's record into a folder that `lineproof-cli verify` checks.
    Export(export::Export),
    /// Say that the data folder was restored from an older backup: begins a new epoch.
    Restored(restore::Restored),
}

/// Which headquarters.
#[derive(Args)]
struct Data {
    /// Its data folder.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

impl Data {
    fn open(&self) -> Result<Headquarters, OpenError> {
        Headquarters::open(&self.data)
    }
}

impl Cli {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let done = |outcome: anyhow::Result<()>| outcome.map(|()| ExitCode::SUCCESS);
        match self.command {
            Command::Init(init) => done(init.run()),
            Command::Serve(serve) => done(serve.run()),
            Command::User(user) => done(user.run()),
            Command::Person(person) => done(person.run()),
            Command::Device(device) => done(device.run()),
            Command::Catalogue(catalogue) => done(catalogue.run()),
            Command::Calendar(calendar) => done(calendar.run()),
            Command::Key(key) => done(key.run()),
            Command::Hotline(hotline) => done(hotline.run()),
            Command::Verify(verify) => verify.run(),
            Command::Export(export) => done(export.run()),
            Command::Restored(restored) => done(restored.run()),
        }
    }
}
