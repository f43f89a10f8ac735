//! The device's own entries.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{EventId, Incarnation, JobId};
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{digest, event_id, incarnation_of, int, job_bytes, job_id, number};
use crate::error::{During as _, StoreError};

/// A row of `log`.
#[derive(Clone, Debug)]
pub(crate) struct LogRow {
    pub(crate) incarnation: Incarnation,
    pub(crate) seq: u64,
    pub(crate) raw: Option<Vec<u8>>,
    pub(crate) raw_hash: Sha256Digest,
    pub(crate) hash: Sha256Digest,
    pub(crate) event: EventId,
    pub(crate) kind: String,
    pub(crate) job: Option<JobId>,
}

const COLUMNS: &str = "incarnation, seq, raw, raw_hash, hash, event, kind, job";

fn log_row(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    Ok(LogRow {
        incarnation: incarnation_of(row, "incarnation")?,
        seq: number(row, "seq")?,
        raw: row.get("raw")?,
        raw_hash: digest(row, "raw_hash")?,
        hash: digest(row, "hash")?,
        event: event_id(row, "event")?,
        kind: row.get("kind")?,
        job: job_id(row, "job")?,
    })
}

pub(crate) fn insert(connection: &Connection, entry: &LogRow) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO log (incarnation, seq, raw, raw_hash, hash, event, kind, job)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )
        .and_then(|mut statement| {
            statement.execute((
                entry.incarnation.0,
                int(entry.seq),
                &entry.raw,
                entry.raw_hash.0,
                entry.hash.0,
                entry.event.0.as_bytes(),
                &entry.kind,
                job_bytes(entry.job),
            ))
        })
        .during("writing an entry")?;
    Ok(())
}

/// Number and hash of the last entry of a life.
pub(crate) fn fetch_head(
    connection: &Connection,
    incarnation: Incarnation,
) -> Result<Option<(u64, Sha256Digest)>, StoreError> {
    connection
        .prepare_cached(
            "SELECT seq, hash FROM log WHERE incarnation = ?1 ORDER BY seq DESC LIMIT 1",
        )
        .and_then(|mut statement| {
            statement
                .query_row([incarnation.0], |row| {
                    Ok((number(row, "seq")?, digest(row, "hash")?))
                })
                .optional()
        })
        .during("reading the head of the log")
}

pub(crate) fn fetch_hash(
    connection: &Connection,
    incarnation: Incarnation,
    seq: u64,
) -> Result<Option<Sha256Digest>, StoreError> {
    connection
        .prepare_cached("SELECT hash FROM log WHERE incarnation = ?1 AND seq = ?2")
        .and_then(|mut statement| {
            statement
                .query_row((incarnation.0, int(seq)), |row| digest(row, "hash"))
                .optional()
        })
        .during("reading a hash of the log")
}

/// Up to `limit` entries of a life after a number, in order.
pub(crate) fn fetch_after(
    connection: &Connection,
    incarnation: Incarnation,
    after: u64,
    limit: usize,
) -> Result<Vec<LogRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM log WHERE incarnation = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"
    );
    connection
        .prepare_cached(&sql)
        .and_then(|mut statement| {
            statement
                .query_map((incarnation.0, int(after), int(limit as u64)), log_row)?
                .collect()
        })
        .during("reading the log")
}

/// The bytes of an entry as they were written the second time.
pub(crate) fn fetch_spare(
    connection: &Connection,
    incarnation: Incarnation,
    seq: u64,
) -> Result<Option<Vec<u8>>, StoreError> {
    connection
        .prepare_cached(
            "SELECT raw FROM log_spare WHERE incarnation = ?1 AND seq = ?2 AND raw IS NOT NULL",
        )
        .and_then(|mut statement| {
            statement
                .query_row((incarnation.0, int(seq)), |row| row.get(0))
                .optional()
        })
        .during("reading the spare of an entry")
}

/// Erases the bytes of an entry and of its spare; refused by the database where no order says so.
pub(crate) fn erase(
    connection: &Connection,
    incarnation: Incarnation,
    seq: u64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE log SET raw = NULL WHERE incarnation = ?1 AND seq = ?2 AND raw IS NOT NULL",
        )
        .and_then(|mut statement| statement.execute((incarnation.0, int(seq))))
        .during("erasing the bytes of an entry")?;
    Ok(())
}

/// Fills gaps of the log from the spare entries.
pub(crate) fn insert_spares(connection: &Connection) -> Result<usize, StoreError> {
    let sql = format!(
        "INSERT OR IGNORE INTO log (position, {COLUMNS}) SELECT position, {COLUMNS} FROM log_spare ORDER BY position"
    );
    connection
        .execute(&sql, [])
        .during("filling the log from its spare")
}

/// Own entries of a job, in the order they were written.
pub(crate) fn fetch_of_job(connection: &Connection, job: JobId) -> Result<Vec<LogRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM log WHERE job = ?1 ORDER BY position");
    connection
        .prepare_cached(&sql)
        .and_then(|mut statement| statement.query_map([job.0.as_bytes()], log_row)?.collect())
        .during("reading the entries of a job")
}

/// The newest row of an event.
pub(crate) fn fetch_event(
    connection: &Connection,
    event: EventId,
) -> Result<Option<LogRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM log WHERE event = ?1 ORDER BY position DESC LIMIT 1");
    connection
        .prepare_cached(&sql)
        .and_then(|mut statement| {
            statement
                .query_row([event.0.as_bytes()], log_row)
                .optional()
        })
        .during("reading an entry")
}

/// Jobs that own entries speak of.
pub(crate) fn fetch_jobs(connection: &Connection) -> Result<Vec<JobId>, StoreError> {
    connection
        .prepare_cached("SELECT DISTINCT job FROM log WHERE job IS NOT NULL")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| job_id(row, "job"))?
                .filter_map(Result::transpose)
                .collect()
        })
        .during("reading the jobs of the log")
}
