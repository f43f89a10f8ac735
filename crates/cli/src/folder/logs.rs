//! The logs: each entry linked to the one before it, up to a first hash that names device and life of the database; each
//! end signed by its writer; each device's end receipted by headquarters.

use super::Examination;
use super::devices::Enrolled;
use crate::answer::Problem;
use crate::failure::Failure;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{DeviceId, LogId};
use lineproof_domain::registry::Origin;
use lineproof_protocol::chain::{Checkpoint, entry_hash, genesis_hash};
use lineproof_protocol::export::{LOG_FILE, LogLine};
use lineproof_protocol::receipt::LogReceipt;
use lineproof_protocol::tombstone::Tombstone;
use std::collections::{BTreeMap, BTreeSet};

/// Where an entry stands: log, number, chain's hash there.
pub type Place = (LogId, u64, Sha256Digest);

/// An entry of a log.
pub struct LogEntry {
    pub previous_hash: Option<Sha256Digest>,
    pub raw_hash: Sha256Digest,
    pub raw: Option<String>,
    tombstone: Option<Tombstone>,
}

/// Everything that `log.ndjson` says.
#[derive(Default)]
pub struct Logs {
    /// First hashes of each log, with who writes it.
    roots: BTreeMap<(LogId, Sha256Digest), Origin>,
    pub entries: BTreeMap<Place, LogEntry>,
    checkpoints: Vec<Checkpoint>,
    pub receipts: Vec<LogReceipt>,
}

impl Logs {
    pub fn writer(&self, log: LogId) -> Option<Origin> {
        self.roots
            .iter()
            .find(|((root, _), _)| *root == log)
            .map(|(_, writer)| *writer)
    }

    /// The entries of headquarters' own log or of devices' logs.
    pub fn written_by(&self, writer: Origin) -> impl Iterator<Item = (&Place, &LogEntry)> {
        self.entries
            .iter()
            .filter(move |((log, ..), _)| self.writer(*log) == Some(writer))
    }

    fn contains(&self, head: &Head) -> bool {
        self.entries.contains_key(&(head.log, head.seq, head.hash))
    }
}

/// A place in words.
pub fn shown(log: LogId, seq: u64) -> String {
    format!("{}/{} #{seq}", log.device, log.incarnation)
}

pub fn read(found: &mut Examination) -> Result<Logs, Failure> {
    let mut logs = Logs::default();
    if !found.has(LOG_FILE) {
        found.found(Problem::new("file-missing", LOG_FILE));
        return Ok(logs);
    }
    let bytes = found.read(LOG_FILE)?;
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(line) => take(found, &mut logs, line),
            Err(problem) => {
                let subject = format!("{LOG_FILE}:{}", at + 1);
                found.found(Problem::new("file-unreadable", subject).because(problem));
            }
        }
    }
    Ok(logs)
}

fn take(found: &mut Examination, logs: &mut Logs, line: LogLine) {
    match line {
        LogLine::Log {
            log,
            writer,
            predecessor,
            genesis_hash: root,
        } => {
            if genesis_hash(log, predecessor.as_ref()) != root {
                found.found(Problem::new("log-root", shown(log, 0)));
            }
            found.counts.logs += 1;
            logs.roots.insert((log, root), writer);
        }
        LogLine::Entry {
            log,
            seq,
            hash,
            previous_hash,
            raw_hash,
            raw,
            tombstone,
        } => {
            let entry = LogEntry {
                previous_hash,
                raw_hash,
                raw,
                tombstone,
            };
            if logs.entries.insert((log, seq, hash), entry).is_some() {
                found.found(Problem::new("entry-twice", shown(log, seq)));
            }
        }
        LogLine::Checkpoint(checkpoint) => logs.checkpoints.push(checkpoint),
        LogLine::Receipt(receipt) => logs.receipts.push(receipt),
    }
}

pub fn check(
    found: &mut Examination,
    logs: &Logs,
    headquarters: DeviceId,
    enrolled: &BTreeMap<DeviceId, Enrolled>,
) {
    for ((log, _), writer) in &logs.roots {
        let is_headquarters = log.device == headquarters;
        if is_headquarters != (*writer == Origin::Headquarters) {
            found.found(Problem::new("log-writer", shown(*log, 0)));
        }
    }
    for (place, entry) in &logs.entries {
        let handed_back = place.0.device == headquarters && entry.previous_hash.is_none();
        check_entry(found, logs, place, entry, handed_back);
    }
    let signed = check_checkpoints(found, logs, headquarters, enrolled);
    let receipted = check_receipts(found, logs);
    // Headquarters' own log is closed by its seal, with the same key.
    let of_devices = ends(logs).filter(|(place, _)| place.0.device != headquarters);
    for (place, _) in of_devices {
        if !signed.contains(&place) {
            found.found(Problem::new("end-unsigned", shown(place.0, place.1)));
        }
        if !receipted.contains(&place) {
            found.found(Problem::new("end-without-receipt", shown(place.0, place.1)));
        }
    }
}

/// `handed_back`: an own entry that headquarters lost and got again from a device. What stood before it may be lost for
/// good; then its seal is the only word for it.
fn check_entry(
    found: &mut Examination,
    logs: &Logs,
    place: &Place,
    entry: &LogEntry,
    handed_back: bool,
) {
    let (log, seq, hash) = *place;
    found.counts.entries += 1;
    match &entry.raw {
        None => found.counts.withheld += 1,
        Some(raw) if Sha256Digest::of(raw.as_bytes()) != entry.raw_hash => {
            found.found(Problem::new("entry-changed", shown(log, seq)));
        }
        Some(_) => {}
    }
    if let Some(tombstone) = &entry.tombstone {
        check_tombstone(found, place, entry.raw_hash, tombstone);
    }
    let links = |before: Sha256Digest| entry_hash(log, seq, before, entry.raw_hash) == hash;
    let linked = befores(logs, log, seq)
        .any(|before| links(before) && entry.previous_hash.is_none_or(|stated| stated == before));
    if handed_back {
        found.counts.handed_back += 1;
    } else if !linked {
        found.found(Problem::new("chain-broken", shown(log, seq)));
    }
}

/// An order to erase speaks of its entry, and headquarters signed it.
fn check_tombstone(
    found: &mut Examination,
    (log, seq, _): &Place,
    raw_hash: Sha256Digest,
    tombstone: &Tombstone,
) {
    let (order, subject) = (&tombstone.order, shown(*log, *seq));
    if (order.log, order.seq, order.raw_hash) != (*log, *seq, raw_hash) {
        found.found(Problem::new("tombstone-of-another", subject));
    } else {
        found.check_signed(&tombstone.key_id, &subject, |key| tombstone.verify(key));
    }
}

/// The hashes that an entry may follow.
fn befores(logs: &Logs, log: LogId, seq: u64) -> Box<dyn Iterator<Item = Sha256Digest> + '_> {
    const LEAST: Sha256Digest = Sha256Digest([0; 32]);
    const MOST: Sha256Digest = Sha256Digest([0xff; 32]);
    match seq {
        0 => Box::new(std::iter::empty()),
        1 => Box::new(
            logs.roots
                .range((log, LEAST)..=(log, MOST))
                .map(|((_, root), _)| *root),
        ),
        _ => {
            let places = (log, seq - 1, LEAST)..=(log, seq - 1, MOST);
            Box::new(logs.entries.range(places).map(|((.., hash), _)| *hash))
        }
    }
}

/// Entries that no other follows, on every branch.
fn ends(logs: &Logs) -> impl Iterator<Item = (Place, &LogEntry)> {
    let followed: BTreeSet<Place> = logs
        .entries
        .iter()
        .flat_map(|((log, seq, hash), entry)| {
            befores(logs, *log, *seq)
                .filter(|before| entry_hash(*log, *seq, *before, entry.raw_hash) == *hash)
                .map(|before| (*log, seq.saturating_sub(1), before))
        })
        .collect();
    logs.entries
        .iter()
        .filter(move |(place, _)| !followed.contains(*place))
        .map(|(place, entry)| (*place, entry))
}

fn check_checkpoints(
    found: &mut Examination,
    logs: &Logs,
    headquarters: DeviceId,
    enrolled: &BTreeMap<DeviceId, Enrolled>,
) -> BTreeSet<Place> {
    let mut signed = BTreeSet::new();
    for checkpoint in &logs.checkpoints {
        let head = checkpoint.head;
        let subject = shown(head.log, head.seq);
        let holds = if head.log.device == headquarters {
            found
                .keys
                .values()
                .any(|key| checkpoint.verify(key).is_ok())
        } else {
            enrolled
                .get(&head.log.device)
                .is_some_and(|device| checkpoint.verify(&device.log_key).is_ok())
        };
        found.counts.checkpoints += 1;
        if !holds {
            found.found(Problem::new("checkpoint", subject));
        } else if !logs.contains(&head) {
            found.found(Problem::new("signed-entry-missing", subject));
        } else {
            signed.insert((head.log, head.seq, head.hash));
        }
    }
    signed
}

fn check_receipts(found: &mut Examination, logs: &Logs) -> BTreeSet<Place> {
    let mut receipted = BTreeSet::new();
    for receipt in &logs.receipts {
        let head = receipt.head;
        let subject = shown(head.log, head.seq);
        found.counts.log_receipts += 1;
        if !found.check_signed(&receipt.key_id, &subject, |key| receipt.verify(key)) {
            continue;
        }
        if logs.contains(&head) {
            receipted.insert((head.log, head.seq, head.hash));
        } else {
            found.found(Problem::new("signed-entry-missing", subject));
        }
    }
    receipted
}
