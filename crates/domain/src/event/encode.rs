//! Writing an event: the one place where its bytes come into being.

use super::{Actor, Attachment, Event, EventError, Head, OccurredAt, Recorded, Salt};
use crate::ids::{EventId, JobId};
use crate::registry::Body;

/// Everything a writer knows before the bytes exist.
#[derive(Clone, Debug)]
pub struct EventDraft {
    /// UUIDv7, made by the caller.
    pub id: EventId,
    /// Random, made by the caller.
    pub salt: Salt,
    /// The job, or none for events about a log or a device.
    pub job: Option<JobId>,
    /// Who did it.
    pub actor: Actor,
    /// When it happened.
    pub occurred_at: OccurredAt,
    /// When it is being written down.
    pub recorded: Recorded,
    /// The assignment worked under.
    pub assignment_epoch: Option<u32>,
    /// The plan worked to.
    pub base_rev: Option<u32>,
    /// The events it corrects.
    pub supersedes: Vec<EventId>,
    /// The heads seen.
    pub after: Vec<Head>,
    /// Bytes it brings.
    pub attachments: Vec<Attachment>,
    /// What it says.
    pub body: Body,
}

/// Why a draft cannot become an event.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The body does not serialise.
    #[error("the body of {kind} does not serialise: {source}")]
    Body {
        /// The kind.
        kind: &'static str,
        /// The cause.
        source: serde_json::Error,
    },
    /// The bytes would be refused by every reader.
    #[error("{kind} would not be readable: {source}")]
    Unreadable {
        /// The kind.
        kind: &'static str,
        /// The cause.
        source: EventError,
    },
}

impl EventDraft {
    /// Makes the raw bytes, and reads them back as every later reader will.
    pub fn encode(self) -> Result<(Vec<u8>, Event), EncodeError> {
        let kind = self.body.kind();
        let body = self
            .body
            .to_value()
            .map_err(|source| EncodeError::Body { kind, source })?;
        let event = Event {
            id: self.id,
            kind: kind.to_owned(),
            kind_version: self.body.kind_version(),
            salt: self.salt,
            job: self.job,
            actor: self.actor,
            occurred_at: self.occurred_at,
            recorded: self.recorded,
            assignment_epoch: self.assignment_epoch,
            base_rev: self.base_rev,
            supersedes: self.supersedes,
            after: self.after,
            attachments: self.attachments,
            body,
        };
        let raw =
            serde_json::to_vec(&event).map_err(|source| EncodeError::Body { kind, source })?;
        let event =
            Event::parse(&raw).map_err(|source| EncodeError::Unreadable { kind, source })?;
        Ok((raw, event))
    }
}
