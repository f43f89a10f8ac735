//! Writing a blob: encrypted from the first byte, synced, named, the name synced, and only then told.

use std::fs::{self, File};
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use lineproof_domain::digest::Sha256Digest;
use sha2::{Digest as _, Sha256};

use super::format::{Cipher, HEADER_BYTES};
use super::{BlobError, BlobUse, MAX_BLOB_BYTES, PIECE_BYTES, StoredBlob};
use crate::error::{Refused, StoreError};
use crate::key::random;
use crate::platform;
use crate::store::Store;

/// A blob being written. Dropped before [`BlobWriter::finish`], it leaves nothing.
pub struct BlobWriter<'a> {
    store: &'a Store,
    path: PathBuf,
    file: Option<File>,
    cipher: Cipher,
    hasher: Sha256,
    plain: Vec<u8>,
    piece: u32,
    len: u64,
}

impl Store {
    /// Begins a blob. While the reserve is given up, new evidence is refused before text is.
    pub fn blob_writer(&self, blob_use: BlobUse) -> Result<BlobWriter<'_>, StoreError> {
        self.refuse_newer()?;
        let is_short = self.refused().is_some() && !self.restore_reserve()?;
        if blob_use == BlobUse::Evidence && is_short {
            return Err(StoreError::DiskFull {
                refused: Refused::Photos,
            });
        }
        let name = format!("{}.new", uuid::Uuid::new_v4());
        let path = self.paths.incoming().join(name);
        let file = self
            .ballast
            .with_room(|| {
                File::options()
                    .read(true)
                    .write(true)
                    .create_new(true)
                    .open(&path)
            })?
            .map_err(|source| StoreError::io("making", &path, source))?;
        let mut writer = BlobWriter {
            store: self,
            path,
            file: Some(file),
            cipher: Cipher::new(&self.key, random()?),
            hasher: Sha256::new(),
            plain: Vec::with_capacity(PIECE_BYTES),
            piece: 0,
            len: 0,
        };
        writer.put(&[0; HEADER_BYTES])?;
        Ok(writer)
    }

    /// Stores bytes that are in memory.
    pub fn store_blob(&self, blob_use: BlobUse, bytes: &[u8]) -> Result<StoredBlob, StoreError> {
        let mut writer = self.blob_writer(blob_use)?;
        writer.write(bytes)?;
        writer.finish()
    }

    /// Stores everything `source` gives.
    pub fn store_blob_from(
        &self,
        blob_use: BlobUse,
        mut source: impl Read,
    ) -> Result<StoredBlob, StoreError> {
        let mut writer = self.blob_writer(blob_use)?;
        let mut buffer = vec![0; PIECE_BYTES];
        loop {
            match source.read(&mut buffer) {
                Ok(0) => return writer.finish(),
                Ok(count) => writer.write(&buffer[..count])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(writer.fail("reading the source for", error)),
            }
        }
    }
}

impl BlobWriter<'_> {
    /// Takes more bytes.
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<(), StoreError> {
        self.len += bytes.len() as u64;
        if self.len > MAX_BLOB_BYTES {
            return Err(BlobError::TooLong.into());
        }
        self.hasher.update(bytes);
        while !bytes.is_empty() {
            // A full piece waits until more comes: only then is it known not to be the last.
            if self.plain.len() == PIECE_BYTES {
                self.flush_piece(false)?;
            }
            let room = (PIECE_BYTES - self.plain.len()).min(bytes.len());
            self.plain.extend_from_slice(&bytes[..room]);
            bytes = &bytes[room..];
        }
        Ok(())
    }

    /// Makes the blob durable under its name. Only after this may an event name it.
    pub fn finish(mut self) -> Result<StoredBlob, StoreError> {
        self.flush_piece(true)?;
        let holds = StoredBlob {
            sha256: Sha256Digest(self.hasher.clone().finalize().into()),
            len: self.len,
        };
        let header = self.cipher.header(holds).ok_or_else(too_long)?;
        self.seek_to_start()?;
        self.put(&header)?;
        if let Some(file) = self.file.take() {
            self.sync(&file)?;
        }
        self.take_name(holds)?;
        Ok(holds)
    }

    /// A sync that failed is not tried again: what the system could not write it no longer has. The reserve is given up all
    /// the same, so that the next try finds room.
    fn sync(&self, file: &File) -> Result<(), StoreError> {
        let Err(source) = file.sync_all() else {
            return Ok(());
        };
        if source.kind() == io::ErrorKind::StorageFull {
            self.store.ballast.release()?;
        }
        Err(self.fail("syncing", source))
    }

    /// The same bytes may be there already: then the file that has the name keeps it, if it still holds them.
    fn take_name(&self, holds: StoredBlob) -> Result<(), StoreError> {
        let name = self.store.blob_path(holds.sha256);
        let ballast = &self.store.ballast;
        match ballast.with_room(|| platform::rename_new(&self.path, &name))? {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if self.store.verify_blob(holds.sha256).is_ok() {
                    return platform::sync_parent(&name)
                        .map_err(|source| self.fail("syncing", source));
                }
                self.replace_damaged(&name)
            }
            Err(source) => Err(self.fail("naming", source)),
        }
    }

    /// The bytes came again whole: the damaged file steps aside under a name of its own, it is not removed.
    fn replace_damaged(&self, name: &std::path::Path) -> Result<(), StoreError> {
        let aside = name.with_extension(format!("damaged-{}", uuid::Uuid::new_v4()));
        fs::rename(name, &aside)
            .and_then(|()| platform::rename_new(&self.path, name))
            .map_err(|source| self.fail("naming", source))
    }

    fn flush_piece(&mut self, is_last: bool) -> Result<(), StoreError> {
        let sealed = self
            .cipher
            .seal(self.piece, is_last, &self.plain)
            .ok_or_else(too_long)?;
        self.put(&sealed)?;
        self.piece += 1;
        self.plain.clear();
        Ok(())
    }

    /// Writes to the file. When the disk is full the reserve is given up once, so that this save is finished.
    fn put(&mut self, mut bytes: &[u8]) -> Result<(), StoreError> {
        while !bytes.is_empty() {
            let Some(file) = self.file.as_mut() else {
                return Ok(());
            };
            match file.write(bytes) {
                Ok(0) => return Err(self.fail("writing", io::ErrorKind::WriteZero.into())),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::StorageFull => {
                    if !self.store.ballast.release()? {
                        return Err(self.fail("writing", error));
                    }
                }
                Err(error) => return Err(self.fail("writing", error)),
            }
        }
        Ok(())
    }

    fn seek_to_start(&mut self) -> Result<(), StoreError> {
        let Some(file) = self.file.as_mut() else {
            return Ok(());
        };
        match file.seek(SeekFrom::Start(0)) {
            Ok(_) => Ok(()),
            Err(source) => Err(self.fail("writing", source)),
        }
    }

    fn fail(&self, what: &'static str, source: io::Error) -> StoreError {
        StoreError::io(what, &self.path, source)
    }
}

impl Drop for BlobWriter<'_> {
    /// Removes the file if it did not take its name. Nobody was told of it.
    fn drop(&mut self) {
        self.file = None;
        let _gone_already = fs::remove_file(&self.path);
    }
}

fn too_long() -> StoreError {
    BlobError::TooLong.into()
}
