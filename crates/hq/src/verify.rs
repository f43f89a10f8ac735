//! Checking a headquarters from the inside: every chain, checkpoint and receipt, and every blob.

use std::collections::HashSet;

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::LogId;
use lineproof_domain::registry::Origin;
use lineproof_protocol::chain::{entry_hash, genesis_hash};
use rusqlite::Connection;
use serde::Serialize;

use crate::headquarters::Headquarters;
use crate::storage::entries::{self, StoredEntry, StoredLog};
use crate::storage::{StorageError, blobs, devices, receipts, tombstones};

/// What checking found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Findings {
    /// Logs followed.
    pub logs: usize,
    /// Entries hashed.
    pub entries: usize,
    /// Blobs hashed.
    pub blobs: usize,
    /// What does not fit, in words; empty when everything does.
    pub findings: Vec<String>,
}

/// What following one log found.
#[derive(Clone, Debug, Default)]
pub(crate) struct LogFindings {
    /// Entries whose place in the chain does not hold.
    pub broken: Vec<u64>,
    /// Numbers whose checkpoint does not hold.
    pub bad_checkpoints: Vec<u64>,
    /// Numbers whose receipt does not hold.
    pub bad_receipts: Vec<u64>,
}

impl LogFindings {
    /// Whether the chain was followed without a break.
    pub fn is_intact(&self) -> bool {
        self.broken.is_empty()
    }
}

impl Headquarters {
    /// Checks everything that is stored. A blob whose bytes are missing or wrong counts as stored no more.
    pub async fn verify(&self) -> Result<Findings, StorageError> {
        let mut found = self.storage.read(|db| self.verify_logs(db))?;
        for blob in self.storage.read(blobs::fetch_all)? {
            found.blobs += 1;
            let Err(error) = self.blobs.get(blob.sha256).await else {
                continue;
            };
            if error.is_lost() {
                self.withdraw_blob(blob.sha256)?;
                found.findings.push(format!(
                    "{error}; it counts as missing now: `lineproof-hq restored` lets devices send it again"
                ));
            } else {
                found.findings.push(error.to_string());
            }
        }
        Ok(found)
    }

    fn verify_logs(&self, db: &Connection) -> Result<Findings, StorageError> {
        let mut found = Findings::default();
        let opened = entries::fetch_logs(db, None)?;
        let mut seen = HashSet::new();
        for log in &opened {
            if !seen.insert(log.log) {
                continue;
            }
            let stored = entries::fetch_log(db, log.log, 0)?;
            found.logs += 1;
            found.entries += stored.len();
            let followed = self.follow(db, log.log, &opened, &stored)?;
            let place = format!("log {}/{}", log.log.device, log.log.incarnation);
            let name = |what: &str, seqs: &[u64]| -> Vec<String> {
                seqs.iter()
                    .map(|seq| format!("{place}: {what} {seq} does not hold"))
                    .collect()
            };
            found.findings.extend(name("entry", &followed.broken));
            found
                .findings
                .extend(name("the checkpoint at", &followed.bad_checkpoints));
            found
                .findings
                .extend(name("the receipt at", &followed.bad_receipts));
        }
        Ok(found)
    }

    /// An entry has its bytes, or headquarters' own order by which they went.
    fn is_whole_or_erased(
        &self,
        db: &Connection,
        entry: &StoredEntry,
    ) -> Result<bool, StorageError> {
        if entry.raw.is_some() {
            return Ok(true);
        }
        let order = tombstones::fetch(db, entry.log, entry.seq, entry.raw_hash)?;
        Ok(order.is_some_and(|order| {
            let key = self.keys.receipt_key(&order.key_id);
            key.is_some_and(|key| order.verify(&key).is_ok())
        }))
    }

    /// Follows a log over all its branches.
    pub(crate) fn follow(
        &self,
        db: &Connection,
        log: LogId,
        opened: &[StoredLog],
        stored: &[StoredEntry],
    ) -> Result<LogFindings, StorageError> {
        let mut found = LogFindings::default();
        let mut reached: HashSet<(u64, Sha256Digest)> = HashSet::new();
        let mut writer = Origin::Device;
        for opened in opened.iter().filter(|opened| opened.log == log) {
            writer = opened.writer;
            if genesis_hash(log, opened.predecessor.as_ref()) == opened.genesis_hash {
                reached.insert((0, opened.genesis_hash));
            } else {
                found.broken.push(0);
            }
        }
        for entry in stored {
            if holds(entry, &reached) && self.is_whole_or_erased(db, entry)? {
                reached.insert((entry.seq, entry.hash));
            } else {
                found.broken.push(entry.seq);
            }
        }
        let key = devices::fetch(db, log.device)?.map(|device| device.log_key);
        for checkpoint in entries::fetch_checkpoints(db, log)? {
            let is_reached = reached.contains(&(checkpoint.head.seq, checkpoint.head.hash));
            let is_signed = match writer {
                Origin::Headquarters => self.keys.signed_any(|key| checkpoint.verify(key).is_ok()),
                Origin::Device => key.is_some_and(|key| checkpoint.verify(&key).is_ok()),
            };
            if !is_reached || !is_signed {
                found.bad_checkpoints.push(checkpoint.head.seq);
            }
        }
        for given in receipts::fetch_log_receipts(db, log)? {
            let head = given.receipt.head;
            let is_reached = reached.contains(&(head.seq, head.hash));
            let key = self.keys.receipt_key(&given.receipt.key_id);
            let is_signed = key.is_some_and(|key| given.receipt.verify(&key).is_ok());
            if !is_reached || !is_signed {
                found.bad_receipts.push(head.seq);
            }
        }
        Ok(found)
    }
}

/// Whether an entry's bytes fit its hashes, and its place what stands before it. Entries that came back after a restore
/// may have nothing before them: the signed feed they came in vouched for them.
fn holds(entry: &StoredEntry, reached: &HashSet<(u64, Sha256Digest)>) -> bool {
    let fits = entry
        .raw
        .as_ref()
        .is_none_or(|raw| Sha256Digest::of(raw) == entry.raw_hash);
    let chained = match entry.previous_hash {
        None => true,
        Some(previous) => {
            entry.seq > 0
                && reached.contains(&(entry.seq - 1, previous))
                && entry_hash(entry.log, entry.seq, previous, entry.raw_hash) == entry.hash
        }
    };
    fits && chained
}
