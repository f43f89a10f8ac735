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
             enrolled. Its work stays on it. Add its person where he is missing (`lineproof-hq person add --id`, the device \
             shows his id), give him a new code with `lineproof-hq device code`, and let him enter it on the device under \
             settings: then everything on it comes here"
        );
        Ok(())
    }
}
