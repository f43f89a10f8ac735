//! Opening a data folder, and the one way to change what is in it.

use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use lineproof_domain::ids::DeviceId;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::blob::ballast::Ballast;
use crate::changes::Changes;
use crate::clock::{Clock, SystemClock};
use crate::database::{self, Access, Reader, Readers, lock};
use crate::error::{During as _, Refused, StoreError};
use crate::key::DataKey;
use crate::{incarnation, migrate, platform, queries, salvage};

/// Size of the reserve kept on the disk, in bytes.
pub const DEFAULT_BALLAST_BYTES: u64 = 64 * 1024 * 1024;

const LOCK_FILE: &str = "lineproof.lock";
const KEY_ID_FILE: &str = "key-id";
const DATABASE_FILE: &str = "lineproof.db";
const SALVAGED_FILE: &str = "lineproof.db.salvaged";
const BALLAST_FILE: &str = "ballast";
const BLOB_FOLDER: &str = "blobs";
const INCOMING_FOLDER: &str = "incoming";

/// How to open a store.
#[derive(Clone)]
pub struct Options {
    /// Where it reads the time.
    pub clock: Arc<dyn Clock>,
    /// Size of the reserve kept on the disk, in bytes; 0 keeps none.
    pub ballast_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            clock: Arc::new(SystemClock),
            ballast_bytes: DEFAULT_BALLAST_BYTES,
        }
    }
}

type Observer = Box<dyn Fn(&Changes) + Send + Sync>;

/// One data folder, opened by this process alone. Safe to share between threads.
pub struct Store {
    pub(crate) paths: Paths,
    pub(crate) device: DeviceId,
    pub(crate) key: DataKey,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ballast: Ballast,
    writer: Mutex<Connection>,
    readers: Readers,
    observers: Mutex<Vec<Observer>>,
    newer_form: Option<u32>,
    // Given back to the system last.
    _lock: File,
}

/// Where things lie in a data folder.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    pub(crate) dir: PathBuf,
}

impl Paths {
    pub(crate) fn database(&self) -> PathBuf {
        self.dir.join(DATABASE_FILE)
    }

    pub(crate) fn blobs(&self) -> PathBuf {
        self.dir.join(BLOB_FOLDER)
    }

    pub(crate) fn incoming(&self) -> PathBuf {
        self.dir.join(INCOMING_FOLDER)
    }

    fn make_folders(&self) -> Result<(), StoreError> {
        for folder in [self.dir.clone(), self.blobs(), self.incoming()] {
            platform::make_folder(&folder)
                .map_err(|source| StoreError::io("making the folder", &folder, source))?;
        }
        Ok(())
    }

    pub(crate) fn salvaged(&self) -> PathBuf {
        self.dir.join(SALVAGED_FILE)
    }

    fn ballast(&self) -> PathBuf {
        self.dir.join(BALLAST_FILE)
    }

    fn key_id(&self) -> PathBuf {
        self.dir.join(KEY_ID_FILE)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("dir", &self.paths.dir)
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a new store for `device` and begins the first life of its log. A folder left by a creation that was cut
    /// short is taken over; one that holds a store is not.
    pub fn create(
        dir: &Path,
        key: &DataKey,
        device: DeviceId,
        options: Options,
    ) -> Result<Store, StoreError> {
        database::refuse_old_sqlite()?;
        let paths = Paths {
            dir: dir.to_owned(),
        };
        paths.make_folders()?;
        let lock = take_lock(dir)?;
        if paths.key_id().exists() {
            return Err(StoreError::Exists {
                dir: dir.to_owned(),
            });
        }
        remove_unfinished(&paths)?;
        let mut writer = database::connect(&paths.database(), key, Access::Write)?;
        database::use_write_ahead_log(&writer)?;
        migrate::migrate(&mut writer)?;
        let transaction = writer.transaction().during("beginning the log")?;
        queries::meta::put(&transaction, queries::meta::DEVICE, &device.to_string())?;
        incarnation::begin_first(&transaction, device)?;
        transaction.commit().during("beginning the log")?;
        // Written last: its presence says that the store is whole.
        write_key_id(&paths, key)?;
        Store::assemble(paths, key, device, options, writer, lock, None)
    }

    /// Opens a store. A database of a newer program opens for reading only ([`Store::newer_form`]).
    pub fn open(dir: &Path, key: &DataKey, options: Options) -> Result<Store, StoreError> {
        database::refuse_old_sqlite()?;
        let paths = Paths {
            dir: dir.to_owned(),
        };
        if !paths.key_id().exists() {
            return Err(StoreError::Missing {
                dir: dir.to_owned(),
            });
        }
        let lock = take_lock(dir)?;
        salvage::finish_unfinished(&paths)?;
        if !paths.database().exists() {
            return Err(StoreError::Missing {
                dir: dir.to_owned(),
            });
        }
        let (writer, newer_form) = match open_writer(&paths, key) {
            // Even opening needs a little room: the reserve is there for that too.
            Err(error) if error.is_disk_full() => {
                Ballast::new(paths.ballast(), options.ballast_bytes).give_up_left_over()?;
                open_writer(&paths, key)?
            }
            opened => opened?,
        };
        // A copy or a backup may have left out empty folders.
        paths.make_folders()?;
        let device = queries::meta::device(&writer)?;
        let store = Store::assemble(paths, key, device, options, writer, lock, newer_form)?;
        if store.newer_form.is_none() {
            store.settle_incoming()?;
            store.read_unknown_items_again()?;
        }
        Ok(store)
    }

    fn assemble(
        paths: Paths,
        key: &DataKey,
        device: DeviceId,
        options: Options,
        writer: Connection,
        lock: File,
        newer_form: Option<u32>,
    ) -> Result<Store, StoreError> {
        let ballast = Ballast::new(paths.ballast(), options.ballast_bytes);
        if newer_form.is_none() {
            ballast.restore()?;
        }
        Ok(Store {
            readers: Readers::new(paths.database(), key.clone()),
            paths,
            device,
            key: key.clone(),
            clock: options.clock,
            ballast,
            writer: Mutex::new(writer),
            observers: Mutex::default(),
            newer_form,
            _lock: lock,
        })
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.paths.dir
    }

    /// The device whose log this is.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The form of the database where a newer program wrote it: this one then only reads.
    pub fn newer_form(&self) -> Option<u32> {
        self.newer_form
    }

    /// What a full disk makes the store refuse now; none while there is room.
    pub fn refused(&self) -> Option<Refused> {
        (!self.ballast.is_in_place()).then_some(Refused::Photos)
    }

    /// Tries to put the reserve back after room was made. Returns whether it is in place.
    pub fn restore_reserve(&self) -> Result<bool, StoreError> {
        self.ballast.restore()
    }

    /// Calls `observer` after every committed change. It must be quick: the change waits for it.
    pub fn on_change(&self, observer: impl Fn(&Changes) + Send + Sync + 'static) {
        lock(&self.observers).push(Box::new(observer));
    }

    pub(crate) fn refuse_newer(&self) -> Result<(), StoreError> {
        match self.newer_form {
            Some(found) => Err(StoreError::NewerDatabase {
                found,
                known: migrate::NEWEST,
            }),
            None => Ok(()),
        }
    }

    /// A connection for reading.
    pub(crate) fn read(&self) -> Result<Reader<'_>, StoreError> {
        self.readers.take()
    }

    /// Changes the database in one transaction. When the disk is full the reserve is given up and the change is tried
    /// once more, so that what the engineer is saving now is saved.
    pub(crate) fn write<T>(
        &self,
        what: &'static str,
        run: impl Fn(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.refuse_newer()?;
        let mut writer = lock(&self.writer);
        match transact(&mut writer, what, &run) {
            Err(error) if error.is_disk_full() && self.ballast.release()? => {
                transact(&mut writer, what, &run)
            }
            done => done,
        }
    }

    /// Like [`Store::write`], and tells the observers.
    pub(crate) fn change<T>(
        &self,
        what: &'static str,
        run: impl Fn(&Transaction<'_>) -> Result<(T, Changes), StoreError>,
    ) -> Result<(T, Changes), StoreError> {
        let (done, changes) = self.write(what, run)?;
        self.tell(&changes);
        Ok((done, changes))
    }

    pub(crate) fn tell(&self, changes: &Changes) {
        if !changes.is_empty() {
            lock(&self.observers)
                .iter()
                .for_each(|observer| observer(changes));
        }
    }
}

/// The connection that writes, and the form of the database where it is newer than this program.
fn open_writer(paths: &Paths, key: &DataKey) -> Result<(Connection, Option<u32>), StoreError> {
    check_key(paths, key)?;
    let mut writer = database::connect(&paths.database(), key, Access::Write)?;
    let found = migrate::form(&writer)?;
    if found > migrate::NEWEST {
        writer
            .execute_batch("PRAGMA query_only = ON;")
            .during("opening for reading only")?;
        return Ok((writer, Some(found)));
    }
    // What was salvaged from a damaged file is a new file and knows of no write-ahead log.
    database::use_write_ahead_log(&writer)?;
    migrate::migrate(&mut writer)?;
    Ok((writer, None))
}

fn transact<T>(
    writer: &mut Connection,
    what: &'static str,
    run: impl Fn(&Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = writer
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .during(what)?;
    let done = run(&transaction)?;
    transaction.commit().during(what)?;
    Ok(done)
}

pub(crate) fn take_lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join(LOCK_FILE);
    let fail = |source| StoreError::io("locking", &path, source);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(fail)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
            dir: dir.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(fail(source)),
    }
}

/// A creation that was cut short has no key id; nothing in it was ever acknowledged.
fn remove_unfinished(paths: &Paths) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        let path = paths.dir.join(format!("{DATABASE_FILE}{suffix}"));
        match fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::io("removing", &path, source));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The name of the key stands beside the database, so that a wrong key and a damaged file are told apart.
fn write_key_id(paths: &Paths, key: &DataKey) -> Result<(), StoreError> {
    let path = paths.key_id();
    let fail = |source| StoreError::io("writing", &path, source);
    let unnamed = path.with_extension("new");
    let mut file = File::create(&unnamed).map_err(fail)?;
    file.write_all(&key.id().0).map_err(fail)?;
    file.sync_all().map_err(fail)?;
    platform::rename_new(&unnamed, &path).map_err(fail)
}

/// The name alone never decides: a damaged name must not lock out a key that opens the database.
pub(crate) fn check_key(paths: &Paths, key: &DataKey) -> Result<(), StoreError> {
    let path = paths.key_id();
    let stored = fs::read(&path).map_err(|source| StoreError::io("reading", &path, source))?;
    let matches = stored == key.id().0;
    let probe = database::connect(&paths.database(), key, Access::Read);
    match probe.and_then(|probe| migrate::form(&probe)) {
        Err(StoreError::Damaged { .. }) if !matches => Err(StoreError::WrongKey {
            dir: paths.dir.clone(),
        }),
        other => other.map(|_| ()),
    }
}
