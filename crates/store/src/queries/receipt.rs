//! What headquarters signed that it has.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{DeviceId, Incarnation, LogId};
use lineproof_protocol::keys::Signature;
use lineproof_protocol::receipt::{BlobLevel, BlobReceipt, Epoch, LogReceipt};
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{digest, incarnation_of, int, number};
use crate::error::{During as _, StoreError};

pub(crate) fn insert(
    connection: &Connection,
    receipt: &LogReceipt,
    received_at: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO receipt (incarnation, seq, hash, epoch, key_id, signature, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .and_then(|mut statement| {
            statement.execute((
                receipt.head.log.incarnation.0,
                int(receipt.head.seq),
                receipt.head.hash.0,
                int(receipt.epoch),
                &receipt.key_id,
                receipt.signature.0,
                received_at.to_rfc3339(),
            ))
        })
        .during("writing a receipt")?;
    Ok(())
}

/// The highest number of a life that headquarters has a receipt for in an epoch; 0 for none.
pub(crate) fn fetch_received(
    connection: &Connection,
    incarnation: Incarnation,
    epoch: Epoch,
) -> Result<u64, StoreError> {
    let seq: Option<i64> = connection
        .prepare_cached("SELECT max(seq) FROM receipt WHERE incarnation = ?1 AND epoch = ?2")
        .and_then(|mut statement| {
            statement.query_row((incarnation.0, int(epoch)), |row| row.get(0))
        })
        .during("reading the receipts")?;
    Ok(seq.map_or(0, super::uint))
}

/// Every receipt for the device's log, the oldest first.
pub(crate) fn fetch_all(
    connection: &Connection,
    device: DeviceId,
) -> Result<Vec<LogReceipt>, StoreError> {
    connection
        .prepare_cached(
            "SELECT incarnation, seq, hash, epoch, key_id, signature FROM receipt
             ORDER BY epoch, incarnation, seq",
        )
        .and_then(|mut statement| {
            statement
                .query_map([], |row| log_receipt(row, device))?
                .collect()
        })
        .during("reading the receipts")
}

fn log_receipt(row: &Row<'_>, device: DeviceId) -> rusqlite::Result<LogReceipt> {
    Ok(LogReceipt {
        head: Head {
            log: LogId {
                device,
                incarnation: incarnation_of(row, "incarnation")?,
            },
            seq: number(row, "seq")?,
            hash: digest(row, "hash")?,
        },
        epoch: number(row, "epoch")?,
        key_id: row.get("key_id")?,
        signature: Signature(row.get("signature")?),
    })
}

/// When the receipt that covers an entry came.
pub(crate) fn fetch_received_at(
    connection: &Connection,
    incarnation: Incarnation,
    seq: u64,
    epoch: Epoch,
) -> Result<Option<String>, StoreError> {
    connection
        .prepare_cached(
            "SELECT received_at FROM receipt
             WHERE incarnation = ?1 AND epoch = ?2 AND seq >= ?3 ORDER BY seq LIMIT 1",
        )
        .and_then(|mut statement| {
            statement
                .query_row((incarnation.0, int(epoch), int(seq)), |row| row.get(0))
                .optional()
        })
        .during("reading the receipts")
}

pub(crate) fn insert_blob(
    connection: &Connection,
    receipt: &BlobReceipt,
    received_at: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO blob_receipt (sha256, level, epoch, key_id, signature, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )
        .and_then(|mut statement| {
            statement.execute((
                receipt.sha256.0,
                level_text(receipt.level),
                int(receipt.epoch),
                &receipt.key_id,
                receipt.signature.0,
                received_at.to_rfc3339(),
            ))
        })
        .during("writing a blob's receipt")?;
    Ok(())
}

/// Blobs of this device that headquarters has a receipt for in an epoch.
pub(crate) fn count_blobs(connection: &Connection, epoch: Epoch) -> Result<u64, StoreError> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM blob
             WHERE EXISTS (SELECT 1 FROM blob_receipt
                           WHERE blob_receipt.sha256 = blob.sha256 AND blob_receipt.epoch = ?1)",
        )
        .and_then(|mut statement| statement.query_row([int(epoch)], |row| row.get(0)))
        .map(super::uint)
        .during("counting the receipts of blobs")
}

fn level_text(level: BlobLevel) -> &'static str {
    match level {
        BlobLevel::Stored => "stored",
        BlobLevel::Durable => "durable",
    }
}

/// The best receipt of an epoch for a blob, with the moment it came.
pub(crate) fn fetch_blob(
    connection: &Connection,
    device: DeviceId,
    sha256: Sha256Digest,
    epoch: Epoch,
) -> Result<Option<(BlobReceipt, String)>, StoreError> {
    connection
        .prepare_cached(
            "SELECT sha256, len, level, epoch, blob_receipt.key_id, signature, received_at
             FROM blob_receipt JOIN blob USING (sha256)
             WHERE sha256 = ?1 AND epoch = ?2 ORDER BY level LIMIT 1",
        )
        .and_then(|mut statement| {
            statement
                .query_row((sha256.0, int(epoch)), |row| {
                    Ok((blob_receipt(row, device)?, row.get("received_at")?))
                })
                .optional()
        })
        .during("reading a blob's receipt")
}

fn blob_receipt(row: &Row<'_>, device: DeviceId) -> rusqlite::Result<BlobReceipt> {
    let level: String = row.get("level")?;
    Ok(BlobReceipt {
        device,
        sha256: digest(row, "sha256")?,
        len: number(row, "len")?,
        level: if level == "durable" {
            BlobLevel::Durable
        } else {
            BlobLevel::Stored
        },
        epoch: number(row, "epoch")?,
        key_id: row.get("key_id")?,
        signature: Signature(row.get("signature")?),
    })
}
