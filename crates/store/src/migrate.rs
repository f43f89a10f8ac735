//! Forms of the database. Files are only ever added; a form written once is never changed.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{During as _, StoreError};

/// Every form, in order; the last one is what this program writes.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_first.sql")];

/// The newest form this program writes.
pub(crate) const NEWEST: u32 = MIGRATIONS.len() as u32;

/// The form of an open database, 0 for an empty file.
pub(crate) fn form(connection: &Connection) -> Result<u32, StoreError> {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0))
        .during("reading the form of the database")
}

/// Brings an older database to the newest form, each form in a transaction of its own.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let what = "bringing the database to the newest form";
    let from = form(connection)?;
    for (number, sql) in (1..).zip(MIGRATIONS).skip(from as usize) {
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .during(what)?;
        transaction.execute_batch(sql).during(what)?;
        transaction
            .pragma_update(None, "user_version", number)
            .during(what)?;
        transaction.commit().during(what)?;
    }
    Ok(())
}
