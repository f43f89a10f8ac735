use lineproof_domain::calendar::CHINA;
use lineproof_domain::catalogue::{Catalogue, Language, Piece, ScriptCard, ScriptVariable};

use super::ViewContext;
use super::words::words;
use crate::dto::{Card, CardBox, FilledWords, Lesson, Script, TextPart};

/// What a variable the engineer says himself looks like on the card.
const BLANK: &str = "____";

/// Everything there is to say and to heed on a job.
pub fn card_box(context: &ViewContext<'_>) -> CardBox {
    let family = family(&context.plan.kind);
    let scripts = context.catalogue.scripts.iter().map(|card| {
        let Script { when, say, avoid } = script(card, context);
        Card {
            code: card.code.clone(),
            when,
            say,
            avoid,
            fits: card.jobs.is_empty() || card.jobs.iter().any(|of| of == family),
        }
    });
    with_lessons(context.catalogue, scripts.collect())
}

/// Everything there is to say and to heed on any job, with the names of the engineer filled in.
pub fn common_cards(catalogue: &Catalogue, engineer: &str, company: &str) -> CardBox {
    let known = |variable| match variable {
        ScriptVariable::Engineer => Some(engineer.to_owned()),
        ScriptVariable::Company => Some(company.to_owned()),
        ScriptVariable::CustomerTitle
        | ScriptVariable::Job
        | ScriptVariable::Time
        | ScriptVariable::Service
        | ScriptVariable::Circuit
        | ScriptVariable::Manager
        | ScriptVariable::ManagerPhone
        | ScriptVariable::Matter
        | ScriptVariable::Item
        | ScriptVariable::FinishTime => None,
    };
    let scripts = catalogue.scripts.iter().map(|card| Card {
        code: card.code.clone(),
        when: words(&card.situation),
        say: FilledWords {
            zh: parts(card, Language::Chinese, known),
            en: parts(card, Language::English, known),
        },
        avoid: card.avoid.as_ref().map(words),
        fits: true,
    });
    with_lessons(catalogue, scripts.collect())
}

fn with_lessons(catalogue: &Catalogue, scripts: Vec<Card>) -> CardBox {
    let forbidden = catalogue.forbidden.iter().map(|category| Lesson {
        code: category.code.clone(),
        name: Some(words(&category.title)),
        text: words(&category.advice),
    });
    let conduct = catalogue.conduct.iter().map(|rule| Lesson {
        code: rule.code.clone(),
        name: None,
        text: words(&rule.rule),
    });
    CardBox {
        scripts,
        forbidden: forbidden.collect(),
        conduct: conduct.collect(),
    }
}

/// The family of jobs that cards are offered for.
fn family(kind: &str) -> &str {
    match kind {
        "fault_assist" | "fault_interruption" => "fault",
        "inspection" | "health_check" => "inspection",
        _ => "install",
    }
}

pub(super) fn script(card: &ScriptCard, context: &ViewContext<'_>) -> Script {
    Script {
        when: words(&card.situation),
        say: FilledWords {
            zh: parts(card, Language::Chinese, |variable| {
                value(variable, Language::Chinese, context)
            }),
            en: parts(card, Language::English, |variable| {
                value(variable, Language::English, context)
            }),
        },
        avoid: card.avoid.as_ref().map(words),
    }
}

fn parts(
    card: &ScriptCard,
    language: Language,
    known: impl Fn(ScriptVariable) -> Option<String>,
) -> Vec<TextPart> {
    // Loading the catalogue has ruled out broken placeholders.
    let pieces = card.fill(language, known);
    let part = |piece| match piece {
        Piece::Plain(text) => TextPart {
            text,
            filled: false,
        },
        Piece::Filled(text) => TextPart { text, filled: true },
        Piece::Blank(_) => TextPart {
            text: BLANK.to_owned(),
            filled: false,
        },
    };
    pieces.unwrap_or_default().into_iter().map(part).collect()
}

fn value(
    variable: ScriptVariable,
    language: Language,
    context: &ViewContext<'_>,
) -> Option<String> {
    let plan = context.plan;
    let assignee = context.state.assignee.as_ref().unwrap_or(&plan.assignee);
    Some(match variable {
        ScriptVariable::CustomerTitle => addressed(&plan.customer.contact, language),
        ScriptVariable::Company => assignee.company.clone(),
        ScriptVariable::Engineer => assignee.name.clone(),
        ScriptVariable::Job => context
            .catalogue
            .job_kind(&plan.kind)?
            .title
            .get(language)
            .to_owned(),
        ScriptVariable::Time => {
            let from = plan.appointment?.from.with_timezone(&CHINA);
            from.format("%H:%M").to_string()
        }
        ScriptVariable::Service => context
            .catalogue
            .service(&plan.service)?
            .title
            .get(language)
            .to_owned(),
        ScriptVariable::Circuit => said(&plan.circuit_no)?,
        ScriptVariable::Manager => said(&plan.manager.name)?,
        ScriptVariable::ManagerPhone => said(&plan.manager.phone)?,
        ScriptVariable::Matter | ScriptVariable::Item | ScriptVariable::FinishTime => return None,
    })
}

/// What the order does not say leaves a blank to fill in.
fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// 陈工, or the whole name where the title is no form of address.
fn addressed(contact: &lineproof_domain::registry::plan::Contact, language: Language) -> String {
    match language {
        Language::Chinese => {
            let spoken = [
                "工", "总", "主任", "经理", "女士", "先生", "老师", "主管", "科长", "处长",
            ];
            match contact.name.chars().next() {
                Some(family)
                    if contact.title.chars().count() <= 3
                        && spoken.iter().any(|ending| contact.title.ends_with(ending)) =>
                {
                    let title = contact.title.strip_prefix(family).unwrap_or(&contact.title);
                    format!("{family}{title}")
                }
                _ => contact.name.clone(),
            }
        }
        Language::English => contact.name.clone(),
    }
}
