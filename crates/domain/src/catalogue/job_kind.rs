use serde::{Deserialize, Serialize};

use super::need::{Condition, Need, Severity};
use super::record::{Record, Visit};
use super::template::Metric;
use super::text::Text;
use crate::registry::body::Scope;
use crate::registry::plan::OfficeRole;

/// A kind of job: the states it passes and the steps an engineer is led through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobKind {
    /// Key, as in the plan: "install".
    pub key: String,
    /// Its name.
    pub title: Text,
    /// States it can be in (DOMAIN 1.11).
    #[serde(rename = "state")]
    pub states: Vec<State>,
    /// Its steps; the first one listed is the first one done.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// A state of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Key, like "on_site".
    pub key: String,
    /// Its name.
    pub title: Text,
    /// States that may follow; empty for the last one.
    #[serde(default)]
    pub next: Vec<String>,
    /// What brings a completed job here, where no step does.
    pub once: Option<Once>,
}

/// What happens to a job after its engineer has reported it complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Once {
    /// Something happened.
    Event {
        /// Kind of the event.
        kind: String,
        /// Kind of an event it has to come after.
        after: Option<String>,
        /// True where a job is settled without it.
        #[serde(default)]
        optional: bool,
    },
    /// Everything that is not optional has come, nothing that must be there is missing, no failed point is left, and
    /// no carrier's clock runs.
    Settled,
}

/// One step of a job: what to say, what to do, what to record, and what closes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Key, as in `step.closed`.
    pub key: String,
    /// Its name.
    pub title: Text,
    /// Steps that may follow. Every step but a last one has a way on.
    #[serde(default)]
    pub next: Vec<String>,
    /// True for a step that ends the job.
    #[serde(default)]
    pub last: bool,
    /// State the job is in once this step is closed.
    pub reaches: Option<String>,
    /// By when its items are wanted.
    #[serde(default)]
    pub group: StepGroup,
    /// Only for jobs in this role; where absent, for both.
    pub only_for: Option<OfficeRole>,
    /// The step falls away once an earlier question was answered so: a fault mended from afar needs no visit.
    pub skip_if: Option<Condition>,
    /// What to do, line by line.
    #[serde(default, rename = "do")]
    pub deeds: Vec<Text>,
    /// Codes of the script cards offered here.
    #[serde(default)]
    pub scripts: Vec<String>,
    /// Questions to answer.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
    /// Codes of the photo slots filled here.
    #[serde(default)]
    pub photos: Vec<String>,
    /// Test templates measured here.
    #[serde(default)]
    pub tests: Vec<TestUse>,
    /// The visit whose inspection items are gone through here; each answer is `answer.given` with the item
    /// `inspection.<key>` and the value `ok`, `abnormal` or `na`.
    pub inspection: Option<Visit>,
    /// True where the fault is narrowed down question by question; each answer is `answer.given` with the item
    /// `triage.symptom` or `triage.<table>.<question>`.
    #[serde(default)]
    pub triage: bool,
    /// Short forms offered here.
    #[serde(default)]
    pub records: Vec<Record>,
    /// What else must be there before the step closes.
    #[serde(default)]
    pub gates: Vec<Gate>,
}

/// How a paper names a question: `key`, or `step/key` where the key alone would mean several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionName<'a> {
    step: Option<&'a str>,
    key: &'a str,
}

impl<'a> QuestionName<'a> {
    /// Takes the name apart.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        match name.split_once('/') {
            Some((step, key)) => Self {
                step: Some(step),
                key,
            },
            None => Self {
                step: None,
                key: name,
            },
        }
    }

    /// Whether it means the question `key` of `step`.
    #[must_use]
    pub fn means(&self, step: &str, key: &str) -> bool {
        self.key == key && self.step.is_none_or(|wanted| wanted == step)
    }

    /// The question of this name in a step.
    #[must_use]
    pub fn in_step<'s>(&self, step: &'s Step) -> Option<&'s Question> {
        step.questions
            .iter()
            .find(|question| self.means(&step.key, &question.key))
    }
}

impl Step {
    /// Whether the entries of a short form can be made here. An inspection takes findings by itself.
    #[must_use]
    pub fn offers(&self, record: Record) -> bool {
        let by_itself = record == Record::Findings && self.inspection.is_some();
        by_itself || self.records.contains(&record)
    }
}

/// By when something is wanted.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum StepGroup {
    /// Before leaving the site: it cannot be made up for later.
    #[default]
    BeforeLeaving,
    /// Can be done afterwards.
    Afterwards,
}

/// A question of a step, answered by `answer.given`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Key within the step, as `item` in `answer.given`.
    pub key: String,
    /// The question or the line to tick.
    pub ask: Text,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Answers to choose from.
    #[serde(default, rename = "answer")]
    pub answers: Vec<Answer>,
    /// When an answer is wanted.
    pub need: Need,
    /// True for what is agreed among ourselves: papers that a customer signs leave it out.
    #[serde(default)]
    pub internal: bool,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// A line to tick: "yes", or "no" with a remark.
    Check,
    /// One of the answers.
    Choice,
    /// Free text.
    Text,
    /// A decimal number.
    Number,
    /// A day: `2026-12-01`.
    Day,
    /// A period in China's time: `2026-12-01 22:00 – 2026-12-02 04:00`.
    Period,
    /// Latitude and longitude in degrees: `25.04, 102.71`.
    Coordinates,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The value recorded.
    pub key: String,
    /// What is shown.
    pub text: Text,
    /// True when a remark has to say why.
    #[serde(default)]
    pub remark: bool,
    /// True when the step cannot close on this answer: the customer said "not now".
    #[serde(default)]
    pub blocks: bool,
}

/// A test template measured in a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestUse {
    /// Which template.
    pub of: TestOf,
    /// Local or end-to-end rows.
    pub scope: Scope,
    /// How much its rows are wanted here at most: what is due once a year blocks no visit that comes more often.
    pub at_most: Option<Severity>,
}

/// A metric as a step measures it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetricUse<'a> {
    /// What is measured.
    pub metric: &'a Metric,
    /// Locally or from end to end.
    pub scope: Scope,
    /// How much it is wanted here at most.
    pub at_most: Option<Severity>,
}

impl MetricUse<'_> {
    /// How much the value is wanted, where `asked` is what the metric itself comes to.
    #[must_use]
    pub fn severity(&self, asked: Severity) -> Severity {
        self.at_most.map_or(asked, |most| asked.max(most))
    }
}

/// Which template is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TestOf {
    /// The templates of the job's service.
    Service,
    /// A template by its key.
    Template(String),
}

/// What else must be there before a step closes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Gate {
    /// An event of this kind has been recorded.
    Mark(String),
    /// A readable OTDR trace of this nominal wavelength.
    Trace {
        /// Nominal wavelength, nm.
        wavelength_nm: u32,
        /// When it is wanted.
        need: Need,
    },
    /// Model, serial number and calibration date of an instrument.
    Instrument {
        /// Key of the instrument.
        instrument: String,
        /// When it is wanted.
        need: Need,
    },
    /// A paper has been made.
    Document {
        /// Key of the paper.
        document: String,
        /// When it is wanted.
        need: Need,
    },
    /// At least one entry of a short form stands, and says all it has to.
    Record {
        /// Which form.
        record: Record,
        /// When it is wanted.
        need: Need,
    },
    /// A paper has been signed in this field; the field says how much it is wanted.
    Signature {
        /// Key of the paper.
        document: String,
        /// Key of the field.
        field: String,
    },
}

impl Gate {
    /// When it is wanted, where the gate itself says so.
    #[must_use]
    pub const fn need(&self) -> Option<&Need> {
        match self {
            Self::Trace { need, .. }
            | Self::Instrument { need, .. }
            | Self::Document { need, .. }
            | Self::Record { need, .. } => Some(need),
            Self::Mark(_) | Self::Signature { .. } => None,
        }
    }
}
