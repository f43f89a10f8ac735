//! Jobs as their events make them, kept up to date in the transaction that stores the events.

use lineproof_domain::event::Event;
use lineproof_domain::ids::{EventId, JobId, PersonId};
use lineproof_domain::job::JobState;
use lineproof_domain::reduce::{Entry, reduce};
use lineproof_domain::registry::Origin;
use lineproof_protocol::push::QuarantineReason;
use rusqlite::Connection;

use crate::clock;
use crate::storage::entries::{self, StoredEntry};
use crate::storage::{StorageError, jobs, notices};
use crate::witness::{self, Witness};

/// Computes a job's state anew and stores it.
pub(crate) fn recompute(db: &Connection, job: JobId) -> Result<JobState, StorageError> {
    let stored = entries::fetch_job(db, job)?;
    let state = compute(job, &stored);
    release_assigned(db, &state, &stored)?;
    jobs::upsert(db, &state, &far_off(&stored), clock::now_ms())?;
    Ok(state)
}

/// Whether somebody was ever given the job. Before a dispatch is known here (it may be handed back after a restore) nobody
/// is refused.
pub(crate) fn may_work(state: &JobState, person: PersonId) -> bool {
    let assignees = &state.assignees;
    assignees.is_empty() || assignees.values().any(|assignee| assignee.person == person)
}

/// What was kept apart because its actor was never given the job counts once the act that gave it to him is here: after a
/// restore a device may push before another one hands that act back.
fn release_assigned(
    db: &Connection,
    state: &JobState,
    stored: &[StoredEntry],
) -> Result<(), StorageError> {
    let apart = |entry: &&StoredEntry| entry.quarantine == Some(QuarantineReason::NotAssigned);
    for entry in stored.iter().filter(apart) {
        let Some(event) = entry.raw.as_deref().and_then(|raw| Event::parse(raw).ok()) else {
            continue;
        };
        let twins = entries::fetch_raw_hashes_of_event(db, event.id)?;
        let is_alone = twins.iter().all(|twin| *twin == entry.raw_hash);
        if is_alone && may_work(state, event.actor.person) {
            entries::release(db, entry)?;
            notices::delete(db, &notices::quarantine_id(entry.hash))?;
        }
    }
    Ok(())
}

/// Computes a job's state from its stored entries.
pub(crate) fn compute(job: JobId, stored: &[StoredEntry]) -> JobState {
    let readable: Vec<Entry> = stored
        .iter()
        .filter(|entry| has_voice(entry))
        .filter_map(|entry| {
            Entry::read(entry.log, entry.seq, entry.writer, entry.raw.as_deref()?).ok()
        })
        .collect();
    reduce(job, &readable)
}

/// The events of devices whose clock was far off while they wrote them.
fn far_off(stored: &[StoredEntry]) -> Vec<EventId> {
    let written: Vec<(&StoredEntry, Event)> = stored
        .iter()
        .filter(|entry| entry.writer == Origin::Device)
        .filter_map(|entry| Some((entry, Event::parse(entry.raw.as_deref()?).ok()?)))
        .collect();
    let mut witness = Witness::default();
    for (entry, event) in &written {
        witness.hear(entry.log, &event.recorded);
    }
    written
        .iter()
        .filter(|(entry, event)| {
            let received_at = clock::from_ms(entry.received_at_ms);
            let interval = witness.interval(entry.log, &event.recorded, received_at);
            witness::is_far_off(&event.recorded, &interval)
        })
        .map(|(_, event)| event.id)
        .collect()
}

/// Whether the reducer hears an entry.
fn has_voice(entry: &StoredEntry) -> bool {
    entry
        .quarantine
        .is_none_or(QuarantineReason::is_heard_by_reducer)
}

/// Rebuilds what another reducer computed. Tells how many jobs that were.
pub(crate) fn rebuild_outdated(db: &Connection) -> Result<usize, StorageError> {
    let outdated = jobs::fetch_outdated(db)?;
    for job in &outdated {
        recompute(db, *job)?;
    }
    Ok(outdated.len())
}
