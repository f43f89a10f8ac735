use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::gates::{missing_evidence, missing_marks};
use super::inspection::missing_items;
use super::measured::{missing_metrics, missing_test_runs};
use super::photos::missing_photos;
use super::questions::missing_answers;
use super::records::missing_records;
use super::triage::missing_triage;
use super::{Bench, Missing, MissingCount, MissingGroup, MissingItem};
use crate::catalogue::{Catalogue, Gate, Step};
use crate::job::{Field, JobState};

/// The mark that ends a job.
pub(super) const COMPLETED: &str = "job.completed";

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Not closed.
    Open,
    /// Closed.
    Closed,
    /// Closed with a reason, because the site made something impossible: flagged.
    ClosedWithReason,
}

/// A step of a job with what it lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct StepStatus<'a> {
    /// The step.
    pub step: &'a Step,
    /// How it stands.
    pub state: StepState,
    /// True for the step the engineer is led to now.
    pub is_current: bool,
    /// What it lacks.
    pub missing: Vec<Missing>,
}

impl StepStatus<'_> {
    /// How much is missing.
    #[must_use]
    pub fn count(&self) -> MissingCount {
        MissingCount::of(&self.missing)
    }
}

/// The steps of a job in order: those of its kind that its office role has, without those that an answer has made
/// superfluous.
#[must_use]
pub fn steps_of<'a>(job: &JobState, catalogue: &'a Catalogue) -> Vec<&'a Step> {
    let Some(plan) = job.current_plan() else {
        return Vec::new();
    };
    let kind = catalogue.job_kind(&plan.kind);
    let is_ours = |step: &&Step| step.only_for.is_none_or(|role| role == plan.office_role);
    let answer_of = |step: &str, question: &str| Some(job.answer(step, question)?.value.as_str());
    let is_skipped = |step: &Step| {
        let skip = step.skip_if.as_ref();
        skip.is_some_and(|condition| condition.holds(answer_of))
    };
    kind.into_iter()
        .flat_map(|kind| &kind.steps)
        .filter(is_ours)
        .filter(|step| !is_skipped(step))
        .collect()
}

/// The first step that is not closed.
#[must_use]
pub fn current_step<'a>(job: &JobState, catalogue: &'a Catalogue) -> Option<&'a Step> {
    steps_of(job, catalogue)
        .into_iter()
        .find(|step| state_of(job, step) == StepState::Open)
}

/// Every step with its state and what it lacks; the groups are reckoned from the current step.
#[must_use]
pub fn overview<'a>(
    job: &'a JobState,
    catalogue: &'a Catalogue,
    now: DateTime<FixedOffset>,
) -> Vec<StepStatus<'a>> {
    let current = current_step(job, catalogue).map(|step| step.key.as_str());
    let Some(bench) = Bench::of(job, catalogue, now) else {
        return Vec::new();
    };
    steps_of(job, catalogue)
        .into_iter()
        .map(|step| {
            let is_current = current == Some(step.key.as_str());
            let missing = missing_of(&bench, step, is_current);
            StepStatus {
                step,
                state: state_of(job, step),
                is_current,
                missing,
            }
        })
        .collect()
}

/// Everything that is missing in a job, step by step. `here` is the step on screen, whose things
/// come under "this step"; where absent, the current one.
#[must_use]
pub fn missing(
    job: &JobState,
    catalogue: &Catalogue,
    here: Option<&str>,
    now: DateTime<FixedOffset>,
) -> Vec<Missing> {
    let Some(bench) = Bench::of(job, catalogue, now) else {
        return Vec::new();
    };
    let current = current_step(job, catalogue).map(|step| step.key.as_str());
    let here = here.or(current);
    steps_of(job, catalogue)
        .into_iter()
        .flat_map(|step| missing_of(&bench, step, here == Some(step.key.as_str())))
        .collect()
}

/// Whether a step can be closed without a reason.
///
/// # Errors
/// The musts it lacks.
pub fn can_close(
    job: &JobState,
    catalogue: &Catalogue,
    step: &str,
    now: DateTime<FixedOffset>,
) -> Result<(), Vec<Missing>> {
    let of_step = missing(job, catalogue, Some(step), now)
        .into_iter()
        .filter(|missing| missing.step == step);
    nothing_but_shoulds(of_step)
}

/// Whether the job can be reported complete: no step lacks a must, apart from the report itself.
///
/// # Errors
/// The musts it lacks.
pub fn can_complete(
    job: &JobState,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> Result<(), Vec<Missing>> {
    nothing_but_shoulds(waits_of_completion(missing(job, catalogue, None, now)))
}

/// The musts among everything missing in a job that reporting complete waits for: all but the report itself.
pub fn waits_of_completion(
    missing: impl IntoIterator<Item = Missing>,
) -> impl Iterator<Item = Missing> {
    let report = MissingItem::Mark {
        event: COMPLETED.to_owned(),
    };
    missing
        .into_iter()
        .filter(move |missing| missing.is_must() && missing.what != report)
}

fn nothing_but_shoulds(missing: impl Iterator<Item = Missing>) -> Result<(), Vec<Missing>> {
    let musts: Vec<Missing> = missing.filter(Missing::is_must).collect();
    if musts.is_empty() { Ok(()) } else { Err(musts) }
}

/// Reporting complete closes the step that reports it: nobody has to close it once more.
pub(super) fn state_of(job: &JobState, step: &Step) -> StepState {
    let reports = |gate: &Gate| matches!(gate, Gate::Mark(event) if event == COMPLETED);
    let is_reported = job.milestones.contains_key(COMPLETED) && step.gates.iter().any(reports);
    match job.closed_steps.get(&step.key).and_then(Field::latest) {
        None if is_reported => StepState::Closed,
        None => StepState::Open,
        Some(closed) if closed.value.reason.is_some() => StepState::ClosedWithReason,
        Some(_) => StepState::Closed,
    }
}

/// What a step lacks. One that was closed with a reason lacks nothing any more but what can
/// still be done afterwards.
fn missing_of(bench: &Bench<'_>, step: &Step, is_here: bool) -> Vec<Missing> {
    let excused = state_of(bench.job, step) == StepState::ClosedWithReason;
    let mut found = lacks_of(bench, step);
    found.retain(|missing| !excused || missing.group == MissingGroup::Afterwards);
    let own_group = MissingGroup::from(step.group);
    for missing in found
        .iter_mut()
        .filter(|missing| is_here && missing.group == own_group)
    {
        missing.group = MissingGroup::ThisStep;
    }
    found
}

/// What a step lacks, whether it was closed with a reason or not.
pub(super) fn lacks_of(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let mut found = missing_marks(bench, step);
    found.extend(missing_answers(bench, step));
    found.extend(missing_photos(bench, step));
    found.extend(missing_metrics(bench, step));
    found.extend(missing_test_runs(bench, step));
    found.extend(missing_items(bench, step));
    found.extend(missing_triage(bench, step));
    found.extend(missing_records(bench, step));
    found.extend(missing_evidence(bench, step));
    found
}
