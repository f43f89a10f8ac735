//! The event: one immutable, named fact, kept as the exact bytes its writer made.

mod encode;
mod parse;

pub use encode::{EncodeError, EventDraft};
pub use parse::{EventError, strict_json};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::digest::{Sha256Digest, hex_text};
use crate::ids::{EventId, JobId, LogId, PersonId};

/// The longest event in bytes.
pub const MAX_EVENT_BYTES: usize = 64 * 1024;
/// JSON integers stay below this, so that every reader keeps them exact.
pub const MAX_SAFE_INTEGER: u64 = 1 << 53;

/// Sixteen random bytes that keep an erased event unguessable behind its hash.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);
hex_text!(Salt, 16, "a salt");

/// An event as read from its raw bytes. The raw bytes stay the truth; this is a view of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// UUIDv7.
    pub id: EventId,
    /// `noun.verb`, from the registry or newer than it.
    pub kind: String,
    /// Version of the kind's body.
    pub kind_version: u32,
    /// Keeps erased text unguessable.
    pub salt: Salt,
    /// The job it belongs to; absent for events about a log or a device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<JobId>,
    /// Who did it, and as what.
    pub actor: Actor,
    /// When it happened, as the person says.
    pub occurred_at: OccurredAt,
    /// When it was written down, as the machine says.
    pub recorded: Recorded,
    /// The assignment its writer worked under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment_epoch: Option<u32>,
    /// The plan its writer worked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rev: Option<u32>,
    /// The events it corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<EventId>,
    /// The heads its writer had seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Head>,
    /// Bytes it brings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What the kind says it holds.
    pub body: serde_json::Value,
}

/// A person and the role he acted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
}

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works on sites; writes on a device.
    Engineer,
    /// Dispatches and reviews; writes at headquarters.
    Supervisor,
    /// Headquarters by itself.
    System,
}

/// The time a person gives for what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OccurredAt {
    /// The moment, with the offset in force where it happened.
    pub at: DateTime<FixedOffset>,
    /// How exact it is.
    pub precision: Precision,
}

/// How exact a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the second.
    Second,
}

/// The machine's witness of the time of writing. Never used for order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Wall clock of the machine.
    pub wall: DateTime<FixedOffset>,
    /// Milliseconds of a clock that only runs forward and counts sleep.
    pub monotonic_ms: u64,
    /// Which run of the machine `monotonic_ms` counts in.
    pub boot: String,
    /// The last word from headquarters about the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<HeardTime>,
}

/// Headquarters' time, with the local moment of hearing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardTime {
    /// What headquarters said.
    pub headquarters: DateTime<FixedOffset>,
    /// The monotonic clock when it was heard.
    pub monotonic_ms: u64,
    /// The run of the machine it was heard in.
    pub boot: String,
}

/// The end of a log as a writer saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which log.
    pub log: LogId,
    /// The last number seen.
    pub seq: u64,
    /// The chain's hash there.
    pub hash: Sha256Digest,
}

/// The link between an event and bytes that travel beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Name of the bytes.
    pub sha256: Sha256Digest,
    /// Their length in bytes.
    pub len: u64,
    /// Their media type.
    pub mime: String,
    /// What they are to the event, one of [`crate::registry::attachment_role`].
    pub role: String,
}

impl Event {
    /// The attachment of a role, when there is one.
    pub fn attachment(&self, role: &str) -> Option<&Attachment> {
        self.attachments
            .iter()
            .find(|attachment| attachment.role == role)
    }
}
