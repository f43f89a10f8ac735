//! Narrowing a fault down: one question after another, each answer leads on (DOMAIN 5.2).

use super::{Bench, Missing, MissingItem, MissingReason};
use crate::catalogue::{Catalogue, Need, Step, Symptom, Text, TriageQuestion};
use crate::job::JobState;

/// The item that records the symptom.
pub const SYMPTOM: &str = "triage.symptom";

/// How far the questions have led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk<'a> {
    /// Questions answered so far, in order, with the answer's key.
    pub answered: Vec<(Asked<'a>, String)>,
    /// The question in hand; none at the end.
    pub current: Option<Asked<'a>>,
    /// Where they led; none while a question is open.
    pub outcome: Option<Led<'a>>,
}

/// A question in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Key of the table.
    pub table: &'a str,
    /// The question.
    pub question: &'a TriageQuestion,
}

impl Asked<'_> {
    /// The item its answer is recorded under.
    #[must_use]
    pub fn item(&self) -> String {
        format!("triage.{}.{}", self.table, self.question.key)
    }
}

/// Where the questions led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Led<'a> {
    /// Code of the suspected cause.
    pub cause: Option<String>,
    /// What to do.
    pub advice: Option<&'a Text>,
}

/// The step of a job that narrows the fault down.
#[must_use]
pub fn step_of<'a>(job: &JobState, catalogue: &'a Catalogue) -> Option<&'a Step> {
    super::steps_of(job, catalogue)
        .into_iter()
        .find(|step| step.triage)
}

/// The symptom as noted in the step, else as the ticket says, else as the plan says.
#[must_use]
pub fn symptom<'a>(job: &JobState, catalogue: &'a Catalogue, step: &str) -> Option<&'a Symptom> {
    let noted = job.answer(step, SYMPTOM).map(|given| &given.value);
    let ticket = job.trade.fault.as_ref();
    let reported = ticket.and_then(|ticket| ticket.value.symptom.as_ref());
    let plan = job.current_plan();
    let planned = plan.and_then(|plan| plan.details.symptom.as_ref());
    catalogue.symptom(noted.or(reported).or(planned)?)
}

/// The walk through the questions as the answers stand; none before the symptom is known. Answers to questions that
/// the way no longer passes stay in the record and are passed by.
#[must_use]
pub fn walk<'a>(job: &JobState, catalogue: &'a Catalogue) -> Option<Walk<'a>> {
    let step = step_of(job, catalogue)?;
    let table = catalogue.triage(&symptom(job, catalogue, &step.key)?.triage)?;
    let mut at = Asked {
        table: &table.key,
        question: table.questions.first()?,
    };
    let mut answered = Vec::new();
    loop {
        let given = job.answer(&step.key, &at.item());
        let chosen = given.and_then(|given| {
            let mut answers = at.question.answers.iter();
            answers.find(|answer| answer.key == given.value)
        });
        let Some(chosen) = chosen else {
            return Some(Walk {
                answered,
                current: Some(at),
                outcome: None,
            });
        };
        answered.push((at, chosen.key.clone()));
        let next = chosen
            .next
            .as_deref()
            .and_then(|next| follow(at, next, catalogue));
        match next {
            Some(next) => at = next,
            None => {
                return Some(Walk {
                    answered,
                    current: None,
                    outcome: Some(Led {
                        cause: chosen.cause.clone(),
                        advice: chosen.advice.as_ref(),
                    }),
                });
            }
        }
    }
}

/// The question that `next` names: one of the table, or the first of another table. Loading refuses circles.
fn follow<'a>(at: Asked<'a>, next: &str, catalogue: &'a Catalogue) -> Option<Asked<'a>> {
    let table = catalogue.triage(at.table)?;
    if let Some(question) = table.questions.iter().find(|known| known.key == next) {
        return Some(Asked { question, ..at });
    }
    let other = catalogue.triage(next)?;
    Some(Asked {
        table: &other.key,
        question: other.questions.first()?,
    })
}

/// The symptom is a must: tables and report need it. The questions behind it guide, and block nothing.
pub(super) fn missing_triage(bench: &Bench<'_>, step: &Step) -> Option<Missing> {
    if !step.triage {
        return None;
    }
    let open = |need: &Need, question: String, item: &str| {
        let answers = bench.job.answers.get(&format!("{}/{item}", step.key));
        let reason = match answers {
            None => MissingReason::Absent,
            Some(field) if field.is_disputed() => MissingReason::Disputed,
            Some(_) => MissingReason::Unreadable,
        };
        bench.lack(step, need, MissingItem::Triage { question }, reason)
    };
    match walk(bench.job, bench.catalogue) {
        None => open(&Need::Must, "symptom".to_owned(), SYMPTOM),
        Some(walk) => {
            let asked = walk.current?;
            let question = format!("{}.{}", asked.table, asked.question.key);
            open(&Need::Should, question, &asked.item())
        }
    }
}
