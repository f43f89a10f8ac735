//! Blobs that no event names: what was being saved when the power went. They are offered, never swept.

use std::fs;
use std::path::{Path, PathBuf};

use lineproof_domain::digest::Sha256Digest;

use super::{BlobError, BlobReader, StoredBlob};
use crate::error::StoreError;
use crate::platform;
use crate::queries;
use crate::store::Store;

impl Store {
    /// Whole blobs without an event, sorted by name: at start those that a crash left behind, later also those whose event
    /// is about to be written.
    pub fn unfiled_blobs(&self) -> Result<Vec<StoredBlob>, StoreError> {
        let connection = self.read()?;
        let mut unfiled = Vec::new();
        for path in files(&self.paths.blobs())? {
            let Some(sha256) = name_of(&path) else {
                continue;
            };
            if queries::blob::is_known(&connection, sha256)? {
                continue;
            }
            if let Ok(reader) = self.blob_reader(sha256) {
                unfiled.push(reader.holds());
            }
        }
        unfiled.sort_unstable();
        Ok(unfiled)
    }

    /// Blobs that events name and whose file is missing or not of its length, by a look at each header.
    pub fn missing_blobs(&self) -> Result<Vec<StoredBlob>, StoreError> {
        let known = queries::blob::fetch_all(&*self.read()?)?;
        Ok(known
            .into_iter()
            .map(|(sha256, len)| StoredBlob { sha256, len })
            .filter(|blob| {
                !matches!(self.blob_reader(blob.sha256), Ok(reader) if reader.holds() == *blob)
            })
            .collect())
    }

    /// Before anything is written: a blob that was whole but had not taken its name takes it now; fragments of writes
    /// that were cut short, which nobody was told of, go. What cannot be moved or removed today is left for the next start.
    pub(crate) fn settle_incoming(&self) -> Result<(), StoreError> {
        for path in files(&self.paths.incoming())? {
            let whole = BlobReader::open(&path, &self.key).and_then(BlobReader::verify);
            let is_needless = match whole {
                Ok(holds) => self.has_taken_name(&path, holds),
                Err(StoreError::Blob(BlobError::Damaged { .. })) => true,
                Err(_) => false,
            };
            if is_needless {
                let _left_for_the_next_start = fs::remove_file(&path);
            }
        }
        Ok(())
    }

    /// Gives a whole file its name. Returns whether the bytes are there under that name already.
    fn has_taken_name(&self, path: &Path, holds: StoredBlob) -> bool {
        match platform::rename_new(path, &self.blob_path(holds.sha256)) {
            Ok(()) => false,
            Err(_) => self.verify_blob(holds.sha256).is_ok(),
        }
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let fail = |source| StoreError::io("reading", folder, source);
    fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(fail))
        .collect()
}

fn name_of(path: &Path) -> Option<Sha256Digest> {
    path.file_name()?.to_str()?.parse().ok()
}
