//! One module per table. Every statement of the store stands here or in `migrations/`.

pub(crate) mod attachment;
pub(crate) mod blob;
pub(crate) mod catalogue;
pub(crate) mod checkpoint;
pub(crate) mod disposition;
pub(crate) mod draft;
pub(crate) mod feed;
pub(crate) mod incarnation;
pub(crate) mod job_state;
pub(crate) mod log;
pub(crate) mod meta;
pub(crate) mod receipt;
pub(crate) mod settings;
pub(crate) mod tombstone;
pub(crate) mod transfer;

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId};
use rusqlite::Row;
use uuid::Uuid;

/// SQLite's integers are signed; no number of the record comes near the end of either.
pub(crate) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn uint(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

pub(crate) fn number(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(uint)
}

pub(crate) fn digest(row: &Row<'_>, column: &str) -> rusqlite::Result<Sha256Digest> {
    row.get(column).map(Sha256Digest)
}

pub(crate) fn incarnation_of(row: &Row<'_>, column: &str) -> rusqlite::Result<Incarnation> {
    row.get(column).map(Incarnation)
}

fn uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

pub(crate) fn event_id(row: &Row<'_>, column: &str) -> rusqlite::Result<EventId> {
    uuid(row, column).map(EventId)
}

pub(crate) fn device_id(row: &Row<'_>, column: &str) -> rusqlite::Result<DeviceId> {
    uuid(row, column).map(DeviceId)
}

pub(crate) fn job_id(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<JobId>> {
    let bytes: Option<[u8; 16]> = row.get(column)?;
    Ok(bytes.map(|bytes| JobId(Uuid::from_bytes(bytes))))
}

pub(crate) fn job_bytes(job: Option<JobId>) -> Option<[u8; 16]> {
    job.map(|job| job.0.into_bytes())
}
