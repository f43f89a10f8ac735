use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{BlobRef, DeviceRef};

/// Whether the record can be believed, checked now and not remembered.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// The whole in one word.
    pub state: VerificationState,
    /// When it was checked.
    pub checked_at: DateTime<FixedOffset>,
    /// The logs that carry this job's entries.
    pub chains: Vec<ChainCheck>,
    /// Receipts over entries.
    pub receipts: ReceiptCheck,
    /// The files that the job's events attach.
    pub files: FileCheck,
    /// Signatures over all documents.
    pub signatures: SignatureSum,
    /// Instruments used.
    pub instruments: Vec<InstrumentCheck>,
    /// Entries of this job in quarantine.
    pub quarantined: Vec<Quarantined>,
}

/// The whole in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum VerificationState {
    /// Nothing from the field yet.
    Empty,
    /// What is here fits; something announced is still to come.
    Waiting,
    /// Everything is here and fits.
    Verified,
    /// Something does not fit.
    Problem,
}

/// One log.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChainCheck {
    /// Whose log.
    pub device: DeviceRef,
    /// The incarnation, hex.
    pub incarnation: String,
    /// Entries of this job in it.
    pub entries: u32,
    /// The log's last number at headquarters.
    pub last_seq: u64,
    /// Whether the chain was followed from its start without a break.
    pub intact: bool,
    /// Whether the device's checkpoint over the last entry holds.
    pub checkpoint_valid: bool,
    /// Whether the log has branches.
    pub forked: bool,
    /// Why it was opened, when it follows another: `damaged`, `forked` or `restored`.
    pub successor_because: Option<String>,
}

/// Receipts over entries.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptCheck {
    /// Entries of this job from devices.
    pub entries: u32,
    /// Of those, covered by a receipt.
    pub receipted: u32,
    /// When headquarters signed the newest one.
    pub last_at: Option<DateTime<FixedOffset>>,
    /// Name of the key.
    pub key_id: Option<String>,
}

/// The files that the job's events attach.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FileCheck {
    /// Different files attached.
    pub attached: u32,
    /// Of those, at headquarters with the right hash.
    pub stored: u32,
    /// Announced and not here yet.
    pub waiting: Vec<BlobRef>,
    /// Here, but the bytes do not fit the name.
    pub mismatched: Vec<BlobRef>,
}

/// Signatures over all documents.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureSum {
    /// Signatures in the documents' files.
    pub total: u32,
    /// Of those, valid.
    pub valid: u32,
    /// Whether in every document the last signature covers the whole file.
    pub last_covers_file: bool,
}

/// One instrument.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InstrumentCheck {
    /// Kind, for example `otdr`.
    pub kind: String,
    /// Maker's model.
    pub model: String,
    /// Serial number.
    pub serial: String,
    /// Calibration valid until.
    pub calibrated_until: Option<NaiveDate>,
    /// How it was set, in the engineer's words.
    pub settings: Option<String>,
    /// Whether it was out of calibration when used.
    pub expired: bool,
}

/// An entry in quarantine.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quarantined {
    /// The entry's event id, when it could be read.
    pub event: Option<Uuid>,
    /// Its number in the log.
    pub seq: u64,
    /// The closed code of the reason.
    pub reason: String,
}
