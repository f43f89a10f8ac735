//! What goes into which device's feed. Every function may be repeated: an item about the same thing is sent once.

use std::collections::{BTreeMap, BTreeSet};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Event;
use lineproof_domain::ids::{DeviceId, JobId, LogId, PersonId};
use lineproof_domain::job::JobState;
use lineproof_domain::registry::{Body, Origin};
use lineproof_protocol::feed::FeedItem;
use lineproof_protocol::receipt::Epoch;
use rusqlite::Connection;

use crate::clock;
use crate::storage::entries::{self, StoredEntry};
use crate::storage::scopes::{self, Scope};
use crate::storage::{
    StorageError, accounts, attachments, blobs, catalogues, devices, feeds, jobs, meta,
};

/// The life of headquarters' store.
pub(crate) fn epoch(db: &Connection) -> Result<Epoch, StorageError> {
    meta::number(db, "epoch")
}

/// Sends a job to the devices of its assignee, and takes it from those whose person has it no longer.
pub(crate) fn publish_job(db: &Connection, state: &JobState) -> Result<(), StorageError> {
    let feed = Feed::of(db)?;
    let wanted = devices_of_assignee(db, state)?;
    let known = scopes::fetch_of_job(db, state.job, feed.epoch)?;
    let entries = entries::fetch_job(db, state.job)?;
    for device in &wanted {
        let scope = known.iter().find(|scope| scope.device == *device);
        if !scope.is_some_and(|scope| scope.active) {
            feed.open_scope(*device, scope, state)?;
        }
        feed.send_entries(*device, &entries)?;
        feed.send_blobs(*device, state.job)?;
    }
    for scope in known.iter().filter(|scope| scope.active) {
        if !wanted.contains(&scope.device) {
            // He must learn of the reassignment before the job leaves his list.
            feed.send_entries(scope.device, &entries)?;
            feed.turn(scope.device, Some(scope), state.job, false)?;
        }
    }
    Ok(())
}

fn devices_of_assignee(
    db: &Connection,
    state: &JobState,
) -> Result<BTreeSet<DeviceId>, StorageError> {
    let Some(assignee) = &state.assignee else {
        return Ok(BTreeSet::new());
    };
    if !accounts::is_active(db, assignee.person)? {
        return Ok(BTreeSet::new());
    }
    Ok(devices::fetch_of_person(db, assignee.person)?
        .into_iter()
        .filter(|device| !device.revoked)
        .map(|device| device.id)
        .collect())
}

/// Fills the feed of a device that begins one: calendars, then the jobs of its person.
pub(crate) fn begin_feed(
    db: &Connection,
    device: DeviceId,
    person: PersonId,
) -> Result<(), StorageError> {
    let feed = Feed::of(db)?;
    feed.send_keys(device)?;
    for (version, text) in catalogues::fetch_calendars(db)? {
        feed.send(
            device,
            &format!("calendar:{version}"),
            &FeedItem::Calendar { version, text },
        )?;
    }
    for job in jobs::fetch_all(db)? {
        let is_his = job
            .state
            .assignee
            .as_ref()
            .is_some_and(|assignee| assignee.person == person);
        if is_his {
            publish_job(db, &job.state)?;
        }
    }
    Ok(())
}

/// Tells every active device of headquarters' rotated keys.
pub(crate) fn publish_keys(db: &Connection) -> Result<(), StorageError> {
    let feed = Feed::of(db)?;
    for device in devices::fetch_all(db)? {
        if !device.revoked {
            feed.send_keys(device.id)?;
        }
    }
    Ok(())
}

/// Sends a calendar to every active device.
pub(crate) fn publish_calendar(
    db: &Connection,
    version: &str,
    text: &str,
) -> Result<(), StorageError> {
    let feed = Feed::of(db)?;
    let item = FeedItem::Calendar {
        version: version.to_owned(),
        text: text.to_owned(),
    };
    for device in devices::fetch_all(db)? {
        if !device.revoked {
            feed.send(device.id, &format!("calendar:{version}"), &item)?;
        }
    }
    Ok(())
}

/// The name under which a feed carries an entry.
pub(crate) fn entry_subject(hash: Sha256Digest) -> String {
    format!("entry:{hash}")
}

const KEY_SUBJECT: &str = "key:";

/// The name of the last key that a feed had told of at a position; none before any rotation.
pub(crate) fn key_told_at(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    pos: u64,
) -> Result<Option<String>, StorageError> {
    let subject = feeds::fetch_last_subject(db, device, epoch, KEY_SUBJECT, pos)?;
    Ok(subject.and_then(|subject| Some(subject.strip_prefix(KEY_SUBJECT)?.to_owned())))
}

/// The name under which a feed carries the given change of a job's scope.
pub(crate) fn scope_subject(job: JobId, turns: u64) -> String {
    format!("scope:{job}:{turns}")
}

/// An entry as feeds carry it; none where its bytes are gone.
fn event_item(entry: &StoredEntry) -> Option<FeedItem> {
    Some(FeedItem::Event {
        log: entry.log,
        seq: entry.seq,
        hash: entry.hash,
        writer: entry.writer,
        raw: String::from_utf8(entry.raw.clone()?).ok()?,
    })
}

struct Feed<'a> {
    db: &'a Connection,
    epoch: Epoch,
    now_ms: i64,
}

impl<'a> Feed<'a> {
    fn of(db: &'a Connection) -> Result<Feed<'a>, StorageError> {
        Ok(Feed {
            db,
            epoch: epoch(db)?,
            now_ms: clock::now_ms(),
        })
    }

    fn send(&self, device: DeviceId, subject: &str, item: &FeedItem) -> Result<(), StorageError> {
        let text = serde_json::to_string(item)
            .map_err(|error| StorageError::corrupt("a feed item", error))?;
        feeds::insert_once(self.db, device, self.epoch, subject, &text, self.now_ms).map(drop)
    }

    fn send_keys(&self, device: DeviceId) -> Result<(), StorageError> {
        for entry in entries::fetch_of_kind(self.db, "key.rotated", Origin::Headquarters)? {
            let event = entry.raw.as_deref().and_then(|raw| Event::parse(raw).ok());
            let body = event.and_then(|event| Body::of(&event).ok());
            if let (Some(Body::KeyRotated(rotated)), Some(item)) = (body, event_item(&entry)) {
                self.send(device, &format!("{KEY_SUBJECT}{}", rotated.key_id), &item)?;
            }
        }
        Ok(())
    }

    /// Rules first, so that a job never waits for them longer than the feed itself takes.
    fn open_scope(
        &self,
        device: DeviceId,
        scope: Option<&Scope>,
        state: &JobState,
    ) -> Result<(), StorageError> {
        if let Some(plan) = state.current_plan() {
            let hash = plan.catalogue;
            self.send(
                device,
                &format!("catalogue:{hash}"),
                &FeedItem::Catalogue { hash },
            )?;
        }
        self.turn(device, scope, state.job, true)
    }

    fn turn(
        &self,
        device: DeviceId,
        scope: Option<&Scope>,
        job: JobId,
        in_scope: bool,
    ) -> Result<(), StorageError> {
        let turned = Scope {
            device,
            active: in_scope,
            turns: scope.map_or(0, |scope| scope.turns) + 1,
        };
        scopes::upsert(self.db, job, self.epoch, &turned)?;
        let subject = scope_subject(job, turned.turns);
        self.send(device, &subject, &FeedItem::Scope { job, in_scope })
    }

    /// What a device has not in its own chain: entries of others, and of its own where its log has branched.
    fn send_entries(&self, device: DeviceId, entries: &[StoredEntry]) -> Result<(), StorageError> {
        let mut branched = BTreeMap::new();
        for entry in entries {
            let is_foreign = entry.quarantine.is_none()
                && (entry.log.device != device || self.is_branched(entry, &mut branched)?);
            if let Some(item) = event_item(entry).filter(|_| is_foreign) {
                self.send(device, &entry_subject(entry.hash), &item)?;
            }
        }
        Ok(())
    }

    fn is_branched(
        &self,
        entry: &StoredEntry,
        known: &mut BTreeMap<LogId, Option<u64>>,
    ) -> Result<bool, StorageError> {
        let first = match known.get(&entry.log) {
            Some(first) => *first,
            None => {
                let first = entries::fetch_first_branched(self.db, entry.log)?;
                known.insert(entry.log, first);
                first
            }
        };
        Ok(first.is_some_and(|first| entry.seq >= first))
    }

    fn send_blobs(&self, device: DeviceId, job: JobId) -> Result<(), StorageError> {
        for attachment in attachments::fetch_job(self.db, job)? {
            let stored = blobs::fetch(self.db, attachment.sha256)?;
            if attachment.device == device || stored.is_none() {
                continue;
            }
            let sha256 = attachment.sha256;
            let item = FeedItem::Blob {
                job,
                sha256,
                len: attachment.len,
            };
            self.send(device, &format!("blob:{job}:{sha256}"), &item)?;
        }
        Ok(())
    }
}
