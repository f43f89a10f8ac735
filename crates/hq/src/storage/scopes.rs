//! Which devices work on which job, in the epoch's feeds.

use lineproof_domain::ids::{DeviceId, JobId};
use lineproof_protocol::receipt::Epoch;
use rusqlite::{Connection, params};

use super::StorageError;
use super::row::{collected, parsed, signed, unsigned};

/// A device that works on a job, or did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub device: DeviceId,
    pub active: bool,
    /// How often it changed; names the feed item about the last change.
    pub turns: u64,
}

pub(crate) fn fetch_of_job(
    db: &Connection,
    job: JobId,
    epoch: Epoch,
) -> Result<Vec<Scope>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT device, active, turns FROM job_scope WHERE job = ?1 AND epoch = ?2 ORDER BY device",
    )?;
    let rows = statement.query_map(params![job.to_string(), signed(epoch)], |row| {
        Ok(Scope {
            device: parsed(row, 0)?,
            active: row.get(1)?,
            turns: unsigned(row, 2)?,
        })
    })?;
    collected(rows)
}

pub(crate) fn upsert(
    db: &Connection,
    job: JobId,
    epoch: Epoch,
    scope: &Scope,
) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO job_scope (job, device, epoch, active, turns) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (job, device, epoch) DO UPDATE SET active = excluded.active, turns = excluded.turns",
    )?
    .execute(params![
        job.to_string(),
        scope.device.to_string(),
        signed(epoch),
        scope.active,
        signed(scope.turns),
    ])?;
    Ok(())
}
