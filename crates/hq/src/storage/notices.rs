//! What a supervisor should look at, and who did what.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, JobId, PersonId};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::row::{collected, parsed_option, signed};
use super::{StorageError, meta};

/// Most notices shown.
const MAX_NOTICES: i64 = 100;

/// Something a supervisor should look at.
#[derive(Clone, Debug)]
pub(crate) struct StoredNotice {
    pub id: String,
    pub kind: &'static str,
    pub at_ms: i64,
    pub device: Option<DeviceId>,
    pub job: Option<JobId>,
    pub seq: Option<u64>,
    pub reason: Option<String>,
}

/// The kinds of notices.
pub(crate) const KINDS: &[&str] = &[
    "quarantined",
    "forked",
    "logDamaged",
    "logRestored",
    "blobMismatch",
    "blobLost",
    "storeOlder",
];

/// Adds a notice; `id` keeps the same finding from being noticed twice.
pub(crate) fn insert(db: &Connection, notice: &StoredNotice) -> Result<(), StorageError> {
    let added = db
        .prepare_cached(
            "INSERT INTO notice (id, kind, at_ms, device, job, seq, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            notice.id,
            notice.kind,
            notice.at_ms,
            notice.device.map(|device| device.to_string()),
            notice.job.map(|job| job.to_string()),
            notice.seq.map(signed),
            notice.reason,
        ])?;
    if added > 0 {
        meta::next(db, "notice_change")?;
    }
    Ok(())
}

/// The name of the notice that an entry was kept apart.
pub(crate) fn quarantine_id(entry: Sha256Digest) -> String {
    format!("quarantined:{entry}")
}

/// Takes back what turned out not to be so.
pub(crate) fn delete(db: &Connection, id: &str) -> Result<(), StorageError> {
    let deleted = db
        .prepare_cached("DELETE FROM notice WHERE id = ?1")?
        .execute([id])?;
    if deleted > 0 {
        meta::next(db, "notice_change")?;
    }
    Ok(())
}

/// The number of the newest notice.
pub(crate) fn fetch_newest_change(db: &Connection) -> Result<u64, StorageError> {
    meta::number(db, "notice_change")
}

/// The newest notices first.
pub(crate) fn fetch_newest(db: &Connection) -> Result<Vec<StoredNotice>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT id, kind, at_ms, device, job, seq, reason FROM notice ORDER BY at_ms DESC, id LIMIT ?1",
    )?;
    let rows = statement.query_map([MAX_NOTICES], |row| {
        let kind: String = row.get(1)?;
        let seq: Option<i64> = row.get(5)?;
        Ok(StoredNotice {
            id: row.get(0)?,
            kind: KINDS
                .iter()
                .find(|known| **known == kind)
                .copied()
                .unwrap_or("quarantined"),
            at_ms: row.get(2)?,
            device: parsed_option(row, 3)?,
            job: parsed_option(row, 4)?,
            seq: seq.and_then(|seq| u64::try_from(seq).ok()),
            reason: row.get(6)?,
        })
    })?;
    collected(rows)
}

/// Notes who did what to what; never a name, phone or secret.
pub(crate) fn insert_audit(
    db: &Connection,
    person: Option<PersonId>,
    act: &str,
    subject: Option<String>,
    now_ms: i64,
) -> Result<(), StorageError> {
    let position = meta::next(db, "audit_position")?;
    db.prepare_cached(
        "INSERT INTO audit (position, at_ms, person, act, subject) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        signed(position),
        now_ms,
        person.map(|person| person.to_string()),
        act,
        subject,
    ])?;
    Ok(())
}

/// A fresh notice id for findings that may repeat.
pub(crate) fn fresh_id() -> String {
    Uuid::now_v7().to_string()
}
