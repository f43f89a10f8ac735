//! Projections of jobs and the numbered changes of them.

use lineproof_domain::ids::{EventId, JobId};
use lineproof_domain::job::{JobState, REDUCER_VERSION};
use rusqlite::{Connection, Row, params};

use super::row::{collected, optional, parsed, signed, unsigned};
use super::{StorageError, meta};

/// A job as it was last computed.
#[derive(Clone, Debug)]
pub(crate) struct StoredJob {
    pub state: JobState,
    /// Events whose device clock was far off.
    pub far_off: Vec<EventId>,
    pub change: u64,
}

/// That a job changed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    pub job: JobId,
    pub change: u64,
    pub at_ms: i64,
}

const CHANGE: &str = "job_change";

fn stored(row: &Row<'_>) -> rusqlite::Result<(String, String, u64)> {
    Ok((row.get(0)?, row.get(1)?, unsigned(row, 2)?))
}

fn read((state, far_off, change): (String, String, u64)) -> Result<StoredJob, StorageError> {
    let unreadable = |error| StorageError::corrupt("a job's state", error);
    Ok(StoredJob {
        state: serde_json::from_str(&state).map_err(unreadable)?,
        far_off: serde_json::from_str(&far_off).map_err(unreadable)?,
        change,
    })
}

/// Stores a job's state under the next change number.
pub(crate) fn upsert(
    db: &Connection,
    state: &JobState,
    far_off: &[EventId],
    now_ms: i64,
) -> Result<(), StorageError> {
    let unwritable = |error| StorageError::corrupt("a job's state", error);
    let text = serde_json::to_string(state).map_err(unwritable)?;
    let far_off = serde_json::to_string(far_off).map_err(unwritable)?;
    let order_no = state.current_plan().map(|plan| plan.order_no.as_str());
    db.prepare_cached(
        "INSERT INTO job (id, order_no, state, far_off, reducer_version, change, changed_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET order_no = excluded.order_no, state = excluded.state,
         far_off = excluded.far_off, reducer_version = excluded.reducer_version, change = excluded.change, changed_at_ms = excluded.changed_at_ms",
    )?
    .execute(params![
        state.job.to_string(),
        order_no,
        text,
        far_off,
        REDUCER_VERSION,
        signed(meta::next(db, CHANGE)?),
        now_ms,
    ])?;
    Ok(())
}

/// Gives a job the next change number without a new state: a receipt, a stored blob, a fetched dispatch.
pub(crate) fn touch(db: &Connection, job: JobId, now_ms: i64) -> Result<(), StorageError> {
    let change = meta::next(db, CHANGE)?;
    db.prepare_cached("UPDATE job SET change = ?2, changed_at_ms = ?3 WHERE id = ?1")?
        .execute(params![job.to_string(), signed(change), now_ms])?;
    Ok(())
}

pub(crate) fn fetch(db: &Connection, job: JobId) -> Result<Option<StoredJob>, StorageError> {
    optional(
        db.prepare_cached("SELECT state, far_off, change FROM job WHERE id = ?1")?
            .query_row([job.to_string()], stored),
    )?
    .map(read)
    .transpose()
}

pub(crate) fn fetch_all(db: &Connection) -> Result<Vec<StoredJob>, StorageError> {
    let mut statement = db.prepare_cached("SELECT state, far_off, change FROM job ORDER BY id")?;
    let rows = statement.query_map([], stored)?;
    collected(rows)?.into_iter().map(read).collect()
}

/// The job with an order number.
pub(crate) fn fetch_by_order_no(
    db: &Connection,
    order_no: &str,
) -> Result<Option<JobId>, StorageError> {
    optional(
        db.prepare_cached("SELECT id FROM job WHERE order_no = ?1")?
            .query_row([order_no], |row| parsed(row, 0)),
    )
}

/// Jobs whose state was computed by another reducer.
pub(crate) fn fetch_outdated(db: &Connection) -> Result<Vec<JobId>, StorageError> {
    let mut statement = db.prepare_cached("SELECT id FROM job WHERE reducer_version <> ?1")?;
    let rows = statement.query_map([REDUCER_VERSION], |row| parsed(row, 0))?;
    collected(rows)
}

/// The number of the newest change.
pub(crate) fn fetch_newest_change(db: &Connection) -> Result<u64, StorageError> {
    meta::number(db, CHANGE)
}

/// Jobs that changed after a number, by number.
pub(crate) fn fetch_changes_after(
    db: &Connection,
    after: u64,
) -> Result<Vec<Change>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT id, change, changed_at_ms FROM job WHERE change > ?1 ORDER BY change",
    )?;
    let rows = statement.query_map([signed(after)], |row| {
        Ok(Change {
            job: parsed(row, 0)?,
            change: unsigned(row, 1)?,
            at_ms: row.get(2)?,
        })
    })?;
    collected(rows)
}
