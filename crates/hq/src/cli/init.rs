use std::path::PathBuf;

use clap::Args;
use lineproof_hq::setup::{self, Setup};

/// Makes a headquarters.
#[derive(Args)]
pub(super) struct Init {
    /// Where it keeps everything; the folder must be empty or absent.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Name of the carrier or company, shown on screens.
    #[arg(long)]
    name: String,
    /// Where devices and browsers find it, such as https://hq.example:8443.
    #[arg(long, value_name = "URL")]
    address: String,
    /// Further name or IP address for the server certificate; may be repeated.
    #[arg(long = "host", value_name = "HOST")]
    hosts: Vec<String>,
    /// Everything in it is invented, for training and trials; screens then say so.
    #[arg(long)]
    sample: bool,
}

impl Init {
    pub fn run(self) -> anyhow::Result<()> {
        let headquarters = setup::init(&Setup {
            data: self.data,
            name: self.name,
            address: self.address,
            hosts: self.hosts,
            sample: self.sample,
        })?;
        println!(
            "made headquarters {:?} at {}",
            headquarters.name(),
            headquarters.address()
        );
        Ok(())
    }
}
