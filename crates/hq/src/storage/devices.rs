//! Enrolled devices.

use lineproof_domain::ids::{DeviceId, PersonId};
use lineproof_protocol::keys::PublicKey;
use rusqlite::{Connection, Row, params};

use super::StorageError;
use super::row::{collected, optional, parsed};

/// A device as headquarters knows it.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub id: DeviceId,
    pub person: PersonId,
    pub name: String,
    pub log_key: PublicKey,
    pub certificate: Vec<u8>,
    pub revoked: bool,
    pub enrolled_at_ms: i64,
    pub last_contact_at_ms: Option<i64>,
}

const COLUMNS: &str =
    "id, person, name, log_key, certificate, state, enrolled_at_ms, last_contact_at_ms";

fn device(row: &Row<'_>) -> rusqlite::Result<Device> {
    let state: String = row.get(5)?;
    Ok(Device {
        id: parsed(row, 0)?,
        person: parsed(row, 1)?,
        name: row.get(2)?,
        log_key: parsed(row, 3)?,
        certificate: row.get(4)?,
        revoked: state == "revoked",
        enrolled_at_ms: row.get(6)?,
        last_contact_at_ms: row.get(7)?,
    })
}

pub(crate) fn insert(db: &Connection, device: &Device) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO device (id, person, name, log_key, certificate, state, enrolled_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, 'active', ?6)",
    )?
    .execute(params![
        device.id.to_string(),
        device.person.to_string(),
        device.name,
        device.log_key.to_string(),
        device.certificate,
        device.enrolled_at_ms,
    ])?;
    Ok(())
}

pub(crate) fn fetch(db: &Connection, id: DeviceId) -> Result<Option<Device>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM device WHERE id = ?1");
    optional(db.prepare_cached(&sql)?.query_row([id.to_string()], device))
}

/// Every device, the one heard from last first.
pub(crate) fn fetch_all(db: &Connection) -> Result<Vec<Device>, StorageError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM device ORDER BY COALESCE(last_contact_at_ms, enrolled_at_ms) DESC, id"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([], device)?;
    collected(rows)
}

/// The devices of a person, the one heard from last first.
pub(crate) fn fetch_of_person(
    db: &Connection,
    person: PersonId,
) -> Result<Vec<Device>, StorageError> {
    Ok(fetch_all(db)?
        .into_iter()
        .filter(|device| device.person == person)
        .collect())
}

pub(crate) fn revoke(db: &Connection, id: DeviceId) -> Result<(), StorageError> {
    db.prepare_cached("UPDATE device SET state = 'revoked' WHERE id = ?1")?
        .execute([id.to_string()])?;
    Ok(())
}

pub(crate) fn note_contact(db: &Connection, id: DeviceId, now_ms: i64) -> Result<(), StorageError> {
    db.prepare_cached("UPDATE device SET last_contact_at_ms = ?2 WHERE id = ?1")?
        .execute(params![id.to_string(), now_ms])?;
    Ok(())
}
