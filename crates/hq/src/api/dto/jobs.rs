use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{DeviceRef, Level, PersonRef, Text};

/// Which jobs to list. All conditions must hold.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct JobFilter {
    /// Open, closed or all; open when absent.
    pub state: Option<JobStateFilter>,
    /// Levels, comma separated: `gold,silver`.
    pub level: Option<String>,
    /// Kinds of job, comma separated, from [`super::CatalogueSummary::kinds`].
    pub kind: Option<String>,
    /// Jobs of this engineer.
    pub assignee: Option<Uuid>,
    /// Text to look for in order number, customer, circuit and engineer, without regard to case.
    pub q: Option<String>,
}

/// The three coarse states of the list's filter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum JobStateFilter {
    /// Neither completed nor cancelled.
    #[default]
    Open,
    /// Completed or cancelled.
    Closed,
    /// Everything.
    All,
}

/// Jobs by time left, most urgent first; closed jobs after them, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobList {
    /// Headquarters' clock while answering.
    pub now: DateTime<FixedOffset>,
    /// The newest change this answer contains; compare with [`super::LiveHello::change`].
    pub change: u64,
    /// The jobs, at most [`JobList::MAX_ROWS`].
    pub jobs: Vec<JobRow>,
    /// How many jobs the filter matches, which may be more than were sent.
    pub total: u32,
    /// Counts over all jobs, whatever the filter.
    pub counts: JobCounts,
}

impl JobList {
    /// How many rows one answer carries at most.
    pub const MAX_ROWS: usize = 500;
}

/// Counts over all jobs, whatever the filter.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobCounts {
    /// Open jobs.
    pub open: u32,
    /// Open jobs whose leading clock has run out.
    pub overdue: u32,
    /// Open jobs that fall due within one hour.
    pub within_hour: u32,
    /// Completed and cancelled jobs.
    pub closed: u32,
}

/// One row of the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// Which job.
    pub id: Uuid,
    /// Order number.
    pub order_no: String,
    /// Kind of job, for example `install`.
    pub kind: String,
    /// The kind's name.
    pub kind_name: Text,
    /// The customer's level.
    pub level: Level,
    /// The customer's full name.
    pub customer: String,
    /// Circuit number.
    pub circuit_no: String,
    /// Where the work stands.
    pub where_now: WhereNow,
    /// Who does it.
    pub assignee: Option<PersonRef>,
    /// The clock that leads: the strictest that still runs, else the last one met.
    pub clock: Option<Clock>,
    /// Clocks of this job that still run, the leading one too.
    pub clocks_running: u32,
    /// Those of them that are over.
    pub clocks_over: u32,
    /// Proposals, requests and documents that only headquarters can answer.
    pub decisions: u32,
    /// How many things the rules still miss.
    pub missing: u32,
    /// How many flags and conflicts a person must look at.
    pub flags: u32,
    /// The assignee's device.
    pub device: Option<DeviceRef>,
    /// The newest change of this job.
    pub change: u64,
}

/// Where the work stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WhereNow {
    /// The coarse state.
    pub phase: JobPhase,
    /// The state of its kind that the work has reached.
    pub state: Option<Text>,
    /// The step that is open, when work has begun.
    pub step: Option<Text>,
    /// Steps closed so far.
    pub steps_done: u32,
    /// Steps of this job kind.
    pub steps_total: u32,
    /// When the job's newest event happened.
    pub since: Option<DateTime<FixedOffset>>,
}

/// The coarse state of a job, from dispatch to closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum JobPhase {
    /// Dispatched, the device has not fetched it.
    Dispatched,
    /// The device has it, the engineer has not accepted it.
    Delivered,
    /// Accepted.
    Accepted,
    /// On the way.
    Departed,
    /// On site, working.
    OnSite,
    /// Circuit opened, papers not yet signed.
    Opened,
    /// The service works again, the ticket is not closed.
    Restored,
    /// Completed.
    Completed,
    /// Two people completed it; the report of record is not chosen yet.
    DoubleCompleted,
    /// Cancelled before any field work.
    Cancelled,
    /// Cancelled while somebody had worked on it.
    CancelledWithFieldWork,
}

/// One deadline of a job.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    /// Which clock: `opening`, or `promised` for the date promised to the customer.
    pub clock: String,
    /// What the clock is for.
    pub name: Text,
    /// The profile that asks for it; absent for a promise.
    pub profile: Option<Text>,
    /// When it began.
    pub started_at: DateTime<FixedOffset>,
    /// The deadline.
    pub due_at: DateTime<FixedOffset>,
    /// From when on it counts as due soon.
    pub warn_at: Option<DateTime<FixedOffset>>,
    /// When it was met.
    pub met_at: Option<DateTime<FixedOffset>>,
    /// Its state while answering.
    pub state: ClockState,
    /// The limit, when the clock counts working days.
    pub limit_workdays: Option<u32>,
    /// The limit in seconds without additions, when the clock runs round the clock.
    pub limit_s: Option<u64>,
    /// How long it stood still, in seconds.
    pub paused_s: u64,
    /// For a clock that comes back: the next time it comes due.
    pub next_due_at: Option<DateTime<FixedOffset>>,
    /// How many rounds of a clock that comes back were missed; 1 for a request that came too late.
    pub missed: u32,
    /// Whether an approved extension set the deadline.
    pub extended: bool,
    /// Whole working days between `now` and the deadline, when the clock counts working days.
    pub workdays_left: Option<i32>,
    /// Calendar version the deadline was computed with.
    pub calendar: Option<String>,
    /// Whether that calendar is not yet official for these days.
    pub provisional: bool,
    /// Time added, each with its reason.
    pub additions: Vec<ClockAddition>,
    /// Times the clock stood still.
    pub pauses: Vec<ClockPause>,
}

/// State of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ClockState {
    /// Runs, far from its deadline.
    Ontime,
    /// Runs, past its warning point or within the last hour.
    Soon,
    /// Ran out.
    Overdue,
    /// Stands still by approval.
    Paused,
    /// Met, or ended with the job.
    Done,
}

/// Time added to a clock.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClockAddition {
    /// Why.
    pub reason: Text,
    /// How much, in seconds.
    pub added_s: u32,
}

/// A time in which a clock stood still.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClockPause {
    /// From when.
    pub from: DateTime<FixedOffset>,
    /// Until when; absent while it lasts.
    pub until: Option<DateTime<FixedOffset>>,
    /// Why.
    pub reason: Text,
    /// Who approved it.
    pub approved_by: Option<PersonRef>,
}
