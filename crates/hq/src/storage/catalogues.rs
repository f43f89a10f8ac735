//! Published catalogues and calendars.

use lineproof_domain::digest::Sha256Digest;
use rusqlite::{Connection, params};

use super::StorageError;
use super::row::{collected, optional, parsed};

pub(crate) fn insert(
    db: &Connection,
    hash: Sha256Digest,
    bundle: &str,
    now_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO catalogue (hash, bundle, published_at_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (hash) DO UPDATE SET published_at_ms = excluded.published_at_ms",
    )?
    .execute(params![hash.to_string(), bundle, now_ms])?;
    Ok(())
}

/// The bundle of a catalogue, as JSON.
pub(crate) fn fetch(db: &Connection, hash: Sha256Digest) -> Result<Option<String>, StorageError> {
    optional(
        db.prepare_cached("SELECT bundle FROM catalogue WHERE hash = ?1")?
            .query_row([hash.to_string()], |row| row.get(0)),
    )
}

/// The one published last.
pub(crate) fn fetch_current(db: &Connection) -> Result<Option<Sha256Digest>, StorageError> {
    optional(
        db.prepare_cached(
            "SELECT hash FROM catalogue ORDER BY published_at_ms DESC, hash LIMIT 1",
        )?
        .query_row([], |row| parsed(row, 0)),
    )
}

pub(crate) fn insert_calendar(
    db: &Connection,
    version: &str,
    text: &str,
    now_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached("INSERT INTO calendar (version, text, published_at_ms) VALUES (?1, ?2, ?3)")?
        .execute(params![version, text, now_ms])?;
    Ok(())
}

/// Every calendar as (version, text), the one published last at the end.
pub(crate) fn fetch_calendars(db: &Connection) -> Result<Vec<(String, String)>, StorageError> {
    let mut statement =
        db.prepare_cached("SELECT version, text FROM calendar ORDER BY published_at_ms, version")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    collected(rows)
}
