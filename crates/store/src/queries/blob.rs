//! Blobs that events name.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::digest::Sha256Digest;
use rusqlite::{Connection, OptionalExtension as _};

use super::{digest, int, number};
use crate::error::{During as _, StoreError};
use crate::key::KeyId;

pub(crate) fn insert(
    connection: &Connection,
    sha256: Sha256Digest,
    len: u64,
    key_id: KeyId,
    added_at: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO blob (sha256, len, key_id, added_at) VALUES (?1, ?2, ?3, ?4)",
        )
        .and_then(|mut statement| {
            statement.execute((sha256.0, int(len), key_id.0, added_at.to_rfc3339()))
        })
        .during("writing a blob's row")?;
    Ok(())
}

pub(crate) fn is_known(connection: &Connection, sha256: Sha256Digest) -> Result<bool, StoreError> {
    connection
        .prepare_cached("SELECT 1 FROM blob WHERE sha256 = ?1")
        .and_then(|mut statement| statement.exists([sha256.0]))
        .during("looking for a blob's row")
}

/// Name and length of every blob.
pub(crate) fn fetch_all(connection: &Connection) -> Result<Vec<(Sha256Digest, u64)>, StoreError> {
    connection
        .prepare_cached("SELECT sha256, len FROM blob ORDER BY sha256")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| Ok((digest(row, "sha256")?, number(row, "len")?)))?
                .collect()
        })
        .during("reading the blobs")
}

/// Length of a blob that an event names.
pub(crate) fn fetch_len(
    connection: &Connection,
    sha256: Sha256Digest,
) -> Result<Option<u64>, StoreError> {
    connection
        .prepare_cached("SELECT len FROM blob WHERE sha256 = ?1")
        .and_then(|mut statement| {
            statement
                .query_row([sha256.0], |row| number(row, "len"))
                .optional()
        })
        .during("reading a blob's row")
}
