//! A damaged file: what can still be read goes into a new one, the damaged one is kept aside, and a new log begins.

use std::fs;
use std::path::{Path, PathBuf};

use lineproof_domain::event::{Actor, Event};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::append::{current_life, end_of};
use crate::changes::Changes;
use crate::database::{self, Access};
use crate::error::{During as _, StoreError};
use crate::incarnation::Reason;
use crate::key::DataKey;
use crate::migrate;
use crate::platform;
use crate::queries;
use crate::store::{Options, Paths, Store, take_lock};
use crate::verify::Finding;

const WHAT: &str = "saving what can be read";
/// How far past the damage to look for a row that reads.
const MAX_GAP_ROWS: i64 = 1 << 24;
/// Projections are left behind: they are built anew.
const LEFT_BEHIND: &str = "job_state";

/// What came of saving a damaged store.
#[derive(Debug)]
pub struct Salvaged {
    /// The store, with a new log begun.
    pub store: Store,
    /// The damaged file, kept aside.
    pub damaged: PathBuf,
    /// Rows that were saved.
    pub rows: u64,
    /// Places in the log where entries could not be read; what headquarters has a receipt for is safe there.
    pub findings: Vec<Finding>,
}

impl Store {
    /// Saves what can be read of a store that [`Store::open`] or [`Store::verify`] called damaged. The damaged file stays
    /// beside the new one. Fails with [`StoreError::Damaged`] where not even the beginning can be read; blobs are then
    /// still whole in their folder.
    pub fn salvage(
        dir: &Path,
        key: &DataKey,
        options: Options,
        actor: Actor,
    ) -> Result<Salvaged, StoreError> {
        let paths = Paths {
            dir: dir.to_owned(),
        };
        let lock = take_lock(dir)?;
        let unfinished = dir.join("lineproof.db.salvaging");
        remove(&unfinished)?;
        let rows = copy_readable(&paths.database(), &unfinished, key)?;
        let rename = |from: &Path, to: &Path| {
            platform::rename_new(from, to).map_err(|source| StoreError::io("naming", from, source))
        };
        rename(&unfinished, &paths.salvaged())?;
        let damaged = set_aside(&paths)?;
        rename(&paths.salvaged(), &paths.database())?;
        drop(lock);
        let store = Store::open(dir, key, options)?;
        store.file_blobs_again()?;
        let findings = store.begin_after_damage(actor)?;
        Ok(Salvaged {
            store,
            damaged,
            rows,
            findings,
        })
    }

    /// Links that were lost with their page, made again from the events themselves.
    fn file_blobs_again(&self) -> Result<(), StoreError> {
        self.write(WHAT, |transaction| {
            for life in queries::incarnation::fetch_all(transaction)? {
                let entries =
                    queries::log::fetch_after(transaction, life.incarnation, 0, usize::MAX)?;
                for raw in entries.iter().filter_map(|entry| entry.raw.as_deref()) {
                    if let Ok(event) = Event::parse(raw) {
                        self.file_what_is_here(transaction, &event, &mut Changes::default())?;
                    }
                }
            }
            Ok(())
        })
    }

    /// A new life after every break. Entries lost from the very end leave no break, so one begins in any case: a number
    /// that headquarters may know is not given twice.
    fn begin_after_damage(&self, actor: Actor) -> Result<Vec<Finding>, StoreError> {
        let mut findings = Vec::new();
        while let Some(finding) = self.verify_log()?.finding {
            self.open_incarnation(&Reason::Damaged(finding.clone()), actor)?;
            findings.push(finding);
        }
        if findings.is_empty() {
            let finding = {
                let connection = self.read()?;
                let life = current_life(&connection)?;
                let (last_good_seq, last_good_hash) = end_of(&connection, &life)?;
                Finding {
                    incarnation: life.incarnation,
                    last_good_seq,
                    last_good_hash,
                    what: "pages of the database were damaged; later entries may be missing"
                        .to_owned(),
                }
            };
            self.open_incarnation(&Reason::Damaged(finding), actor)?;
        }
        Ok(findings)
    }
}

/// A salvage that was cut short after its copy was whole is finished.
pub(crate) fn finish_unfinished(paths: &Paths) -> Result<(), StoreError> {
    if paths.database().exists() || !paths.salvaged().exists() {
        return Ok(());
    }
    platform::rename_new(&paths.salvaged(), &paths.database())
        .map_err(|source| StoreError::io("naming", &paths.salvaged(), source))
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::io("removing", path, source))
        }
        _ => Ok(()),
    }
}

/// Moves the damaged file and what belongs to it out of the way, under names of their own.
fn set_aside(paths: &Paths) -> Result<PathBuf, StoreError> {
    let label = format!("lineproof.db.damaged-{}", uuid::Uuid::new_v4());
    let damaged = paths.dir.join(&label);
    for suffix in ["-wal", "-shm", ""] {
        let from = paths.dir.join(format!("lineproof.db{suffix}"));
        if from.exists() {
            let to = paths.dir.join(format!("{label}{suffix}"));
            platform::rename_new(&from, &to)
                .map_err(|source| StoreError::io("naming", &from, source))?;
        }
    }
    Ok(damaged)
}

fn copy_readable(from: &Path, to: &Path, key: &DataKey) -> Result<u64, StoreError> {
    let mut new = database::connect(to, key, Access::Write)?;
    migrate::migrate(&mut new)?;
    new.execute_batch("PRAGMA foreign_keys = OFF;")
        .during(WHAT)?;
    let transaction = new.transaction().during(WHAT)?;
    let mut source = Source {
        path: from,
        key,
        connection: database::connect(from, key, Access::Read)?,
    };
    // Unreadable from the first page on: there is nothing to save.
    migrate::form(&source.connection)?;
    let mut rows = 0;
    for table in tables(&transaction)? {
        rows += copy_table(&mut source, &transaction, &table)?;
    }
    rows += queries::log::insert_spares(&transaction)? as u64;
    transaction.commit().during(WHAT)?;
    Ok(rows)
}

/// The damaged file. After a page that does not decrypt, SQLCipher answers nothing more on that connection, so the next
/// look takes a new one.
struct Source<'a> {
    path: &'a Path,
    key: &'a DataKey,
    connection: Connection,
}

impl Source<'_> {
    fn renew(&mut self) -> Result<(), StoreError> {
        self.connection = database::connect(self.path, self.key, Access::Read)?;
        Ok(())
    }

    fn reads_at(&mut self, select: &str, start: i64) -> Result<bool, StoreError> {
        self.renew()?;
        let first = self.connection.prepare(select).and_then(|mut statement| {
            let mut rows = statement.query([start])?;
            rows.next().map(|_| ())
        });
        Ok(first.is_ok())
    }
}

fn tables(connection: &Connection) -> Result<Vec<String>, StoreError> {
    connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> ?1")
        .and_then(|mut statement| {
            statement
                .query_map([LEFT_BEHIND], |row| row.get(0))?
                .collect()
        })
        .during(WHAT)
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    connection
        .prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")
        .and_then(|mut statement| statement.query_map([table], |row| row.get(0))?.collect())
        .during(WHAT)
}

/// Copies a table from its beginning; at an unreadable page it looks for the next row that reads.
fn copy_table(source: &mut Source<'_>, to: &Connection, table: &str) -> Result<u64, StoreError> {
    let columns = columns(to, table)?;
    let list = columns.join(", ");
    let places = vec!["?"; columns.len()].join(", ");
    let insert = format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({places})");
    let select = format!("SELECT rowid, {list} FROM {table} WHERE rowid >= ?1 ORDER BY rowid");
    let mut rows = 0;
    let mut start = 1;
    loop {
        let (last, done) = copy_from(&source.connection, to, (&select, &insert), start, &mut rows);
        if done.is_ok() {
            return Ok(rows);
        }
        let unreadable = last.map_or(start, |last: i64| last + 1);
        match next_readable(source, &select, unreadable)? {
            Some(next) => start = next,
            None => return Ok(rows),
        }
    }
}

/// The first place after `unreadable` from which the table reads on: with growing steps past the damage, then halving
/// back to its edge. None if nothing reads up to the end.
fn next_readable(
    source: &mut Source<'_>,
    select: &str,
    unreadable: i64,
) -> Result<Option<i64>, StoreError> {
    let (mut bad, mut step) = (unreadable, 1);
    let mut good = loop {
        if source.reads_at(select, unreadable + step)? {
            break unreadable + step;
        }
        bad = unreadable + step;
        step *= 2;
        if step > MAX_GAP_ROWS {
            source.renew()?;
            return Ok(None);
        }
    };
    while good - bad > 1 {
        let middle = bad + (good - bad) / 2;
        if source.reads_at(select, middle)? {
            good = middle;
        } else {
            bad = middle;
        }
    }
    source.renew()?;
    Ok(Some(good))
}

/// Copies rows until the end or until one does not read. Returns the last row copied.
fn copy_from(
    from: &Connection,
    to: &Connection,
    (select, insert): (&str, &str),
    start: i64,
    rows: &mut u64,
) -> (Option<i64>, rusqlite::Result<()>) {
    let mut last = None;
    let mut copy = || -> rusqlite::Result<()> {
        let mut statement = from.prepare(select)?;
        let width = statement.column_count();
        let mut found = statement.query([start])?;
        while let Some(row) = found.next()? {
            let values = (1..width)
                .map(|column| row.get::<_, Value>(column))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            to.prepare_cached(insert)?
                .execute(params_from_iter(values))?;
            last = Some(row.get(0)?);
            *rows += 1;
        }
        Ok(())
    };
    let done = copy();
    (last, done)
}
