//! How far each blob's journey to headquarters has come.

use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::receipt::Epoch;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{digest, int, job_id, number};
use crate::error::{During as _, StoreError};
use crate::transfers::PendingBlob;

pub(crate) fn insert(connection: &Connection, sha256: Sha256Digest) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO transfer (sha256) VALUES (?1)")
        .and_then(|mut statement| statement.execute([sha256.0]))
        .during("writing a transfer")?;
    Ok(())
}

pub(crate) fn upsert(
    connection: &Connection,
    sha256: Sha256Digest,
    upload: Option<&str>,
    offset: u64,
    problem: Option<&str>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO transfer (sha256, upload, offset_byte, problem) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (sha256) DO UPDATE
             SET upload = excluded.upload, offset_byte = excluded.offset_byte, problem = excluded.problem",
        )
        .and_then(|mut statement| statement.execute((sha256.0, upload, int(offset), problem)))
        .during("writing a transfer")?;
    Ok(())
}

/// Bytes of a blob that headquarters has, and why its journey stands still.
pub(crate) fn fetch(
    connection: &Connection,
    sha256: Sha256Digest,
) -> Result<Option<(u64, Option<String>)>, StoreError> {
    connection
        .prepare_cached("SELECT offset_byte, problem FROM transfer WHERE sha256 = ?1")
        .and_then(|mut statement| {
            statement
                .query_row([sha256.0], |row| {
                    Ok((number(row, "offset_byte")?, row.get("problem")?))
                })
                .optional()
        })
        .during("reading a transfer")
}

/// Blobs without a receipt of `epoch`, in the order their events were written.
pub(crate) fn fetch_pending(
    connection: &Connection,
    epoch: Epoch,
) -> Result<Vec<PendingBlob>, StoreError> {
    connection
        .prepare_cached(
            "SELECT blob.sha256, blob.len, transfer.upload, coalesce(transfer.offset_byte, 0) AS offset_byte,
                    transfer.problem, attachment.role, attachment.mime, attachment.job,
                    min(log.position)
             FROM blob
             JOIN attachment ON attachment.sha256 = blob.sha256
             JOIN log ON log.event = attachment.event
             LEFT JOIN transfer ON transfer.sha256 = blob.sha256
             WHERE NOT EXISTS (
                 SELECT 1 FROM blob_receipt
                 WHERE blob_receipt.sha256 = blob.sha256 AND blob_receipt.epoch = ?1
             )
             GROUP BY blob.sha256 ORDER BY min(log.position), blob.sha256",
        )
        .and_then(|mut statement| statement.query_map([int(epoch)], pending)?.collect())
        .during("reading what is to be sent")
}

fn pending(row: &Row<'_>) -> rusqlite::Result<PendingBlob> {
    Ok(PendingBlob {
        sha256: digest(row, "sha256")?,
        len: number(row, "len")?,
        role: row.get("role")?,
        mime: row.get("mime")?,
        job: job_id(row, "job")?,
        upload: row.get("upload")?,
        offset: number(row, "offset_byte")?,
        problem: row.get("problem")?,
    })
}
