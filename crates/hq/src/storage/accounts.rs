//! People and their sessions.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Role;
use lineproof_domain::ids::PersonId;
use rusqlite::{Connection, Row, params};

use super::StorageError;
use super::row::{collected, optional, parsed};

/// A person of ours.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub id: PersonId,
    pub role: Role,
    pub name: String,
    pub title: String,
    pub phone: String,
    pub company: String,
    pub login: Option<String>,
    pub password_hash: Option<String>,
    pub active: bool,
}

const COLUMNS: &str = "id, role, name, title, phone, company, login, password_hash, active";

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let role: String = row.get(1)?;
    Ok(Person {
        id: parsed(row, 0)?,
        role: if role == "supervisor" {
            Role::Supervisor
        } else {
            Role::Engineer
        },
        name: row.get(2)?,
        title: row.get(3)?,
        phone: row.get(4)?,
        company: row.get(5)?,
        login: row.get(6)?,
        password_hash: row.get(7)?,
        active: row.get(8)?,
    })
}

pub(crate) fn insert_person(
    db: &Connection,
    person: &Person,
    now_ms: i64,
) -> Result<(), StorageError> {
    let role = match person.role {
        Role::Engineer => "engineer",
        Role::Supervisor | Role::System => "supervisor",
    };
    db.prepare_cached(
        "INSERT INTO person (id, role, name, title, phone, company, login, password_hash, active, created_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        person.id.to_string(),
        role,
        person.name,
        person.title,
        person.phone,
        person.company,
        person.login,
        person.password_hash,
        person.active,
        now_ms,
    ])?;
    Ok(())
}

pub(crate) fn fetch_person(db: &Connection, id: PersonId) -> Result<Option<Person>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM person WHERE id = ?1");
    optional(db.prepare_cached(&sql)?.query_row([id.to_string()], person))
}

/// Whether a person is known and in use.
pub(crate) fn is_active(db: &Connection, id: PersonId) -> Result<bool, StorageError> {
    Ok(fetch_person(db, id)?.is_some_and(|person| person.active))
}

pub(crate) fn fetch_by_login(db: &Connection, login: &str) -> Result<Option<Person>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM person WHERE login = ?1");
    optional(db.prepare_cached(&sql)?.query_row([login], person))
}

/// Everybody by name.
pub(crate) fn fetch_people(db: &Connection) -> Result<Vec<Person>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM person ORDER BY name, id");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([], person)?;
    collected(rows)
}

/// Takes a person out of use and ends his sessions.
pub(crate) fn disable_person(db: &Connection, id: PersonId) -> Result<(), StorageError> {
    db.prepare_cached("UPDATE person SET active = 0 WHERE id = ?1")?
        .execute([id.to_string()])?;
    db.prepare_cached("DELETE FROM session WHERE person = ?1")?
        .execute([id.to_string()])?;
    Ok(())
}

pub(crate) fn insert_session(
    db: &Connection,
    token_hash: Sha256Digest,
    person: PersonId,
    now_ms: i64,
    expires_at_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached("DELETE FROM session WHERE expires_at_ms < ?1")?
        .execute([now_ms])?;
    db.prepare_cached(
        "INSERT INTO session (token_hash, person, created_at_ms, expires_at_ms) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        token_hash.to_string(),
        person.to_string(),
        now_ms,
        expires_at_ms
    ])?;
    Ok(())
}

/// Whose a session is and until when, unless it has ended.
pub(crate) fn fetch_session(
    db: &Connection,
    token_hash: Sha256Digest,
    now_ms: i64,
) -> Result<Option<(PersonId, i64)>, StorageError> {
    optional(
        db.prepare_cached(
            "SELECT person, expires_at_ms FROM session WHERE token_hash = ?1 AND expires_at_ms > ?2",
        )?
        .query_row(params![token_hash.to_string(), now_ms], |row| {
            Ok((parsed(row, 0)?, row.get(1)?))
        }),
    )
}

pub(crate) fn prolong_session(
    db: &Connection,
    token_hash: Sha256Digest,
    expires_at_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached("UPDATE session SET expires_at_ms = ?2 WHERE token_hash = ?1")?
        .execute(params![token_hash.to_string(), expires_at_ms])?;
    Ok(())
}

pub(crate) fn delete_session(
    db: &Connection,
    token_hash: Sha256Digest,
) -> Result<(), StorageError> {
    db.prepare_cached("DELETE FROM session WHERE token_hash = ?1")?
        .execute([token_hash.to_string()])?;
    Ok(())
}
