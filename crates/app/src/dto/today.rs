use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Clock, JobFlag, JobKind, Level, Notice, SafeSummary, Words};

/// What stands around every screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShellState {
    /// The engineer's name.
    pub name: String,
    /// His company, as customers know it.
    pub company: String,
    /// The three numbers of the badge.
    pub safe: SafeSummary,
    /// What there is to say, the gravest first.
    pub notices: Vec<Notice>,
    /// Written by a newer program: everything can be read, nothing changed.
    pub read_only: bool,
    /// Everything here is invented, for training and trials.
    pub sample: bool,
}

/// The list of jobs, sorted by what hurts most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TodayView {
    /// The one to do now.
    pub now: Option<JobRow>,
    /// The others, by time left.
    pub next: Vec<JobRow>,
    /// Jobs whose clock is stopped.
    pub paused: Vec<JobRow>,
    /// Completed in the last days.
    pub done: Vec<JobRow>,
    /// What to have ready before leaving for the next job.
    pub preparation: Option<Preparation>,
}

/// A job in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// The job.
    pub id: String,
    /// Its order number.
    pub order_no: String,
    /// Its kind.
    pub kind: JobKind,
    /// Full name of the customer.
    pub customer: String,
    /// What is delivered: 互联网专线 200M.
    pub service: Words,
    /// The customer's level.
    pub level: Level,
    /// The clock that leads.
    pub clock: Option<Clock>,
    /// The step to go on with.
    pub next_step: Option<StepName>,
    /// How many things are missing in the whole job.
    pub missing: u32,
    /// When the appointment is, if there is one.
    pub appointment: Option<String>,
    /// Completed at.
    pub completed_at: Option<String>,
    /// Of its things, how many have a receipt.
    pub at_hq: u32,
    /// How many things it has.
    pub total: u32,
    /// The job came before its rules; it cannot be opened yet.
    pub waiting_rules: bool,
    /// What happened to it meanwhile.
    pub flags: Vec<JobFlag>,
}

/// A step by key and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepName {
    /// The step.
    pub key: String,
    /// Its name.
    pub name: Words,
}

/// The preparation card of the next visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preparation {
    /// The job it is for.
    pub job: String,
    /// The step that holds the questions.
    pub step: String,
    /// Its customer.
    pub customer: String,
    /// When the customer expects somebody.
    pub appointment: Option<String>,
    /// Not settled yet.
    pub open: Vec<Words>,
    /// Settled.
    pub settled: Vec<Words>,
}
