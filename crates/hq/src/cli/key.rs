use clap::Subcommand;

use super::Data;

/// The keys that headquarters signs receipts and feeds with.
#[derive(Subcommand)]
pub(super) enum Key {
    /// Make a new receipt key; earlier ones stay valid for what they signed.
    Rotate(Data),
}

impl Key {
    pub fn run(self) -> anyhow::Result<()> {
        let Key::Rotate(data) = self;
        let key_id = data.open()?.rotate_receipt_key()?;
        println!(
            "receipt key {key_id}; start the server again to sign with it, and back up the folder of keys"
        );
        Ok(())
    }
}
