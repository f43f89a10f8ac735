use chrono::{DateTime, FixedOffset};

use super::steps::{lacks_of, state_of};
use super::{Bench, Missing, MissingGroup, StepState, steps_of};
use crate::catalogue::Catalogue;
use crate::job::JobState;

/// What the steps closed with a reason lack and [`super::missing`] no longer lists: it keeps nothing open, and a paper
/// still says it.
#[must_use]
pub fn excused(job: &JobState, catalogue: &Catalogue, now: DateTime<FixedOffset>) -> Vec<Missing> {
    let Some(bench) = Bench::of(job, catalogue, now) else {
        return Vec::new();
    };
    steps_of(job, catalogue)
        .into_iter()
        .filter(|step| state_of(job, step) == StepState::ClosedWithReason)
        .flat_map(|step| lacks_of(&bench, step))
        .filter(|missing| missing.group != MissingGroup::Afterwards)
        .collect()
}
