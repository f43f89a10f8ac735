//! A folder that came back from an older copy of itself: headquarters has entries of this device that the folder has not.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Event, Head};
use lineproof_domain::ids::EventId;
use lineproof_protocol::chain::{entry_hash, genesis_hash};
use lineproof_protocol::heads::LogPage;
use lineproof_protocol::push::PushEntry;
use rusqlite::Connection;

use crate::append::end_of;
use crate::changes::Changes;
use crate::error::StoreError;
use crate::incarnation::RESTORED;
use crate::queries;
use crate::queries::incarnation::Life;
use crate::queries::log::LogRow;
use crate::store::Store;

impl Store {
    /// Takes the own entries of one life back, all that headquarters has up to `end` or none: they must follow what is
    /// here and end with that very hash. What is here already is passed over. A life this folder never had is taken from
    /// its first entry, after the one it goes on from ([`StoreError::UnknownPredecessor`]). Begin a new life when all are
    /// taken back ([`crate::Reason::Restored`]).
    pub fn take_back(&self, pages: &[LogPage], end: Head) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("taking own entries back", |transaction| {
            let mut changes = Changes::outbox();
            for page in pages {
                if self.log(page.incarnation) != end.log {
                    return Err(StoreError::Mismatch("a page of another log"));
                }
                self.take_page(transaction, page, &mut changes)?;
            }
            let reached = queries::log::fetch_head(transaction, end.log.incarnation)?;
            if reached != Some((end.seq, end.hash)) {
                return Err(StoreError::Mismatch("entries that end elsewhere"));
            }
            for job in &changes.jobs {
                self.project(transaction, *job)?;
            }
            Ok(((), changes))
        })?;
        Ok(changes)
    }

    fn take_page(
        &self,
        connection: &Connection,
        page: &LogPage,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        let life = self.life_of(connection, page)?;
        let (end, mut hash) = end_of(connection, &life)?;
        if page.first_seq == 0 || page.first_seq > end + 1 {
            return Err(StoreError::Mismatch("entries that do not follow"));
        }
        let entries = (page.first_seq..).zip(&page.entries);
        for (seq, entry) in entries.filter(|(seq, _)| *seq > end) {
            hash = entry_hash(self.log(life.incarnation), seq, hash, entry.raw_hash);
            self.take_entry(connection, (&life, seq, hash), entry, changes)?;
        }
        Ok(())
    }

    fn life_of(&self, connection: &Connection, page: &LogPage) -> Result<Life, StoreError> {
        let lives = queries::incarnation::fetch_all(connection)?;
        let known = |incarnation| lives.iter().find(|life| life.incarnation == incarnation);
        if let Some(life) = known(page.incarnation) {
            return Ok(life.clone());
        }
        let Some(before) = page.predecessor else {
            return Err(StoreError::Mismatch("another first life of the log"));
        };
        if known(before.incarnation).is_none() {
            return Err(StoreError::UnknownPredecessor);
        }
        let life = Life {
            incarnation: page.incarnation,
            genesis_hash: genesis_hash(self.log(page.incarnation), page.predecessor.as_ref()),
            reason: RESTORED.to_owned(),
            predecessor: page.predecessor,
        };
        queries::incarnation::insert(connection, &life)?;
        Ok(life)
    }

    fn take_entry(
        &self,
        connection: &Connection,
        (life, seq, hash): (&Life, u64, Sha256Digest),
        entry: &PushEntry,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        let raw = entry.raw.as_ref().map(|raw| raw.as_bytes().to_vec());
        if raw
            .as_deref()
            .is_some_and(|raw| Sha256Digest::of(raw) != entry.raw_hash)
        {
            return Err(StoreError::Mismatch("bytes with another hash"));
        }
        if raw.is_none() {
            self.take_tombstone(connection, (life, seq), entry)?;
        }
        // Erased by law, or kept apart as unreadable: it has its place in the chain and nothing more.
        let event = raw.as_deref().and_then(|raw| Event::parse(raw).ok());
        let row = LogRow {
            incarnation: life.incarnation,
            seq,
            raw,
            raw_hash: entry.raw_hash,
            hash,
            event: event
                .as_ref()
                .map_or(EventId(uuid::Uuid::nil()), |event| event.id),
            kind: event
                .as_ref()
                .map_or_else(String::new, |event| event.kind.clone()),
            job: event.as_ref().and_then(|event| event.job),
        };
        queries::log::insert(connection, &row)?;
        if let Some(event) = event {
            changes.jobs.extend(event.job);
            self.file_what_is_here(connection, &event, changes)?;
        }
        Ok(())
    }

    fn take_tombstone(
        &self,
        connection: &Connection,
        (life, seq): (&Life, u64),
        entry: &PushEntry,
    ) -> Result<(), StoreError> {
        let order = entry.tombstone.as_ref().filter(|tombstone| {
            let order = &tombstone.order;
            (order.log, order.seq, order.raw_hash)
                == (self.log(life.incarnation), seq, entry.raw_hash)
        });
        let order = order.ok_or(StoreError::Mismatch("an entry without its bytes"))?;
        self.check_tombstone(connection, order)?;
        queries::tombstone::insert(connection, order)
    }

    /// Blobs of the event whose files survived are filed under it again.
    pub(crate) fn file_what_is_here(
        &self,
        connection: &Connection,
        event: &Event,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        let here = event
            .attachments
            .iter()
            .filter(|attachment| self.require_stored(attachment).is_ok());
        for attachment in here {
            self.file_blob(connection, event, attachment)?;
            changes.blobs.insert(attachment.sha256);
        }
        Ok(())
    }
}
