use anyhow::ensure;
use clap::Args;

use super::Data;

/// So long a number may be, in characters: the paper has one line for it.
const MAX_CHARS: usize = 40;

/// The number customers call, as the service cards of jobs dispatched from now on tell it.
#[derive(Args)]
pub(super) struct Hotline {
    #[command(flatten)]
    data: Data,
    /// The new number, "" for none; without it, the one in force is shown.
    number: Option<String>,
}

impl Hotline {
    pub fn run(self) -> anyhow::Result<()> {
        let headquarters = self.data.open()?;
        if let Some(number) = &self.number {
            let number = number.trim();
            ensure!(
                number.chars().count() <= MAX_CHARS,
                "the number has {MAX_CHARS} characters at most"
            );
            headquarters.tell_hotline(number)?;
        }
        match headquarters.hotline()? {
            Some(number) => println!("{number}"),
            None => println!("no number is set"),
        }
        Ok(())
    }
}
