//! Projections: job states as the reducer of a version computed them.

use lineproof_domain::ids::JobId;
use lineproof_domain::job::{JobState, REDUCER_VERSION};
use rusqlite::{Connection, OptionalExtension as _};

use crate::error::{During as _, StoreError};

pub(crate) fn upsert(connection: &Connection, state: &JobState) -> Result<(), StoreError> {
    let text = serde_json::to_string(state).map_err(|source| StoreError::Text {
        what: "a job's state",
        source,
    })?;
    connection
        .prepare_cached(
            "INSERT INTO job_state (job, reducer_version, state) VALUES (?1, ?2, ?3)
             ON CONFLICT (job) DO UPDATE
             SET reducer_version = excluded.reducer_version, state = excluded.state",
        )
        .and_then(|mut statement| {
            statement.execute((state.job.0.as_bytes(), state.reducer_version, text))
        })
        .during("writing a job's state")?;
    Ok(())
}

/// The stored state, if this program's reducer made it and it still reads.
pub(crate) fn fetch(connection: &Connection, job: JobId) -> Result<Option<JobState>, StoreError> {
    let text: Option<String> = connection
        .prepare_cached("SELECT state FROM job_state WHERE job = ?1 AND reducer_version = ?2")
        .and_then(|mut statement| {
            statement
                .query_row((job.0.as_bytes(), REDUCER_VERSION), |row| row.get(0))
                .optional()
        })
        .during("reading a job's state")?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
