//! Connections: one writer, a few readers that cannot write, all with the same settings.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OpenFlags};

use crate::error::{During as _, StoreError};
use crate::key::DataKey;

/// Older ones could corrupt a database with a write-ahead log under several connections.
const OLDEST_SQLITE: i32 = 3_051_003;
const OLDEST_SQLITE_TEXT: &str = "3.51.3";
const MAX_READERS: usize = 3;
const BUSY_TIMEOUT_MS: u32 = 10_000;
const STATEMENT_CACHE: usize = 64;

/// The cipher is one for all connections of the process: made ready with the first key, taken down with the last
/// connection. One that nobody uses keeps it ready, and connections get their keys one at a time.
static CIPHER: Mutex<Option<Connection>> = Mutex::new(None);

/// Takes a lock; a panic elsewhere has rolled its transaction back, so what is behind the lock is whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn refuse_old_sqlite() -> Result<(), StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite {
            found: rusqlite::version().to_owned(),
            needed: OLDEST_SQLITE_TEXT,
        });
    }
    Ok(())
}

/// Whether a connection may write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
}

/// Opens the encrypted file. Does not yet read it.
///
/// `cipher_memory_security` stays off: it would lock and wipe every page that passes through memory, several times the
/// cost of a query, and the plain pages would still be in this process, which holds the key anyway.
pub(crate) fn connect(
    path: &Path,
    key: &DataKey,
    access: Access,
) -> Result<Connection, StoreError> {
    let what = "opening the database";
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).during(what)?;
    give_key(&connection, key).during(what)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    let settings = format!(
        "PRAGMA cipher_log_level = NONE;
         PRAGMA busy_timeout = {BUSY_TIMEOUT_MS};
         PRAGMA cipher_memory_security = OFF;
         PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;"
    );
    connection.execute_batch(&settings).during(what)?;
    if access == Access::Read {
        connection
            .execute_batch("PRAGMA query_only = ON;")
            .during(what)?;
    }
    Ok(connection)
}

fn give_key(connection: &Connection, key: &DataKey) -> rusqlite::Result<()> {
    let mut keeper = lock(&CIPHER);
    if keeper.is_none() {
        let unused = Connection::open_in_memory()?;
        unused.execute_batch("PRAGMA key = 'protects nothing';")?;
        *keeper = Some(unused);
    }
    connection.execute_batch(&key.pragma())
}

/// Switches to the write-ahead log; the setting stays in the file.
pub(crate) fn use_write_ahead_log(connection: &Connection) -> Result<(), StoreError> {
    connection
        .execute_batch("PRAGMA journal_mode = WAL;")
        .during("switching to the write-ahead log")
}

/// Connections for reading, opened when first needed.
pub(crate) struct Readers {
    path: PathBuf,
    key: DataKey,
    state: Mutex<ReaderState>,
    returned: Condvar,
}

#[derive(Default)]
struct ReaderState {
    idle: Vec<Connection>,
    opened: usize,
}

/// A connection on loan.
pub(crate) struct Reader<'a> {
    pool: &'a Readers,
    connection: Option<Connection>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf, key: DataKey) -> Self {
        Readers {
            path,
            key,
            state: Mutex::default(),
            returned: Condvar::new(),
        }
    }

    pub(crate) fn take(&self) -> Result<Reader<'_>, StoreError> {
        let mut state = lock(&self.state);
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(self.lend(connection));
            }
            if state.opened < MAX_READERS {
                state.opened += 1;
                break;
            }
            state = self
                .returned
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        match connect(&self.path, &self.key, Access::Read) {
            Ok(connection) => Ok(self.lend(connection)),
            Err(error) => {
                lock(&self.state).opened -= 1;
                self.returned.notify_one();
                Err(error)
            }
        }
    }

    fn lend(&self, connection: Connection) -> Reader<'_> {
        Reader {
            pool: self,
            connection: Some(connection),
        }
    }
}

impl std::ops::Deref for Reader<'_> {
    type Target = Connection;

    #[expect(
        clippy::expect_used,
        reason = "the connection leaves only when the loan ends"
    )]
    fn deref(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("a loan holds its connection until dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        lock(&self.pool.state).idle.extend(self.connection.take());
        self.pool.returned.notify_one();
    }
}
