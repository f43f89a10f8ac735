//! What the engineer photographs and measures: made for the day, or given.

use super::stage::Options;
use anyhow::{Context, Result, bail};
use lineproof_testkit::samples;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Files to hand to the application.
pub struct Pictures {
    folder: PathBuf,
    given: Vec<PathBuf>,
    used: Mutex<HashMap<String, PathBuf>>,
    /// The OTDR trace.
    pub trace: PathBuf,
}

impl Pictures {
    /// Those that `options` name; where they name none, each slot gets a picture of its own.
    pub fn gather(options: &Options, folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let trace = match &options.trace {
            Some(trace) => trace.clone(),
            None => {
                let trace = folder.join("line-1310.sor");
                std::fs::write(&trace, samples::trace())?;
                trace
            }
        };
        Ok(Self {
            folder: folder.to_owned(),
            given: options
                .photos
                .as_deref()
                .map_or(Ok(Vec::new()), photos_in)?,
            used: Mutex::default(),
            trace,
        })
    }

    /// The picture of a slot, the same one each time. Given ones go round when there are fewer than slots.
    pub fn of_slot(&self, slot: &str) -> Result<PathBuf> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = used.get(slot) {
            return Ok(known.clone());
        }
        let picture = if self.given.is_empty() {
            let picture = self.folder.join(format!("IMG_{slot}.jpg"));
            std::fs::write(&picture, samples::photo(slot))?;
            picture
        } else {
            self.given[used.len() % self.given.len()].clone()
        };
        used.insert(slot.to_owned(), picture.clone());
        Ok(picture)
    }
}

fn photos_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_photo = |path: &PathBuf| {
        let extension = path.extension().and_then(|text| text.to_str());
        let extension = extension.unwrap_or_default().to_ascii_lowercase();
        matches!(extension.as_str(), "jpg" | "jpeg" | "png")
    };
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut photos: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(is_photo)
        .collect();
    if photos.is_empty() {
        bail!("{} holds no JPEG or PNG", folder.display());
    }
    photos.sort();
    Ok(photos)
}
