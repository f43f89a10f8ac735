use clap::Args;

use super::Data;

/// Begins a new epoch.
#[derive(Args)]
pub(super) struct Restored {
    #[command(flatten)]
    data: Data,
}

impl Restored {
    pub fn run(self) -> anyhow::Result<()> {
        let epoch = self.data.open()?.begin_epoch()?;
        println!("epoch {epoch} begins; devices send what is missing here by themselves");
        Ok(())
    }
}
