use chrono::{DateTime, FixedOffset};

use super::clocked;
use super::steps::{COMPLETED, StepState, missing, state_of, steps_of};
use crate::catalogue::{Answer, Catalogue, JobKind, Once, Severity, State, Step};
use crate::ids::EventId;
use crate::job::JobState;

/// Work that does not go on: somebody said "not now", or something objective is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obstacle<'a> {
    /// The step it keeps open.
    pub step: &'a Step,
    /// What was answered.
    pub answer: &'a Answer,
    /// The `answer.given`.
    pub event: EventId,
    /// In the engineer's words.
    pub remark: Option<&'a str>,
}

/// The state of the job's kind that has been reached: that of the last step closed, or the first of all; once the job
/// is reported complete, the one that came newest of those that wait for something else.
#[must_use]
pub fn state_reached<'a>(
    job: &JobState,
    catalogue: &'a Catalogue,
    now: DateTime<FixedOffset>,
) -> Option<&'a State> {
    let kind = catalogue.job_kind(&job.current_plan()?.kind)?;
    if job.milestones.contains_key(COMPLETED) {
        let closed = kind
            .states
            .iter()
            .find(|state| state.once == Some(Once::Settled));
        let closed = closed.filter(|_| is_settled(job, kind, catalogue, now));
        let come = kind.states.iter().filter_map(|state| {
            let at = came(state.once.as_ref()?, job)?;
            Some((at, state))
        });
        let newest = come.max_by_key(|(at, _)| *at).map(|(_, state)| state);
        if let Some(state) = closed.or(newest) {
            return Some(state);
        }
    }
    let reached = steps_of(job, catalogue)
        .into_iter()
        .filter(|step| state_of(job, step) != StepState::Open)
        .filter_map(|step| step.reaches.as_deref())
        .next_back();
    match reached {
        Some(key) => kind.states.iter().find(|state| state.key == key),
        None => kind.states.first(),
    }
}

/// When what a state waits for came last.
fn came(once: &Once, job: &JobState) -> Option<DateTime<FixedOffset>> {
    let Once::Event { kind, after, .. } = once else {
        return None;
    };
    let after = match after {
        Some(after) => Some(job.milestones.get(after)?.occurred_at.at),
        None => None,
    };
    let moments = job.moments.iter().filter(|moment| moment.kind == *kind);
    moments
        .map(|moment| moment.at.at)
        .filter(|at| after.is_none_or(|after| *at > after))
        .max()
}

fn is_settled(
    job: &JobState,
    kind: &JobKind,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> bool {
    let mut waited_for = kind.states.iter().filter_map(|state| state.once.as_ref());
    let has_come = |once: &Once| match once {
        Once::Event { optional: true, .. } | Once::Settled => true,
        Once::Event { .. } => came(once, job).is_some(),
    };
    let mended = job.trade.rectified.as_ref().map(|mended| mended.at.at);
    let mut failures = job.trade.failures.iter();
    let mut clocks = clocked::all(job, catalogue).filter(|clock| clock.profile.is_some());
    waited_for.all(has_come)
        && failures.all(|failure| mended.is_some_and(|mended| mended >= failure.at.at))
        && clocks.all(|clock| clock.met_at.is_some())
        && missing(job, catalogue, None, now)
            .iter()
            .all(|missing| missing.severity != Severity::Must)
}

/// Answers that keep a step open, in the order of the steps.
#[must_use]
pub fn obstacles<'a>(job: &'a JobState, catalogue: &'a Catalogue) -> Vec<Obstacle<'a>> {
    steps_of(job, catalogue)
        .into_iter()
        .filter(|step| state_of(job, step) == StepState::Open)
        .flat_map(|step| {
            let questions = step.questions.iter();
            questions.filter_map(move |question| {
                let field = job.answers.get(&format!("{}/{}", step.key, question.key))?;
                let given = field.latest()?;
                let mut offered = question.answers.iter();
                let answer = offered.find(|answer| answer.key == given.value.value)?;
                answer.blocks.then_some(Obstacle {
                    step,
                    answer,
                    event: given.event,
                    remark: given.value.remark.as_deref(),
                })
            })
        })
        .collect()
}
