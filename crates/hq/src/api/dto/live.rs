use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{DeviceRef, PersonRef};

/// What `GET /api/events` sends. The variant is the event's name (`event:` line), its content the `data:` line as JSON.
///
/// The stream begins with `hello`; `beat` goes out every 15 seconds, so that a dead line is noticed after 40.
/// `id:` is the change number; after a break the browser sends it back as `Last-Event-ID` and gets what it missed, or,
/// when that is too old, only `hello`, upon which the console reads its data again.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "event", content = "data", rename_all = "camelCase")]
pub enum LiveEvent {
    /// The stream is open.
    Hello(LiveHello),
    /// The line lives.
    Beat(LiveHello),
    /// A job changed in any way: an event, a receipt, a stored blob, a fetched dispatch.
    Job(JobChanged),
    /// The notices changed; read them again.
    Notices,
    /// The session has ended; the stream closes after this.
    SessionEnded,
}

/// The stream is open.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveHello {
    /// Headquarters' clock.
    pub now: DateTime<FixedOffset>,
    /// The newest change there is.
    pub change: u64,
}

/// A job changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobChanged {
    /// Which job.
    pub job: Uuid,
    /// The change's number.
    pub change: u64,
    /// When headquarters made it.
    pub at: DateTime<FixedOffset>,
}

/// What a supervisor should look at that belongs to no single screen.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Notices {
    /// Newest first, at most 100.
    pub notices: Vec<Notice>,
}

/// One notice.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// Stable id.
    pub id: String,
    /// What happened.
    pub kind: NoticeKind,
    /// When headquarters noticed.
    pub at: DateTime<FixedOffset>,
    /// The device it is about.
    pub device: Option<DeviceRef>,
    /// Whose device it is.
    pub person: Option<PersonRef>,
    /// The job it is about.
    pub job: Option<Uuid>,
    /// Its order number.
    pub order_no: Option<String>,
    /// Number of the entry in the device's log.
    pub seq: Option<u64>,
    /// The closed code of the reason, for example `same-id-other-content`.
    pub reason: Option<String>,
}

/// Kinds of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum NoticeKind {
    /// An entry was taken into quarantine.
    Quarantined,
    /// Two logs claim the same place: a cloned device.
    Forked,
    /// A device found its log damaged and opened a new one.
    LogDamaged,
    /// A device was restored from a backup and opened a new log.
    LogRestored,
    /// Bytes of a file do not fit its name.
    BlobMismatch,
    /// Bytes that were here are missing or damaged; the devices are asked for them again.
    BlobLost,
    /// A device knew more than headquarters' store, which so turned out to be an older copy: a new epoch began.
    StoreOlder,
    /// A device has not been heard from while it has open jobs.
    DeviceSilent,
}
