//! The device's signatures over its log.

use lineproof_domain::event::Head;
use lineproof_domain::ids::{DeviceId, LogId};
use lineproof_protocol::chain::Checkpoint;
use lineproof_protocol::keys::Signature;
use rusqlite::Connection;

use super::{digest, incarnation_of, int, number};
use crate::error::{During as _, StoreError};

/// Ed25519 gives the same signature for the same head, so a repetition changes nothing.
pub(crate) fn insert(connection: &Connection, checkpoint: &Checkpoint) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO checkpoint (incarnation, seq, hash, signature) VALUES (?1, ?2, ?3, ?4)",
        )
        .and_then(|mut statement| {
            statement.execute((
                checkpoint.head.log.incarnation.0,
                int(checkpoint.head.seq),
                checkpoint.head.hash.0,
                checkpoint.signature.0,
            ))
        })
        .during("writing a checkpoint")?;
    Ok(())
}

pub(crate) fn fetch_all(
    connection: &Connection,
    device: DeviceId,
) -> Result<Vec<Checkpoint>, StoreError> {
    connection
        .prepare_cached(
            "SELECT incarnation, seq, hash, signature FROM checkpoint ORDER BY incarnation, seq",
        )
        .and_then(|mut statement| {
            statement
                .query_map([], |row| {
                    Ok(Checkpoint {
                        head: Head {
                            log: LogId {
                                device,
                                incarnation: incarnation_of(row, "incarnation")?,
                            },
                            seq: number(row, "seq")?,
                            hash: digest(row, "hash")?,
                        },
                        signature: Signature(row.get("signature")?),
                    })
                })?
                .collect()
        })
        .during("reading the checkpoints")
}
