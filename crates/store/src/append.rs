//! Writing events: event, attachment links, projection and what changed, in one transaction.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{
    Actor, Attachment, Event, EventDraft, Head, OccurredAt, Recorded, Salt,
};
use lineproof_domain::ids::{EventId, Incarnation, JobId, LogId};
use lineproof_domain::job::JobState;
use lineproof_domain::registry::Body;
use lineproof_protocol::chain::entry_hash;
use rusqlite::Connection;
use uuid::Uuid;

use crate::blob::StoredBlob;
use crate::changes::Changes;
use crate::error::StoreError;
use crate::key::random;
use crate::queries::log::LogRow;
use crate::queries::{self, incarnation::Life};
use crate::store::Store;

/// What the caller knows of an event. Place in the chain, salt, machine time and heads seen are the store's.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Its id, so that a later event of the same save can name it.
    pub id: EventId,
    /// The job, or none for events about a log.
    pub job: Option<JobId>,
    /// Who did it, and as what.
    pub actor: Actor,
    /// When it happened, as the person says.
    pub occurred_at: OccurredAt,
    /// The assignment worked under.
    pub assignment_epoch: Option<u32>,
    /// The plan worked to.
    pub base_rev: Option<u32>,
    /// The events it corrects.
    pub supersedes: Vec<EventId>,
    /// Blobs it brings; each must be stored.
    pub attachments: Vec<Attachment>,
    /// What it says.
    pub body: Body,
    /// The draft it makes good, cleared in the same transaction.
    pub draft: Option<String>,
}

/// What was appended.
#[derive(Clone, Debug)]
pub struct Appended {
    /// The entries in order.
    pub entries: Vec<Written>,
    /// The states of the jobs touched, as they are now.
    pub states: Vec<JobState>,
    /// What changed.
    pub changes: Changes,
}

/// An entry that stands in the log.
#[derive(Clone, Debug)]
pub struct Written {
    /// Where it stands, and the chain's hash there.
    pub head: Head,
    /// SHA-256 of its raw bytes.
    pub raw_hash: Sha256Digest,
    /// What it says.
    pub event: Event,
}

impl NewEvent {
    /// An event about no job.
    pub fn new(actor: Actor, occurred_at: OccurredAt, body: Body) -> Self {
        NewEvent {
            id: new_event_id(),
            job: None,
            actor,
            occurred_at,
            assignment_epoch: None,
            base_rev: None,
            supersedes: Vec::new(),
            attachments: Vec::new(),
            body,
            draft: None,
        }
    }

    /// An event on a job, under the assignment and the plan its state shows.
    pub fn on(state: &JobState, actor: Actor, occurred_at: OccurredAt, body: Body) -> Self {
        NewEvent {
            job: Some(state.job),
            assignment_epoch: (state.assignment_epoch > 0).then_some(state.assignment_epoch),
            base_rev: state.current_plan().map(|plan| plan.rev),
            ..NewEvent::new(actor, occurred_at, body)
        }
    }

    /// With the draft it makes good.
    #[must_use]
    pub fn clearing_draft(mut self, field: impl Into<String>) -> Self {
        self.draft = Some(field.into());
        self
    }

    /// With a blob.
    #[must_use]
    pub fn with_blob(mut self, blob: StoredBlob, mime: &str, role: &str) -> Self {
        self.attachments.push(Attachment {
            sha256: blob.sha256,
            len: blob.len,
            mime: mime.to_owned(),
            role: role.to_owned(),
        });
        self
    }

    /// With an event it corrects.
    #[must_use]
    pub fn superseding(mut self, event: EventId) -> Self {
        self.supersedes.push(event);
        self
    }
}

/// A UUIDv7. A clock before 1970 counts as 1970: the id need only be unique.
fn new_event_id() -> EventId {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    let time = uuid::Timestamp::from_unix(uuid::NoContext, since.as_secs(), since.subsec_nanos());
    EventId(Uuid::new_v7(time))
}

impl Store {
    /// Appends one event. When this returns, it is on the disk.
    pub fn append(&self, event: NewEvent) -> Result<Appended, StoreError> {
        self.append_all(std::slice::from_ref(&event))
    }

    /// Appends events that belong together: all of them or none.
    pub fn append_all(&self, events: &[NewEvent]) -> Result<Appended, StoreError> {
        for attachment in events.iter().flat_map(|event| &event.attachments) {
            self.require_stored(attachment)?;
        }
        let ((entries, states), changes) = self.change("saving", |transaction| {
            let mut changes = Changes::outbox();
            let entries = events
                .iter()
                .map(|event| self.write_event(transaction, event, &mut changes))
                .collect::<Result<Vec<_>, _>>()?;
            let states = changes
                .jobs
                .iter()
                .map(|job| self.project(transaction, *job))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(((entries, states), changes))
        })?;
        Ok(Appended {
            entries,
            states,
            changes,
        })
    }

    pub(crate) fn require_stored(&self, attachment: &Attachment) -> Result<(), StoreError> {
        let is_stored = self
            .blob_reader(attachment.sha256)
            .is_ok_and(|reader| reader.holds().len == attachment.len);
        if is_stored {
            return Ok(());
        }
        Err(StoreError::AttachmentMissing {
            sha256: attachment.sha256,
            len: attachment.len,
            role: attachment.role.clone(),
        })
    }

    /// Writes one event at the end of the current life.
    pub(crate) fn write_event(
        &self,
        connection: &Connection,
        new: &NewEvent,
        changes: &mut Changes,
    ) -> Result<Written, StoreError> {
        let now = self.clock.read();
        let draft = EventDraft {
            id: new.id,
            salt: Salt(random()?),
            job: new.job,
            actor: new.actor,
            occurred_at: new.occurred_at,
            recorded: Recorded {
                wall: now.wall,
                monotonic_ms: now.monotonic_ms,
                boot: now.boot,
                heard: queries::meta::heard(connection)?,
            },
            assignment_epoch: new.assignment_epoch,
            base_rev: new.base_rev,
            supersedes: new.supersedes.clone(),
            after: self.heads_seen(connection, new.job)?,
            attachments: new.attachments.clone(),
            body: new.body.clone(),
        };
        let (raw, event) = draft.encode()?;
        let raw_hash = Sha256Digest::of(&raw);
        let head = self.write_raw(connection, raw, &event)?;
        for attachment in &event.attachments {
            self.file_blob(connection, &event, attachment)?;
            changes.blobs.insert(attachment.sha256);
        }
        if let (Some(job), Some(field)) = (new.job, &new.draft) {
            queries::draft::delete(connection, job, field)?;
        }
        changes.jobs.extend(new.job);
        changes.outbox = true;
        Ok(Written {
            head,
            raw_hash,
            event,
        })
    }

    /// Links a stored blob to the event that names it; its journey to headquarters begins.
    pub(crate) fn file_blob(
        &self,
        connection: &Connection,
        event: &Event,
        attachment: &Attachment,
    ) -> Result<(), StoreError> {
        let added_at = event.recorded.wall;
        let (sha256, len) = (attachment.sha256, attachment.len);
        queries::blob::insert(connection, sha256, len, self.key.id(), added_at)?;
        queries::attachment::insert(connection, event, attachment)?;
        queries::transfer::insert(connection, sha256)
    }

    /// Chains raw bytes to the end of the current life.
    pub(crate) fn write_raw(
        &self,
        connection: &Connection,
        raw: Vec<u8>,
        event: &Event,
    ) -> Result<Head, StoreError> {
        let life = current_life(connection)?;
        let log = self.log(life.incarnation);
        let (last_seq, last_hash) = end_of(connection, &life)?;
        let raw_hash = Sha256Digest::of(&raw);
        let seq = last_seq + 1;
        let hash = entry_hash(log, seq, last_hash, raw_hash);
        let row = LogRow {
            incarnation: life.incarnation,
            seq,
            raw: Some(raw),
            raw_hash,
            hash,
            event: event.id,
            kind: event.kind.clone(),
            job: event.job,
        };
        queries::log::insert(connection, &row)?;
        Ok(Head { log, seq, hash })
    }

    /// The ends of every log this device has seen on the job, its own among them.
    fn heads_seen(
        &self,
        connection: &Connection,
        job: Option<JobId>,
    ) -> Result<Vec<Head>, StoreError> {
        let mut heads = self.own_heads(connection)?;
        if let Some(job) = job {
            let of_others = queries::feed::fetch_heads_of_job(connection, job)?;
            heads.extend(
                of_others
                    .into_iter()
                    .filter(|head| head.log.device != self.device),
            );
        }
        Ok(heads)
    }

    pub(crate) fn own_heads(&self, connection: &Connection) -> Result<Vec<Head>, StoreError> {
        let mut heads = Vec::new();
        for life in queries::incarnation::fetch_all(connection)? {
            if let Some((seq, hash)) = queries::log::fetch_head(connection, life.incarnation)? {
                heads.push(Head {
                    log: self.log(life.incarnation),
                    seq,
                    hash,
                });
            }
        }
        Ok(heads)
    }

    pub(crate) fn log(&self, incarnation: Incarnation) -> LogId {
        LogId {
            device: self.device,
            incarnation,
        }
    }
}

/// The life that is written to.
pub(crate) fn current_life(connection: &Connection) -> Result<Life, StoreError> {
    queries::incarnation::fetch_all(connection)?
        .pop()
        .ok_or(StoreError::Mismatch("the database has no log"))
}

/// Number and hash at the end of a life: of its last entry, or what it began with.
pub(crate) fn end_of(
    connection: &Connection,
    life: &Life,
) -> Result<(u64, Sha256Digest), StoreError> {
    let head = queries::log::fetch_head(connection, life.incarnation)?;
    Ok(head.unwrap_or((0, life.genesis_hash)))
}
