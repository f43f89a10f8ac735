//! What headquarters has no receipt for. A view of the log, not a list of its own: the queue and the truth cannot differ.

use ed25519_dalek::SigningKey;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{EventId, Incarnation, JobId};
use lineproof_protocol::PROTOCOL_VERSION;
use lineproof_protocol::chain::Checkpoint;
use lineproof_protocol::push::{
    Disposition, MAX_BATCH_BYTES, MAX_BATCH_EVENTS, PushEntry, PushRequest, QuarantineReason,
};
use rusqlite::Connection;

use crate::append::{current_life, end_of};
use crate::error::StoreError;
use crate::queries;
use crate::queries::incarnation::Life;
use crate::queries::log::LogRow;
use crate::store::Store;
use crate::verify::sendable_until;

/// JSON within JSON escapes its quotes: a raw event takes at most about twice its length in a batch.
const ESCAPE_FACTOR: usize = 2;
const ENTRY_OVERHEAD_BYTES: usize = 128;

/// An entry and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Its event.
    pub event: EventId,
    /// The event's kind.
    pub kind: String,
    /// Its job, if any.
    pub job: Option<JobId>,
    /// The life it stands in.
    pub incarnation: Incarnation,
    /// Its number there.
    pub seq: u64,
}

/// How much of the work would survive the loss of this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Safety {
    /// Entries of the log.
    pub entries: u64,
    /// Of these, those with a receipt of the current epoch.
    pub entries_received: u64,
    /// Blobs that events name.
    pub blobs: u64,
    /// Of these, those with a receipt of the current epoch.
    pub blobs_received: u64,
    /// Entries that headquarters keeps apart.
    pub quarantined: u64,
}

impl Store {
    /// The next batch: up to `max_events` entries of the oldest life that has some without receipt, with a checkpoint
    /// signed by the device's log key. None when headquarters has everything.
    pub fn make_batch(
        &self,
        max_events: usize,
        log_key: &SigningKey,
    ) -> Result<Option<PushRequest>, StoreError> {
        self.write("making a batch", |transaction| {
            let Some((life, after, until)) = first_unsent(transaction)? else {
                return Ok(None);
            };
            self.batch(transaction, &life, (after, until), max_events, log_key)
        })
    }

    /// The batch after `place` whatever receipts say, for a headquarters that has the log only until there; from the
    /// first entry on where this log does not hold `place`.
    pub fn make_batch_again(
        &self,
        place: Head,
        max_events: usize,
        log_key: &SigningKey,
    ) -> Result<Option<PushRequest>, StoreError> {
        self.write("making a batch again", |transaction| {
            let lives = queries::incarnation::fetch_all(transaction)?;
            let incarnation = place.log.incarnation;
            let Some(life) = lives.iter().find(|life| life.incarnation == incarnation) else {
                return Ok(None);
            };
            let here = queries::log::fetch_hash(transaction, incarnation, place.seq)?;
            let after = if here == Some(place.hash) {
                place.seq
            } else {
                0
            };
            let until = sendable_end(transaction, &lives, life)?;
            self.batch(transaction, life, (after, until), max_events, log_key)
        })
    }

    fn batch(
        &self,
        connection: &Connection,
        life: &Life,
        (after, until): (u64, u64),
        max_events: usize,
        log_key: &SigningKey,
    ) -> Result<Option<PushRequest>, StoreError> {
        let limit = max_events.clamp(1, MAX_BATCH_EVENTS);
        let mut rows = queries::log::fetch_after(connection, life.incarnation, after, limit)?;
        rows.retain(|row| row.seq <= until);
        cut_to_size(&mut rows);
        let Some(last) = rows.last() else {
            return Ok(None);
        };
        let log = self.log(life.incarnation);
        let head = Head {
            log,
            seq: last.seq,
            hash: last.hash,
        };
        let checkpoint = Checkpoint::sign(head, log_key);
        queries::checkpoint::insert(connection, &checkpoint)?;
        let previous_hash = queries::log::fetch_hash(connection, life.incarnation, after)?
            .unwrap_or(life.genesis_hash);
        Ok(Some(PushRequest {
            protocol: PROTOCOL_VERSION,
            log,
            predecessor: life.predecessor,
            first_seq: after + 1,
            previous_hash,
            entries: rows
                .into_iter()
                .map(|row| self.push_entry(connection, row))
                .collect::<Result<_, _>>()?,
            checkpoint,
        }))
    }

    /// Only an erased entry goes without its bytes, with the order. Damaged ones go as they look: headquarters calls the
    /// chain broken, and the log is mended.
    fn push_entry(&self, connection: &Connection, row: LogRow) -> Result<PushEntry, StoreError> {
        let tombstone = match row.raw {
            Some(_) => None,
            None => queries::tombstone::fetch(connection, self.device, row.incarnation, row.seq)?,
        };
        Ok(PushEntry {
            raw_hash: row.raw_hash,
            raw: row
                .raw
                .map(|raw| String::from_utf8_lossy(&raw).into_owned()),
            tombstone,
        })
    }

    /// Signs the end of the current life, at sign-off and at exit. None while it is empty.
    pub fn sign_checkpoint(&self, log_key: &SigningKey) -> Result<Option<Checkpoint>, StoreError> {
        self.write("signing the log", |transaction| {
            let life = current_life(transaction)?;
            let (seq, hash) = end_of(transaction, &life)?;
            if seq == 0 {
                return Ok(None);
            }
            let log = self.log(life.incarnation);
            let checkpoint = Checkpoint::sign(Head { log, seq, hash }, log_key);
            queries::checkpoint::insert(transaction, &checkpoint)?;
            Ok(Some(checkpoint))
        })
    }

    /// Every checkpoint ever signed.
    pub fn checkpoints(&self) -> Result<Vec<Checkpoint>, StoreError> {
        queries::checkpoint::fetch_all(&*self.read()?, self.device)
    }

    /// Every entry without a receipt of the current epoch, in the order of sending.
    pub fn outbox(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        let connection = self.read()?;
        let mut entries = Vec::new();
        for (life, after, until) in unsent(&connection)? {
            let count = usize::try_from(until - after).unwrap_or(usize::MAX);
            let rows = queries::log::fetch_after(&connection, life.incarnation, after, count)?;
            entries.extend(
                rows.into_iter()
                    .filter(|row| row.seq <= until)
                    .map(outbox_entry),
            );
        }
        Ok(entries)
    }

    /// Entries that headquarters keeps apart, with its reason.
    pub fn quarantined(&self) -> Result<Vec<(OutboxEntry, QuarantineReason)>, StoreError> {
        let connection = self.read()?;
        let mut found = Vec::new();
        for (incarnation, seq) in queries::disposition::fetch_quarantined(&connection)? {
            let rows = queries::log::fetch_after(&connection, incarnation, seq - 1, 1)?;
            let disposition = queries::disposition::fetch(&connection, incarnation, seq)?;
            if let (Some(row), Some(Disposition::Quarantined { reason })) =
                (rows.into_iter().next(), disposition)
            {
                found.push((outbox_entry(row), reason));
            }
        }
        Ok(found)
    }

    /// The numbers of "is my work safe".
    pub fn safety(&self) -> Result<Safety, StoreError> {
        let connection = self.read()?;
        let epoch = queries::meta::epoch(&connection)?;
        let lives = queries::incarnation::fetch_all(&connection)?;
        let mut safety = Safety::default();
        for life in &lives {
            let end = sendable_end(&connection, &lives, life)?;
            let received = queries::receipt::fetch_received(&connection, life.incarnation, epoch)?;
            safety.entries += end;
            safety.entries_received += received.min(end);
        }
        safety.blobs = queries::blob::fetch_all(&connection)?.len() as u64;
        safety.blobs_received = queries::receipt::count_blobs(&connection, epoch)?;
        safety.quarantined = queries::disposition::fetch_quarantined(&connection)?.len() as u64;
        Ok(safety)
    }
}

/// Lives with entries to send: each with the last number received and the last that can be sent.
fn unsent(connection: &Connection) -> Result<Vec<(Life, u64, u64)>, StoreError> {
    let epoch = queries::meta::epoch(connection)?;
    let lives = queries::incarnation::fetch_all(connection)?;
    let mut found = Vec::new();
    for life in &lives {
        let received = queries::receipt::fetch_received(connection, life.incarnation, epoch)?;
        let until = sendable_end(connection, &lives, life)?;
        if received < until {
            found.push((life.clone(), received, until));
        }
    }
    Ok(found)
}

fn first_unsent(connection: &Connection) -> Result<Option<(Life, u64, u64)>, StoreError> {
    Ok(unsent(connection)?.into_iter().next())
}

fn sendable_end(connection: &Connection, lives: &[Life], life: &Life) -> Result<u64, StoreError> {
    let (end, _) = end_of(connection, life)?;
    Ok(sendable_until(lives, life.incarnation).map_or(end, |until| until.min(end)))
}

fn cut_to_size(rows: &mut Vec<LogRow>) {
    let mut bytes = 0;
    let fitting = rows
        .iter()
        .take_while(|row| {
            let len = row.raw.as_ref().map_or(0, Vec::len);
            bytes += len * ESCAPE_FACTOR + ENTRY_OVERHEAD_BYTES;
            bytes < MAX_BATCH_BYTES
        })
        .count();
    rows.truncate(fitting.max(1));
}

fn outbox_entry(row: LogRow) -> OutboxEntry {
    OutboxEntry {
        event: row.event,
        kind: row.kind,
        job: row.job,
        incarnation: row.incarnation,
        seq: row.seq,
    }
}
