//! A job's record as headquarters exports it: a folder that anybody can check without asking headquarters.
//!
//! | file | holds |
//! |---|---|
//! | `record.json` | [`ExportRecord`]: the job as the reducer makes it, what became of each event, receipts, blobs |
//! | `log.ndjson` | one [`LogLine`] a line: every log that carries an entry of the job, from its start |
//! | `blobs/<sha256>` | the bytes of every stored blob of the job |
//! | `hq-keys.json` | [`ExportKeys`]: headquarters' receipt keys, and the log key of each device |
//! | `ca.pem` | headquarters' CA certificate, for the signatures in documents |
//! | `seal.json` | [`ExportSeal`]: the SHA-256 of every other file, signed by headquarters |
//! | `pictures.json` | [`ExportPictures`]: pictures of screens that somebody laid beside it; no evidence, under no seal |
//!
//! JSON files are written by [`json`] and are compared with what it writes again: not one byte may differ.
//! Entries of other jobs stand in the logs without `raw`: the chain goes over `raw_hash`.
//!
//! What a verifier checks: the seal; each chain from `genesis_hash`; each checkpoint by the log's key; each device's key
//! against the `device.enrolled` in headquarters' log; receipts by headquarters' key; that `reduce` over the entries gives
//! `job`; every blob's hash; every document's signatures against `ca.pem`.

use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, EventId, LogId, PersonId};
use lineproof_domain::job::JobState;
use lineproof_domain::registry::Origin;
use serde::{Deserialize, Serialize};

use crate::chain::{Checkpoint, Predecessor};
use crate::hello::HeadquartersKey;
use crate::keys::{BadSignature, PublicKey, Signature, sign};
use crate::push::QuarantineReason;
use crate::receipt::{BlobReceipt, Epoch, LogReceipt};
use crate::tombstone::Tombstone;

const SEAL_PREFIX: &[u8] = b"lineproof/export/1";
/// Name of the record's file.
pub const RECORD_FILE: &str = "record.json";
/// Name of the logs' file.
pub const LOG_FILE: &str = "log.ndjson";
/// Folder of the blobs.
pub const BLOB_FOLDER: &str = "blobs";
/// Name of the keys' file.
pub const KEYS_FILE: &str = "hq-keys.json";
/// Name of the CA certificate's file.
pub const CA_FILE: &str = "ca.pem";
/// Name of the seal's file.
pub const SEAL_FILE: &str = "seal.json";
/// Name of the file that lists pictures of screens.
pub const PICTURES_FILE: &str = "pictures.json";

/// `record.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportRecord {
    /// The job as `reduce` makes it of the entries.
    pub job: JobState,
    /// Every entry of the job in the order of its arrival.
    pub events: Vec<ExportEvent>,
    /// Every receipt over them and over their blobs.
    pub receipts: Vec<ExportReceipt>,
    /// What they attach.
    pub blobs: Vec<ExportBlob>,
    /// Those that are kept apart.
    pub quarantined: Vec<ExportQuarantined>,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportEvent {
    /// Its event.
    pub id: Option<EventId>,
    /// The event's kind.
    pub kind: Option<String>,
    /// Whether it counts.
    pub disposition: ExportDisposition,
    /// The log it stands in.
    pub log: LogId,
    /// Its number there.
    pub seq: u64,
    /// The chain's hash there.
    pub hash: Sha256Digest,
}

/// Whether an entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportDisposition {
    /// It does.
    Accepted,
    /// It is kept apart.
    Quarantined,
}

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "over", rename_all = "snake_case")]
pub enum ExportReceipt {
    /// Over a log up to a number.
    Log(LogReceipt),
    /// Over a blob.
    Blob(BlobReceipt),
}

/// A blob that an event of the job attaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportBlob {
    /// Its name.
    pub sha256: Sha256Digest,
    /// Its length in bytes.
    pub len: u64,
    /// What it is to its event.
    pub role: String,
    /// Its media type.
    pub mime: String,
    /// Whether headquarters has it; only then it lies in `blobs/`.
    pub stored: bool,
}

/// An entry that is kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportQuarantined {
    /// Its event, where it could be read.
    pub id: Option<EventId>,
    /// The log it stands in.
    pub log: LogId,
    /// Its number there.
    pub seq: u64,
    /// Why.
    pub reason: QuarantineReason,
}

/// A line of `log.ndjson`. A log comes with its first hash, then its entries by number, its checkpoints, its receipts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum LogLine {
    /// A log begins.
    Log {
        /// Which.
        log: LogId,
        /// Which side writes it.
        writer: Origin,
        /// What its first hash was made with.
        predecessor: Option<Predecessor>,
        /// Its first hash.
        genesis_hash: Sha256Digest,
    },
    /// An entry.
    Entry {
        /// The log it stands in.
        log: LogId,
        /// Its number there.
        seq: u64,
        /// The chain's hash there.
        hash: Sha256Digest,
        /// The hash before it; absent where a device handed headquarters' own entry back after a restore.
        previous_hash: Option<Sha256Digest>,
        /// SHA-256 of the raw bytes.
        raw_hash: Sha256Digest,
        /// The raw bytes; absent for entries of other jobs, and where they were erased by law.
        raw: Option<String>,
        /// The order to erase them, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tombstone: Option<Tombstone>,
    },
    /// A checkpoint of the log's writer.
    Checkpoint(Checkpoint),
    /// A receipt of headquarters.
    Receipt(LogReceipt),
}

/// `hq-keys.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportKeys {
    /// Name of the carrier or company.
    pub name: String,
    /// Headquarters as the writer of its own log.
    pub headquarters: DeviceId,
    /// The life of its store.
    pub epoch: Epoch,
    /// Its receipt keys, the one in use first. They sign its own log too.
    pub keys: Vec<HeadquartersKey>,
    /// The devices that wrote on the job.
    pub devices: Vec<ExportDevice>,
}

/// A device that wrote on the job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportDevice {
    /// Which.
    pub device: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// Its log key.
    pub log_key: PublicKey,
    /// SHA-256 of its certificate.
    pub certificate: Sha256Digest,
}

/// `seal.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportSeal {
    /// Every other file by path, `/` between folders.
    pub files: Vec<SealedFile>,
    /// Name of the key.
    pub key_id: String,
    /// By that key.
    pub signature: Signature,
}

/// A file under the seal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedFile {
    /// Its path in the folder.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: Sha256Digest,
}

/// `pictures.json`: what shows how the record came about. Nobody signs it: it tells a damaged picture from a whole one and
/// proves nothing of the job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportPictures {
    /// Every `*.png` beside the record, by path.
    pub pictures: Vec<SealedFile>,
}

impl ExportSeal {
    /// Seals files; their order does not matter.
    pub fn sign(mut files: Vec<SealedFile>, key_id: &str, key: &SigningKey) -> ExportSeal {
        files.sort();
        let signature = sign(key, &[&seal_message(&files, key_id)]);
        ExportSeal {
            files,
            key_id: key_id.to_owned(),
            signature,
        }
    }

    /// Checks the signature against headquarters' key of that name; comparing the files is the caller's part.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        let message = seal_message(&self.files, &self.key_id);
        key.verify("an export", &[&message], &self.signature)
    }
}

/// Lengths stand before texts: no two lists of files make one message.
fn seal_message(files: &[SealedFile], key_id: &str) -> Vec<u8> {
    let mut message = SEAL_PREFIX.to_vec();
    for file in files {
        message.extend_from_slice(&(file.path.len() as u64).to_be_bytes());
        message.extend_from_slice(file.path.as_bytes());
        message.extend_from_slice(&file.sha256.0);
    }
    message.extend_from_slice(key_id.as_bytes());
    message
}

/// The one way a JSON file of an export is written.
pub fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
