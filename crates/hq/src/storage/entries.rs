//! Logs and their entries.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId};
use lineproof_domain::registry::Origin;
use lineproof_protocol::chain::{Checkpoint, Predecessor};
use lineproof_protocol::push::QuarantineReason;
use rusqlite::{Connection, Row, params};

use super::StorageError;
use super::meta;
use super::row::{collected, optional, parsed, parsed_option, signed, unsigned};

/// An entry as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct StoredEntry {
    pub log: LogId,
    pub seq: u64,
    pub hash: Sha256Digest,
    pub previous_hash: Option<Sha256Digest>,
    pub raw_hash: Sha256Digest,
    pub raw: Option<Vec<u8>>,
    pub writer: Origin,
    pub event: Option<EventId>,
    pub kind: Option<String>,
    pub job: Option<JobId>,
    pub quarantine: Option<QuarantineReason>,
    pub received_at_ms: i64,
}

impl StoredEntry {
    /// Whether its bytes are here and its place in the chain is known.
    pub fn is_whole(&self) -> bool {
        self.raw.is_some() && self.previous_hash.is_some()
    }
}

/// A log as one of its first hashes names it.
#[derive(Clone, Debug)]
pub(crate) struct StoredLog {
    pub log: LogId,
    pub genesis_hash: Sha256Digest,
    pub writer: Origin,
    pub predecessor: Option<Predecessor>,
}

const COLUMNS: &str = "device, incarnation, seq, hash, previous_hash, raw_hash, raw, writer, event, kind, job, quarantine, received_at_ms";

pub(crate) fn origin_text(origin: Origin) -> &'static str {
    match origin {
        Origin::Headquarters => "headquarters",
        Origin::Device => "device",
    }
}

fn origin(row: &Row<'_>, column: usize) -> rusqlite::Result<Origin> {
    let text: String = row.get(column)?;
    Ok(if text == "headquarters" {
        Origin::Headquarters
    } else {
        Origin::Device
    })
}

/// The code a quarantine reason is stored and shown under.
pub(crate) fn quarantine_code(reason: QuarantineReason) -> &'static str {
    match reason {
        QuarantineReason::Unreadable => "unreadable",
        QuarantineReason::IdReused => "id_reused",
        QuarantineReason::Malformed => "malformed",
        QuarantineReason::WrongOrigin => "wrong_origin",
        QuarantineReason::WrongRole => "wrong_role",
        QuarantineReason::NotAssigned => "not_assigned",
    }
}

fn quarantine(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<QuarantineReason>> {
    let code: Option<String> = row.get(column)?;
    Ok(code.map(|code| match code.as_str() {
        "id_reused" => QuarantineReason::IdReused,
        "malformed" => QuarantineReason::Malformed,
        "wrong_origin" => QuarantineReason::WrongOrigin,
        "wrong_role" => QuarantineReason::WrongRole,
        "not_assigned" => QuarantineReason::NotAssigned,
        _ => QuarantineReason::Unreadable,
    }))
}

fn log_id(row: &Row<'_>) -> rusqlite::Result<LogId> {
    Ok(LogId {
        device: parsed(row, 0)?,
        incarnation: parsed(row, 1)?,
    })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    Ok(StoredEntry {
        log: log_id(row)?,
        seq: unsigned(row, 2)?,
        hash: parsed(row, 3)?,
        previous_hash: parsed_option(row, 4)?,
        raw_hash: parsed(row, 5)?,
        raw: row.get(6)?,
        writer: origin(row, 7)?,
        event: parsed_option(row, 8)?,
        kind: row.get(9)?,
        job: parsed_option(row, 10)?,
        quarantine: quarantine(row, 11)?,
        received_at_ms: row.get(12)?,
    })
}

/// Notes a log under its first hash; the same again changes nothing.
pub(crate) fn insert_log(
    db: &Connection,
    log: &StoredLog,
    now_ms: i64,
) -> Result<(), StorageError> {
    db.prepare_cached(
        "INSERT INTO log (device, incarnation, genesis_hash, writer, predecessor_incarnation, predecessor_seq, predecessor_hash, opened_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        log.log.device.to_string(),
        log.log.incarnation.to_string(),
        log.genesis_hash.to_string(),
        origin_text(log.writer),
        log.predecessor.map(|before| before.incarnation.to_string()),
        log.predecessor.map(|before| signed(before.seq)),
        log.predecessor.map(|before| before.hash.to_string()),
        now_ms,
    ])?;
    Ok(())
}

/// The logs of a device, or of everybody, oldest first.
pub(crate) fn fetch_logs(
    db: &Connection,
    device: Option<DeviceId>,
) -> Result<Vec<StoredLog>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT device, incarnation, genesis_hash, writer, predecessor_incarnation, predecessor_seq, predecessor_hash
         FROM log WHERE ?1 IS NULL OR device = ?1 ORDER BY opened_at_ms, device, incarnation, genesis_hash",
    )?;
    let rows = statement.query_map([device.map(|device| device.to_string())], |row| {
        let incarnation: Option<Incarnation> = parsed_option(row, 4)?;
        let predecessor = match incarnation {
            Some(incarnation) => Some(Predecessor {
                incarnation,
                seq: unsigned(row, 5)?,
                hash: parsed(row, 6)?,
            }),
            None => None,
        };
        Ok(StoredLog {
            log: log_id(row)?,
            genesis_hash: parsed(row, 2)?,
            writer: origin(row, 3)?,
            predecessor,
        })
    })?;
    collected(rows)
}

/// Adds an entry at headquarters' next position.
pub(crate) fn insert(db: &Connection, entry: &StoredEntry) -> Result<(), StorageError> {
    let position = meta::next(db, "entry_position")?;
    db.prepare_cached(
        "INSERT INTO entry (device, incarnation, seq, hash, previous_hash, raw_hash, raw, writer, event, kind, job, quarantine, received_at_ms, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        entry.log.device.to_string(),
        entry.log.incarnation.to_string(),
        signed(entry.seq),
        entry.hash.to_string(),
        entry.previous_hash.map(|hash| hash.to_string()),
        entry.raw_hash.to_string(),
        entry.raw,
        origin_text(entry.writer),
        entry.event.map(|event| event.to_string()),
        entry.kind,
        entry.job.map(|job| job.to_string()),
        entry.quarantine.map(quarantine_code),
        entry.received_at_ms,
        signed(position),
    ])?;
    Ok(())
}

/// Gives an entry what it came without: its bytes with what they say, or what stands before it.
pub(crate) fn fill(db: &Connection, entry: &StoredEntry) -> Result<(), StorageError> {
    db.prepare_cached(
        "UPDATE entry SET raw = ?5, event = ?6, kind = ?7, job = ?8, quarantine = ?9, previous_hash = ?10
         WHERE device = ?1 AND incarnation = ?2 AND seq = ?3 AND hash = ?4",
    )?
    .execute(params![
        entry.log.device.to_string(),
        entry.log.incarnation.to_string(),
        signed(entry.seq),
        entry.hash.to_string(),
        entry.raw,
        entry.event.map(|event| event.to_string()),
        entry.kind,
        entry.job.map(|job| job.to_string()),
        entry.quarantine.map(quarantine_code),
        entry.previous_hash.map(|hash| hash.to_string()),
    ])?;
    Ok(())
}

/// Ends the quarantine of an entry.
pub(crate) fn release(db: &Connection, entry: &StoredEntry) -> Result<(), StorageError> {
    db.prepare_cached(
        "UPDATE entry SET quarantine = NULL WHERE device = ?1 AND incarnation = ?2 AND seq = ?3 AND hash = ?4",
    )?
    .execute(params![
        entry.log.device.to_string(),
        entry.log.incarnation.to_string(),
        signed(entry.seq),
        entry.hash.to_string(),
    ])?;
    Ok(())
}

/// The entry at an exact place.
pub(crate) fn fetch(db: &Connection, head: &Head) -> Result<Option<StoredEntry>, StorageError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entry WHERE device = ?1 AND incarnation = ?2 AND seq = ?3 AND hash = ?4"
    );
    optional(db.prepare_cached(&sql)?.query_row(
        params![
            head.log.device.to_string(),
            head.log.incarnation.to_string(),
            signed(head.seq),
            head.hash.to_string()
        ],
        entry,
    ))
}

/// Whether a chain may go on from here: an entry, or the first hash of the log at number 0. A device's entry that another
/// device handed back hangs in the air until its own device sends what stands before it.
pub(crate) fn is_known(db: &Connection, head: &Head) -> Result<bool, StorageError> {
    let sql = if head.seq == 0 {
        "SELECT 1 FROM log WHERE device = ?1 AND incarnation = ?2 AND ?3 = 0 AND genesis_hash = ?4"
    } else {
        "SELECT 1 FROM entry WHERE device = ?1 AND incarnation = ?2 AND seq = ?3 AND hash = ?4
         AND (previous_hash IS NOT NULL OR writer = 'headquarters')"
    };
    let found = optional(db.prepare_cached(sql)?.query_row(
        params![
            head.log.device.to_string(),
            head.log.incarnation.to_string(),
            signed(head.seq),
            head.hash.to_string()
        ],
        |_| Ok(()),
    ))?;
    Ok(found.is_some())
}

/// Entries of a log from a number on, branches beside each other, by number and arrival.
pub(crate) fn fetch_log(
    db: &Connection,
    log: LogId,
    from_seq: u64,
) -> Result<Vec<StoredEntry>, StorageError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entry WHERE device = ?1 AND incarnation = ?2 AND seq >= ?3 ORDER BY seq, position"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(
        params![
            log.device.to_string(),
            log.incarnation.to_string(),
            signed(from_seq)
        ],
        entry,
    )?;
    collected(rows)
}

/// The hashes of a log at a number: of its branches, or its first hashes at number 0.
pub(crate) fn fetch_hashes_at(
    db: &Connection,
    log: LogId,
    seq: u64,
) -> Result<Vec<Sha256Digest>, StorageError> {
    let sql = if seq == 0 {
        "SELECT genesis_hash FROM log WHERE device = ?1 AND incarnation = ?2 AND ?3 = 0"
    } else {
        "SELECT hash FROM entry WHERE device = ?1 AND incarnation = ?2 AND seq = ?3 ORDER BY position"
    };
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(
        params![
            log.device.to_string(),
            log.incarnation.to_string(),
            signed(seq)
        ],
        |row| parsed(row, 0),
    )?;
    collected(rows)
}

/// The entries of a job in the order of their arrival, quarantined ones included.
pub(crate) fn fetch_job(db: &Connection, job: JobId) -> Result<Vec<StoredEntry>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM entry WHERE job = ?1 ORDER BY position");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([job.to_string()], entry)?;
    collected(rows)
}

/// The entries of a kind, as one side wrote them, in the order of their arrival.
pub(crate) fn fetch_of_kind(
    db: &Connection,
    kind: &str,
    writer: Origin,
) -> Result<Vec<StoredEntry>, StorageError> {
    let sql =
        format!("SELECT {COLUMNS} FROM entry WHERE kind = ?1 AND writer = ?2 ORDER BY position");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([kind, origin_text(writer)], entry)?;
    collected(rows)
}

/// Whether a number in a range of a log holds more than one entry.
pub(crate) fn has_branches(
    db: &Connection,
    log: LogId,
    from_seq: u64,
    until_seq: u64,
) -> Result<bool, StorageError> {
    let found = optional(
        db.prepare_cached(
            "SELECT 1 FROM entry WHERE device = ?1 AND incarnation = ?2 AND seq BETWEEN ?3 AND ?4
             GROUP BY seq HAVING COUNT(*) > 1 LIMIT 1",
        )?
        .query_row(
            params![
                log.device.to_string(),
                log.incarnation.to_string(),
                signed(from_seq),
                signed(until_seq)
            ],
            |_| Ok(()),
        ),
    )?;
    Ok(found.is_some())
}

/// The first number of a log that holds more than one entry: from there on no one chain has all of it.
pub(crate) fn fetch_first_branched(
    db: &Connection,
    log: LogId,
) -> Result<Option<u64>, StorageError> {
    optional(
        db.prepare_cached(
            "SELECT seq FROM entry WHERE device = ?1 AND incarnation = ?2
             GROUP BY seq HAVING COUNT(*) > 1 ORDER BY seq LIMIT 1",
        )?
        .query_row(
            [log.device.to_string(), log.incarnation.to_string()],
            |row| unsigned(row, 0),
        ),
    )
}

/// The jobs that a log speaks of from a number on.
pub(crate) fn fetch_jobs_from(
    db: &Connection,
    log: LogId,
    from_seq: u64,
) -> Result<Vec<JobId>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT job FROM entry WHERE device = ?1 AND incarnation = ?2 AND seq >= ?3 AND job IS NOT NULL",
    )?;
    let rows = statement.query_map(
        params![
            log.device.to_string(),
            log.incarnation.to_string(),
            signed(from_seq)
        ],
        |row| parsed(row, 0),
    )?;
    collected(rows)
}

/// The ends of a log: entries that no other follows, without those of a device that hang in the air.
pub(crate) fn fetch_ends(db: &Connection, log: LogId) -> Result<Vec<Head>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT seq, hash FROM entry AS last WHERE device = ?1 AND incarnation = ?2
         AND (previous_hash IS NOT NULL OR writer = 'headquarters') AND NOT EXISTS (
             SELECT 1 FROM entry AS later WHERE later.device = last.device AND later.incarnation = last.incarnation
             AND later.seq = last.seq + 1 AND later.previous_hash = last.hash)
         ORDER BY seq DESC, position",
    )?;
    let rows = statement.query_map(
        [log.device.to_string(), log.incarnation.to_string()],
        |row| {
            Ok(Head {
                log,
                seq: unsigned(row, 0)?,
                hash: parsed(row, 1)?,
            })
        },
    )?;
    collected(rows)
}

/// Raw hashes that stand under an event's id, without what is quarantined.
pub(crate) fn fetch_raw_hashes_of_event(
    db: &Connection,
    event: EventId,
) -> Result<Vec<Sha256Digest>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT raw_hash FROM entry WHERE event = ?1 AND quarantine IS NULL ORDER BY position",
    )?;
    let rows = statement.query_map([event.to_string()], |row| parsed(row, 0))?;
    collected(rows)
}

/// Keeps a checkpoint.
pub(crate) fn insert_checkpoint(
    db: &Connection,
    checkpoint: &Checkpoint,
) -> Result<(), StorageError> {
    let head = checkpoint.head;
    db.prepare_cached(
        "INSERT INTO checkpoint (device, incarnation, seq, hash, signature) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        head.log.device.to_string(),
        head.log.incarnation.to_string(),
        signed(head.seq),
        head.hash.to_string(),
        checkpoint.signature.to_string(),
    ])?;
    Ok(())
}

/// The checkpoints of a log by number.
pub(crate) fn fetch_checkpoints(
    db: &Connection,
    log: LogId,
) -> Result<Vec<Checkpoint>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT seq, hash, signature FROM checkpoint WHERE device = ?1 AND incarnation = ?2 ORDER BY seq, hash",
    )?;
    let rows = statement.query_map(
        [log.device.to_string(), log.incarnation.to_string()],
        |row| {
            Ok(Checkpoint {
                head: Head {
                    log,
                    seq: unsigned(row, 0)?,
                    hash: parsed(row, 1)?,
                },
                signature: parsed(row, 2)?,
            })
        },
    )?;
    collected(rows)
}
