//! What the store knows about itself and headquarters.

use lineproof_domain::event::HeardTime;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::hello::HeadquartersKey;
use lineproof_protocol::receipt::Epoch;
use rusqlite::{Connection, OptionalExtension as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{During as _, StoreError};

pub(crate) const DEVICE: &str = "device";
const EPOCH: &str = "epoch";
const KEYS: &str = "headquarters-keys";
const HEARD: &str = "heard";

pub(crate) fn put(connection: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO meta (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .and_then(|mut statement| statement.execute((key, value)))
        .during("writing meta")?;
    Ok(())
}

fn fetch(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")
        .and_then(|mut statement| statement.query_row([key], |row| row.get(0)).optional())
        .during("reading meta")
}

fn put_json(
    connection: &Connection,
    key: &'static str,
    value: &impl Serialize,
) -> Result<(), StoreError> {
    let text =
        serde_json::to_string(value).map_err(|source| StoreError::Text { what: key, source })?;
    put(connection, key, &text)
}

fn fetch_json<T: DeserializeOwned>(
    connection: &Connection,
    key: &'static str,
) -> Result<Option<T>, StoreError> {
    fetch(connection, key)?
        .map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|source| StoreError::Text { what: key, source })
}

pub(crate) fn device(connection: &Connection) -> Result<DeviceId, StoreError> {
    let text = fetch(connection, DEVICE)?.unwrap_or_default();
    text.parse()
        .map_err(|_| StoreError::Mismatch("the database names no device"))
}

/// The life of headquarters' store that receipts count for; 0 before the first contact.
pub(crate) fn epoch(connection: &Connection) -> Result<Epoch, StoreError> {
    Ok(fetch_json(connection, EPOCH)?.unwrap_or(0))
}

pub(crate) fn put_epoch(connection: &Connection, epoch: Epoch) -> Result<(), StoreError> {
    put_json(connection, EPOCH, &epoch)
}

pub(crate) fn keys(connection: &Connection) -> Result<Vec<HeadquartersKey>, StoreError> {
    Ok(fetch_json(connection, KEYS)?.unwrap_or_default())
}

pub(crate) fn put_keys(
    connection: &Connection,
    keys: &[HeadquartersKey],
) -> Result<(), StoreError> {
    put_json(connection, KEYS, &keys)
}

pub(crate) fn heard(connection: &Connection) -> Result<Option<HeardTime>, StoreError> {
    fetch_json(connection, HEARD)
}

pub(crate) fn put_heard(connection: &Connection, heard: &HeardTime) -> Result<(), StoreError> {
    put_json(connection, HEARD, heard)
}
