//! The documents: made from the events they name, shown as the bytes that were signed, signed by an enrolled device.

use super::Examination;
use super::blobs::path_of;
use super::devices::Enrolled;
use super::logs::{Logs, shown};
use crate::answer::Problem;
use crate::document::{document_problem, signature_problems};
use crate::failure::Failure;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Event;
use lineproof_domain::ids::{DeviceId, EventId, LogId};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::attachment_role::{DOCUMENT_PAGES, DOCUMENT_SIGNED};
use lineproof_domain::registry::body::{DocumentMade, SignatureGiven};
use lineproof_protocol::export::{ExportDisposition, ExportRecord};
use lineproof_report::build::record_hash;
use lineproof_report::verify::{SignatureCheck, Verification};
use std::collections::{BTreeMap, BTreeSet};

/// An event that counts, with its place.
struct Counted {
    log: LogId,
    seq: u64,
    raw_hash: Sha256Digest,
    event: Event,
    body: Body,
}

pub fn check(
    found: &mut Examination,
    record: &ExportRecord,
    logs: &Logs,
    enrolled: &BTreeMap<DeviceId, Enrolled>,
) -> Result<(), Failure> {
    let counted: BTreeMap<EventId, Counted> = record
        .events
        .iter()
        .filter(|event| event.disposition == ExportDisposition::Accepted)
        .filter_map(|event| {
            let entry = logs.entries.get(&(event.log, event.seq, event.hash))?;
            let read = Event::parse(entry.raw.as_ref()?.as_bytes()).ok()?;
            let counted = Counted {
                log: event.log,
                seq: event.seq,
                raw_hash: entry.raw_hash,
                body: Body::of(&read).ok()?,
                event: read,
            };
            Some((counted.event.id, counted))
        })
        .collect();
    let mut verified = BTreeSet::new();
    for one in counted.values() {
        match &one.body {
            Body::DocumentMade(made) => {
                found.counts.documents += 1;
                check_record_hash(found, one, made, &counted);
            }
            Body::SignatureGiven(given) => {
                found.counts.signatures += 1;
                verified.extend(check_signature(found, one, given, &counted, enrolled)?);
            }
            _ => {}
        }
    }
    check_copies(found, &verified)
}

/// The hash on the pages must be that of the events they were made from.
fn check_record_hash(
    found: &mut Examination,
    one: &Counted,
    made: &DocumentMade,
    counted: &BTreeMap<EventId, Counted>,
) {
    let subject = shown(one.log, one.seq);
    let sources: Vec<&Counted> = made
        .events
        .iter()
        .filter_map(|id| counted.get(id))
        .collect();
    let catalogue = sources.iter().find_map(|source| match &source.body {
        Body::JobDispatched(body) => Some(body.plan.catalogue),
        Body::JobAmended(body) => Some(body.plan.catalogue),
        _ => None,
    });
    let hashes: Vec<Sha256Digest> = sources.iter().map(|source| source.raw_hash).collect();
    let computed = match (catalogue, made.language.parse()) {
        (Some(catalogue), Ok(language)) if hashes.len() == made.events.len() => Some(record_hash(
            &made.document,
            &hashes,
            catalogue,
            language,
            made.layout_version,
        )),
        _ => None,
    };
    match computed {
        Some(hash) if hash == made.record_hash => {}
        Some(_) => found.found(Problem::new("record-hash-differs", subject)),
        None => found.found(Problem::new("record-hash-sources", subject)),
    }
}

/// Verifies the document as this signature left it; gives its hash when all of it holds.
fn check_signature(
    found: &mut Examination,
    one: &Counted,
    given: &SignatureGiven,
    counted: &BTreeMap<EventId, Counted>,
    enrolled: &BTreeMap<DeviceId, Enrolled>,
) -> Result<Option<Sha256Digest>, Failure> {
    let subject = shown(one.log, one.seq);
    let before = found.problems.len();
    let Some(signed) = one.event.attachment(DOCUMENT_SIGNED) else {
        found.found(Problem::new("signature-without-document", subject));
        return Ok(None);
    };
    let path = path_of(signed.sha256);
    if !found.has(&path) {
        return Ok(None);
    }
    let bytes = found.read(&path)?;
    let judged = lineproof_report::verify(&bytes, &found.authorities);
    for problem in &judged.problems {
        found.found(document_problem(problem, &path));
    }
    for check in &judged.signatures {
        for problem in signature_problems(check) {
            found.found(problem.because(&path));
        }
        check_device(found, check, &path, enrolled);
    }
    match judged.signatures.last() {
        Some(last) if is_same(last, given, one) => {}
        _ => found.found(Problem::new("signature-differs", &subject)),
    }
    check_pages(found, &judged, given, counted, &subject);
    Ok((found.problems.len() == before && judged.ok).then_some(signed.sha256))
}

/// The event must say of the signature what the signature says itself.
fn is_same(check: &SignatureCheck, given: &SignatureGiven, one: &Counted) -> bool {
    let by_this_device = check.subject.as_ref().is_some_and(|subject| {
        subject.device == one.log.device.to_string()
            && subject.person == one.event.actor.person.to_string()
    });
    check.field == given.field
        && check.name == given.name
        && check.pages_hash == given.pages_hash
        && check.covers_whole_file
        && by_this_device
}

/// The certificate must be the one that headquarters' log gives to this device.
fn check_device(
    found: &mut Examination,
    check: &SignatureCheck,
    path: &str,
    enrolled: &BTreeMap<DeviceId, Enrolled>,
) {
    let Some(subject) = &check.subject else {
        return;
    };
    let said = subject
        .device
        .parse()
        .ok()
        .and_then(|device: DeviceId| enrolled.get(&device));
    let same = said.is_some_and(|said| {
        Some(said.certificate) == check.certificate && said.person.to_string() == subject.person
    });
    if !same {
        found.found(Problem::new("certificate-not-enrolled", path).because(&subject.device));
    }
}

/// The pages that were made are the beginning of the file, and so is what each signer was shown.
fn check_pages(
    found: &mut Examination,
    judged: &Verification,
    given: &SignatureGiven,
    counted: &BTreeMap<EventId, Counted>,
    subject: &str,
) {
    let made = counted.get(&given.document);
    let pages = made.and_then(|made| made.event.attachment(DOCUMENT_PAGES));
    let first = judged.revisions.first();
    let begins_with_pages = match (pages, first) {
        (Some(pages), Some(first)) => pages.sha256 == first.sha256 && pages.len == first.len as u64,
        _ => false,
    };
    let was_shown = judged
        .revisions
        .iter()
        .any(|revision| revision.sha256 == given.pages_hash);
    if !begins_with_pages || !was_shown {
        found.found(Problem::new("pages-differ", subject));
    }
}

/// A document beside the record is one of the signed ones, byte for byte.
fn check_copies(found: &mut Examination, verified: &BTreeSet<Sha256Digest>) -> Result<(), Failure> {
    let copies: Vec<String> = found
        .files
        .iter()
        .filter(|path| !path.contains('/') && path.ends_with(".pdf"))
        .cloned()
        .collect();
    for path in copies {
        if !verified.contains(&Sha256Digest::of(&found.read(&path)?)) {
            found.found(Problem::new("copy-not-signed", path));
        }
    }
    Ok(())
}
