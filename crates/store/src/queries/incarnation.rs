//! The lives of the database.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::Incarnation;
use lineproof_protocol::chain::Predecessor;
use rusqlite::{Connection, Row};

use super::{digest, incarnation_of, int, uint};
use crate::error::{During as _, StoreError};

/// A row of `incarnation`.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    pub(crate) incarnation: Incarnation,
    pub(crate) genesis_hash: Sha256Digest,
    pub(crate) reason: String,
    pub(crate) predecessor: Option<Predecessor>,
}

pub(crate) fn insert(connection: &Connection, life: &Life) -> Result<(), StoreError> {
    let before = life.predecessor.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO incarnation
                 (incarnation, genesis_hash, reason, predecessor, predecessor_seq, predecessor_hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )
        .and_then(|mut statement| {
            statement.execute((
                life.incarnation.0,
                life.genesis_hash.0,
                &life.reason,
                before.map(|before| before.incarnation.0),
                before.map(|before| int(before.seq)),
                before.map(|before| before.hash.0),
            ))
        })
        .during("beginning a life of the log")?;
    Ok(())
}

/// Every life, the oldest first.
pub(crate) fn fetch_all(connection: &Connection) -> Result<Vec<Life>, StoreError> {
    connection
        .prepare_cached(
            "SELECT incarnation, genesis_hash, reason, predecessor, predecessor_seq, predecessor_hash
             FROM incarnation ORDER BY number",
        )
        .and_then(|mut statement| statement.query_map([], life)?.collect())
        .during("reading the lives of the log")
}

fn life(row: &Row<'_>) -> rusqlite::Result<Life> {
    let predecessor: Option<[u8; 16]> = row.get("predecessor")?;
    let predecessor = match predecessor {
        Some(before) => Some(Predecessor {
            incarnation: Incarnation(before),
            seq: row.get::<_, i64>("predecessor_seq").map(uint)?,
            hash: digest(row, "predecessor_hash")?,
        }),
        None => None,
    };
    Ok(Life {
        incarnation: incarnation_of(row, "incarnation")?,
        genesis_hash: digest(row, "genesis_hash")?,
        reason: row.get("reason")?,
        predecessor,
    })
}
