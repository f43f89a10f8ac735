//! The feed: headquarters' signed chain for this device, checked before a byte of it counts.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Event, HeardTime};
use lineproof_domain::registry::{Body, Origin};
use lineproof_protocol::feed::{
    FeedEntry, FeedHead, FeedItem, FeedPage, FeedReturn, feed_genesis_hash, feed_hash,
};
use lineproof_protocol::hello::HeadquartersKey;
use lineproof_protocol::keys::PublicKey;
use lineproof_protocol::receipt::Epoch;
use rusqlite::Connection;

use crate::changes::Changes;
use crate::error::StoreError;
use crate::queries;
use crate::queries::feed::{FeedEventRow, Place};
use crate::store::Store;

/// How far the feed was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedCursor {
    /// The life of headquarters' store; 0 before the first contact.
    pub epoch: Epoch,
    /// The last position received, 0 for none.
    pub pos: u64,
}

/// Why a page of the feed is not taken.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// A position is missing.
    #[error("the feed jumps to position {found}; {expected} was next")]
    Gap {
        /// The position that was next.
        expected: u64,
        /// The position that came.
        found: u64,
    },
    /// A position that was received with other content.
    #[error("headquarters sent something else at position {pos} than before")]
    Rewritten {
        /// The position.
        pos: u64,
    },
    /// Items without a signature over the last of them.
    #[error("the page is not signed")]
    Unsigned,
    /// The signature is over something else.
    #[error("the signature of the page is over something else")]
    WrongHead,
    /// Of a life of headquarters' store that is over.
    #[error("the page is of epoch {found}; headquarters is in epoch {current}")]
    OlderEpoch {
        /// The page's epoch.
        found: Epoch,
        /// The epoch now.
        current: Epoch,
    },
}

impl Store {
    /// How far the feed was received.
    pub fn feed_cursor(&self) -> Result<FeedCursor, StoreError> {
        let connection = self.read()?;
        let epoch = queries::meta::epoch(&connection)?;
        let pos = queries::feed::fetch_end(&connection, epoch)?.map_or(0, |(pos, _)| pos);
        Ok(FeedCursor { epoch, pos })
    }

    /// Takes a page: checks positions, chain and signature with the pinned keys, stores it, and brings the jobs it
    /// touches up to date. The same page again changes nothing.
    pub fn apply_feed_page(&self, page: &FeedPage) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("taking in the feed", |transaction| {
            let current = queries::meta::epoch(transaction)?;
            if page.epoch < current {
                return Err(FeedError::OlderEpoch {
                    found: page.epoch,
                    current,
                }
                .into());
            }
            let fresh = self.check_page(transaction, page)?;
            let mut changes = Changes::default();
            if page.epoch != current {
                queries::meta::put_epoch(transaction, page.epoch)?;
                changes.outbox = true;
            }
            for (entry, hash) in &fresh {
                queries::feed::insert_entry(transaction, page.epoch, entry, *hash)?;
                let place = Place {
                    epoch: page.epoch,
                    pos: entry.pos,
                };
                self.read_item(transaction, place, &entry.item, &mut changes)?;
            }
            if let Some(head) = page.head.as_ref().filter(|_| !fresh.is_empty()) {
                queries::feed::insert_head(transaction, head)?;
            }
            changes.feed |= !fresh.is_empty();
            for job in &changes.jobs {
                self.project(transaction, *job)?;
            }
            Ok(((), changes))
        })?;
        Ok(changes)
    }

    /// The items not yet stored, each with its hash.
    fn check_page<'p>(
        &self,
        connection: &Connection,
        page: &'p FeedPage,
    ) -> Result<Vec<(&'p FeedEntry, Sha256Digest)>, StoreError> {
        let Some(first) = page.items.first() else {
            return Ok(Vec::new());
        };
        let end = queries::feed::fetch_end(connection, page.epoch)?;
        let known_until = end.map_or(0, |(pos, _)| pos);
        let gap = |expected, found| StoreError::from(FeedError::Gap { expected, found });
        if first.pos == 0 || first.pos > known_until + 1 {
            return Err(gap(known_until + 1, first.pos));
        }
        let mut hash = self.hash_before(connection, page.epoch, first.pos)?;
        let mut fresh = Vec::new();
        for (expected, entry) in (first.pos..).zip(&page.items) {
            if entry.pos != expected {
                return Err(gap(expected, entry.pos));
            }
            hash = feed_hash(self.device, page.epoch, entry.pos, hash, &entry.item);
            if entry.pos > known_until {
                fresh.push((entry, hash));
                continue;
            }
            let place = Place {
                epoch: page.epoch,
                pos: entry.pos,
            };
            if queries::feed::fetch_hash(connection, place)? != Some(hash) {
                return Err(FeedError::Rewritten { pos: entry.pos }.into());
            }
        }
        let last = first.pos + page.items.len() as u64 - 1;
        let head = page.head.as_ref().ok_or(FeedError::Unsigned)?;
        self.check_head(connection, head, page.epoch, last, hash)?;
        Ok(fresh)
    }

    fn hash_before(
        &self,
        connection: &Connection,
        epoch: Epoch,
        pos: u64,
    ) -> Result<Sha256Digest, StoreError> {
        let before = Place {
            epoch,
            pos: pos - 1,
        };
        let stored = queries::feed::fetch_hash(connection, before)?;
        Ok(stored.unwrap_or_else(|| feed_genesis_hash(self.device, epoch)))
    }

    fn check_head(
        &self,
        connection: &Connection,
        head: &FeedHead,
        epoch: Epoch,
        pos: u64,
        hash: Sha256Digest,
    ) -> Result<(), StoreError> {
        let is_over_this = head.device == self.device
            && head.epoch == epoch
            && head.pos == pos
            && head.hash == hash;
        if !is_over_this {
            return Err(FeedError::WrongHead.into());
        }
        head.verify(&pinned_key(connection, &head.key_id)?)?;
        Ok(())
    }

    fn read_item(
        &self,
        connection: &Connection,
        place: Place,
        item: &str,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        let Ok(item) = serde_json::from_str::<FeedItem>(item) else {
            // Of a newer headquarters: held until a program that can read it.
            return queries::feed::insert_unknown(connection, place);
        };
        match item {
            FeedItem::Event {
                log,
                seq,
                hash,
                writer,
                raw,
            } => {
                let event = Event::parse(raw.as_bytes()).ok();
                let row = FeedEventRow {
                    place,
                    log,
                    seq,
                    hash,
                    writer,
                    event: event.as_ref().map(|event| event.id),
                    job: event.as_ref().and_then(|event| event.job),
                };
                queries::feed::upsert_event(connection, &row)?;
                changes.jobs.extend(row.job);
                if let Some(event) = event.filter(|_| writer == Origin::Headquarters) {
                    heed(connection, &event, changes)?;
                }
            }
            // A notice: the event that names the bytes says all that is kept of them.
            FeedItem::Blob { sha256, .. } => {
                changes.blobs.insert(sha256);
            }
            FeedItem::Catalogue { hash } => {
                queries::catalogue::insert_wanted(connection, hash)?;
                changes.rules = true;
            }
            FeedItem::Calendar { version, text } => {
                queries::feed::upsert_calendar(connection, place, &version, &text)?;
                changes.rules = true;
            }
            FeedItem::Scope { job, in_scope } => {
                queries::feed::upsert_scope(connection, place, job, in_scope)?;
                changes.jobs.insert(job);
            }
        }
        Ok(())
    }

    /// After an update of the program: what it could not read before.
    pub(crate) fn read_unknown_items_again(&self) -> Result<(), StoreError> {
        self.change("reading held items of the feed", |transaction| {
            let mut changes = Changes::default();
            for (place, item) in queries::feed::take_unknown(transaction)? {
                self.read_item(transaction, place, &item, &mut changes)?;
            }
            for job in &changes.jobs {
                self.project(transaction, *job)?;
            }
            Ok(((), changes))
        })?;
        Ok(())
    }

    /// Epochs the feed was ever received in, oldest first.
    pub fn feed_epochs(&self) -> Result<Vec<Epoch>, StoreError> {
        queries::feed::fetch_epochs(&*self.read()?)
    }

    /// The next part of an epoch's feed after a position, to be handed back to a headquarters that was restored from an
    /// older backup. It ends where headquarters signed; none at the end.
    pub fn feed_return(&self, epoch: Epoch, after: u64) -> Result<Option<FeedReturn>, StoreError> {
        let connection = self.read()?;
        let start = Place { epoch, pos: after };
        let Some(head) = queries::feed::fetch_head_after(&connection, self.device, start)? else {
            return Ok(None);
        };
        let count = usize::try_from(head.pos - after).unwrap_or(usize::MAX);
        let items = queries::feed::fetch_entries(&connection, start, count)?;
        let previous_hash = queries::feed::fetch_hash(&connection, start)?;
        Ok(Some(FeedReturn {
            previous_hash,
            items,
            head,
        }))
    }

    /// Takes note of headquarters' time, for the witness in every later event.
    pub fn hear_time(
        &self,
        headquarters: chrono::DateTime<chrono::FixedOffset>,
    ) -> Result<(), StoreError> {
        let now = self.clock.read();
        let heard = HeardTime {
            headquarters,
            monotonic_ms: now.monotonic_ms,
            boot: now.boot,
        };
        self.write("noting headquarters' time", |transaction| {
            queries::meta::put_heard(transaction, &heard)
        })
    }

    /// Headquarters' last word about the time.
    pub fn heard_time(&self) -> Result<Option<HeardTime>, StoreError> {
        queries::meta::heard(&*self.read()?)
    }

    /// Pins headquarters' keys, as the enrolment gave them. Keys pinned before stay.
    pub fn pin_keys(&self, keys: &[HeadquartersKey]) -> Result<(), StoreError> {
        self.write("pinning headquarters' keys", |transaction| {
            keys.iter().try_for_each(|key| pin(transaction, key))
        })
    }

    /// The pinned keys.
    pub fn pinned_keys(&self) -> Result<Vec<HeadquartersKey>, StoreError> {
        queries::meta::keys(&*self.read()?)
    }
}

/// What an event of headquarters asks of the device itself.
fn heed(connection: &Connection, event: &Event, changes: &mut Changes) -> Result<(), StoreError> {
    match Body::of(event) {
        Ok(Body::KeyRotated(body)) => {
            if let Ok(public_key) = body.public_key.parse::<PublicKey>() {
                let key = HeadquartersKey {
                    key_id: body.key_id,
                    public_key,
                };
                pin(connection, &key)?;
            }
        }
        Ok(Body::JobDispatched(body)) => {
            queries::catalogue::insert_wanted(connection, body.plan.catalogue)?;
            changes.rules = true;
        }
        Ok(Body::JobAmended(body)) => {
            queries::catalogue::insert_wanted(connection, body.plan.catalogue)?;
            changes.rules = true;
        }
        _ => {}
    }
    Ok(())
}

/// A name keeps its first key: a second one under the same name would let old receipts be forged.
fn pin(connection: &Connection, key: &HeadquartersKey) -> Result<(), StoreError> {
    let mut keys = queries::meta::keys(connection)?;
    if keys.iter().any(|known| known.key_id == key.key_id) {
        return Ok(());
    }
    keys.push(key.clone());
    queries::meta::put_keys(connection, &keys)
}

pub(crate) fn pinned_key(connection: &Connection, key_id: &str) -> Result<PublicKey, StoreError> {
    queries::meta::keys(connection)?
        .into_iter()
        .find(|key| key.key_id == key_id)
        .map(|key| key.public_key)
        .ok_or_else(|| StoreError::UnknownKey {
            key_id: key_id.to_owned(),
        })
}
