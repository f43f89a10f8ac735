//! The state of a job, computed by [`crate::reduce::reduce`] from its events alone.

mod trade;

pub use trade::{
    ExtensionRequest, Finding, LoopPoint, Moment, OutOfPlace, Said, Suspension, Trade,
};

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::digest::Sha256Digest;
use crate::event::{Attachment, OccurredAt};
use crate::ids::{EventId, JobId, LogId, PersonId};
use crate::registry::body::{
    AnswerGiven, InstrumentNoted, MeasurementRecorded, PhotoTaken, SignatureGiven, StepClosed,
    TestRunNoted, TraceImported,
};
use crate::registry::plan::{Assignee, Plan};

/// Grows when the same events would give another state; stored projections are then rebuilt.
pub const REDUCER_VERSION: u32 = 3;

/// A job as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobState {
    /// Which job.
    pub job: JobId,
    /// [`REDUCER_VERSION`] it was computed with.
    pub reducer_version: u32,
    /// Where it stands.
    pub status: JobStatus,
    /// The plan in force; none before the dispatch has arrived.
    pub plan: Option<Current<Plan>>,
    /// When the appointment in force was put in place of another; none where the first one stands.
    #[serde(default)]
    pub rescheduled_at: Option<DateTime<FixedOffset>>,
    /// What each amendment said was new, by plan revision.
    pub amendments: BTreeMap<u32, String>,
    /// Who has it now; none before the dispatch has arrived.
    pub assignee: Option<Assignee>,
    /// 1 at dispatch, one more at each reassignment; 0 before.
    pub assignment_epoch: u32,
    /// Everyone who ever had it, by epoch.
    pub assignees: BTreeMap<u32, Assignee>,
    /// Why it was called off.
    pub cancelled: Option<String>,
    /// First occurrence of each milestone kind.
    pub milestones: BTreeMap<String, Milestone>,
    /// Every standing occurrence of a milestone kind, in order.
    pub moments: Vec<Moment>,
    /// What only some kinds of job have.
    pub trade: Trade,
    /// Approved extensions, newest last.
    pub extensions: Vec<Extension>,
    /// Answers by `step/item`.
    pub answers: BTreeMap<String, Field<AnswerGiven>>,
    /// Pictures by slot, in order, without the withdrawn.
    pub photos: BTreeMap<String, Vec<Photo>>,
    /// Instruments in order.
    pub instruments: Vec<Current<InstrumentNoted>>,
    /// Values by `scope/metric/run`, and `scope/metric/run/direction` where the direction was said.
    pub measurements: BTreeMap<String, Field<MeasurementRecorded>>,
    /// Conditions of tests by `scope/template/direction/run`.
    pub test_runs: BTreeMap<String, Field<TestRunNoted>>,
    /// Imported traces in order.
    pub traces: Vec<Trace>,
    /// Closed steps by step.
    pub closed_steps: BTreeMap<String, Field<StepClosed>>,
    /// Notes in order.
    pub notes: Vec<Current<String>>,
    /// Documents in order.
    pub documents: Vec<Document>,
    /// The `job.completed` that counts, once one does.
    pub report_of_record: Option<EventId>,
    /// Every event, in order.
    pub timeline: Vec<TimelineEntry>,
    /// Corrected events and what corrected them.
    pub superseded: BTreeMap<EventId, EventId>,
    /// What did not fit, and what people must decide.
    pub flags: BTreeSet<Flag>,
}

/// Where a job stands. Later states win over earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// Its dispatch has not arrived.
    AwaitingDispatch,
    /// Given to an engineer.
    Dispatched,
    /// Taken on.
    Accepted,
    /// On the way.
    Departed,
    /// On site.
    OnSite,
    /// The circuit carries traffic.
    Opened,
    /// The service works again.
    Restored,
    /// Reported complete.
    Completed,
    /// Reported complete by two; headquarters must choose.
    DoubleCompleted,
    /// Called off before any field work.
    Cancelled,
    /// Called off while there is field work; everything is kept.
    CancelledWithFieldWork,
}

/// A value and the event that says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Current<T> {
    /// What it says.
    pub value: T,
    /// The event.
    pub event: EventId,
}

/// One field of the record. More than one value means that nobody has yet said which corrects which.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field<T> {
    /// The standing values in order; never empty.
    pub values: Vec<Current<T>>,
}

impl<T> Field<T> {
    /// The last standing value.
    pub fn latest(&self) -> Option<&Current<T>> {
        self.values.last()
    }

    /// Whether several values stand against each other.
    pub fn is_disputed(&self) -> bool {
        self.values.len() > 1
    }
}

/// A moment that clocks start or end at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// When.
    pub occurred_at: OccurredAt,
    /// The event.
    pub event: EventId,
}

/// An approved extension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extension {
    /// The new last day.
    pub new_due: NaiveDate,
    /// Why.
    pub reason: String,
    /// When it was approved.
    pub approved_at: DateTime<FixedOffset>,
    /// The event.
    pub event: EventId,
}

/// A picture in a slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Photo {
    /// The event.
    pub event: EventId,
    /// When it was recorded, as the person says.
    pub occurred_at: OccurredAt,
    /// What is known of it.
    pub facts: PhotoTaken,
    /// Its bytes.
    pub attachments: Vec<Attachment>,
}

impl Photo {
    /// Whether it fills its slot.
    pub fn is_usable(&self) -> bool {
        self.facts.problem.is_none()
    }
}

/// An imported trace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The event.
    pub event: EventId,
    /// When it was imported.
    pub occurred_at: OccurredAt,
    /// What is known of it.
    pub facts: TraceImported,
    /// The file as it came.
    pub file: Option<Attachment>,
}

/// A document and its signatures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The `document.made`.
    pub event: EventId,
    /// Document of the catalogue.
    pub document: String,
    /// Language of its pages.
    pub language: String,
    /// Hash of what its pages were made from.
    pub record_hash: Sha256Digest,
    /// Number of pages.
    pub pages: u32,
    /// When it was made.
    pub made_at: OccurredAt,
    /// Fields in order.
    pub fields: Vec<String>,
    /// Signatures in order.
    pub signatures: Vec<Signature>,
    /// The revision before any signature.
    pub pages_file: Option<Attachment>,
    /// Whether it still says what the record says.
    pub standing: Standing,
    /// Whether a newer one of the same kind and language replaced it.
    pub replaced: bool,
}

impl Document {
    /// The newest revision: the last signature's file, else the bare pages.
    pub fn newest_file(&self) -> Option<&Attachment> {
        self.signatures
            .iter()
            .rev()
            .find_map(|signature| signature.file.as_ref())
            .or(self.pages_file.as_ref())
    }

    /// Fields nobody has signed yet.
    pub fn open_fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str).filter(|field| {
            !self
                .signatures
                .iter()
                .any(|signature| signature.facts.field == *field)
        })
    }

    /// Whether `field` bears a signature.
    pub fn is_signed_by(&self, field: &str) -> bool {
        self.signatures
            .iter()
            .any(|signature| signature.facts.field == field)
    }
}

/// A signature on a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// The `signature.given`.
    pub event: EventId,
    /// What is known of it.
    pub facts: SignatureGiven,
    /// The document with this signature in it.
    pub file: Option<Attachment>,
    /// The strokes.
    pub strokes: Option<Attachment>,
}

/// Whether a document still says what the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It does.
    True,
    /// It does not, and nobody has signed it: make it anew.
    Outdated,
    /// It does not, and somebody has signed it: sign anew, or headquarters overrides.
    ChangedAfterSignature,
    /// It does not, and headquarters lets it stand.
    Overridden,
}

/// An event in the order of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The event.
    pub event: EventId,
    /// Its kind.
    pub kind: String,
    /// Who.
    pub person: PersonId,
    /// When, as the person says.
    pub occurred_at: OccurredAt,
    /// When it was written down, as the machine says.
    pub recorded_wall: DateTime<FixedOffset>,
    /// Where it stands.
    pub log: LogId,
    /// Its number there.
    pub seq: u64,
    /// Whether it counts. An event that does not stands in the flags.
    pub effective: bool,
}

/// What a document can show, by name: `plan`, `answer:step/item`, `photo:slot`, `instrument`, `trace`, `milestone:kind`,
/// `measurement:scope/metric/run[/direction]`, `test_run:scope/template/direction/run`, `fault`, `contact`, `progress`,
/// `result`, `person`, `loop`, `finding`, `cause`, `resource`, `suspension`, `extension`, `step:step`.
pub type FieldKey = String;

/// What did not fit, and what people must decide. Nothing is refused: it is kept and stands here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "flag", rename_all = "snake_case")]
pub enum Flag {
    /// A kind or version this program does not know: held until an update.
    Held {
        /// The event.
        event: EventId,
        /// Its kind.
        kind: String,
        /// Its version.
        version: u32,
    },
    /// The body does not fit its kind: no effect.
    Malformed {
        /// The event.
        event: EventId,
        /// Its kind.
        kind: String,
    },
    /// A kind that this side may not write (a device claims headquarters' approval): no effect.
    WrongOrigin {
        /// The event.
        event: EventId,
        /// Its kind.
        kind: String,
    },
    /// An actor without the needed role: no effect.
    WrongRole {
        /// The event.
        event: EventId,
        /// Its kind.
        kind: String,
    },
    /// Written by somebody who never had the job: no effect.
    NotAssigned {
        /// The event.
        event: EventId,
        /// Who.
        person: PersonId,
    },
    /// Two different events under one id: the one with the smaller hash counts.
    IdReused {
        /// The id.
        event: EventId,
    },
    /// It points at something that is not there or is of another kind or field: the pointing has no effect.
    DanglingReference {
        /// The event that points.
        event: EventId,
        /// What it points at.
        target: EventId,
    },
    /// The plan was amended while field work rested on the older one.
    RecordedAgainstOlderPlan {
        /// The revision the work rests on.
        recorded_rev: u32,
        /// The revision now.
        now_rev: u32,
        /// The events.
        events: BTreeSet<EventId>,
    },
    /// Called off while there was field work: a task for the dispatcher.
    CancelledWithFieldWork {
        /// The cancellation.
        event: EventId,
    },
    /// Written under an older assignment after the job had gone to somebody else.
    LateFromPreviousAssignee {
        /// The event.
        event: EventId,
        /// The epoch it was written under.
        epoch: u32,
    },
    /// Signed or closed under an older assignment: headquarters reviews.
    NeedsReview {
        /// The event.
        event: EventId,
    },
    /// Two completed the job and headquarters has not chosen.
    DoubleCompleted {
        /// The `job.completed` events.
        events: BTreeSet<EventId>,
    },
    /// Values stand against each other until one supersedes.
    ValuesDiffer {
        /// The field.
        field: FieldKey,
        /// The events.
        events: BTreeSet<EventId>,
    },
    /// A signed document no longer says what the record says.
    ChangedAfterSignature {
        /// The `document.made`.
        document: EventId,
        /// The events that differ from what it shows.
        events: BTreeSet<EventId>,
    },
    /// It came in an order that cannot be: it has its effect, and somebody should look.
    OutOfPlace {
        /// The event.
        event: EventId,
        /// Why it does not fit.
        what: OutOfPlace,
    },
    /// A step was closed with something missing.
    ClosedWithReason {
        /// The event.
        event: EventId,
        /// The step.
        step: String,
    },
}

impl JobState {
    /// The plan in force.
    pub fn current_plan(&self) -> Option<&Plan> {
        self.plan.as_ref().map(|plan| &plan.value)
    }

    /// The standing value of an answer.
    pub fn answer(&self, step: &str, item: &str) -> Option<&AnswerGiven> {
        self.answers
            .get(&format!("{step}/{item}"))
            .and_then(Field::latest)
            .map(|current| &current.value)
    }

    /// The newest document of a kind that was not replaced.
    pub fn document(&self, document: &str) -> Option<&Document> {
        self.documents
            .iter()
            .rev()
            .find(|made| made.document == document && !made.replaced)
    }

    /// The standing measurements of a metric, by run.
    pub fn measurements_of<'a>(
        &'a self,
        scope: &'a str,
        metric: &'a str,
    ) -> impl Iterator<Item = &'a Field<MeasurementRecorded>> {
        self.measurements.values().filter(move |field| {
            field.latest().is_some_and(|current| {
                current.value.scope.as_str() == scope && current.value.metric == metric
            })
        })
    }
}
