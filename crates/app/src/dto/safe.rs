use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ErrorCode, Storage, Words};

/// The three numbers of the badge, and whether headquarters can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SafeSummary {
    /// Only on this device, what is being sent included.
    pub on_device: u32,
    /// With a receipt.
    pub at_hq: u32,
    /// Headquarters answered the last time it was asked.
    pub online: bool,
    /// When it last answered.
    pub last_contact: Option<String>,
}

/// The sheet "is my work safe".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SafeView {
    /// On this device and not yet going out.
    pub on_device: u32,
    /// Partly gone out.
    pub sending: u32,
    /// With a receipt.
    pub at_hq: u32,
    /// Kept aside by headquarters.
    pub refused: u32,
    /// Headquarters answered the last time it was asked.
    pub online: bool,
    /// When it last answered.
    pub last_contact: Option<String>,
    /// What would be lost if the device died now.
    pub at_risk: AtRisk,
    /// What is not at headquarters, in the order of sending; then jobs that are complete there.
    pub items: Vec<SafeItem>,
}

/// What would be lost if the device died now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AtRisk {
    /// Signatures.
    pub signatures: u32,
    /// Photos.
    pub photos: u32,
    /// Traces.
    pub traces: u32,
    /// Documents.
    pub documents: u32,
    /// Other records.
    pub records: u32,
}

/// A line of the sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SafeItem {
    /// Stable while it is listed.
    pub id: String,
    /// What it is.
    pub kind: SafeItemKind,
    /// A file name, a photo's code and title, a signer; empty for records.
    pub name: Words,
    /// Order number of the job, if it has one.
    pub order_no: Option<String>,
    /// Its customer.
    pub customer: Option<String>,
    /// How many it stands for.
    pub count: u32,
    /// Of these, how many have a receipt.
    pub received: u32,
    /// Size, KB.
    pub size_kb: u32,
    /// Where it is.
    pub storage: Storage,
    /// Place in the queue, 1 is next.
    pub place: Option<u32>,
    /// Share already at headquarters, where it stopped.
    pub progress: Option<f64>,
    /// When the receipt was given.
    pub receipt_at: Option<String>,
    /// Why headquarters keeps it aside.
    pub reason: Option<RefusedReason>,
}

/// Why headquarters keeps something aside; words under `field-safe-refused-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum RefusedReason {
    /// It cannot be read there.
    Unreadable,
    /// Another entry has its number.
    IdReused,
    /// What it says does not fit its kind.
    Malformed,
    /// Only headquarters writes such entries.
    WrongOrigin,
    /// It was not this person's to write.
    WrongRole,
    /// The job was never given to this person.
    NotAssigned,
    /// A file that could not be sent as it is.
    File,
}

/// What a line of the sheet stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SafeItemKind {
    /// Steps, answers, measurements.
    Records,
    /// A photo.
    Photo,
    /// A trace.
    Trace,
    /// A drawn signature.
    Signature,
    /// A document.
    Document,
    /// A whole job that is complete at headquarters.
    Job,
}

/// What trying now came to. Always an answer, never a silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SyncAnswer {
    /// Headquarters was reached.
    pub reached: bool,
    /// Things that got a receipt now.
    pub sent: u32,
    /// Entries that came from headquarters.
    pub received: u32,
    /// Things still only here.
    pub left: u32,
    /// What stood in the way (`hq-unreachable`, `hq-not-ours`, ...).
    pub trouble: Option<ErrorCode>,
    /// The arguments of its text.
    pub args: BTreeMap<String, String>,
}

/// Something to say under the top bar; words under `field-notice-<code>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// Which.
    pub code: NoticeCode,
    /// The arguments of its words.
    pub args: BTreeMap<String, String>,
}

/// What there can be to say, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeCode {
    /// The disk is full; the reserve was given up so that this save could finish. No new photos.
    DiskFull,
    /// `log` entry damaged: a new log was opened, both are kept.
    LogDamaged,
    /// Headquarters knows another device with this identity.
    DeviceCloned,
    /// The device was shut out by headquarters.
    DeviceRevoked,
    /// Written by a newer program: reading only.
    ReadOnly,
    /// `count` things are kept aside by headquarters.
    Refused,
    /// `free_gb`, `photos`: room for about so many photos.
    DiskLow,
    /// `minutes`, `ahead` (yes/no): this clock is off.
    ClockOff,
    /// `count` files were found without an entry.
    Unfiled,
    /// The system shows no notifications: the window alone warns of clocks.
    RemindersSilent,
    /// `since`: no network. Carry on.
    Offline,
}

/// What changed beneath the screens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// Jobs to read again.
    pub jobs: Vec<String>,
    /// The list of jobs changed.
    pub list: bool,
    /// Counts, receipts or notices changed.
    pub safe: bool,
    /// It was locked by idling.
    pub locked: bool,
}
