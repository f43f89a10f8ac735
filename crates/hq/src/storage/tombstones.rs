//! Signed orders by which entries are without their bytes.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::LogId;
use lineproof_protocol::tombstone::{Erasure, Tombstone};
use rusqlite::{Connection, params};

use super::StorageError;
use super::row::{optional, parsed, signed};

/// Keeps an order; the same again changes nothing.
pub(crate) fn insert(db: &Connection, tombstone: &Tombstone) -> Result<(), StorageError> {
    let order = &tombstone.order;
    db.prepare_cached(
        "INSERT INTO tombstone (device, incarnation, seq, raw_hash, statement, key_id, signature)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        order.log.device.to_string(),
        order.log.incarnation.to_string(),
        signed(order.seq),
        order.raw_hash.to_string(),
        order.statement,
        tombstone.key_id,
        tombstone.signature.to_string(),
    ])?;
    Ok(())
}

/// The order for an entry, where there is one.
pub(crate) fn fetch(
    db: &Connection,
    log: LogId,
    seq: u64,
    raw_hash: Sha256Digest,
) -> Result<Option<Tombstone>, StorageError> {
    optional(
        db.prepare_cached(
            "SELECT statement, key_id, signature FROM tombstone
             WHERE device = ?1 AND incarnation = ?2 AND seq = ?3 AND raw_hash = ?4",
        )?
        .query_row(
            params![
                log.device.to_string(),
                log.incarnation.to_string(),
                signed(seq),
                raw_hash.to_string()
            ],
            |row| {
                Ok(Tombstone {
                    order: Erasure {
                        log,
                        seq,
                        raw_hash,
                        statement: row.get(0)?,
                    },
                    key_id: row.get(1)?,
                    signature: parsed(row, 2)?,
                })
            },
        ),
    )
}
