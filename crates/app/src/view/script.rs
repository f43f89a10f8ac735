use lineproof_domain::catalogue::{Language, Piece, ScriptCard, ScriptVariable};

use super::ViewContext;
use super::words::words;
use crate::dto::{Card, CardBox, FilledWords, Lesson, Script, TextPart};

/// What a variable the engineer says himself looks like on the card.
const BLANK: &str = "____";

/// Everything there is to say and to heed.
pub fn card_box(context: &ViewContext<'_>) -> CardBox {
    let catalogue = context.catalogue;
    let family = family(&context.plan.kind);
    CardBox {
        scripts: catalogue
            .scripts
            .iter()
            .map(|card| {
                let Script { when, say, avoid } = script(card, context);
                Card {
                    code: card.code.clone(),
                    when,
                    say,
                    avoid,
                    fits: card.jobs.is_empty() || card.jobs.iter().any(|of| of == family),
                }
            })
            .collect(),
        forbidden: catalogue
            .forbidden
            .iter()
            .map(|category| Lesson {
                code: category.code.clone(),
                name: Some(words(&category.title)),
                text: words(&category.advice),
            })
            .collect(),
        conduct: catalogue
            .conduct
            .iter()
            .map(|rule| Lesson {
                code: rule.code.clone(),
                name: None,
                text: words(&rule.rule),
            })
            .collect(),
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
            zh: parts(card, Language::Chinese, context),
            en: parts(card, Language::English, context),
        },
        avoid: card.avoid.as_ref().map(words),
    }
}

fn parts(card: &ScriptCard, language: Language, context: &ViewContext<'_>) -> Vec<TextPart> {
    // Loading the catalogue has ruled out broken placeholders.
    let pieces = card.fill(language, |variable| value(variable, language, context));
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
        ScriptVariable::Time => plan.appointment?.from.format("%H:%M").to_string(),
        ScriptVariable::Service => context
            .catalogue
            .service(&plan.service)?
            .title
            .get(language)
            .to_owned(),
        ScriptVariable::Circuit => plan.circuit_no.clone(),
        ScriptVariable::Manager => plan.manager.name.clone(),
        ScriptVariable::ManagerPhone => plan.manager.phone.clone(),
        ScriptVariable::Matter | ScriptVariable::Item | ScriptVariable::FinishTime => return None,
    })
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
