//! `POST /v1/feed/return`: what a restore lost comes back from the devices it was sent to.

use std::collections::BTreeSet;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Event, Head};
use lineproof_domain::ids::{DeviceId, JobId};
use lineproof_domain::registry::Origin;
use lineproof_protocol::chain::{entry_hash, genesis_hash};
use lineproof_protocol::feed::{FeedItem, FeedReturn, feed_genesis_hash, feed_hash};
use lineproof_protocol::problem::ProblemCode;
use rusqlite::Connection;

use super::body::read_json_of;
use super::token::Caller;
use super::{Because as _, Refusal};
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::entries::{self, StoredEntry, StoredLog};
use crate::storage::{StorageError, attachments, catalogues};
use crate::{clock, projection, publication};

/// Most bytes of a feed handed back at once.
const MAX_RETURN_BYTES: usize = 32 * 1024 * 1024;

pub(super) async fn hand_back(
    State(server): State<Server>,
    Caller(device): Caller,
    body: Body,
) -> Result<Json<()>, Refusal> {
    let returned: FeedReturn = read_json_of(body, MAX_RETURN_BYTES, server.stall_timeout()).await?;
    let id = device.id;
    let taken = server
        .blocking(move |hq| hq.take_back(id, &returned))
        .await??;
    server.headquarters().live.ring();
    tracing::info!(device = %id, events = taken, "lost events came back from a device");
    Ok(Json(()))
}

impl Headquarters {
    /// Takes back what a restore lost, and tells how many events that were. Headquarters' own signature over the chain
    /// proves them, whoever wrote them.
    fn take_back(&self, device: DeviceId, returned: &FeedReturn) -> Result<usize, Refusal> {
        let items = self.check_return(device, returned)?;
        Ok(self.storage.write(|db| {
            let mut touched = BTreeSet::new();
            let mut taken = 0;
            for item in items {
                match take_item(db, item)? {
                    Taken::Event { job } => {
                        taken += 1;
                        touched.extend(job);
                    }
                    Taken::Nothing => {}
                }
            }
            for job in touched {
                let state = projection::recompute(db, job)?;
                publication::publish_job(db, &state)?;
            }
            Ok::<_, StorageError>(taken)
        })?)
    }

    fn check_return(
        &self,
        device: DeviceId,
        returned: &FeedReturn,
    ) -> Result<Vec<FeedItem>, Refusal> {
        let head = &returned.head;
        let broken = || ProblemCode::ChainBroken.because("the feed does not chain to its head");
        if head.device != device {
            return Err(ProblemCode::BadRequest.because("this is another device's feed"));
        }
        let key = self.keys.receipt_key(&head.key_id).ok_or_else(|| {
            ProblemCode::BadSignature.because(format!("headquarters has no key {}", head.key_id))
        })?;
        head.verify(&key)
            .map_err(|bad| ProblemCode::BadSignature.because(bad.to_string()))?;
        let mut hash = returned
            .previous_hash
            .unwrap_or_else(|| feed_genesis_hash(device, head.epoch));
        let mut items = Vec::with_capacity(returned.items.len());
        let first = returned.items.first().map_or(0, |first| first.pos);
        for (pos, entry) in (first..).zip(&returned.items) {
            if entry.pos != pos {
                return Err(broken());
            }
            hash = feed_hash(device, head.epoch, pos, hash, &entry.item);
            let item = serde_json::from_str(&entry.item)
                .map_err(|error| ProblemCode::BadRequest.because(error.to_string()))?;
            items.push(item);
        }
        let last = returned.items.last().map_or(0, |last| last.pos);
        if hash != head.hash || last != head.pos {
            return Err(broken());
        }
        Ok(items)
    }
}

enum Taken {
    /// It was here, or says nothing that could be lost.
    Nothing,
    /// An event, of this job.
    Event { job: Option<JobId> },
}

/// Stores what is missing here. A catalogue comes by its hash alone and cannot come back so.
fn take_item(db: &Connection, item: FeedItem) -> Result<Taken, StorageError> {
    match item {
        FeedItem::Event {
            log,
            seq,
            hash,
            writer,
            raw,
        } => take_event(db, Head { log, seq, hash }, writer, raw),
        FeedItem::Calendar { version, text } => {
            let known = catalogues::fetch_calendars(db)?;
            if known.iter().all(|(known, _)| *known != version) {
                catalogues::insert_calendar(db, &version, &text, clock::now_ms())?;
                publication::publish_calendar(db, &version, &text)?;
            }
            Ok(Taken::Nothing)
        }
        FeedItem::Blob { .. } | FeedItem::Catalogue { .. } | FeedItem::Scope { .. } => {
            Ok(Taken::Nothing)
        }
    }
}

fn take_event(
    db: &Connection,
    head: Head,
    writer: Origin,
    raw: String,
) -> Result<Taken, StorageError> {
    if entries::fetch(db, &head)?.is_some() {
        return Ok(Taken::Nothing);
    }
    let event = Event::parse(raw.as_bytes())
        .map_err(|error| StorageError::corrupt("an event handed back", error))?;
    let opened = entries::fetch_logs(db, Some(head.log.device))?;
    if !opened.iter().any(|known| known.log == head.log) {
        // A life of which nothing is left here but what devices hand back: it has no first hash to follow.
        let opened = StoredLog {
            log: head.log,
            genesis_hash: genesis_hash(head.log, None),
            writer,
            predecessor: None,
        };
        entries::insert_log(db, &opened, clock::now_ms())?;
    }
    let raw_hash = Sha256Digest::of(raw.as_bytes());
    let entry = StoredEntry {
        log: head.log,
        seq: head.seq,
        hash: head.hash,
        previous_hash: previous_of(db, head, raw_hash)?,
        raw_hash,
        raw: Some(raw.into_bytes()),
        writer,
        event: Some(event.id),
        kind: Some(event.kind.clone()),
        job: event.job,
        quarantine: None,
        received_at_ms: clock::now_ms(),
    };
    entries::insert(db, &entry)?;
    if writer == Origin::Device {
        attachments::insert_all(db, &event, head.log.device)?;
    }
    Ok(Taken::Event { job: event.job })
}

/// What an entry follows, where that is here and its own chain is.
fn previous_of(
    db: &Connection,
    head: Head,
    raw_hash: Sha256Digest,
) -> Result<Option<Sha256Digest>, StorageError> {
    let Some(seq) = head.seq.checked_sub(1) else {
        return Ok(None);
    };
    for hash in entries::fetch_hashes_at(db, head.log, seq)? {
        let before = Head { seq, hash, ..head };
        let follows = entry_hash(head.log, head.seq, hash, raw_hash) == head.hash;
        if follows && entries::is_known(db, &before)? {
            return Ok(Some(hash));
        }
    }
    Ok(None)
}
