use std::process::ExitCode;

use clap::Args;

use super::Data;

/// Checks a headquarters from the inside.
#[derive(Args)]
pub(super) struct Verify {
    #[command(flatten)]
    data: Data,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let headquarters = self.data.open()?;
        let runtime = tokio::runtime::Runtime::new()?;
        let found = runtime.block_on(headquarters.verify())?;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&found)?);
        } else {
            println!(
                "{} logs, {} entries, {} blobs checked",
                found.logs, found.entries, found.blobs
            );
            for finding in &found.findings {
                println!("WRONG: {finding}");
            }
        }
        Ok(if found.findings.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
