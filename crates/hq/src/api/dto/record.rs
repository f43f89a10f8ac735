use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Clock, Decision, Document, EventTime, JobForm, JobRow, Measurement, PersonRef, PhotoSlot, Text,
    Trace, TradeSection, Verification,
};

/// A job as far as the list's side pane shows it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobSummary {
    /// Headquarters' clock while answering.
    pub now: DateTime<FixedOffset>,
    /// The row of the list.
    pub row: JobRow,
    /// The newest plan.
    pub plan: Plan,
    /// All clocks, the leading one first.
    pub clocks: Vec<Clock>,
    /// What the rules still miss.
    pub missing: Vec<Missing>,
    /// What a person must look at.
    pub flags: Vec<JobFlag>,
    /// What only headquarters can answer.
    pub decisions: Vec<Decision>,
    /// Kinds of [`super::OfficeAct`] that have their place in the present state.
    pub acts: Vec<String>,
    /// When the job was completed twice and no report is chosen yet.
    pub choices: Vec<CompletionChoice>,
    /// The newest entries, newest first, at most 8.
    pub recent: Vec<TimelineEntry>,
}

/// A job with everything headquarters has of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobRecord {
    /// What the list's side pane shows.
    #[serde(flatten)]
    pub summary: JobSummary,
    /// Everything that happened, in the record's order.
    pub timeline: Vec<TimelineEntry>,
    /// Parts that only some kinds of job have.
    pub trade: Vec<TradeSection>,
    /// The photo checklist.
    pub photos: Vec<PhotoSlot>,
    /// Traces, newest first.
    pub traces: Vec<Trace>,
    /// The test template with its values, local before end-to-end.
    pub measurements: Vec<Measurement>,
    /// Documents, newest first.
    pub documents: Vec<Document>,
    /// Whether the record can be believed.
    pub verification: Verification,
}

/// The plan, with what headquarters added to the form.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Revision, from 1.
    pub rev: u32,
    /// The form.
    #[serde(flatten)]
    pub form: JobForm,
    /// The service's name.
    pub service_name: Text,
    /// Names of the profiles.
    pub profile_names: Vec<Text>,
    /// Hash of the pinned catalogue.
    pub catalogue: String,
    /// What the rules gave at dispatch.
    pub computed_due_at: Option<DateTime<FixedOffset>>,
    /// The number customers call, as the service card tells it.
    pub hotline: Option<String>,
    /// Version of the calendar it was reckoned with.
    pub calendar: Option<String>,
    /// Whether that calendar is provisional.
    pub provisional: bool,
    /// Whether the data is invented.
    pub sample: bool,
}

/// One entry of the record.
///
/// The console has one sentence per `kind`; the other fields fill it: `subject` names the step, slot, metric or document,
/// `value` and `unit` what was found, `note` the author's own words.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// The event.
    pub event: Uuid,
    /// Its kind from the registry, for example `photo.taken`.
    pub kind: String,
    /// When.
    pub time: EventTime,
    /// Who.
    pub by: Option<PersonRef>,
    /// Name of the device; absent for headquarters' own acts.
    pub device: Option<String>,
    /// How it is drawn.
    pub mark: TimelineMark,
    /// What it is about.
    pub subject: Option<Text>,
    /// What was found, ready to print when it is a number.
    pub value: Option<String>,
    /// The value in words, when it is a choice of the catalogue.
    pub label: Option<Text>,
    /// Unit of the value.
    pub unit: Option<String>,
    /// A person the entry names beside its author: the assignee, the signer.
    pub person: Option<String>,
    /// The author's own words: reason, remark, note.
    pub note: Option<String>,
    /// A hash the entry binds, hex.
    pub hash: Option<String>,
    /// Entries this one corrects.
    pub supersedes: Vec<Uuid>,
    /// The entry that corrects this one.
    pub superseded_by: Option<Uuid>,
    /// Plan revision it was written against, when the plan has moved on since.
    pub older_rev: Option<u32>,
    /// Why it has no effect, when it has none.
    pub without_effect: Option<FlagKind>,
    /// Whether the previous assignee wrote it after the job was given to somebody else.
    pub late: bool,
}

/// How an entry is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TimelineMark {
    /// Hollow.
    Plain,
    /// Solid: a milestone (order, dispatch, acceptance, arrival, opening, signature, completion).
    Key,
    /// Red: a value outside its limit, a damaged file, a conflict.
    Finding,
}

/// Something the rules still miss.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    /// When it must be there.
    pub group: MissingGroup,
    /// What it is.
    pub kind: MissingKind,
    /// Its name.
    pub subject: Text,
}

/// When something missing must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum MissingGroup {
    /// Before the open step can be closed.
    ThisStep,
    /// Before the engineer leaves the site.
    BeforeLeaving,
    /// Later.
    Afterwards,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum MissingKind {
    /// An answer.
    Answer,
    /// A photo.
    Photo,
    /// A measurement.
    Measurement,
    /// A trace file.
    Trace,
    /// A document.
    Document,
    /// A signature.
    Signature,
    /// A step.
    Step,
}

/// What a person must look at.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobFlag {
    /// What.
    pub kind: FlagKind,
    /// The entries it is about.
    pub events: Vec<Uuid>,
    /// What it is about: a metric, a slot, a document.
    pub subject: Option<Text>,
    /// Words from the record: a reason, a person's name.
    pub note: Option<String>,
}

/// What a person must look at. The names up to `closedWithReason` are the domain's flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum FlagKind {
    /// A kind or version headquarters does not know yet.
    Held,
    /// The body does not fit its kind.
    Malformed,
    /// A kind that this side may not write.
    WrongOrigin,
    /// An actor without the needed role.
    WrongRole,
    /// Written by somebody who never had the job.
    NotAssigned,
    /// Two different events under one id.
    IdReused,
    /// It points at something that is not there.
    DanglingReference,
    /// Recorded against an older plan.
    RecordedAgainstOlderPlan,
    /// Called off while there was field work.
    CancelledWithFieldWork,
    /// From the previous assignee.
    LateFromPreviousAssignee,
    /// Signed or closed under an older assignment.
    NeedsReview,
    /// Completed twice.
    DoubleCompleted,
    /// Two values that do not know of each other.
    ValuesDiffer,
    /// Something signed was changed.
    ChangedAfterSignature,
    /// It came in an order that cannot be.
    OutOfPlace,
    /// A step closed with a reason instead of what it needs.
    ClosedWithReason,
    /// An answer keeps a step open: work does not go on.
    Blocked,
    /// A value outside its limit.
    OutsideLimit,
    /// A photo or file that cannot be used.
    UnusableFile,
    /// The device's clock was far off.
    ClockFarOff,
    /// The same circuit failed for the same cause within 30 days.
    RepeatedFault,
}

/// One of two completions to choose from.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompletionChoice {
    /// The `job.completed` event.
    pub event: Uuid,
    /// Who completed it.
    pub by: Option<PersonRef>,
    /// When.
    pub time: EventTime,
    /// The documents it names.
    pub documents: Vec<Uuid>,
}
