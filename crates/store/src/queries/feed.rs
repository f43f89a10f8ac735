//! The copy of headquarters' feed, and what was read out of it.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{DeviceId, EventId, JobId, LogId};
use lineproof_domain::registry::Origin;
use lineproof_protocol::feed::{FeedEntry, FeedHead};
use lineproof_protocol::keys::Signature;
use lineproof_protocol::receipt::Epoch;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{device_id, digest, incarnation_of, int, job_bytes, job_id, number};
use crate::error::{During as _, StoreError};

/// Where an item stands in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) epoch: Epoch,
    pub(crate) pos: u64,
}

/// What is known of an event that the feed brought; its bytes stay in the item.
pub(crate) struct FeedEventRow {
    pub(crate) place: Place,
    pub(crate) log: LogId,
    pub(crate) seq: u64,
    pub(crate) hash: Sha256Digest,
    pub(crate) writer: Origin,
    pub(crate) event: Option<EventId>,
    pub(crate) job: Option<JobId>,
}

pub(crate) fn insert_entry(
    connection: &Connection,
    epoch: Epoch,
    entry: &FeedEntry,
    hash: Sha256Digest,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO feed_entry (epoch, pos, item, hash) VALUES (?1, ?2, ?3, ?4)")
        .and_then(|mut statement| {
            statement.execute((int(epoch), int(entry.pos), &entry.item, hash.0))
        })
        .during("writing the feed")?;
    Ok(())
}

pub(crate) fn insert_head(connection: &Connection, head: &FeedHead) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO feed_head (epoch, pos, hash, key_id, signature) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
        .and_then(|mut statement| {
            statement.execute((
                int(head.epoch),
                int(head.pos),
                head.hash.0,
                &head.key_id,
                head.signature.0,
            ))
        })
        .during("writing the head of the feed")?;
    Ok(())
}

/// Position and hash of the last item of an epoch.
pub(crate) fn fetch_end(
    connection: &Connection,
    epoch: Epoch,
) -> Result<Option<(u64, Sha256Digest)>, StoreError> {
    connection
        .prepare_cached(
            "SELECT pos, hash FROM feed_entry WHERE epoch = ?1 ORDER BY pos DESC LIMIT 1",
        )
        .and_then(|mut statement| {
            statement
                .query_row([int(epoch)], |row| {
                    Ok((number(row, "pos")?, digest(row, "hash")?))
                })
                .optional()
        })
        .during("reading the end of the feed")
}

pub(crate) fn fetch_hash(
    connection: &Connection,
    place: Place,
) -> Result<Option<Sha256Digest>, StoreError> {
    connection
        .prepare_cached("SELECT hash FROM feed_entry WHERE epoch = ?1 AND pos = ?2")
        .and_then(|mut statement| {
            statement
                .query_row((int(place.epoch), int(place.pos)), |row| {
                    digest(row, "hash")
                })
                .optional()
        })
        .during("reading the feed")
}

/// Up to `limit` items of an epoch after a position.
pub(crate) fn fetch_entries(
    connection: &Connection,
    after: Place,
    limit: usize,
) -> Result<Vec<FeedEntry>, StoreError> {
    connection
        .prepare_cached(
            "SELECT pos, item FROM feed_entry WHERE epoch = ?1 AND pos > ?2 ORDER BY pos LIMIT ?3",
        )
        .and_then(|mut statement| {
            statement
                .query_map(
                    (int(after.epoch), int(after.pos), int(limit as u64)),
                    |row| {
                        Ok(FeedEntry {
                            pos: number(row, "pos")?,
                            item: row.get("item")?,
                        })
                    },
                )?
                .collect()
        })
        .during("reading the feed")
}

/// Epochs the feed was ever received in, oldest first.
pub(crate) fn fetch_epochs(connection: &Connection) -> Result<Vec<Epoch>, StoreError> {
    connection
        .prepare_cached("SELECT DISTINCT epoch FROM feed_entry ORDER BY epoch")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| number(row, "epoch"))?
                .collect()
        })
        .during("reading the epochs of the feed")
}

/// Headquarters' next signature over an epoch's feed. The device is the caller's own.
pub(crate) fn fetch_head_after(
    connection: &Connection,
    device: DeviceId,
    Place { epoch, pos }: Place,
) -> Result<Option<FeedHead>, StoreError> {
    connection
        .prepare_cached(
            "SELECT pos, hash, key_id, signature FROM feed_head WHERE epoch = ?1 AND pos > ?2 ORDER BY pos LIMIT 1",
        )
        .and_then(|mut statement| {
            statement
                .query_row((int(epoch), int(pos)), |row| {
                    Ok(FeedHead {
                        device,
                        epoch,
                        pos: number(row, "pos")?,
                        hash: digest(row, "hash")?,
                        key_id: row.get("key_id")?,
                        signature: Signature(row.get("signature")?),
                    })
                })
                .optional()
        })
        .during("reading the head of the feed")
}

pub(crate) fn upsert_event(connection: &Connection, row: &FeedEventRow) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO feed_event
                 (epoch, pos, device, incarnation, seq, hash, writer, event, job)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )
        .and_then(|mut statement| {
            statement.execute((
                int(row.place.epoch),
                int(row.place.pos),
                row.log.device.0.as_bytes(),
                row.log.incarnation.0,
                int(row.seq),
                row.hash.0,
                writer_text(row.writer),
                row.event.map(|event| event.0.into_bytes()),
                job_bytes(row.job),
            ))
        })
        .during("reading an event out of the feed")?;
    Ok(())
}

fn writer_text(writer: Origin) -> &'static str {
    match writer {
        Origin::Headquarters => "headquarters",
        Origin::Device => "device",
    }
}

/// The items with the events of a job.
pub(crate) fn fetch_items_of_job(
    connection: &Connection,
    job: JobId,
) -> Result<Vec<String>, StoreError> {
    connection
        .prepare_cached(
            "SELECT item FROM feed_event JOIN feed_entry USING (epoch, pos)
             WHERE job = ?1 ORDER BY epoch, pos",
        )
        .and_then(|mut statement| {
            statement
                .query_map([job.0.as_bytes()], |row| row.get("item"))?
                .collect()
        })
        .during("reading a job's events in the feed")
}

/// The last place seen of every other log with entries on a job.
pub(crate) fn fetch_heads_of_job(
    connection: &Connection,
    job: JobId,
) -> Result<Vec<Head>, StoreError> {
    connection
        .prepare_cached(
            "SELECT device, incarnation, max(seq) AS seq, hash FROM feed_event
             WHERE job = ?1 GROUP BY device, incarnation ORDER BY device, incarnation",
        )
        .and_then(|mut statement| statement.query_map([job.0.as_bytes()], head)?.collect())
        .during("reading the heads of a job")
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        log: LogId {
            device: device_id(row, "device")?,
            incarnation: incarnation_of(row, "incarnation")?,
        },
        seq: number(row, "seq")?,
        hash: digest(row, "hash")?,
    })
}

/// Jobs the feed speaks of.
pub(crate) fn fetch_jobs(connection: &Connection) -> Result<Vec<JobId>, StoreError> {
    connection
        .prepare_cached("SELECT DISTINCT job FROM feed_event WHERE job IS NOT NULL")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| job_id(row, "job"))?
                .filter_map(Result::transpose)
                .collect()
        })
        .during("reading the jobs of the feed")
}

pub(crate) fn upsert_scope(
    connection: &Connection,
    place: Place,
    job: JobId,
    in_scope: bool,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO job_scope (job, in_scope, epoch, pos) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (job) DO UPDATE
             SET in_scope = excluded.in_scope, epoch = excluded.epoch, pos = excluded.pos
             WHERE (excluded.epoch, excluded.pos) >= (job_scope.epoch, job_scope.pos)",
        )
        .and_then(|mut statement| {
            statement.execute((job.0.as_bytes(), in_scope, int(place.epoch), int(place.pos)))
        })
        .during("writing the scope of a job")?;
    Ok(())
}

/// Jobs headquarters took away from this device.
pub(crate) fn fetch_out_of_scope(connection: &Connection) -> Result<Vec<JobId>, StoreError> {
    connection
        .prepare_cached("SELECT job FROM job_scope WHERE in_scope = 0")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| job_id(row, "job"))?
                .filter_map(Result::transpose)
                .collect()
        })
        .during("reading the scope of jobs")
}

pub(crate) fn insert_unknown(connection: &Connection, place: Place) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO feed_unknown (epoch, pos) VALUES (?1, ?2)")
        .and_then(|mut statement| statement.execute((int(place.epoch), int(place.pos))))
        .during("holding an item of the feed")?;
    Ok(())
}

/// Takes out every item that an older program could not read.
pub(crate) fn take_unknown(connection: &Connection) -> Result<Vec<(Place, String)>, StoreError> {
    let found = connection
        .prepare_cached(
            "SELECT epoch, pos, item FROM feed_unknown JOIN feed_entry USING (epoch, pos) ORDER BY epoch, pos",
        )
        .and_then(|mut statement| {
            statement
                .query_map([], |row| {
                    let place = Place {
                        epoch: number(row, "epoch")?,
                        pos: number(row, "pos")?,
                    };
                    Ok((place, row.get("item")?))
                })?
                .collect()
        })
        .during("reading the held items")?;
    connection
        .execute("DELETE FROM feed_unknown", [])
        .during("reading the held items")?;
    Ok(found)
}

pub(crate) fn upsert_calendar(
    connection: &Connection,
    place: Place,
    version: &str,
    text: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO calendar (version, text, epoch, pos) VALUES (?1, ?2, ?3, ?4)",
        )
        .and_then(|mut statement| {
            statement.execute((version, text, int(place.epoch), int(place.pos)))
        })
        .during("writing a calendar")?;
    Ok(())
}

/// Version and text of every calendar received, the newest first.
pub(crate) fn fetch_calendars(
    connection: &Connection,
) -> Result<Vec<(String, String)>, StoreError> {
    connection
        .prepare_cached("SELECT version, text FROM calendar ORDER BY epoch DESC, pos DESC")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| Ok((row.get("version")?, row.get("text")?)))?
                .collect()
        })
        .during("reading the calendars")
}
