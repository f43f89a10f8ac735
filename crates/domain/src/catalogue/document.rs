use serde::{Deserialize, Serialize};

use super::job_kind::StepGroup;
use super::need::Need;
use super::text::Text;

/// A paper that a job ends in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentKind {
    /// Key, as in `document.made`: "test_report_e2e".
    pub key: String,
    /// Its title.
    pub title: Text,
    /// What stands on it, in order; the signatures come last by themselves.
    pub sections: Vec<Section>,
    /// The questions whose answers [`Section::Answers`] shows, in this order: the key alone where no job that makes
    /// the paper asks it in two steps, otherwise `step/key`. What a job does not ask is left out.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Who signs it, in the order of signing.
    #[serde(rename = "signature")]
    pub signatures: Vec<SignatureField>,
}

/// A part of a paper. Neighbours made of labels and values become one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Customer, circuit and its ends.
    Circuit,
    /// Who worked, for which company, and when the paper was made.
    People,
    /// What was ordered: order, appointment, distance, and what only some kinds of job need.
    Order,
    /// Due time, promise, opening.
    Times,
    /// The sum of all verdicts of the measured sections.
    Result,
    /// Ticket, beginning, end and duration of a fault, and its grade.
    Fault,
    /// What happened when: every milestone of the job.
    Course,
    /// Instruments and their calibration.
    Instruments,
    /// Values measured at this end.
    Local,
    /// Values measured through the whole circuit.
    EndToEnd,
    /// Imported OTDR traces.
    Traces,
    /// Pictures taken on site.
    Photos,
    /// Remarks on values, and notes.
    Remarks,
    /// Answers given on site.
    Checked,
    /// Answers to [`DocumentKind::questions`] alone.
    Answers,
    /// The test report this paper rests on.
    TestReport,
    /// Result of the customer's trial.
    Trial,
    /// What stays open.
    Pending,
    /// Steps closed with a reason: what they lack, why, and who closed them; absent where none was.
    Skipped,
    /// That the customer's mark is printed under the signature.
    SatisfactionNote,
    /// Items of an inspection or a health check.
    Inspection,
    /// Hazards and defects with grade and due date.
    Findings,
    /// What the customer is advised to do.
    Advice,
    /// How a fault was narrowed down.
    Triage,
    /// What was done, when, and who was told.
    Progress,
    /// Loops set and released.
    Loops,
    /// Cause, action, and what prevents it from happening again.
    Cause,
    /// People who had to do with the ticket.
    Register,
    /// Stops of the clocks, and who consented.
    Suspensions,
    /// Requests for a later date with their answers.
    Extensions,
    /// Every clock: limit, additions, due, kept or missed.
    Clocks,
    /// Why a restore clock was missed and what changes; absent where none was.
    Overtime,
    /// The answer to a resource check, and what followed from it.
    Resource,
    /// Whether a service stops for good or for a time.
    Stop,
    /// Points that failed an acceptance or a spot check, and how they were mended.
    Failed,
    /// The steps of the work, with what to heed.
    Works,
    /// One line for the list of circuits accepted in a month.
    Summary,
    /// Whom the customer calls: engineer, company, phone and hot-line.
    ServiceCard,
}

/// A place for a signature on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureField {
    /// Key of the field, as in `signature.given`: "tester", "acceptor", "customer", "manager".
    pub key: String,
    /// Who signs here.
    pub title: Text,
    /// When the signature is wanted.
    pub need: Need,
    /// By when it is wanted: before leaving the site or afterwards.
    #[serde(default)]
    pub group: StepGroup,
    /// Another field of the paper whose signature does as well.
    #[serde(rename = "or")]
    pub alternative: Option<String>,
}

impl SignatureField {
    /// Whether a signature in `field` is the one wanted here, or does as well.
    #[must_use]
    pub fn is_met_by(&self, field: &str) -> bool {
        self.key == field || self.alternative.as_deref() == Some(field)
    }
}

/// An instrument and what has to be noted of it (DOMAIN 2.16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Key, as in `instrument.noted`: "power_meter".
    pub key: String,
    /// Its name.
    pub title: Text,
    /// What to note of it besides model, serial number and calibration date.
    pub note: Text,
    /// True where a passed calibration date is warned about.
    #[serde(default)]
    pub calibrated: bool,
}

/// A kind of leased service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceType {
    /// Key, as in the plan: "internet".
    pub key: String,
    /// Its name.
    pub title: Text,
}
