use chrono::{DateTime, FixedOffset};

use super::clocked;
use super::steps::{COMPLETED, StepState, missing, state_of, steps_of};
use crate::catalogue::{Answer, Catalogue, Once, Severity, State, Step};
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
/// is reported complete, the last of those that wait for something else.
#[must_use]
pub fn state_reached<'a>(
    job: &JobState,
    catalogue: &'a Catalogue,
    now: DateTime<FixedOffset>,
) -> Option<&'a State> {
    let kind = catalogue.job_kind(&job.current_plan()?.kind)?;
    let waited_for = |state: &&State| {
        let mut once = state.once.iter();
        once.any(|once| has_come(once, job, catalogue, now))
    };
    if job.milestones.contains_key(COMPLETED)
        && let Some(state) = kind.states.iter().rfind(waited_for)
    {
        return Some(state);
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

fn has_come(
    once: &Once,
    job: &JobState,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> bool {
    match once {
        Once::Event { kind, after: None } => job.milestones.contains_key(kind),
        Once::Event {
            kind,
            after: Some(after),
        } => job.milestones.get(after).is_some_and(|before| {
            let mut later = job.moments.iter().filter(|moment| moment.kind == *kind);
            later.any(|moment| moment.at.at > before.occurred_at.at)
        }),
        Once::Settled => {
            missing(job, catalogue, None, now)
                .iter()
                .all(|missing| missing.severity != Severity::Must)
                && clocked::all(job, catalogue).all(|clock| clock.met_at.is_some())
        }
    }
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
