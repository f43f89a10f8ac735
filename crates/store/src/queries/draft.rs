//! What the engineer is typing, field by field.

use std::collections::BTreeMap;

use lineproof_domain::ids::JobId;
use rusqlite::Connection;

use crate::error::{During as _, StoreError};

pub(crate) fn upsert(
    connection: &Connection,
    job: JobId,
    field: &str,
    value: &str,
    updated_at: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO draft (job, field, value, updated_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (job, field) DO UPDATE
             SET value = excluded.value, updated_at = excluded.updated_at",
        )
        .and_then(|mut statement| statement.execute((job.0.as_bytes(), field, value, updated_at)))
        .during("writing a draft")?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, job: JobId, field: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM draft WHERE job = ?1 AND field = ?2")
        .and_then(|mut statement| statement.execute((job.0.as_bytes(), field)))
        .during("clearing a draft")?;
    Ok(())
}

pub(crate) fn fetch_of_job(
    connection: &Connection,
    job: JobId,
) -> Result<BTreeMap<String, String>, StoreError> {
    connection
        .prepare_cached("SELECT field, value FROM draft WHERE job = ?1")
        .and_then(|mut statement| {
            statement
                .query_map([job.0.as_bytes()], |row| {
                    Ok((row.get("field")?, row.get("value")?))
                })?
                .collect()
        })
        .during("reading the drafts")
}
