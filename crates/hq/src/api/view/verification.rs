//! Whether the record can be believed, checked while looking.

use std::collections::{BTreeMap, BTreeSet};

use lineproof_domain::calendar::local_day;
use lineproof_domain::ids::LogId;
use lineproof_domain::registry::Origin;

use super::record::{Files, Record};
use super::row::count;
use crate::api::dto::{
    BlobRef, ChainCheck, DeviceRef, Document, FileCheck, InstrumentCheck, Quarantined,
    ReceiptCheck, SignatureSum, Verification, VerificationState,
};
use crate::clock;
use crate::storage::entries::{self, quarantine_code};
use crate::storage::{StorageError, receipts};

/// Checks a record.
pub(super) fn of_job(
    record: &Record<'_>,
    files: &Files,
    documents: &[Document],
) -> Result<Verification, StorageError> {
    let mut found = Verification {
        state: VerificationState::Empty,
        checked_at: clock::now(),
        chains: chains(record)?,
        receipts: receipts(record)?,
        files: attached(record, files),
        signatures: signatures(documents),
        instruments: instruments(record),
        quarantined: quarantined(record),
    };
    found.state = state(&found, documents);
    Ok(found)
}

fn state(found: &Verification, documents: &[Document]) -> VerificationState {
    let is_broken = found
        .chains
        .iter()
        .any(|chain| !chain.intact || !chain.checkpoint_valid || chain.forked);
    let is_false = documents.iter().any(|document| {
        document
            .verification
            .as_ref()
            .is_some_and(|check| !check.valid)
    });
    if is_broken || is_false || !found.files.mismatched.is_empty() || !found.quarantined.is_empty()
    {
        VerificationState::Problem
    } else if found.chains.is_empty() {
        VerificationState::Empty
    } else if !found.files.waiting.is_empty() || found.receipts.receipted < found.receipts.entries {
        VerificationState::Waiting
    } else {
        VerificationState::Verified
    }
}

/// How many entries of the job each device's log carries.
fn device_logs(record: &Record<'_>) -> BTreeMap<LogId, Vec<u64>> {
    let mut logs: BTreeMap<LogId, Vec<u64>> = BTreeMap::new();
    for (entry, _) in &record.entries {
        if entry.writer == Origin::Device {
            logs.entry(entry.log).or_default().push(entry.seq);
        }
    }
    logs
}

fn chains(record: &Record<'_>) -> Result<Vec<ChainCheck>, StorageError> {
    let desk = record.desk;
    let mut chains = Vec::new();
    for (log, seqs) in device_logs(record) {
        let opened = entries::fetch_logs(desk.db, Some(log.device))?;
        let stored = entries::fetch_log(desk.db, log, 0)?;
        let followed = desk.hq.follow(desk.db, log, &opened, &stored)?;
        let last_seq = stored.last().map_or(0, |last| last.seq);
        let numbers: BTreeSet<u64> = stored.iter().map(|entry| entry.seq).collect();
        let because = stored
            .iter()
            .find_map(|entry| match entry.kind.as_deref()? {
                "log.damaged" => Some("damaged"),
                "log.forked" => Some("forked"),
                "log.restored" => Some("restored"),
                _ => None,
            });
        let nameless = || DeviceRef {
            id: log.device.0,
            name: String::new(),
            last_contact_at: None,
        };
        chains.push(ChainCheck {
            device: desk.directory.device(log.device).unwrap_or_else(nameless),
            incarnation: log.incarnation.to_string(),
            entries: count(seqs.len()),
            last_seq,
            intact: followed.is_intact(),
            checkpoint_valid: followed.bad_checkpoints.is_empty(),
            forked: numbers.len() < stored.len(),
            successor_because: because.map(str::to_owned),
        });
    }
    Ok(chains)
}

fn receipts(record: &Record<'_>) -> Result<ReceiptCheck, StorageError> {
    let mut check = ReceiptCheck {
        entries: 0,
        receipted: 0,
        last_at: None,
        key_id: None,
    };
    let mut newest_ms = None;
    for (log, seqs) in device_logs(record) {
        let given = receipts::fetch_log_receipts(record.desk.db, log)?;
        let covered = given.iter().map(|given| given.receipt.head.seq).max();
        check.entries += count(seqs.len());
        check.receipted += count(seqs.iter().filter(|seq| Some(**seq) <= covered).count());
        if let Some(last) = given.iter().max_by_key(|given| given.given_at_ms)
            && Some(last.given_at_ms) > newest_ms
        {
            newest_ms = Some(last.given_at_ms);
            check.key_id = Some(last.receipt.key_id.clone());
        }
    }
    check.last_at = newest_ms.map(clock::from_ms);
    Ok(check)
}

fn attached(record: &Record<'_>, files: &Files) -> FileCheck {
    let mut seen = BTreeSet::new();
    let mut check = FileCheck {
        attached: 0,
        stored: 0,
        waiting: Vec::new(),
        mismatched: Vec::new(),
    };
    let events = record
        .entries
        .iter()
        .filter(|(entry, _)| entry.quarantine.is_none())
        .filter_map(|(_, event)| event.as_ref());
    for attachment in events.flat_map(|event| &event.attachments) {
        if !seen.insert(attachment.sha256) {
            continue;
        }
        let blob: BlobRef = files.blob(attachment);
        check.attached += 1;
        if files.sound.contains(&attachment.sha256) {
            check.stored += 1;
        } else if files.mismatched.contains(&attachment.sha256) {
            check.mismatched.push(blob);
        } else {
            check.waiting.push(blob);
        }
    }
    check
}

fn signatures(documents: &[Document]) -> SignatureSum {
    let checks = documents
        .iter()
        .filter_map(|document| document.verification.as_ref())
        .filter(|check| !check.signatures.is_empty());
    let mut sum = SignatureSum {
        total: 0,
        valid: 0,
        last_covers_file: true,
    };
    for check in checks {
        sum.total += count(check.signatures.len());
        sum.valid += count(check.signatures.iter().filter(|one| one.valid).count());
        sum.last_covers_file &= check.last_covers_file;
    }
    sum
}

fn instruments(record: &Record<'_>) -> Vec<InstrumentCheck> {
    let state = &record.job.state;
    state
        .instruments
        .iter()
        .map(|noted| {
            let used_on = record.time(noted.event).map(|time| local_day(time.at));
            let until = noted.value.calibrated_until;
            InstrumentCheck {
                kind: noted.value.kind.clone(),
                model: noted.value.model.clone(),
                serial: noted.value.serial.clone(),
                calibrated_until: until,
                settings: noted.value.settings.clone(),
                expired: used_on.is_some_and(|used| noted.value.is_run_out(used)),
            }
        })
        .collect()
}

fn quarantined(record: &Record<'_>) -> Vec<Quarantined> {
    record
        .entries
        .iter()
        .filter_map(|(entry, event)| {
            Some(Quarantined {
                event: event.as_ref().map(|event| event.id.0),
                seq: entry.seq,
                reason: quarantine_code(entry.quarantine?).to_owned(),
            })
        })
        .collect()
}
