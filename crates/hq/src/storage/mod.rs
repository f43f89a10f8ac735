//! The database: one SQL text a question, portable but for the placeholders and the schema.
//!
//! One writer, several readers. Everything that changes runs in one immediate transaction, so positions and
//! change numbers taken as "highest plus one" have no gap and no twin.

pub(crate) mod accounts;
pub(crate) mod attachments;
pub(crate) mod blobs;
pub(crate) mod catalogues;
pub(crate) mod codes;
pub(crate) mod devices;
pub(crate) mod entries;
pub(crate) mod feeds;
pub(crate) mod jobs;
pub(crate) mod meta;
pub(crate) mod notices;
pub(crate) mod receipts;
pub(crate) mod row;
pub(crate) mod scopes;
pub(crate) mod tombstones;
pub(crate) mod uploads;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

/// How long a writer waits for another process before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Readers kept open; more are opened when needed and closed afterwards.
const MAX_IDLE_READERS: usize = 8;
/// The schema this program writes.
const SCHEMA_VERSION: i32 = 3;
const SCHEMA: &str = include_str!("schema.sql");
/// All that version 2 changes in version 1.
const ENTRY_IS_FIXED: &str = include_str!("entry_is_fixed.sql");
const TOMBSTONE: &str = include_str!("tombstone.sql");

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database refused.
    #[error("the database {path} failed: {source}")]
    Open {
        /// Which file.
        path: PathBuf,
        /// The cause.
        source: rusqlite::Error,
    },
    /// The database is newer than this program.
    #[error(
        "the database {path} has version {found}, this program knows {SCHEMA_VERSION}; use the newer program"
    )]
    TooNew {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: i32,
    },
    /// There is no database.
    #[error("there is no headquarters in {path}; make one with `lineproof-hq init`")]
    Absent {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A question failed.
    #[error("the database failed: {0}")]
    Query(#[from] rusqlite::Error),
    /// A stored value cannot be read.
    #[error("the database holds {what} that cannot be read: {problem}")]
    Corrupt {
        /// What.
        what: &'static str,
        /// The cause.
        problem: String,
    },
}

impl StorageError {
    /// Whether the disk is full.
    pub fn is_disk_full(&self) -> bool {
        match self {
            StorageError::Query(error) | StorageError::Open { source: error, .. } => {
                error.sqlite_error_code() == Some(ErrorCode::DiskFull)
            }
            StorageError::TooNew { .. }
            | StorageError::Absent { .. }
            | StorageError::Corrupt { .. } => false,
        }
    }

    pub(crate) fn corrupt(what: &'static str, problem: impl ToString) -> StorageError {
        StorageError::Corrupt {
            what,
            problem: problem.to_string(),
        }
    }
}

/// The database of a headquarters.
pub(crate) struct Storage {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Storage {
    /// Makes a new database.
    pub fn create(path: &Path) -> Result<Storage, StorageError> {
        let storage = Storage::connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        storage.write(|tx| {
            tx.execute_batch(SCHEMA)?;
            complete_schema(tx)
        })?;
        Ok(storage)
    }

    /// Opens an existing one.
    pub fn open(path: &Path) -> Result<Storage, StorageError> {
        if !path.exists() {
            return Err(StorageError::Absent { path: path.into() });
        }
        let storage = Storage::connect(path, OpenFlags::empty())?;
        let version = |connection: &Connection| {
            let found: i32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            Ok::<_, StorageError>(found)
        };
        let found = storage.read(version)?;
        if found > SCHEMA_VERSION {
            return Err(StorageError::TooNew {
                path: path.into(),
                found,
            });
        }
        if found < SCHEMA_VERSION {
            storage.write(complete_schema)?;
        }
        Ok(storage)
    }

    fn connect(path: &Path, create: OpenFlags) -> Result<Storage, StorageError> {
        let open = || -> Result<Connection, rusqlite::Error> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags | create)?;
            connection.busy_timeout(BUSY_TIMEOUT)?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            Ok(connection)
        };
        Ok(Storage {
            path: path.into(),
            writer: Mutex::new(open().map_err(|source| StorageError::Open {
                path: path.into(),
                source,
            })?),
            readers: Mutex::new(Vec::new()),
        })
    }

    /// Runs `act` in one transaction; an error undoes all of it.
    pub fn write<T, E: From<StorageError>>(
        &self,
        act: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = lock(&self.writer);
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StorageError::from)?;
        let outcome = act(&transaction)?;
        transaction.commit().map_err(StorageError::from)?;
        Ok(outcome)
    }

    /// Reads in one snapshot.
    pub fn read<T, E: From<StorageError>>(
        &self,
        act: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.reader()?;
        let outcome = {
            let snapshot = connection.transaction().map_err(StorageError::from)?;
            act(&snapshot)
        };
        let mut readers = lock(&self.readers);
        if readers.len() < MAX_IDLE_READERS {
            readers.push(connection);
        }
        outcome
    }

    fn reader(&self) -> Result<Connection, StorageError> {
        if let Some(reader) = lock(&self.readers).pop() {
            return Ok(reader);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(&self.path, flags)?;
        reader.busy_timeout(BUSY_TIMEOUT)?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(reader)
    }
}

fn complete_schema(db: &Connection) -> Result<(), StorageError> {
    db.execute_batch(ENTRY_IS_FIXED)?;
    db.execute_batch(TOMBSTONE)?;
    db.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    Ok(())
}

/// A panic in another thread left no half-done change behind: its transaction was undone.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
