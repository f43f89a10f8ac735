//! Gates: what is still missing before a step closes and before the engineer leaves.
//!
//! The device shows the list; headquarters' review computes the same list from the same events.

mod gates;
mod measured;
mod missing;
mod photos;
mod questions;
mod steps;
mod traced;

pub use measured::{judge_context, verdicts};
pub use missing::{Missing, MissingGroup, MissingItem, MissingReason};
pub use steps::{
    StepState, StepStatus, can_close, can_complete, current_step, missing, overview, steps_of,
};
pub use traced::{TraceValue, WAVELENGTH_TOLERANCE_NM, trace_of_wavelength, values_from_trace};

use chrono::{DateTime, FixedOffset};

use crate::catalogue::{Catalogue, Level, Need, Severity, Step, StepGroup};
use crate::job::JobState;
use crate::registry::plan::Plan;

/// One job under its catalogue at one moment: what every gate looks at.
#[derive(Clone, Copy)]
struct Bench<'a> {
    job: &'a JobState,
    plan: &'a Plan,
    catalogue: &'a Catalogue,
    now: DateTime<FixedOffset>,
}

impl<'a> Bench<'a> {
    /// How much something is wanted for this job. A level that nobody knows counts as standard.
    fn severity(&self, need: &Need) -> Severity {
        let level = self.plan.level.parse().unwrap_or(Level::Standard);
        need.severity(level, |step, question| {
            Some(self.job.answer(step, question)?.value.as_str())
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
        let severity = self.severity(need);
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
