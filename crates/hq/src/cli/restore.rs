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
        println!(
            "people and devices that were added after this copy was made are unknown here: such a device says that it is not \
             enrolled. Its work stays on it. Add its person where he is missing, give him a new code with \
             `lineproof-hq device code`, and keep the device until its work was exported from it"
        );
        Ok(())
    }
}
