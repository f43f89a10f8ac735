//! From a job's state to the views of its documents.
//!
//! A document is a pure function of the job's state, its catalogue, the language, the time it is made
//! and the bytes its events name. It notes every event it reads and every field it shows, so that the
//! record knows later whether it still says the same.

mod acceptance;
mod facts;
mod measured;
mod photos;
mod record;
mod signing;
mod test_report;
mod traces;
mod words;

pub use acceptance::acceptance;
pub use record::record_hash;
pub use signing::{signature_lines, signature_reason};
pub use test_report::test_report;

use crate::render::LAYOUT_VERSION;
use crate::view::{Block, DocumentView, SignatureBox};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::{Catalogue, DocumentKind, Gate, Severity, Step};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Attachment;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Field, FieldKey, JobState};
use lineproof_domain::registry::plan::Plan;
use lineproof_domain::rules::{Missing, MissingItem, missing, steps_of};
use lineproof_domain::trace::OtdrTrace;
use lineproof_i18n::Language;
use std::collections::BTreeSet;
use words::Words;

/// What a document needs beyond the job's state; the application gives it from its store.
pub trait Evidence {
    /// SHA-256 of an event's raw bytes.
    fn event_hash(&self, event: EventId) -> Option<Sha256Digest>;
    /// The bytes of an attachment; `None` where they are not on this device.
    fn bytes(&self, attachment: &Attachment) -> Option<Vec<u8>>;
    /// The trace read from an instrument's file again.
    fn trace(&self, file: &Attachment) -> Option<OtdrTrace>;
}

/// Why a document cannot be made. What is merely missing is said on its pages instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The job's dispatch has not arrived.
    #[error("the job has no plan yet: its dispatch has not arrived")]
    NoPlan,
    /// The catalogue has no such paper.
    #[error("the job's catalogue has no paper `{document}`")]
    UnknownDocument {
        /// Its key.
        document: &'static str,
    },
    /// An event of the state is not in the store.
    #[error("event {event} belongs to the document, but its bytes are not in the store")]
    UnknownEvent {
        /// Its id.
        event: EventId,
    },
    /// The acceptance form refers to the test report.
    #[error("the acceptance form needs the test report: make that first")]
    NoTestReport,
}

/// Everything a document is made from, and what it has read of it so far.
struct Basis<'a> {
    job: &'a JobState,
    plan: &'a Plan,
    catalogue: &'a Catalogue,
    kind: &'a DocumentKind,
    evidence: &'a dyn Evidence,
    words: Words,
    made_at: DateTime<FixedOffset>,
    missing: Vec<Missing>,
    read: BTreeSet<EventId>,
    shows: BTreeSet<FieldKey>,
}

impl<'a> Basis<'a> {
    fn new(
        job: &'a JobState,
        catalogue: &'a Catalogue,
        document: &'static str,
        language: Language,
        made_at: DateTime<FixedOffset>,
        evidence: &'a dyn Evidence,
    ) -> Result<Self, BuildError> {
        let plan = job.plan.as_ref().ok_or(BuildError::NoPlan)?;
        let kind = catalogue
            .document(document)
            .ok_or(BuildError::UnknownDocument { document })?;
        Ok(Basis {
            job,
            plan: &plan.value,
            catalogue,
            kind,
            evidence,
            words: Words(language),
            made_at,
            missing: missing(job, catalogue, None, made_at),
            read: BTreeSet::from([plan.event]),
            shows: BTreeSet::from(["plan".to_owned()]),
        })
    }

    /// Notes that a field is shown, with everything that stands in it, disputed or not.
    fn show<T>(&mut self, key: String, field: &Field<T>) {
        self.read
            .extend(field.values.iter().map(|current| current.event));
        self.shows.insert(key);
    }

    /// The steps on site before signing: their answers and pictures concern the customer.
    fn steps_on_site(&self) -> Vec<&'a Step> {
        let arrives = |step: &&Step| {
            let mark = Gate::Mark("visit.arrived".to_owned());
            step.gates.contains(&mark)
        };
        let signs = |step: &&Step| {
            let is_paper = |gate: &Gate| matches!(gate, Gate::Document { document, .. } if *document == self.kind.key);
            step.gates.iter().any(is_paper)
        };
        steps_of(self.job, self.catalogue)
            .into_iter()
            .skip_while(|step| !arrives(step))
            .take_while(|step| !signs(step))
            .collect()
    }

    /// How much a thing is missed; `None` when it is there or not asked for.
    fn missed(&self, item: &MissingItem) -> Option<Severity> {
        self.missing
            .iter()
            .find(|missing| missing.what == *item)
            .map(|missing| missing.severity)
    }

    /// Who signs, and what an open field means.
    fn signatures(&self) -> [Block; 3] {
        let words = self.words;
        let boxes = self.kind.signatures.iter().map(|field| SignatureBox {
            field: field.key.clone(),
            role: words.of(&field.title).to_owned(),
        });
        let wanted = |later: bool| -> Vec<&str> {
            self.kind
                .signatures
                .iter()
                .filter(|field| later == (field.group != Default::default()))
                .map(|field| words.of(&field.title))
                .collect()
        };
        let list = |names: Vec<&str>| names.join(&words.say("document-list-comma"));
        let mut note = words.with(
            "document-signatures-now",
            &[("roles", list(wanted(false)).into())],
        );
        let later = wanted(true);
        if !later.is_empty() {
            note.push_str(&words.with(
                "document-signatures-later",
                &[("roles", list(later).into())],
            ));
        }
        note.push_str(&words.say("document-signatures-method"));
        [
            Block::Heading(words.say("document-signatures-title")),
            Block::Note(note),
            Block::Signatures(boxes.collect()),
        ]
    }

    /// The view of what was put together.
    fn view(self, blocks: Vec<Block>) -> Result<DocumentView, BuildError> {
        let hashes = self
            .read
            .iter()
            .map(|&event| {
                let hash = self.evidence.event_hash(event);
                hash.ok_or(BuildError::UnknownEvent { event })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(DocumentView {
            document: self.kind.key.clone(),
            language: self.words.0,
            title: self.words.of(&self.kind.title).to_owned(),
            number: self.plan.order_no.clone(),
            made_at: self.made_at,
            record_hash: record_hash(
                &self.kind.key,
                &hashes,
                self.catalogue.hash,
                self.words.0,
                LAYOUT_VERSION,
            ),
            sources: self.read.into_iter().collect(),
            shows: self.shows.into_iter().collect(),
            blocks,
        })
    }
}
