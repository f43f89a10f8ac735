use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::Data;

/// Working-day calendars.
#[derive(Subcommand)]
pub(super) enum Calendar {
    /// Check a calendar in the holiday-cn shape or our own, and send it to every device. The newest official data wins.
    Import(Import),
}

#[derive(Args)]
pub(super) struct Import {
    #[command(flatten)]
    data: Data,
    /// The file, such as 2027.json.
    file: PathBuf,
}

impl Calendar {
    pub fn run(self) -> anyhow::Result<()> {
        let Calendar::Import(import) = self;
        let text = std::fs::read_to_string(&import.file)
            .with_context(|| format!("{} cannot be read", import.file.display()))?;
        let version = import.data.open()?.publish_calendar_text(&text, None)?;
        println!("published {version}");
        Ok(())
    }
}
