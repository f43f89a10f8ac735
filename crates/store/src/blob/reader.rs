//! Reading a blob, from any offset; a piece that was changed is never handed out.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use lineproof_domain::digest::Sha256Digest;
use sha2::{Digest as _, Sha256};

use super::format::{Cipher, HEADER_BYTES, HeaderFault, SEALED_PIECE_BYTES, file_bytes, pieces};
use super::{BlobError, PIECE_BYTES, StoredBlob};
use crate::error::StoreError;
use crate::key::DataKey;
use crate::platform;
use crate::store::Store;

/// An open blob.
pub struct BlobReader {
    path: PathBuf,
    file: File,
    cipher: Cipher,
    holds: StoredBlob,
    position: u64,
    piece: Option<(u64, Vec<u8>)>,
}

impl Store {
    /// Opens a blob for reading.
    pub fn blob_reader(&self, sha256: Sha256Digest) -> Result<BlobReader, StoreError> {
        let path = self.blob_path(sha256);
        let reader = match BlobReader::open(&path, &self.key) {
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Err(BlobError::Missing(sha256).into());
            }
            other => other?,
        };
        if reader.holds.sha256 != sha256 {
            return Err(reader.damaged("it holds another blob"));
        }
        Ok(reader)
    }

    /// A whole blob in memory, its hash checked.
    pub fn blob_bytes(&self, sha256: Sha256Digest) -> Result<Vec<u8>, StoreError> {
        self.blob_reader(sha256)?.all()
    }

    /// Reads a whole blob and checks its hash.
    pub fn verify_blob(&self, sha256: Sha256Digest) -> Result<StoredBlob, StoreError> {
        self.blob_reader(sha256)?.verify()
    }
}

impl BlobReader {
    pub(super) fn open(path: &Path, key: &DataKey) -> Result<BlobReader, StoreError> {
        let fail = |source| StoreError::io("reading", path, source);
        let damaged = |finding| BlobError::Damaged {
            path: path.to_owned(),
            finding,
        };
        let mut file = File::open(path).map_err(fail)?;
        let found_bytes = file.metadata().map_err(fail)?.len();
        if found_bytes < HEADER_BYTES as u64 {
            return Err(damaged("it is cut short").into());
        }
        let mut header = [0; HEADER_BYTES];
        file.read_exact(&mut header).map_err(fail)?;
        let (cipher, holds) = Cipher::open(key, &header).map_err(|fault| match fault {
            HeaderFault::OtherKey => BlobError::OtherKey {
                path: path.to_owned(),
            },
            HeaderFault::NotABlob => damaged("it does not begin like a blob"),
            HeaderFault::Damaged => damaged("its header was changed"),
        })?;
        if found_bytes != file_bytes(holds.len) {
            return Err(damaged("its length is not that of its content").into());
        }
        Ok(BlobReader {
            path: path.to_owned(),
            file,
            cipher,
            holds,
            position: 0,
            piece: None,
        })
    }

    /// Name and length of what it holds.
    pub fn holds(&self) -> StoredBlob {
        self.holds
    }

    /// Goes on at `offset`, for an upload that is resumed.
    pub fn seek_to(&mut self, offset: u64) {
        self.position = offset.min(self.holds.len);
    }

    /// Fills `buffer` from the position as far as there is something; 0 at the end.
    pub fn read_some(&mut self, buffer: &mut [u8]) -> Result<usize, StoreError> {
        if self.position >= self.holds.len || buffer.is_empty() {
            return Ok(0);
        }
        let number = self.position / PIECE_BYTES as u64;
        let within = usize::try_from(self.position % PIECE_BYTES as u64).unwrap_or(0);
        let piece = self.piece(number)?;
        let ready = piece.get(within..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.position += count as u64;
        Ok(count)
    }

    /// Everything, its hash checked.
    fn all(mut self) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.holds.len).unwrap_or(0));
        let mut buffer = vec![0; PIECE_BYTES];
        loop {
            match self.read_some(&mut buffer)? {
                0 => break,
                count => bytes.extend_from_slice(&buffer[..count]),
            }
        }
        self.check(Sha256Digest::of(&bytes))?;
        Ok(bytes)
    }

    pub(super) fn verify(mut self) -> Result<StoredBlob, StoreError> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; PIECE_BYTES];
        loop {
            match self.read_some(&mut buffer)? {
                0 => break,
                count => hasher.update(&buffer[..count]),
            }
        }
        if self.holds.len == 0 {
            self.piece(0)?;
        }
        self.check(Sha256Digest(hasher.finalize().into()))?;
        Ok(self.holds)
    }

    fn check(&self, found: Sha256Digest) -> Result<(), StoreError> {
        if found == self.holds.sha256 {
            Ok(())
        } else {
            Err(self.damaged("its content has another hash"))
        }
    }

    fn piece(&mut self, number: u64) -> Result<&[u8], StoreError> {
        let ready = matches!(&self.piece, Some((known, _)) if *known == number);
        if !ready {
            let plain = self.unseal(number)?;
            self.piece = Some((number, plain));
        }
        Ok(self
            .piece
            .as_ref()
            .map_or(&[][..], |(_, plain)| plain.as_slice()))
    }

    fn unseal(&mut self, number: u64) -> Result<Vec<u8>, StoreError> {
        let is_last = number + 1 == pieces(self.holds.len);
        let start = HEADER_BYTES as u64 + number * SEALED_PIECE_BYTES as u64;
        let end = file_bytes(self.holds.len).min(start + SEALED_PIECE_BYTES as u64);
        let mut sealed = vec![0; usize::try_from(end.saturating_sub(start)).unwrap_or(0)];
        platform::read_at(&mut self.file, &mut sealed, start)
            .map_err(|source| StoreError::io("reading", &self.path, source))?;
        let piece = u32::try_from(number).unwrap_or(u32::MAX);
        self.cipher
            .unseal(piece, is_last, &sealed)
            .ok_or_else(|| self.damaged("a piece was changed"))
    }

    fn damaged(&self, finding: &'static str) -> StoreError {
        BlobError::Damaged {
            path: self.path.clone(),
            finding,
        }
        .into()
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read_some(buffer).map_err(io::Error::other)
    }
}
