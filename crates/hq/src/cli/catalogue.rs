use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Data;

/// Catalogues.
#[derive(Subcommand)]
pub(super) enum Catalogue {
    /// Check a folder and make it the catalogue of new jobs; calendars in it go to every device.
    Publish(Publish),
}

#[derive(Args)]
pub(super) struct Publish {
    #[command(flatten)]
    data: Data,
    /// The folder, such as assets/catalogue.
    folder: PathBuf,
}

impl Catalogue {
    pub fn run(self) -> anyhow::Result<()> {
        let Catalogue::Publish(publish) = self;
        let headquarters = publish.data.open()?;
        let hash = headquarters.publish_catalogue_folder(&publish.folder)?;
        println!("published {hash}");
        Ok(())
    }
}
