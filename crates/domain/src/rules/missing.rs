use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::catalogue::{Needed, Record, Severity};
use crate::decimal::Decimal;
use crate::registry::body::Scope;

/// One thing that is still missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// By when it is wanted.
    pub group: MissingGroup,
    /// Key of the step it belongs to.
    pub step: String,
    /// The thing.
    pub what: MissingItem,
    /// Why it does not count as there.
    pub reason: MissingReason,
    /// Must or should; a must keeps the step open.
    pub severity: Severity,
}

/// How much is missing: one number everywhere, the musts; the shoulds beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCount {
    /// What keeps a step open. The number that is shown.
    pub musts: usize,
    /// What is listed and keeps nothing open.
    pub shoulds: usize,
}

impl MissingCount {
    /// Counts a list.
    pub fn of<'a>(missing: impl IntoIterator<Item = &'a Missing>) -> Self {
        let mut count = Self::default();
        for missing in missing {
            if missing.is_must() {
                count.musts += 1;
            } else {
                count.shoulds += 1;
            }
        }
        count
    }
}

impl Missing {
    /// Whether it keeps its step open.
    #[must_use]
    pub fn is_must(&self) -> bool {
        self.severity == Severity::Must
    }
}

/// By when something is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingGroup {
    /// In the step at hand.
    ThisStep,
    /// Before leaving the site.
    BeforeLeaving,
    /// Afterwards.
    Afterwards,
}

/// The thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum MissingItem {
    /// An answer to a question of the step.
    Answer {
        /// Key of the question.
        question: String,
    },
    /// A picture.
    Photo {
        /// Slot or shot, like "I01.door".
        slot: String,
    },
    /// A measured value.
    Metric {
        /// Key of the metric.
        metric: String,
        /// In which test.
        scope: Scope,
    },
    /// Under what conditions a test ran.
    TestRun {
        /// Key of its template.
        template: String,
        /// In which test.
        scope: Scope,
    },
    /// An imported OTDR trace.
    Trace {
        /// Nominal wavelength, nm.
        wavelength_nm: u32,
    },
    /// The note of an instrument.
    Instrument {
        /// Key of the instrument.
        instrument: String,
    },
    /// A paper.
    Document {
        /// Key of the paper.
        document: String,
    },
    /// A signature on a paper.
    Signature {
        /// Key of the paper.
        document: String,
        /// Key of the field.
        field: String,
    },
    /// A deed that is recorded by itself: accepted, departed, arrived, opened, left, completed.
    Mark {
        /// Kind of its event.
        event: String,
    },
    /// An entry of a short form.
    Record {
        /// Which form.
        record: Record,
    },
    /// The answer to an inspection item.
    Inspection {
        /// Key of the item.
        item: String,
    },
    /// The finding that an abnormal inspection item wants, or a part of a finding.
    Finding {
        /// Key of the inspection item; none for a finding made without one.
        item: Option<String>,
    },
    /// The answer to a question that narrows down a fault.
    Triage {
        /// `symptom`, or `<table>.<question>`.
        question: String,
    },
}

/// Why a thing does not count as there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum MissingReason {
    /// Nothing has been recorded.
    Absent,
    /// The picture cannot be used: HEIC, damaged, empty.
    Unusable {
        /// What the picture's reader found.
        problem: String,
    },
    /// Two values stand against each other until one corrects the other.
    Disputed,
    /// The value lies outside its limit, or the answer is "no", and nothing says why.
    RemarkWanted,
    /// The customer or the site said no.
    Blocked {
        /// Key of the answer.
        answer: String,
    },
    /// The watch after the repair is not over.
    TooEarly {
        /// When it ends.
        until: DateTime<FixedOffset>,
    },
    /// No run of the test was as long as its template asks.
    TooShort {
        /// How long it should be, s.
        wanted_s: i64,
    },
    /// A value outside a must limit.
    OutsideLimit {
        /// How far outside, in the metric's unit, negative; none for a yes or a choice.
        margin: Option<Decimal>,
    },
    /// The value is neither accepted nor rejected: the long test decides, and nothing says how it went.
    GoOn,
    /// The limit depends on something not recorded yet.
    LimitUnknown {
        /// What is needed.
        needs: Vec<Needed>,
    },
    /// The entry does not say all it has to.
    Incomplete {
        /// What it lacks.
        part: RecordPart,
    },
    /// A loop was set and has not been released.
    LoopStanding {
        /// Where.
        place: String,
        /// On which device.
        device: String,
        /// On which port.
        port: String,
    },
    /// The recorded value is none that the question or metric takes.
    Unreadable,
    /// The instrument's calibration has run out.
    CalibrationExpired {
        /// Its last day.
        until: NaiveDate,
    },
    /// The record has changed since the paper was made, and nobody has signed it: make it anew.
    Outdated,
    /// The record has changed since the paper was signed: make and sign it anew.
    ChangedAfterSignature,
}

/// A part of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordPart {
    /// A cause that the list has.
    Cause,
    /// Whose side it is, one of those the cause can have.
    Side,
    /// What was done.
    Action,
    /// The second person who agrees that the cause stays unknown.
    ConfirmedBy,
    /// A result that the form has.
    Result,
    /// The day the resource will be ready.
    ReadyOn,
    /// Hazard grade 1 to 3.
    Grade,
    /// What is to be done.
    Measure,
    /// By when it is done.
    Due,
    /// A reason of the list that fits the level.
    Reason,
    /// Who consented.
    Consent,
    /// What proves it.
    Evidence,
    /// The calls that nobody answered.
    Calls,
    /// When work goes on.
    PlannedResume,
}
