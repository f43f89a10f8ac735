//! Secrets that work once.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, PersonId};
use rusqlite::{Connection, params};

use super::StorageError;
use super::row::{collected, optional, parsed, parsed_option};

/// What a secret is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Enrolling one device of a person.
    Enrolment(PersonId),
    /// Opening the data key of a device whose PIN was forgotten.
    Recovery(DeviceId),
}

/// A secret that works once, by its hash.
#[derive(Clone, Debug)]
pub(crate) struct OneTimeCode {
    pub secret_hash: Sha256Digest,
    pub purpose: Purpose,
    pub expires_at_ms: i64,
    pub used_by: Option<String>,
}

pub(crate) fn insert(db: &Connection, code: &OneTimeCode, now_ms: i64) -> Result<(), StorageError> {
    let (purpose, person, device) = match code.purpose {
        Purpose::Enrolment(person) => ("enrolment", Some(person.to_string()), None),
        Purpose::Recovery(device) => ("recovery", None, Some(device.to_string())),
    };
    db.prepare_cached(
        "INSERT INTO one_time_code (secret_hash, purpose, person, device, created_at_ms, expires_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        code.secret_hash.to_string(),
        purpose,
        person,
        device,
        now_ms,
        code.expires_at_ms
    ])?;
    Ok(())
}

pub(crate) fn fetch(
    db: &Connection,
    secret_hash: Sha256Digest,
) -> Result<Option<OneTimeCode>, StorageError> {
    optional(
        db.prepare_cached(
            "SELECT person, device, expires_at_ms, used_by FROM one_time_code WHERE secret_hash = ?1",
        )?
        .query_row([secret_hash.to_string()], |row| {
            let person: Option<PersonId> = parsed_option(row, 0)?;
            Ok(OneTimeCode {
                secret_hash,
                purpose: match person {
                    Some(person) => Purpose::Enrolment(person),
                    None => Purpose::Recovery(parsed(row, 1)?),
                },
                expires_at_ms: row.get(2)?,
                used_by: row.get(3)?,
            })
        }),
    )
}

pub(crate) fn mark_used(
    db: &Connection,
    secret_hash: Sha256Digest,
    used_by: &str,
    now_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached(
        "UPDATE one_time_code SET used_at_ms = ?2, used_by = ?3 WHERE secret_hash = ?1",
    )?
    .execute(params![secret_hash.to_string(), now_ms, used_by])?;
    Ok(())
}

/// People who were given an enrolment code that is neither used nor expired, with the time it was given.
pub(crate) fn fetch_invited(
    db: &Connection,
    now_ms: i64,
) -> Result<Vec<(PersonId, i64)>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT person, created_at_ms FROM one_time_code
         WHERE purpose = 'enrolment' AND used_at_ms IS NULL AND expires_at_ms > ?1 ORDER BY created_at_ms",
    )?;
    let rows = statement.query_map([now_ms], |row| Ok((parsed(row, 0)?, row.get(1)?)))?;
    collected(rows)
}
