//! `POST /v1/events`: one batch of one log, zstd-compressed JSON.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::MAX_EVENT_BYTES;
use lineproof_domain::ids::{EventId, LogId};
use serde::{Deserialize, Serialize};

use crate::chain::{Checkpoint, Predecessor};
use crate::receipt::LogReceipt;
use crate::tombstone::Tombstone;

/// Most entries in one batch.
pub const MAX_BATCH_EVENTS: usize = 500;
/// Most bytes of a batch, unpacked; packed it may not be longer either.
pub const MAX_BATCH_BYTES: usize = 8 * 1024 * 1024;
/// Compression level of batches: quick, and within a few percent of the slow ones on short JSON lines.
const BATCH_COMPRESSION_LEVEL: i32 = 3;
const _: () = assert!(MAX_BATCH_BYTES > 8 * MAX_EVENT_BYTES);

/// Entries of one log without a gap, with a checkpoint over the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushRequest {
    /// [`crate::PROTOCOL_VERSION`] of the writer.
    pub protocol: u32,
    /// Which log.
    pub log: LogId,
    /// What the log's first hash was made with.
    pub predecessor: Option<Predecessor>,
    /// Number of the first entry here.
    pub first_seq: u64,
    /// The chain's hash before it.
    pub previous_hash: Sha256Digest,
    /// The entries in order; at least one.
    pub entries: Vec<PushEntry>,
    /// Over the last entry here.
    pub checkpoint: Checkpoint,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushEntry {
    /// SHA-256 of the raw bytes.
    pub raw_hash: Sha256Digest,
    /// The raw bytes; absent where they were erased by law.
    pub raw: Option<String>,
    /// The order to erase them, where they are absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tombstone: Option<Tombstone>,
}

/// Headquarters' answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushResponse {
    /// It has the log up to here.
    pub receipt: LogReceipt,
    /// What became of each entry, in order.
    pub dispositions: Vec<EntryDisposition>,
    /// True where the batch made a branch: the device must open a new incarnation.
    pub forked: bool,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDisposition {
    /// Its number.
    pub seq: u64,
    /// Its event's id, where it could be read.
    pub id: Option<EventId>,
    /// What became of it.
    pub disposition: Disposition,
}

/// What became of an entry. In every case it is stored, chained and receipted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Disposition {
    /// It counts.
    Accepted,
    /// It was here already.
    Duplicate,
    /// It is kept apart, with the reason.
    Quarantined {
        /// Why.
        reason: QuarantineReason,
    },
}

/// Why an entry is kept apart. The closed list; the device has a text for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineReason {
    /// Not an event: not strict JSON or not of its shape.
    Unreadable,
    /// Another event has this id.
    IdReused,
    /// The body does not fit its kind.
    Malformed,
    /// Only headquarters may write this kind.
    WrongOrigin,
    /// Its actor has not the role this kind needs, or is not a person of this device.
    WrongRole,
    /// The job was never given to its actor.
    NotAssigned,
}

impl QuarantineReason {
    /// Whether the reducer still hears the entry: what it flags by itself and gives no effect stays visible there; what
    /// it cannot judge (whose device wrote it, which of two twins came first) is kept from it.
    pub fn is_heard_by_reducer(self) -> bool {
        match self {
            QuarantineReason::Malformed
            | QuarantineReason::WrongOrigin
            | QuarantineReason::NotAssigned => true,
            QuarantineReason::Unreadable
            | QuarantineReason::IdReused
            | QuarantineReason::WrongRole => false,
        }
    }
}

/// A batch that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// Not zstd.
    #[error("the batch does not unpack: {0}")]
    Unpack(#[source] std::io::Error),
    /// Longer than allowed.
    #[error("the batch is longer than {MAX_BATCH_BYTES} bytes unpacked")]
    TooLong,
    /// Not a batch.
    #[error("the batch has not the shape of one: {0}")]
    Shape(#[source] serde_json::Error),
}

/// Packs a batch.
pub fn pack(request: &PushRequest) -> Result<Vec<u8>, BatchError> {
    let json = serde_json::to_vec(request).map_err(BatchError::Shape)?;
    if json.len() > MAX_BATCH_BYTES {
        return Err(BatchError::TooLong);
    }
    zstd::encode_all(json.as_slice(), BATCH_COMPRESSION_LEVEL).map_err(BatchError::Unpack)
}

/// Unpacks a batch; what would grow beyond [`MAX_BATCH_BYTES`] is refused before it does.
pub fn unpack(bytes: &[u8]) -> Result<PushRequest, BatchError> {
    use std::io::Read as _;
    let reader = zstd::Decoder::new(bytes).map_err(BatchError::Unpack)?;
    let mut json = Vec::new();
    let most = MAX_BATCH_BYTES as u64 + 1;
    reader
        .take(most)
        .read_to_end(&mut json)
        .map_err(BatchError::Unpack)?;
    if json.len() > MAX_BATCH_BYTES {
        return Err(BatchError::TooLong);
    }
    serde_json::from_slice(&json).map_err(BatchError::Shape)
}
