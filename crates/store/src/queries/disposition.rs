//! What headquarters said of each entry.

use lineproof_domain::ids::Incarnation;
use lineproof_protocol::push::Disposition;
use rusqlite::{Connection, OptionalExtension as _};

use super::{incarnation_of, int, number};
use crate::error::{During as _, StoreError};

const WHAT: &str = "a disposition";

pub(crate) fn upsert(
    connection: &Connection,
    incarnation: Incarnation,
    seq: u64,
    disposition: &Disposition,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(disposition)
        .map_err(|source| StoreError::Text { what: WHAT, source })?;
    connection
        .prepare_cached(
            "INSERT INTO disposition (incarnation, seq, disposition) VALUES (?1, ?2, ?3)
             ON CONFLICT (incarnation, seq) DO UPDATE SET disposition = excluded.disposition",
        )
        .and_then(|mut statement| statement.execute((incarnation.0, int(seq), text)))
        .during("writing a disposition")?;
    Ok(())
}

pub(crate) fn fetch(
    connection: &Connection,
    incarnation: Incarnation,
    seq: u64,
) -> Result<Option<Disposition>, StoreError> {
    let text: Option<String> = connection
        .prepare_cached("SELECT disposition FROM disposition WHERE incarnation = ?1 AND seq = ?2")
        .and_then(|mut statement| {
            statement
                .query_row((incarnation.0, int(seq)), |row| row.get(0))
                .optional()
        })
        .during("reading a disposition")?;
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|source| StoreError::Text { what: WHAT, source })
}

/// Places of every entry that headquarters keeps apart.
pub(crate) fn fetch_quarantined(
    connection: &Connection,
) -> Result<Vec<(Incarnation, u64)>, StoreError> {
    connection
        .prepare_cached(
            "SELECT incarnation, seq FROM disposition
             WHERE json_extract(disposition, '$.as') = 'quarantined' ORDER BY incarnation, seq",
        )
        .and_then(|mut statement| {
            statement
                .query_map([], |row| {
                    Ok((incarnation_of(row, "incarnation")?, number(row, "seq")?))
                })?
                .collect()
        })
        .during("reading the dispositions")
}
