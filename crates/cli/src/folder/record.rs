//! The record: it must say of the logs exactly what they say themselves.

use super::Examination;
use super::logs::{LogEntry, Logs, Place, shown};
use crate::answer::Problem;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Attachment, Event};
use lineproof_domain::ids::{EventId, JobId};
use lineproof_domain::job::REDUCER_VERSION;
use lineproof_domain::reduce::{Entry, reduce};
use lineproof_domain::registry::Origin;
use lineproof_protocol::export::{
    ExportBlob, ExportDisposition, ExportEvent, ExportReceipt, ExportRecord, RECORD_FILE,
};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(found: &mut Examination, record: &ExportRecord, logs: &Logs) {
    let job = record.job.job;
    let listed: BTreeMap<Place, &ExportEvent> = record
        .events
        .iter()
        .map(|event| ((event.log, event.seq, event.hash), event))
        .collect();
    if listed.len() != record.events.len() {
        found.found(Problem::new("event-twice", RECORD_FILE));
    }
    let mut heard = Vec::new();
    let mut attached = BTreeSet::new();
    for (place, event) in &listed {
        found.counts.events += 1;
        let Some(entry) = logs.entries.get(place) else {
            found.found(Problem::new("event-not-in-log", shown(place.0, place.1)));
            continue;
        };
        let read = read_event(found, event, entry, job);
        if let Some(read) = &read
            && event.disposition == ExportDisposition::Accepted
        {
            attached.extend(read.attachments.iter().map(line_of));
        }
        if let (Some(read), true) = (read, is_heard(record, event)) {
            heard.extend(logs.writer(event.log).map(|writer| Entry {
                log: event.log,
                seq: event.seq,
                raw_hash: entry.raw_hash,
                writer,
                event: read,
            }));
        }
    }
    check_complete(found, logs, &listed, job);
    check_quarantined(found, record, &listed);
    check_state(found, record, &heard);
    check_attachments(found, record, &attached);
    check_receipts(found, record, logs);
}

fn read_event(
    found: &mut Examination,
    event: &ExportEvent,
    entry: &LogEntry,
    job: JobId,
) -> Option<Event> {
    let subject = shown(event.log, event.seq);
    let Some(raw) = &entry.raw else {
        // What could not be read when it came has no job of its own and is told by its hash alone.
        if event.id.is_some() {
            found.found(Problem::new("event-withheld", subject));
        }
        return None;
    };
    match Event::parse(raw.as_bytes()) {
        Ok(read) => {
            let same = Some(read.id) == event.id
                && Some(&read.kind) == event.kind.as_ref()
                && read.job == Some(job);
            if !same {
                found.found(Problem::new("event-differs", subject));
            }
            Some(read)
        }
        Err(problem) => {
            if event.disposition == ExportDisposition::Accepted {
                found.found(Problem::new("event-unreadable", subject).because(problem));
            }
            None
        }
    }
}

fn is_heard(record: &ExportRecord, event: &ExportEvent) -> bool {
    let kept_apart = record
        .quarantined
        .iter()
        .find(|apart| apart.log == event.log && apart.seq == event.seq && apart.id == event.id);
    match event.disposition {
        ExportDisposition::Accepted => true,
        ExportDisposition::Quarantined => {
            kept_apart.is_some_and(|apart| apart.reason.is_heard_by_reducer())
        }
    }
}

/// No entry of the job may be left out of the record.
fn check_complete(
    found: &mut Examination,
    logs: &Logs,
    listed: &BTreeMap<Place, &ExportEvent>,
    job: JobId,
) {
    for (place, entry) in &logs.entries {
        let event = entry
            .raw
            .as_ref()
            .and_then(|raw| Event::parse(raw.as_bytes()).ok());
        if event.is_some_and(|event| event.job == Some(job)) && !listed.contains_key(place) {
            found.found(Problem::new("event-left-out", shown(place.0, place.1)));
        }
    }
}

fn check_quarantined(
    found: &mut Examination,
    record: &ExportRecord,
    listed: &BTreeMap<Place, &ExportEvent>,
) {
    let key = |log, seq, id: Option<EventId>| (log, seq, id);
    let stated: BTreeSet<_> = record
        .quarantined
        .iter()
        .map(|apart| key(apart.log, apart.seq, apart.id))
        .collect();
    let marked: BTreeSet<_> = listed
        .values()
        .filter(|event| event.disposition == ExportDisposition::Quarantined)
        .map(|event| key(event.log, event.seq, event.id))
        .collect();
    found.counts.quarantined = stated.len();
    for (log, seq, _) in stated.symmetric_difference(&marked) {
        found.found(Problem::new("quarantine-differs", shown(*log, *seq)));
    }
}

/// The job must be what its events make of it, by the same rules that headquarters and devices use.
fn check_state(found: &mut Examination, record: &ExportRecord, heard: &[Entry]) {
    if record.job.reducer_version != REDUCER_VERSION {
        let detail = format!("{} / {REDUCER_VERSION}", record.job.reducer_version);
        found.found(Problem::new("reducer-other", RECORD_FILE).because(detail));
    } else if reduce(record.job.job, heard) != record.job {
        found.found(Problem::new("state-differs", RECORD_FILE));
    }
}

type AttachmentLine = (Sha256Digest, u64, String);

fn line_of(attachment: &Attachment) -> AttachmentLine {
    let Attachment {
        sha256, len, role, ..
    } = attachment;
    (*sha256, *len, role.clone())
}

fn check_attachments(
    found: &mut Examination,
    record: &ExportRecord,
    attached: &BTreeSet<AttachmentLine>,
) {
    let listed: BTreeSet<AttachmentLine> = record
        .blobs
        .iter()
        .map(|blob: &ExportBlob| (blob.sha256, blob.len, blob.role.clone()))
        .collect();
    for (sha256, ..) in attached.difference(&listed) {
        found.found(Problem::new("attachment-left-out", sha256));
    }
}

/// Receipts stand in the record and, those for logs, beside the logs: they must be the same.
fn check_receipts(found: &mut Examination, record: &ExportRecord, logs: &Logs) {
    let in_record = record.receipts.iter().filter_map(|receipt| match receipt {
        ExportReceipt::Log(receipt) => Some(receipt),
        ExportReceipt::Blob(_) => None,
    });
    let of_devices = |log| logs.writer(log) == Some(Origin::Device);
    let beside: Vec<_> = logs.receipts.iter().collect();
    for receipt in in_record {
        let head = receipt.head;
        if !beside.contains(&receipt) || !of_devices(head.log) {
            found.found(Problem::new("receipt-differs", shown(head.log, head.seq)));
        }
    }
}
