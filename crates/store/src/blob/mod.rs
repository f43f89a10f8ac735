//! Blobs: bytes named by their SHA-256, each in an encrypted file of its own, never changed and never swept.
//!
//! ```text
//! file   = magic "LPBLOB1\n" | key id 16 | salt 32 | sealed name (sha256 32, len u64 BE, tag 16) | pieces
//! key    = HKDF-SHA256(data key, salt, "lineproof/blob/1")
//! pieces = STREAM-BE32 of XChaCha20-Poly1305, nonce prefix of 19 zero bytes, 64 KiB each, the last one 0 to 64 KiB
//! ```
//! Every piece and the sealed name bind magic, key id and salt as associated data. The key is used for one file only,
//! so the prefix may be zero. The sealed name is piece number 2^32 - 1.

pub(crate) mod ballast;
mod format;
mod reader;
mod unfiled;
mod writer;

pub use reader::BlobReader;
pub use writer::BlobWriter;

use std::path::PathBuf;

use lineproof_domain::digest::Sha256Digest;

use crate::store::Store;

/// Bytes of one encrypted piece, plain.
pub const PIECE_BYTES: usize = 64 * 1024;
/// Most bytes of one blob: what 32 bits of pieces could number, far above what headquarters takes.
pub const MAX_BLOB_BYTES: u64 = 64 * 1024 * 1024 * 1024;

/// Bytes that are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoredBlob {
    /// Their name.
    pub sha256: Sha256Digest,
    /// Their length in bytes.
    pub len: u64,
}

/// What is about to be stored, which decides who is refused first when the disk is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlobUse {
    /// A photo or an instrument's file: refused while the reserve is given up.
    Evidence,
    /// A document or a drawn signature: goes into the reserve.
    Document,
}

/// What is wrong with a blob.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No file has this name.
    #[error("no file holds {0}")]
    Missing(Sha256Digest),
    /// The file is not what was written.
    #[error("the file {path} is damaged: {finding}")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What was found.
        finding: &'static str,
    },
    /// Encrypted with another data key.
    #[error("the file {path} was encrypted with another key")]
    OtherKey {
        /// Which file.
        path: PathBuf,
    },
    /// Longer than [`MAX_BLOB_BYTES`].
    #[error("the file is longer than {MAX_BLOB_BYTES} bytes")]
    TooLong,
}

impl Store {
    pub(crate) fn blob_path(&self, sha256: Sha256Digest) -> PathBuf {
        self.paths.blobs().join(sha256.to_string())
    }
}
