//! Uploads on their way.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use rusqlite::{Connection, Row, params};

use super::StorageError;
use super::row::{collected, optional, parsed, signed, unsigned};

/// An upload on its way. A device has at most one for a blob.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Upload {
    pub device: DeviceId,
    pub sha256: Sha256Digest,
    pub len: u64,
    pub expires_at_ms: i64,
}

const COLUMNS: &str = "device, sha256, len, expires_at_ms";

fn upload(row: &Row<'_>) -> rusqlite::Result<Upload> {
    Ok(Upload {
        device: parsed(row, 0)?,
        sha256: parsed(row, 1)?,
        len: unsigned(row, 2)?,
        expires_at_ms: row.get(3)?,
    })
}

pub(crate) fn insert(db: &Connection, upload: &Upload, now_ms: i64) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO upload (device, sha256, len, created_at_ms, expires_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        upload.device.to_string(),
        upload.sha256.to_string(),
        signed(upload.len),
        now_ms,
        upload.expires_at_ms,
    ])?;
    Ok(())
}

pub(crate) fn fetch(
    db: &Connection,
    device: DeviceId,
    sha256: Sha256Digest,
) -> Result<Option<Upload>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM upload WHERE device = ?1 AND sha256 = ?2");
    optional(
        db.prepare_cached(&sql)?
            .query_row([device.to_string(), sha256.to_string()], upload),
    )
}

pub(crate) fn fetch_expired(db: &Connection, now_ms: i64) -> Result<Vec<Upload>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM upload WHERE expires_at_ms < ?1");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([now_ms], upload)?;
    collected(rows)
}

/// Moves the day on which an upload is given up.
pub(crate) fn prolong(
    db: &Connection,
    device: DeviceId,
    sha256: Sha256Digest,
    expires_at_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached("UPDATE upload SET expires_at_ms = ?3 WHERE device = ?1 AND sha256 = ?2")?
        .execute(params![
            device.to_string(),
            sha256.to_string(),
            expires_at_ms
        ])?;
    Ok(())
}

pub(crate) fn delete(
    db: &Connection,
    device: DeviceId,
    sha256: Sha256Digest,
) -> Result<(), StorageError> {
    db.prepare_cached("DELETE FROM upload WHERE device = ?1 AND sha256 = ?2")?
        .execute([device.to_string(), sha256.to_string()])?;
    Ok(())
}
