use lineproof_domain::catalogue::{Question, QuestionKind};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::AnswerGiven;

use super::{MAX_TEXT_CHARS, optional_text, text};
use crate::app::App;
use crate::dto::{AnswerInput, AppError, ErrorCode, JobView};

const CHECK_ANSWERS: [&str; 3] = ["yes", "no", "na"];

impl App {
    /// Answers a question of a step; answering again corrects the earlier answer.
    pub fn give_answer(&self, job: &str, input: &AnswerInput) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let kind = open
                .catalogue
                .job_kind(&open.plan.kind)
                .ok_or(ErrorCode::JobWaitingRules)?;
            let step = kind.step(&input.step).ok_or(ErrorCode::StepUnknown)?;
            let question = step.questions.iter().find(|asked| asked.key == input.item);
            let question = question
                .ok_or_else(|| AppError::new(ErrorCode::AnswerUnknown).with("item", &input.item))?;
            let body = Body::AnswerGiven(AnswerGiven {
                step: input.step.clone(),
                item: input.item.clone(),
                value: offered(question, &input.value)?,
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

fn offered(question: &Question, value: &str) -> Result<String, AppError> {
    let is_offered = match question.kind {
        QuestionKind::Check => CHECK_ANSWERS.contains(&value),
        QuestionKind::Choice => question.answers.iter().any(|answer| answer.key == value),
        QuestionKind::Text | QuestionKind::Number => return text(value, MAX_TEXT_CHARS),
    };
    if is_offered {
        return Ok(value.to_owned());
    }
    Err(AppError::new(ErrorCode::AnswerNotOffered).with("value", value))
}
