//! Orders to erase the bytes of entries.

use lineproof_domain::ids::{DeviceId, Incarnation, LogId};
use lineproof_protocol::keys::Signature;
use lineproof_protocol::tombstone::{Erasure, Tombstone};
use rusqlite::{Connection, OptionalExtension as _};

use super::{digest, int, number};
use crate::error::{During as _, StoreError};

/// The same order again changes nothing.
pub(crate) fn insert(connection: &Connection, tombstone: &Tombstone) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO tombstone (incarnation, seq, raw_hash, statement, key_id, signature)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        )
        .and_then(|mut statement| {
            let order = &tombstone.order;
            statement.execute((
                order.log.incarnation.0,
                int(order.seq),
                order.raw_hash.0,
                order.statement.as_bytes(),
                &tombstone.key_id,
                tombstone.signature.0,
            ))
        })
        .during("writing an order to erase")?;
    Ok(())
}

pub(crate) fn fetch(
    connection: &Connection,
    device: DeviceId,
    incarnation: Incarnation,
    seq: u64,
) -> Result<Option<Tombstone>, StoreError> {
    connection
        .prepare_cached(
            "SELECT seq, raw_hash, CAST(statement AS TEXT) AS statement, key_id, signature
             FROM tombstone WHERE incarnation = ?1 AND seq = ?2",
        )
        .and_then(|mut statement| {
            statement
                .query_row((incarnation.0, int(seq)), |row| {
                    Ok(Tombstone {
                        order: Erasure {
                            log: LogId {
                                device,
                                incarnation,
                            },
                            seq: number(row, "seq")?,
                            raw_hash: digest(row, "raw_hash")?,
                            statement: row.get("statement")?,
                        },
                        key_id: row.get("key_id")?,
                        signature: Signature(row.get("signature")?),
                    })
                })
                .optional()
        })
        .during("reading an order to erase")
}
