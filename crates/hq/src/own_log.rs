//! Headquarters' own log: its acts are events too.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{
    Actor, EncodeError, EventDraft, Head, OccurredAt, Precision, Role, Salt,
};
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use lineproof_domain::registry::{Body, Origin};
use lineproof_protocol::chain::{Checkpoint, Predecessor, entry_hash, genesis_hash};
use rusqlite::Connection;
use uuid::Uuid;

use crate::keys::Keys;
use crate::storage::entries::{self, StoredEntry, StoredLog};
use crate::storage::{StorageError, meta};
use crate::{clock, random};

/// Why headquarters cannot write an event.
#[derive(Debug, thiserror::Error)]
pub enum OwnLogError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The event cannot be made.
    #[error("the event cannot be written: {0}")]
    Encode(#[from] EncodeError),
}

/// An act of headquarters.
pub(crate) struct Act {
    pub job: Option<JobId>,
    pub actor: Actor,
    pub occurred_at: DateTime<FixedOffset>,
    pub body: Body,
}

/// Headquarters acting by itself, without a person behind it.
pub(crate) fn system_actor(headquarters: DeviceId) -> Actor {
    Actor {
        person: PersonId(headquarters.0),
        role: Role::System,
    }
}

/// Headquarters' log in its present life.
pub(crate) fn log_id(db: &Connection) -> Result<LogId, StorageError> {
    let device: DeviceId = parse("headquarters", &meta::require(db, "headquarters")?)?;
    let incarnation: Incarnation = parse("incarnation", &meta::require(db, "incarnation")?)?;
    Ok(LogId {
        device,
        incarnation,
    })
}

fn parse<T: std::str::FromStr>(what: &'static str, text: &str) -> Result<T, StorageError>
where
    T::Err: std::fmt::Display,
{
    text.parse()
        .map_err(|error: T::Err| StorageError::corrupt(what, error))
}

/// Begins a new life of headquarters' log.
pub(crate) fn open(
    db: &Connection,
    headquarters: DeviceId,
    predecessor: Option<Predecessor>,
) -> Result<(), StorageError> {
    let log = LogId {
        device: headquarters,
        incarnation: Incarnation(random::bytes()),
    };
    meta::upsert(db, "headquarters", &headquarters.to_string())?;
    meta::upsert(db, "incarnation", &log.incarnation.to_string())?;
    let opened = StoredLog {
        log,
        genesis_hash: genesis_hash(log, predecessor.as_ref()),
        writer: Origin::Headquarters,
        predecessor,
    };
    entries::insert_log(db, &opened, clock::now_ms())
}

/// The end of headquarters' log.
pub(crate) fn head(db: &Connection) -> Result<Head, StorageError> {
    let log = log_id(db)?;
    if let Some(end) = entries::fetch_ends(db, log)?.into_iter().next() {
        return Ok(end);
    }
    let opened = entries::fetch_logs(db, Some(log.device))?
        .into_iter()
        .find(|opened| opened.log == log)
        .ok_or_else(|| StorageError::corrupt("headquarters' log", "it was never opened"))?;
    Ok(Head {
        log,
        seq: 0,
        hash: opened.genesis_hash,
    })
}

/// Writes an act at the end of headquarters' log.
pub(crate) fn append(db: &Connection, keys: &Keys, act: Act) -> Result<EventId, OwnLogError> {
    append_as(db, keys, EventId(Uuid::now_v7()), act)
}

/// Writes an act under an id that was given.
pub(crate) fn append_as(
    db: &Connection,
    keys: &Keys,
    id: EventId,
    act: Act,
) -> Result<EventId, OwnLogError> {
    let before = head(db)?;
    let draft = EventDraft {
        id,
        salt: Salt(random::bytes()),
        job: act.job,
        actor: act.actor,
        occurred_at: OccurredAt {
            at: act.occurred_at,
            precision: Precision::Second,
        },
        recorded: clock::recorded(),
        assignment_epoch: None,
        base_rev: None,
        supersedes: Vec::new(),
        after: seen(db, act.job, before.log)?,
        attachments: Vec::new(),
        body: act.body,
    };
    let (raw, event) = draft.encode()?;
    let seq = before.seq + 1;
    let raw_hash = Sha256Digest::of(&raw);
    let hash = entry_hash(before.log, seq, before.hash, raw_hash);
    let entry = StoredEntry {
        log: before.log,
        seq,
        hash,
        previous_hash: Some(before.hash),
        raw_hash,
        raw: Some(raw),
        writer: Origin::Headquarters,
        event: Some(event.id),
        kind: Some(event.kind.clone()),
        job: event.job,
        quarantine: None,
        received_at_ms: clock::now_ms(),
    };
    entries::insert(db, &entry)?;
    let log = before.log;
    let checkpoint = Checkpoint::sign(Head { log, seq, hash }, &keys.receipt);
    entries::insert_checkpoint(db, &checkpoint)?;
    Ok(event.id)
}

/// What headquarters has of a job's other logs: the reducer orders its act after that.
fn seen(db: &Connection, job: Option<JobId>, own: LogId) -> Result<Vec<Head>, StorageError> {
    let Some(job) = job else {
        return Ok(Vec::new());
    };
    let mut heads: Vec<Head> = Vec::new();
    for entry in entries::fetch_job(db, job)? {
        if entry.log == own {
            continue;
        }
        let head = Head {
            log: entry.log,
            seq: entry.seq,
            hash: entry.hash,
        };
        match heads.iter_mut().find(|seen| seen.log == entry.log) {
            Some(seen) if seen.seq < head.seq => *seen = head,
            Some(_) => {}
            None => heads.push(head),
        }
    }
    Ok(heads)
}
