//! The application's own values.

use rusqlite::{Connection, OptionalExtension as _};

use crate::error::{During as _, StoreError};

pub(crate) fn upsert(connection: &Connection, key: &str, value: &[u8]) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .and_then(|mut statement| statement.execute((key, value)))
        .during("writing a setting")?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, key: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM settings WHERE key = ?1")
        .and_then(|mut statement| statement.execute([key]))
        .during("removing a setting")?;
    Ok(())
}

pub(crate) fn fetch(connection: &Connection, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    connection
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")
        .and_then(|mut statement| statement.query_row([key], |row| row.get(0)).optional())
        .during("reading a setting")
}
