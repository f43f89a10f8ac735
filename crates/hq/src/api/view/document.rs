//! Documents made on site, and what their files say when checked.

use lineproof_domain::catalogue::DocumentKind;
use lineproof_domain::event::Event;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{self, Standing};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::DocumentMade;
use lineproof_i18n::Language;
use lineproof_report::build::record_hash;
use lineproof_report::verify::{self, LeafProblem, SignatureProblem};

use super::record::{Files, Record};
use super::subject;
use crate::api::dto::{
    Document, DocumentState, DocumentVerification, SignatureCheck, SignatureField,
};
use crate::clock;

/// The documents of a job, newest first.
pub(super) fn of_job(record: &Record<'_>, files: &Files) -> Vec<Document> {
    record
        .job
        .state
        .documents
        .iter()
        .rev()
        .filter_map(|made| shown(record, files, made))
        .collect()
}

fn shown(record: &Record<'_>, files: &Files, made: &job::Document) -> Option<Document> {
    let state = &record.job.state;
    let file = made.newest_file()?;
    let bytes = files.bytes.get(&file.sha256);
    let of_record = state.report_of_record.map(|chosen| {
        record.bodies().any(|(id, body)| {
            id == chosen
                && matches!(body, Body::JobCompleted(body) if body.documents.contains(&made.event))
        })
    });
    let completions = record
        .bodies()
        .filter(|(_, body)| matches!(body, Body::JobCompleted(_)))
        .count();
    Some(Document {
        event: made.event.0,
        kind: made.document.clone(),
        name: subject::document(record.catalogue(), &made.document),
        language: made.language.clone(),
        time: record.time(made.event)?,
        pages: made.pages,
        state: standing(made, record.catalogue().document(&made.document)),
        fields: made
            .fields
            .iter()
            .map(|field| signature_field(record, made, field))
            .collect(),
        file: files.blob(file),
        record_hash: made.record_hash.to_string(),
        verification: bytes.map(|bytes| check(record, made, bytes)),
        of_record: of_record.filter(|_| completions > 1),
    })
}

/// The worst that applies.
fn standing(made: &job::Document, kind: Option<&DocumentKind>) -> DocumentState {
    // The signature of another field may do as well.
    let is_wanted = |field: &str| {
        let mut fields = kind.into_iter().flat_map(|kind| &kind.signatures);
        let field = fields.find(|known| known.key == field);
        let mut given = made.signatures.iter();
        !field.is_some_and(|field| given.any(|one| field.is_met_by(&one.facts.field)))
    };
    match made.standing {
        Standing::ChangedAfterSignature => DocumentState::ChangedAfterSignature,
        _ if made.replaced => DocumentState::Superseded,
        Standing::Outdated => DocumentState::Outdated,
        Standing::Overridden => DocumentState::Overridden,
        Standing::True if made.signatures.is_empty() => DocumentState::Unsigned,
        Standing::True if made.open_fields().any(is_wanted) => DocumentState::PartlySigned,
        Standing::True => DocumentState::Signed,
    }
}

fn signature_field(record: &Record<'_>, made: &job::Document, field: &str) -> SignatureField {
    let given = made
        .signatures
        .iter()
        .find(|signature| signature.facts.field == field);
    let facts = given.map(|given| &given.facts);
    SignatureField {
        field: field.to_owned(),
        name: facts.map(|facts| facts.name.clone()),
        title: facts.map(|facts| facts.title.clone()),
        time: given.and_then(|given| record.time(given.event)),
        satisfaction: facts.and_then(|facts| facts.satisfaction.clone()),
        remark: facts.and_then(|facts| facts.remark.clone()),
        pages_hash: facts.map(|facts| facts.pages_hash.to_string()),
    }
}

fn check(record: &Record<'_>, made: &job::Document, bytes: &[u8]) -> DocumentVerification {
    let authorities = [record.desk.hq.ca_certificate().to_vec()];
    let found = verify::verify(bytes, &authorities);
    let pages_match = made.signatures.iter().all(|given| {
        found
            .revisions
            .iter()
            .any(|revision| revision.sha256 == given.facts.pages_hash)
    });
    let record_hash_matches = record
        .entry(made.event)
        .is_some_and(|(_, event)| is_made_from_record(record, event));
    let is_unsigned = found.signatures.is_empty() && made.signatures.is_empty();
    DocumentVerification {
        valid: (found.ok || is_unsigned) && pages_match && record_hash_matches,
        last_covers_file: found.last_covers_whole_file,
        signatures: found
            .signatures
            .iter()
            .map(|signature| SignatureCheck {
                field: signature.field.clone(),
                valid: signature.valid,
                subject: signature
                    .subject
                    .as_ref()
                    .map_or_else(String::new, |subject| subject.name.clone()),
                claimed_at: signature.claimed_at.map(clock::local),
                problem: signature
                    .problems
                    .first()
                    .map(|problem| code(problem).to_owned()),
            })
            .collect(),
        pages_match,
        record_hash_matches,
    }
}

/// Whether the record at headquarters gives the hash that the pages bear.
fn is_made_from_record(record: &Record<'_>, event: &Event) -> bool {
    let Ok(Body::DocumentMade(body)) = Body::of(event) else {
        return false;
    };
    expected_hash(record, &body).is_some_and(|hash| hash == body.record_hash)
}

fn expected_hash(
    record: &Record<'_>,
    body: &DocumentMade,
) -> Option<lineproof_domain::digest::Sha256Digest> {
    let hashes = body
        .events
        .iter()
        .map(|event: &EventId| Some(record.entry(*event)?.0.raw_hash))
        .collect::<Option<Vec<_>>>()?;
    let language: Language = body.language.parse().ok()?;
    Some(record_hash(
        &body.document,
        &hashes,
        record.catalogue().hash,
        language,
        body.layout_version,
    ))
}

fn code(problem: &SignatureProblem) -> &'static str {
    match problem {
        SignatureProblem::Dictionary => "dictionary",
        SignatureProblem::ByteRange => "byte-range",
        SignatureProblem::Message => "message",
        SignatureProblem::Digest => "digest",
        SignatureProblem::Key => "key",
        SignatureProblem::Certificate(LeafProblem::Unreadable) => "certificate-unreadable",
        SignatureProblem::Certificate(LeafProblem::UnknownAuthority) => "certificate-unknown",
        SignatureProblem::Certificate(LeafProblem::OutOfValidity) => "certificate-out-of-validity",
        SignatureProblem::Certificate(LeafProblem::WrongUse) => "certificate-wrong-use",
        SignatureProblem::Chain => "chain",
        SignatureProblem::Time => "time",
    }
}
