//! From a job's state to the views of its documents.
//!
//! A document is a pure function of the job's state, its catalogue, the language, the time it is made,
//! the calendar and the bytes its events name. The catalogue says which sections stand on it. It notes
//! every event it reads and every field it shows, so that the record knows later whether it still says
//! the same.

mod answers;
mod card;
mod cause;
mod codes;
mod course;
mod due;
mod facts;
mod failed;
mod findings;
mod measured;
mod names;
mod orders;
mod photos;
mod record;
mod sections;
mod signing;
mod skipped;
mod stops;
mod test_runs;
mod trace_warnings;
mod traces;
mod words;

pub use record::record_hash;
pub use signing::{signature_lines, signature_reason};

use crate::render::LAYOUT_VERSION;
use crate::view::{Block, DocumentView, SignatureBox};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::{
    Catalogue, DocumentKind, Gate, Need, Severity, SignatureField, Step, StepGroup,
};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Attachment;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Field, FieldKey, JobState};
use lineproof_domain::registry::plan::Plan;
use lineproof_domain::rules::{Missing, MissingItem, excused, missing, steps_of};
use lineproof_domain::trace::OtdrTrace;
use lineproof_i18n::Language;
use measured::Measured;
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
    /// The calendar that working days are counted with.
    fn calendar(&self) -> &Calendar;
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
        document: String,
    },
    /// An event of the state is not in the store.
    #[error("event {event} belongs to the document, but its bytes are not in the store")]
    UnknownEvent {
        /// Its id.
        event: EventId,
    },
    /// The document refers to the job's test report.
    #[error("the document refers to the test report: make that first")]
    NoTestReport,
}

/// The view of a document as the record stands at `made_at`. What is missing is said on its pages. A
/// document that refers to the test report names the newest one by its hash.
///
/// # Errors
/// When the job has no plan or, where the document refers to one, no test report; when the catalogue has
/// no such paper; when the store lacks an event.
pub fn document(
    job: &JobState,
    catalogue: &Catalogue,
    key: &str,
    language: Language,
    made_at: DateTime<FixedOffset>,
    evidence: &dyn Evidence,
) -> Result<DocumentView, BuildError> {
    let mut basis = Basis::new(job, catalogue, key, language, made_at, evidence)?;
    let blocks = basis.blocks()?;
    basis.view(blocks)
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
    /// What the steps lack; a reason that closed one excuses nothing here.
    missing: Vec<Missing>,
    local: Measured,
    end_to_end: Measured,
    read: BTreeSet<EventId>,
    shows: BTreeSet<FieldKey>,
}

impl<'a> Basis<'a> {
    fn new(
        job: &'a JobState,
        catalogue: &'a Catalogue,
        document: &str,
        language: Language,
        made_at: DateTime<FixedOffset>,
        evidence: &'a dyn Evidence,
    ) -> Result<Self, BuildError> {
        let plan = job.plan.as_ref().ok_or(BuildError::NoPlan)?;
        let kind = catalogue
            .document(document)
            .ok_or_else(|| BuildError::UnknownDocument {
                document: document.to_owned(),
            })?;
        Ok(Basis {
            job,
            plan: &plan.value,
            catalogue,
            kind,
            evidence,
            words: Words(language),
            made_at,
            missing: [
                missing(job, catalogue, None, made_at),
                excused(job, catalogue, made_at),
            ]
            .concat(),
            local: Measured::default(),
            end_to_end: Measured::default(),
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

    /// Notes that a field is shown, with one event of it.
    fn note(&mut self, key: &str, event: EventId) {
        self.read.insert(event);
        self.shows.insert(key.to_owned());
    }

    /// When a milestone was reached first; noted as shown either way.
    fn milestone(&mut self, kind: &str) -> Option<DateTime<FixedOffset>> {
        let reached = self.job.milestones.get(kind)?;
        self.note(&format!("milestone:{kind}"), reached.event);
        Some(reached.occurred_at.at)
    }

    /// The steps on site before signing: their answers and pictures concern the customer. A job that is
    /// never on site counts whole.
    fn steps_on_site(&self) -> Vec<&'a Step> {
        let arrives = |step: &&Step| {
            let mark = Gate::Mark("visit.arrived".to_owned());
            step.gates.contains(&mark)
        };
        let signs = |step: &&Step| {
            let is_paper = |gate: &Gate| matches!(gate, Gate::Document { document, .. } if *document == self.kind.key);
            step.gates.iter().any(is_paper)
        };
        let steps = steps_of(self.job, self.catalogue);
        let first = steps.iter().position(arrives).unwrap_or(0);
        steps
            .into_iter()
            .skip(first)
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
        let is_now = |field: &SignatureField| {
            field.group == StepGroup::BeforeLeaving && field.need == Need::Must
        };
        let wanted = |now: bool| -> Vec<String> {
            let fields = self.kind.signatures.iter();
            fields
                .filter(|field| is_now(field) == now)
                .map(|field| self.signer(field))
                .collect()
        };
        let list = |names: Vec<String>| names.join(&words.say("document-list-comma"));
        let mut note = String::new();
        let groups = [
            ("document-signatures-now", wanted(true)),
            ("document-signatures-later", wanted(false)),
        ];
        for (key, roles) in groups {
            if !roles.is_empty() {
                note.push_str(&words.with(key, &[("roles", list(roles).into())]));
            }
        }
        note.push_str(&words.say("document-signatures-method"));
        [
            Block::Heading(words.say("document-signatures-title")),
            Block::Note(note),
            Block::Signatures(boxes.collect()),
        ]
    }

    /// Who signs in a field, and who may do so instead.
    fn signer(&self, field: &SignatureField) -> String {
        let role = self.words.of(&field.title).to_owned();
        let mut fields = self.kind.signatures.iter();
        let alternative = field.alternative.as_ref();
        match alternative.and_then(|key| fields.find(|other| other.key == *key)) {
            Some(other) => self.words.with(
                "document-signatures-or",
                &[
                    ("role", role.into()),
                    ("other", self.words.of(&other.title).into()),
                ],
            ),
            None => role,
        }
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
