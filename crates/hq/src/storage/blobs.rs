//! Blobs whose bytes are stored.

use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::receipt::BlobLevel;
use rusqlite::{Connection, params};

use super::StorageError;
use super::receipts::{level, level_text};
use super::row::{collected, optional, parsed, signed, unsigned};

/// A stored blob.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoredBlob {
    pub sha256: Sha256Digest,
    pub len: u64,
    pub level: BlobLevel,
}

pub(crate) fn insert(db: &Connection, blob: &StoredBlob, now_ms: i64) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO blob (sha256, len, level, stored_at_ms) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        blob.sha256.to_string(),
        signed(blob.len),
        level_text(blob.level),
        now_ms
    ])?;
    Ok(())
}

pub(crate) fn fetch(
    db: &Connection,
    sha256: Sha256Digest,
) -> Result<Option<StoredBlob>, StorageError> {
    optional(
        db.prepare_cached("SELECT len, level FROM blob WHERE sha256 = ?1")?
            .query_row([sha256.to_string()], |row| {
                Ok(StoredBlob {
                    sha256,
                    len: unsigned(row, 0)?,
                    level: level(row, 1)?,
                })
            }),
    )
}

/// Forgets that a blob is stored.
pub(crate) fn delete(db: &Connection, sha256: Sha256Digest) -> Result<(), StorageError> {
    db.prepare_cached("DELETE FROM blob WHERE sha256 = ?1")?
        .execute([sha256.to_string()])?;
    Ok(())
}

/// Every stored blob.
pub(crate) fn fetch_all(db: &Connection) -> Result<Vec<StoredBlob>, StorageError> {
    let mut statement = db.prepare_cached("SELECT sha256, len, level FROM blob ORDER BY sha256")?;
    let rows = statement.query_map([], |row| {
        Ok(StoredBlob {
            sha256: parsed(row, 0)?,
            len: unsigned(row, 1)?,
            level: level(row, 2)?,
        })
    })?;
    collected(rows)
}
