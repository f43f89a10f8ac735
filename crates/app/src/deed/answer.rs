use lineproof_domain::catalogue::{Catalogue, Question, QuestionKind, Step};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::AnswerGiven;
use lineproof_domain::rules::{self, triage};

use super::measure::read;
use super::{MAX_TEXT_CHARS, optional_text, text};
use crate::app::App;
use crate::device::OpenJob;
use crate::dto::{AnswerInput, AppError, ErrorCode, JobView};

const CHECK_ANSWERS: [&str; 3] = ["yes", "no", "na"];
const INSPECTION_ANSWERS: [&str; 3] = ["ok", "abnormal", "na"];

impl App {
    /// Answers a question of a step; answering again corrects the earlier answer.
    pub fn give_answer(&self, job: &str, input: &AnswerInput) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let kind = open
                .catalogue
                .job_kind(&open.plan.kind)
                .ok_or(ErrorCode::JobWaitingRules)?;
            let step = kind.step(&input.step).ok_or(ErrorCode::StepUnknown)?;
            let body = Body::AnswerGiven(AnswerGiven {
                step: input.step.clone(),
                item: input.item.clone(),
                value: checked(step, input, open)?,
                remark: optional_text(input.remark.as_deref(), MAX_TEXT_CHARS)?,
            });
            let key = format!("{}/{}", input.step, input.item);
            let mut event = device
                .event(open, body)
                .clearing_draft(format!("answer:{key}"));
            for earlier in open
                .state
                .answers
                .get(&key)
                .into_iter()
                .flat_map(|field| &field.values)
            {
                event = event.superseding(earlier.event);
            }
            Ok(vec![event])
        })
    }
}

/// The value where the step asks for the item and offers it.
fn checked(step: &Step, input: &AnswerInput, open: &OpenJob) -> Result<String, AppError> {
    let (item, value) = (input.item.as_str(), input.value.as_str());
    if let Some(question) = step.questions.iter().find(|asked| asked.key == item) {
        return offered(question, value);
    }
    let is_offered = if let Some(key) = item.strip_prefix("inspection.") {
        let mut items = rules::inspection_items(&open.state, &open.catalogue, step).into_iter();
        items
            .any(|known| known.key == key)
            .then(|| INSPECTION_ANSWERS.contains(&value))
    } else if item == triage::SYMPTOM {
        step.triage.then(|| open.catalogue.symptom(value).is_some())
    } else {
        item.strip_prefix("triage.")
            .filter(|_| step.triage)
            .and_then(|asked| triage_offers(&open.catalogue, asked, value))
    };
    match is_offered {
        None => Err(AppError::new(ErrorCode::AnswerUnknown).with("item", item)),
        Some(true) => Ok(value.to_owned()),
        Some(false) => Err(AppError::new(ErrorCode::AnswerNotOffered).with("value", value)),
    }
}

/// Whether the question `<table>.<question>` has the answer; none where there is no such question.
fn triage_offers(catalogue: &Catalogue, asked: &str, value: &str) -> Option<bool> {
    let (table, question) = asked.split_once('.')?;
    let mut questions = catalogue.triage(table)?.questions.iter();
    let question = questions.find(|known| known.key == question)?;
    Some(question.answers.iter().any(|answer| answer.key == value))
}

fn offered(question: &Question, value: &str) -> Result<String, AppError> {
    let is_offered = match question.kind {
        QuestionKind::Check => CHECK_ANSWERS.contains(&value),
        QuestionKind::Choice => question.answers.iter().any(|answer| answer.key == value),
        QuestionKind::Text => return text(value, MAX_TEXT_CHARS),
        QuestionKind::Number => {
            let unit = question.unit.as_deref().unwrap_or_default();
            return Ok(read(value, unit)?.to_string());
        }
        QuestionKind::Day => return formed(question, value, ErrorCode::ValueNotDay),
        QuestionKind::Period => return formed(question, value, ErrorCode::ValueNotPeriod),
        QuestionKind::Coordinates => {
            return formed(question, value, ErrorCode::ValueNotCoordinates);
        }
    };
    if is_offered {
        return Ok(value.to_owned());
    }
    Err(AppError::new(ErrorCode::AnswerNotOffered).with("value", value))
}

fn formed(question: &Question, typed: &str, refused: ErrorCode) -> Result<String, AppError> {
    let read = question.kind.read(typed);
    read.ok_or_else(|| AppError::new(refused).with("value", typed))
}
