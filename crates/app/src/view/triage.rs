use lineproof_domain::catalogue::{Symptom, TriageAnswer};
use lineproof_domain::rules::triage::{self, Asked};

use super::ViewContext;
use super::words::{both, words};
use crate::dto::{SymptomChoice, Triage, TriageAsked, TriageChoice, TriageOutcome, Words};

/// The fault as far as the questions have narrowed it down.
pub(super) fn triage(step: &str, context: &ViewContext<'_>) -> Triage {
    let walk = triage::walk(context.state, context.catalogue);
    let (path, current, outcome) = match walk {
        None => (Vec::new(), None, None),
        Some(walk) => (
            walk.answered
                .into_iter()
                .map(|(at, value)| asked(at, Some(value), context))
                .collect(),
            walk.current.map(|at| asked(at, None, context)),
            walk.outcome.map(|led| TriageOutcome {
                cause: led.cause.map(|code| cause(&code, context)),
                advice: led.advice.map(words),
            }),
        ),
    };
    let said = context.state.answer(step, triage::SYMPTOM);
    Triage {
        symptoms: symptoms(context).map(choice).collect(),
        symptom_item: triage::SYMPTOM.to_owned(),
        symptom: said.map(|said| said.value.clone()),
        suggested: suggested(context),
        path,
        current,
        outcome,
    }
}

/// What can be noticed on the job's service.
pub(crate) fn symptoms<'a>(context: &ViewContext<'a>) -> impl Iterator<Item = &'a Symptom> {
    let service = &context.plan.service;
    let known = context.catalogue.symptoms.iter();
    known.filter(move |symptom| symptom.services.is_empty() || symptom.services.contains(service))
}

fn choice(symptom: &Symptom) -> SymptomChoice {
    SymptomChoice {
        code: symptom.code.clone(),
        name: words(&symptom.title),
    }
}

fn suggested(context: &ViewContext<'_>) -> Option<String> {
    let ticket = context.state.trade.fault.as_ref();
    let noticed = ticket.and_then(|ticket| ticket.value.symptom.clone());
    noticed.or_else(|| context.plan.details.symptom.clone())
}

fn asked(at: Asked<'_>, value: Option<String>, context: &ViewContext<'_>) -> TriageAsked {
    let answers = at.question.answers.iter();
    TriageAsked {
        item: at.item(),
        ask: words(&at.question.ask),
        how: words(&at.question.how),
        answers: answers
            .map(|answer| TriageChoice {
                value: answer.key.clone(),
                name: words(&answer.text),
                leads: leads(at, answer, context),
            })
            .collect(),
        value,
    }
}

fn leads(at: Asked<'_>, answer: &TriageAnswer, context: &ViewContext<'_>) -> Option<Words> {
    if let Some(next) = &answer.next {
        let table = context.catalogue.triage(at.table)?;
        let known = table.questions.iter().find(|known| known.key == *next);
        return match known {
            Some(question) => Some(words(&question.ask)),
            None => Some(words(&context.catalogue.triage(next)?.title)),
        };
    }
    match (&answer.cause, &answer.advice) {
        (Some(code), _) => Some(cause(code, context)),
        (None, advice) => advice.as_ref().map(words),
    }
}

fn cause(code: &str, context: &ViewContext<'_>) -> Words {
    let known = context.catalogue.cause(code);
    known.map_or_else(|| both(code, code), |known| words(&known.title))
}
