//! Single values: names, the epoch, counters.

use rusqlite::{Connection, params};

use super::StorageError;
use super::row::optional;

pub(crate) fn fetch(db: &Connection, key: &str) -> Result<Option<String>, StorageError> {
    optional(
        db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?
            .query_row([key], |row| row.get(0)),
    )
}

pub(crate) fn require(db: &Connection, key: &'static str) -> Result<String, StorageError> {
    fetch(db, key)?.ok_or_else(|| StorageError::corrupt(key, "it is missing"))
}

pub(crate) fn upsert(db: &Connection, key: &str, value: &str) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![key, value])?;
    Ok(())
}

/// A number, 0 where it was never set.
pub(crate) fn number(db: &Connection, key: &'static str) -> Result<u64, StorageError> {
    let Some(text) = fetch(db, key)? else {
        return Ok(0);
    };
    text.parse()
        .map_err(|error: std::num::ParseIntError| StorageError::corrupt(key, error))
}

/// The next number of a counter; call it in a write transaction only.
pub(crate) fn next(db: &Connection, key: &'static str) -> Result<u64, StorageError> {
    let next = number(db, key)? + 1;
    upsert(db, key, &next.to_string())?;
    Ok(next)
}
