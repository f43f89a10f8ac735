use serde::{Deserialize, Serialize};

use super::level::Level;
use super::record::Record;
use crate::registry::plan::OfficeRole;

/// How much something is wanted, after level and answers have been looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The step cannot close without it.
    Must,
    /// Listed as missing; closing without it is possible.
    Should,
    /// Offered, never asked for.
    Info,
}

/// When something is wanted, as the catalogue states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Need {
    /// Always.
    Must,
    /// Always, but it does not block.
    Should,
    /// Never asked for.
    Info,
    /// A must for these service levels, otherwise not asked for.
    ByLevel(Vec<Level>),
    /// A must when a question of the job was answered so, otherwise not asked for.
    When(Condition),
    /// A must unless a question of the job was answered so.
    WhenNot(Condition),
    /// A must once an entry of this short form stands, otherwise not asked for.
    WhenRecord(Record),
    /// A must once the cause found is one that has to be watched, otherwise not asked for.
    WhenWatched,
    /// A must once the value of this metric was neither accepted nor rejected: this row decides.
    WhenGoesOn(String),
    /// A must for this office's part in the circuit, otherwise not asked for.
    ForRole(OfficeRole),
    /// A must once this clock runs for the job, otherwise not asked for.
    WhenClock(String),
    /// A must once this clock was missed, otherwise not asked for.
    WhenLate(String),
    /// A must unless one of these choice metrics was answered so: no light is measured on an electrical port.
    UnlessMeasured(Vec<Measured>),
}

/// A choice metric answered in a certain way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Key of the metric.
    pub metric: String,
    /// The answer.
    pub answer: String,
}

/// A question of the job answered in a certain way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Key of the step that asks.
    pub step: String,
    /// Key of the question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

impl Condition {
    /// Whether it holds, where `answer_of(step, question)` gives the answer recorded so far.
    pub fn holds<'a>(&self, answer_of: impl Fn(&str, &str) -> Option<&'a str>) -> bool {
        answer_of(&self.step, &self.question) == Some(self.answer.as_str())
    }
}

/// What has been recorded so far, as far as needs depend on it.
pub trait Told {
    /// The answer to a question of a step.
    fn answer(&self, step: &str, question: &str) -> Option<&str>;
    /// Whether an entry of a short form stands.
    fn has(&self, record: Record) -> bool;
    /// Whether the cause found has to be watched.
    fn is_watched(&self) -> bool;
    /// Whether a value of this metric was neither accepted nor rejected.
    fn goes_on(&self, metric: &str) -> bool;
    /// What was recorded of a metric.
    fn measured(&self, metric: &str) -> Option<&str>;
    /// This office's part in the circuit.
    fn role(&self) -> Option<OfficeRole>;
    /// Whether a clock runs or has run, under any profile of the job.
    fn has_clock(&self, clock: &str) -> bool;
    /// Whether a clock was missed, under any profile of the job.
    fn missed(&self, clock: &str) -> bool;
}

impl Need {
    /// What the need comes to for a circuit of `level`, after what has been recorded so far.
    pub fn severity(&self, level: Level, told: &impl Told) -> Severity {
        let must_if = |holds: bool| {
            if holds {
                Severity::Must
            } else {
                Severity::Info
            }
        };
        match self {
            Self::Must => Severity::Must,
            Self::Should => Severity::Should,
            Self::Info => Severity::Info,
            Self::ByLevel(levels) => must_if(levels.contains(&level)),
            Self::When(condition) => {
                must_if(condition.holds(|step, question| told.answer(step, question)))
            }
            Self::WhenNot(condition) => {
                must_if(!condition.holds(|step, question| told.answer(step, question)))
            }
            Self::WhenRecord(record) => must_if(told.has(*record)),
            Self::WhenWatched => must_if(told.is_watched()),
            Self::WhenGoesOn(metric) => must_if(told.goes_on(metric)),
            Self::ForRole(role) => must_if(told.role() == Some(*role)),
            Self::WhenClock(clock) => must_if(told.has_clock(clock)),
            Self::WhenLate(clock) => must_if(told.missed(clock)),
            Self::UnlessMeasured(answers) => must_if(
                !answers
                    .iter()
                    .any(|of| told.measured(&of.metric) == Some(of.answer.as_str())),
            ),
        }
    }
}
