//! Links between events and bytes.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Event;
use lineproof_domain::ids::{DeviceId, JobId};
use rusqlite::{Connection, params};

use super::StorageError;
use super::row::{collected, parsed, signed, unsigned};

/// Bytes an event of a job brings.
#[derive(Clone, Debug)]
pub(crate) struct JobAttachment {
    pub sha256: Sha256Digest,
    pub len: u64,
    pub mime: String,
    pub role: String,
    pub device: DeviceId,
}

pub(crate) fn insert_all(
    db: &Connection,
    event: &Event,
    device: DeviceId,
) -> Result<(), StorageError> {
    for attachment in &event.attachments {
        db.prepare_cached(
            "INSERT INTO attachment (event, sha256, role, len, mime, device, job)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            event.id.to_string(),
            attachment.sha256.to_string(),
            attachment.role,
            signed(attachment.len),
            attachment.mime,
            device.to_string(),
            event.job.map(|job| job.to_string()),
        ])?;
    }
    Ok(())
}

/// What the events of a job attach, without repetition of the same bytes in the same role.
pub(crate) fn fetch_job(db: &Connection, job: JobId) -> Result<Vec<JobAttachment>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT sha256, MAX(len), MIN(mime), role, MIN(device) FROM attachment WHERE job = ?1
         GROUP BY sha256, role ORDER BY sha256, role",
    )?;
    let rows = statement.query_map([job.to_string()], |row| {
        Ok(JobAttachment {
            sha256: parsed(row, 0)?,
            len: unsigned(row, 1)?,
            mime: row.get(2)?,
            role: row.get(3)?,
            device: parsed(row, 4)?,
        })
    })?;
    collected(rows)
}

/// The jobs whose events attach a blob.
pub(crate) fn fetch_jobs_of(
    db: &Connection,
    sha256: Sha256Digest,
) -> Result<Vec<JobId>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT job FROM attachment WHERE sha256 = ?1 AND job IS NOT NULL ORDER BY job",
    )?;
    let rows = statement.query_map([sha256.to_string()], |row| parsed(row, 0))?;
    collected(rows)
}

/// The length an event announced for a blob, when one did.
pub(crate) fn fetch_announced_len(
    db: &Connection,
    sha256: Sha256Digest,
    device: DeviceId,
) -> Result<Vec<u64>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT len FROM attachment WHERE sha256 = ?1 AND device = ?2 ORDER BY len",
    )?;
    let rows = statement.query_map([sha256.to_string(), device.to_string()], |row| {
        unsigned(row, 0)
    })?;
    collected(rows)
}
