use std::path::PathBuf;

use clap::Args;

use super::Data;

/// Writes a job's record.
#[derive(Args)]
pub(super) struct Export {
    #[command(flatten)]
    data: Data,
    /// Which job, by order number or id.
    #[arg(long, value_name = "ORDER")]
    job: String,
    /// Where to; the folder is made.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Export {
    pub fn run(self) -> anyhow::Result<()> {
        let headquarters = self.data.open()?;
        let runtime = tokio::runtime::Runtime::new()?;
        let written = runtime.block_on(headquarters.export(&self.job, &self.out))?;
        println!(
            "{} entries and {} blobs in {}",
            written.entries,
            written.blobs,
            self.out.display()
        );
        Ok(())
    }
}
