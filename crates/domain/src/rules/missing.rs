use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalogue::{ContextField, Severity};
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
    /// A value outside a must limit.
    OutsideLimit {
        /// How far outside, in the metric's unit, negative; none for a yes or a choice.
        margin: Option<Decimal>,
    },
    /// The limit depends on something not recorded yet.
    LimitUnknown {
        /// What is needed.
        needs: Vec<ContextField>,
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
