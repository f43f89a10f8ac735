//! Catalogues that jobs are pinned to.

use lineproof_domain::digest::Sha256Digest;
use rusqlite::{Connection, OptionalExtension as _};

use super::digest;
use crate::error::{During as _, StoreError};

/// Notes that a catalogue is needed; one that is there stays.
pub(crate) fn insert_wanted(connection: &Connection, hash: Sha256Digest) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO catalogue (hash, bundle) VALUES (?1, NULL)")
        .and_then(|mut statement| statement.execute([hash.0]))
        .during("noting a catalogue")?;
    Ok(())
}

pub(crate) fn upsert(
    connection: &Connection,
    hash: Sha256Digest,
    bundle: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO catalogue (hash, bundle) VALUES (?1, ?2)
             ON CONFLICT (hash) DO UPDATE SET bundle = excluded.bundle",
        )
        .and_then(|mut statement| statement.execute((hash.0, bundle)))
        .during("writing a catalogue")?;
    Ok(())
}

pub(crate) fn fetch(
    connection: &Connection,
    hash: Sha256Digest,
) -> Result<Option<String>, StoreError> {
    connection
        .prepare_cached("SELECT bundle FROM catalogue WHERE hash = ?1 AND bundle IS NOT NULL")
        .and_then(|mut statement| statement.query_row([hash.0], |row| row.get(0)).optional())
        .during("reading a catalogue")
}

/// Catalogues that were named but have not come.
pub(crate) fn fetch_missing(connection: &Connection) -> Result<Vec<Sha256Digest>, StoreError> {
    connection
        .prepare_cached("SELECT hash FROM catalogue WHERE bundle IS NULL ORDER BY hash")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| digest(row, "hash"))?
                .collect()
        })
        .during("reading the catalogues")
}
