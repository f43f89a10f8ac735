use chrono::TimeDelta;

use super::{Bench, Missing, MissingItem, MissingReason};
use crate::catalogue::{Need, Question, QuestionKind, Step};
use crate::decimal::Decimal;
use crate::registry::body::AnswerGiven;

/// The mark a watch starts from.
const RESTORED: &str = "service.restored";

/// How long a circuit is watched whose fault has no known cause.
const WATCH: TimeDelta = TimeDelta::hours(24);

/// Questions of a step that have no answer that counts.
pub(super) fn missing_answers(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    step.questions
        .iter()
        .filter_map(|question| {
            let reason = shortcoming(bench, step, question)?;
            let what = MissingItem::Answer {
                question: question.key.clone(),
            };
            bench.lack(step, &question.need, what, reason)
        })
        .collect()
}

fn shortcoming(bench: &Bench<'_>, step: &Step, question: &Question) -> Option<MissingReason> {
    let key = format!("{}/{}", step.key, question.key);
    let Some(field) = bench.job.answers.get(&key) else {
        return Some(MissingReason::Absent);
    };
    if field.is_disputed() {
        return Some(MissingReason::Disputed);
    }
    match field.latest() {
        None => Some(MissingReason::Absent),
        Some(current) => {
            judge_answer(question, &current.value).or_else(|| watch_to_come(bench, question))
        }
    }
}

/// What came of a watch can be said when it is over (DOMAIN 5.3, 5.4).
fn watch_to_come(bench: &Bench<'_>, question: &Question) -> Option<MissingReason> {
    if question.need != Need::WhenWatched {
        return None;
    }
    let restored = bench.job.milestones.get(RESTORED)?;
    let until = restored.occurred_at.at + WATCH;
    (bench.now < until).then_some(MissingReason::TooEarly { until })
}

fn judge_answer(question: &Question, given: &AnswerGiven) -> Option<MissingReason> {
    let has_remark = given
        .remark
        .as_ref()
        .is_some_and(|remark| !remark.trim().is_empty());
    match question.kind {
        QuestionKind::Check => match given.value.as_str() {
            "yes" => None,
            "no" => (!has_remark).then_some(MissingReason::RemarkWanted),
            _ => Some(MissingReason::Unreadable),
        },
        QuestionKind::Choice => {
            match question
                .answers
                .iter()
                .find(|answer| answer.key == given.value)
            {
                None => Some(MissingReason::Unreadable),
                Some(answer) if answer.blocks => Some(MissingReason::Blocked {
                    answer: answer.key.clone(),
                }),
                Some(answer) => {
                    (answer.remark && !has_remark).then_some(MissingReason::RemarkWanted)
                }
            }
        }
        QuestionKind::Text => given
            .value
            .trim()
            .is_empty()
            .then_some(MissingReason::Absent),
        QuestionKind::Day | QuestionKind::Period | QuestionKind::Coordinates => {
            let read = question.kind.read(&given.value);
            (read.as_deref() != Some(&*given.value)).then_some(MissingReason::Unreadable)
        }
        QuestionKind::Number => given
            .value
            .parse::<Decimal>()
            .err()
            .map(|_| MissingReason::Unreadable),
    }
}
