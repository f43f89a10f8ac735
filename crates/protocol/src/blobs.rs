//! `POST /v1/blobs/have`: which blobs headquarters has. The bytes travel by tus 1.0 under `/v1/files`.
//!
//! `Upload-Metadata` of a creation carries `sha256` (64 hexadecimal digits, base64 as tus asks). `Upload-Checksum` is `sha256`.

use lineproof_domain::digest::Sha256Digest;
use serde::{Deserialize, Serialize};

use crate::receipt::BlobReceipt;

/// Most blobs asked for at once.
pub const MAX_HAVE_BLOBS: usize = 1000;

/// Blobs a device has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HaveRequest {
    /// Their names and lengths.
    pub blobs: Vec<BlobName>,
}

/// A blob's name and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobName {
    /// SHA-256 of its bytes.
    pub sha256: Sha256Digest,
    /// Its length in bytes.
    pub len: u64,
}

/// What headquarters has of them, in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HaveResponse {
    /// One answer each.
    pub blobs: Vec<BlobPresence>,
}

/// What headquarters has of a blob.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum BlobPresence {
    /// All of it, hashed.
    Stored {
        /// Its receipt.
        receipt: BlobReceipt,
    },
    /// A part of it, synced.
    Partial {
        /// The upload to go on with, as a path on this server.
        upload: String,
        /// Bytes it has.
        offset: u64,
    },
    /// Nothing.
    Absent,
}
