//! Receipts given.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{DeviceId, LogId};
use lineproof_protocol::receipt::{BlobLevel, BlobReceipt, LogReceipt};
use rusqlite::{Connection, Row, params};

use super::StorageError;
use super::row::{collected, parsed, signed, unsigned};

/// A receipt with the time it was given.
#[derive(Clone, Debug)]
pub(crate) struct GivenReceipt {
    pub receipt: LogReceipt,
    pub given_at_ms: i64,
}

pub(crate) fn insert_log_receipt(
    db: &Connection,
    receipt: &LogReceipt,
    now_ms: i64,
) -> Result<(), StorageError> {
    let head = receipt.head;
    db.prepare_cached(
        "INSERT INTO log_receipt (device, incarnation, seq, hash, epoch, key_id, signature, given_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        head.log.device.to_string(),
        head.log.incarnation.to_string(),
        signed(head.seq),
        head.hash.to_string(),
        signed(receipt.epoch),
        receipt.key_id,
        receipt.signature.to_string(),
        now_ms,
    ])?;
    Ok(())
}

/// The receipts over a log by number.
pub(crate) fn fetch_log_receipts(
    db: &Connection,
    log: LogId,
) -> Result<Vec<GivenReceipt>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT seq, hash, epoch, key_id, signature, given_at_ms FROM log_receipt
         WHERE device = ?1 AND incarnation = ?2 ORDER BY seq, epoch, hash",
    )?;
    let rows = statement.query_map(
        [log.device.to_string(), log.incarnation.to_string()],
        |row| {
            Ok(GivenReceipt {
                receipt: LogReceipt {
                    head: Head {
                        log,
                        seq: unsigned(row, 0)?,
                        hash: parsed(row, 1)?,
                    },
                    epoch: unsigned(row, 2)?,
                    key_id: row.get(3)?,
                    signature: parsed(row, 4)?,
                },
                given_at_ms: row.get(5)?,
            })
        },
    )?;
    collected(rows)
}

pub(crate) fn level_text(level: BlobLevel) -> &'static str {
    match level {
        BlobLevel::Stored => "stored",
        BlobLevel::Durable => "durable",
    }
}

pub(crate) fn level(row: &Row<'_>, column: usize) -> rusqlite::Result<BlobLevel> {
    let text: String = row.get(column)?;
    Ok(if text == "durable" {
        BlobLevel::Durable
    } else {
        BlobLevel::Stored
    })
}

pub(crate) fn insert_blob_receipt(
    db: &Connection,
    receipt: &BlobReceipt,
    now_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO blob_receipt (device, sha256, level, epoch, key_id, signature, given_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        receipt.device.to_string(),
        receipt.sha256.to_string(),
        level_text(receipt.level),
        signed(receipt.epoch),
        receipt.key_id,
        receipt.signature.to_string(),
        now_ms,
    ])?;
    Ok(())
}

/// The receipts given over a blob.
pub(crate) fn fetch_blob_receipts(
    db: &Connection,
    sha256: Sha256Digest,
) -> Result<Vec<BlobReceipt>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT r.device, b.len, r.level, r.epoch, r.key_id, r.signature
         FROM blob_receipt AS r JOIN blob AS b ON b.sha256 = r.sha256
         WHERE r.sha256 = ?1 ORDER BY r.device, r.epoch, r.level",
    )?;
    let rows = statement.query_map([sha256.to_string()], |row| {
        Ok(BlobReceipt {
            device: parsed::<DeviceId>(row, 0)?,
            sha256,
            len: unsigned(row, 1)?,
            level: level(row, 2)?,
            epoch: unsigned(row, 3)?,
            key_id: row.get(4)?,
            signature: parsed(row, 5)?,
        })
    })?;
    collected(rows)
}
