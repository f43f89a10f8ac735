//! Names of the trade: what an entry, a flag or a missing thing is about.

use lineproof_domain::catalogue::{self, Catalogue};
use lineproof_domain::registry::body::Scope;
use lineproof_i18n::Language;

use crate::api::dto::Text;

/// A text of the catalogue as it travels.
pub(in crate::api) fn text(text: &catalogue::Text) -> Text {
    Text {
        zh: text.zh.clone(),
        en: text.en.clone(),
    }
}

/// A text of the messages in both languages.
pub(super) fn message(key: &str) -> Text {
    told(key, &[])
}

/// A text of the messages in both languages, with what stands in it.
pub(super) fn told(key: &str, args: &[(&str, &str)]) -> Text {
    let args: Vec<_> = args
        .iter()
        .map(|(name, value)| (*name, lineproof_i18n::Value::try_number(value)))
        .collect();
    Text {
        zh: lineproof_i18n::text(Language::ZhCn, key, &args),
        en: lineproof_i18n::text(Language::En, key, &args),
    }
}

/// A code of the record in words.
pub(super) fn word(sort: &str, code: &str) -> Text {
    let key = match (sort, code) {
        ("side", "carrier") => "console-word-side-carrier",
        ("side", "customer") => "console-word-side-customer",
        ("side", "third_party") => "console-word-side-third-party",
        ("side", "force_majeure") => "console-word-side-force-majeure",
        ("side", "other") => "console-word-side-other",
        ("side", "unknown") => "console-word-side-unknown",
        ("extension", "customer") => "console-word-extension-customer",
        ("grade", "1") => "console-word-grade-1",
        ("grade", "2") => "console-word-grade-2",
        ("grade", "3") => "console-word-grade-3",
        ("inspection", "ok") => "console-word-inspection-ok",
        ("inspection", "abnormal") => "console-word-inspection-abnormal",
        ("inspection", "na") => "console-word-inspection-na",
        ("loop", "near") => "console-word-loop-near",
        ("loop", "far") => "console-word-loop-far",
        ("loop", "hard") => "console-word-loop-hard",
        ("loop", "soft") => "console-word-loop-soft",
        ("direction", "a_to_z") => "document-direction-a-to-z",
        ("direction", "z_to_a") => "document-direction-z-to-a",
        ("direction", "both") => "document-direction-both",
        ("role", "duty") => "console-word-role-duty",
        ("role", "outsourced") => "console-word-role-outsourced",
        ("role", "cooperating") => "console-word-role-cooperating",
        ("role", "leader") => "console-word-role-leader",
        ("role", "customer") => "console-word-role-customer",
        ("resource", "existing") => "console-word-resource-existing",
        ("resource", "core_missing") => "console-word-resource-core-missing",
        ("resource", "by_optimisation") => "console-word-resource-by-optimisation",
        ("resource", "build") => "console-word-resource-build",
        ("resource", "not_feasible") => "console-word-resource-not-feasible",
        _ => return unlisted(code),
    };
    message(key)
}

/// A code that the catalogue of the job does not know: said to be one.
pub(super) fn unlisted(code: &str) -> Text {
    told("console-word-unlisted", &[("code", code)])
}

/// What somebody wrote, as it is.
pub(super) fn verbatim(code: &str) -> Text {
    Text {
        zh: code.to_owned(),
        en: code.to_owned(),
    }
}

pub(super) fn step(catalogue: &Catalogue, kind: &str, step: &str) -> Text {
    catalogue
        .job_kind(kind)
        .and_then(|kind| kind.step(step))
        .map_or_else(|| unlisted(step), |step| text(&step.title))
}

pub(super) fn question(catalogue: &Catalogue, kind: &str, step: &str, item: &str) -> Text {
    if let Some(key) = item.strip_prefix("inspection.") {
        return inspection_item(catalogue, key);
    }
    if let Some(asked) = item.strip_prefix("triage.") {
        return triage_question(catalogue, asked);
    }
    find_question(catalogue, kind, step, item)
        .map_or_else(|| unlisted(item), |question| text(&question.ask))
}

/// The answer in words, when it is one of the question's.
pub(super) fn answer(
    catalogue: &Catalogue,
    kind: &str,
    step: &str,
    item: &str,
    value: &str,
) -> Option<Text> {
    if item.starts_with("inspection.") {
        return Some(word("inspection", value));
    }
    if let Some(asked) = item.strip_prefix("triage.") {
        return triage_answer(catalogue, asked, value);
    }
    let question = find_question(catalogue, kind, step, item)?;
    let answer = question.answers.iter().find(|answer| answer.key == value);
    answer
        .map(|answer| text(&answer.text))
        .or_else(|| yes_or_no(question.kind == catalogue::QuestionKind::Check, value))
}

/// `symptom`, or `<table>.<question>`.
fn triage_question(catalogue: &Catalogue, asked: &str) -> Text {
    if asked == "symptom" {
        return message("console-word-symptom");
    }
    find_triage(catalogue, asked).map_or_else(|| unlisted(asked), |question| text(&question.ask))
}

fn triage_answer(catalogue: &Catalogue, asked: &str, value: &str) -> Option<Text> {
    if asked == "symptom" {
        return Some(symptom(catalogue, value));
    }
    let answers = &find_triage(catalogue, asked)?.answers;
    let answer = answers.iter().find(|answer| answer.key == value)?;
    Some(text(&answer.text))
}

fn find_triage<'a>(catalogue: &'a Catalogue, asked: &str) -> Option<&'a catalogue::TriageQuestion> {
    let (table, key) = asked.split_once('.')?;
    let questions = &catalogue.triage(table)?.questions;
    questions.iter().find(|question| question.key == key)
}

fn find_question<'a>(
    catalogue: &'a Catalogue,
    kind: &str,
    step: &str,
    item: &str,
) -> Option<&'a catalogue::Question> {
    let step = catalogue.job_kind(kind)?.step(step)?;
    step.questions.iter().find(|question| question.key == item)
}

/// A measured value in words, when it is a choice or a yes or no.
pub(super) fn choice(metric: &catalogue::Metric, value: &str) -> Option<Text> {
    let choice = metric.choices.iter().find(|choice| choice.key == value);
    choice
        .map(|choice| text(&choice.text))
        .or_else(|| yes_or_no(metric.kind == catalogue::MetricKind::YesNo, value))
}

fn yes_or_no(is_asked: bool, value: &str) -> Option<Text> {
    match value {
        "yes" if is_asked => Some(message("document-yes")),
        "no" if is_asked => Some(message("document-no")),
        _ => None,
    }
}

/// `I05 装前机柜`.
pub(super) fn photo(catalogue: &Catalogue, slot: &str) -> Text {
    catalogue.photo_place(slot).map_or_else(
        || unlisted(slot),
        |place| {
            let title = place.title();
            Text {
                zh: format!("{} {}", place.slot.code, title.zh),
                en: format!("{} {}", place.slot.code, title.en),
            }
        },
    )
}

pub(super) fn metric(catalogue: &Catalogue, metric: &str) -> Text {
    catalogue
        .metric(metric)
        .map_or_else(|| unlisted(metric), |metric| text(&metric.title))
}

/// `S01 客户机房进不去`.
pub(super) fn suspend_reason(catalogue: &Catalogue, code: &str) -> Text {
    catalogue
        .suspend_reason(code)
        .map_or_else(|| unlisted(code), |reason| coded(code, &reason.title))
}

/// `C-OPT-01 光缆被挖断`.
pub(super) fn cause(catalogue: &Catalogue, code: &str) -> Text {
    catalogue
        .cause(code)
        .map_or_else(|| unlisted(code), |cause| coded(code, &cause.title))
}

/// `Y01 业务全断`.
pub(super) fn symptom(catalogue: &Catalogue, code: &str) -> Text {
    catalogue
        .symptom(code)
        .map_or_else(|| unlisted(code), |symptom| coded(code, &symptom.title))
}

/// `07 电源电压`.
pub(super) fn inspection_item(catalogue: &Catalogue, key: &str) -> Text {
    catalogue
        .inspection_item(key)
        .map_or_else(|| unlisted(key), |item| coded(key, &item.title))
}

fn coded(code: &str, title: &catalogue::Text) -> Text {
    Text {
        zh: format!("{code} {}", title.zh),
        en: format!("{code} {}", title.en),
    }
}

pub(super) fn document(catalogue: &Catalogue, document: &str) -> Text {
    catalogue
        .document(document)
        .map_or_else(|| unlisted(document), |document| text(&document.title))
}

pub(super) fn instrument(catalogue: &Catalogue, instrument: &str) -> Text {
    catalogue.instrument(instrument).map_or_else(
        || unlisted(instrument),
        |instrument| text(&instrument.title),
    )
}

/// A test: its template, here or from end to end.
pub(super) fn test(catalogue: &Catalogue, template: &str, scope: Scope) -> Text {
    let mut known = catalogue.templates.iter();
    let known = known.find(|known| known.key == template);
    let name = known.map_or_else(|| verbatim(template), |known| text(&known.title));
    let way = message(match scope {
        Scope::Local => "console-test-local",
        Scope::EndToEnd => "console-test-end-to-end",
    });
    Text {
        zh: format!("{}，{}", name.zh, way.zh),
        en: format!("{}, {}", name.en, way.en),
    }
}

/// What a field of the record is called: `measurement:local/internet.ping/1`, `photo:I05`, `answer:step/item`.
pub(super) fn field(catalogue: &Catalogue, kind: &str, field: &str) -> Text {
    let Some((sort, rest)) = field.split_once(':') else {
        return unlisted(field);
    };
    let mut parts = rest.split('/');
    let (first, second) = (parts.next().unwrap_or(rest), parts.next());
    match (sort, second) {
        ("measurement", Some(key)) => metric(catalogue, key),
        ("test_run", Some(key)) => test(
            catalogue,
            key,
            if first == Scope::Local.as_str() {
                Scope::Local
            } else {
                Scope::EndToEnd
            },
        ),
        ("answer", Some(item)) => question(catalogue, kind, first, item),
        ("step", _) => step(catalogue, kind, first),
        ("photo", _) => photo(catalogue, first),
        _ => unlisted(rest),
    }
}
