//! Gates: what is still missing before a step closes and before the engineer leaves.
//!
//! The device shows the list; headquarters' review computes the same list from the same events.

mod clocked;
mod excused;
mod gates;
mod inspection;
mod measured;
mod missing;
mod papers;
mod photos;
mod questions;
mod records;
mod standing;
mod steps;
mod suspension;
mod traced;
pub mod triage;

pub use excused::excused;
pub use inspection::{inspection_items, proposed_due};
pub use measured::{judge_context, verdicts};
pub use missing::{Missing, MissingCount, MissingGroup, MissingItem, MissingReason, RecordPart};
pub use papers::{waits_of_document, wants_document};
pub use records::has_record;
pub use standing::{Obstacle, obstacles, state_reached};
pub use steps::{
    StepState, StepStatus, can_close, can_complete, current_step, missing, overview, steps_of,
    waits_of_completion,
};
pub use suspension::{lacks_of_suspension, longest_stop, suspension_terms, suspensions_taken};
pub use traced::{
    TraceValue, WAVELENGTH_TOLERANCE_NM, is_same_wavelength, trace_of_wavelength, values_from_trace,
};

use chrono::{DateTime, FixedOffset};

use crate::catalogue::{Catalogue, Level, Need, Record, Severity, Step, StepGroup, Told};
use crate::clock::ClockState;
use crate::job::{Field, JobState};
use crate::registry::plan::{OfficeRole, Plan};

/// One job under its catalogue at one moment: what every gate looks at.
#[derive(Clone, Copy)]
struct Bench<'a> {
    job: &'a JobState,
    plan: &'a Plan,
    catalogue: &'a Catalogue,
    now: DateTime<FixedOffset>,
}

/// How much something is wanted for a job. A level that nobody knows counts as standard.
#[must_use]
pub fn severity(need: &Need, job: &JobState, catalogue: &Catalogue) -> Severity {
    let plan = job.current_plan();
    let level = plan.and_then(|plan| catalogue.level(&plan.level));
    need.severity(
        level.unwrap_or(Level::Standard),
        &Recorded { job, catalogue },
    )
}

/// What a job has recorded, under its catalogue.
struct Recorded<'a> {
    job: &'a JobState,
    catalogue: &'a Catalogue,
}

impl Told for Recorded<'_> {
    fn answer(&self, step: &str, question: &str) -> Option<&str> {
        Some(self.job.answer(step, question)?.value.as_str())
    }

    fn has(&self, record: Record) -> bool {
        has_record(self.job, record)
    }

    fn is_watched(&self) -> bool {
        let found = self.job.trade.cause.as_ref().and_then(Field::latest);
        let known = found.and_then(|found| self.catalogue.cause(&found.value.cause));
        known.is_some_and(|cause| cause.watch)
    }

    fn goes_on(&self, metric: &str) -> bool {
        let metric = self.catalogue.metric(metric);
        metric.is_some_and(|metric| measured::goes_on(self.job, self.catalogue, metric))
    }

    fn measured(&self, metric: &str) -> Option<&str> {
        measured::recorded(self.job, metric)
    }

    fn role(&self) -> Option<OfficeRole> {
        Some(self.job.current_plan()?.office_role)
    }

    fn has_clock(&self, clock: &str) -> bool {
        clocked::states(self.job, self.catalogue, clock)
            .next()
            .is_some()
    }

    fn missed(&self, clock: &str) -> bool {
        clocked::states(self.job, self.catalogue, clock).any(|state| state == ClockState::Breached)
    }
}

impl<'a> Bench<'a> {
    /// None before the job's plan has arrived.
    fn of(job: &'a JobState, catalogue: &'a Catalogue, now: DateTime<FixedOffset>) -> Option<Self> {
        Some(Self {
            job,
            plan: job.current_plan()?,
            catalogue,
            now,
        })
    }

    /// A missing thing of `step`; none where it is not asked for.
    fn lack(
        &self,
        step: &Step,
        need: &Need,
        what: MissingItem,
        reason: MissingReason,
    ) -> Option<Missing> {
        self.lacking(step, severity(need, self.job, self.catalogue), what, reason)
    }

    /// The same, where it is known how much it is wanted.
    fn lacking(
        &self,
        step: &Step,
        severity: Severity,
        what: MissingItem,
        reason: MissingReason,
    ) -> Option<Missing> {
        (severity != Severity::Info).then(|| Missing {
            group: MissingGroup::from(step.group),
            step: step.key.clone(),
            what,
            reason,
            severity,
        })
    }
}

impl From<StepGroup> for MissingGroup {
    fn from(group: StepGroup) -> Self {
        match group {
            StepGroup::BeforeLeaving => Self::BeforeLeaving,
            StepGroup::Afterwards => Self::Afterwards,
        }
    }
}

#[cfg(test)]
mod tests;
