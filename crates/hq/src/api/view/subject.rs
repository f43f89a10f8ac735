//! Names of the trade: what an entry, a flag or a missing thing is about.

use lineproof_domain::catalogue::{self, Catalogue};
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
    Text {
        zh: lineproof_i18n::text(Language::ZhCn, key, &[]),
        en: lineproof_i18n::text(Language::En, key, &[]),
    }
}

/// A code that the catalogue does not know is shown as it is.
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
        .map_or_else(|| verbatim(step), |step| text(&step.title))
}

pub(super) fn question(catalogue: &Catalogue, kind: &str, step: &str, item: &str) -> Text {
    find_question(catalogue, kind, step, item)
        .map_or_else(|| verbatim(item), |question| text(&question.ask))
}

/// The answer in words, when it is one of the question's.
pub(super) fn answer(
    catalogue: &Catalogue,
    kind: &str,
    step: &str,
    item: &str,
    value: &str,
) -> Option<Text> {
    let question = find_question(catalogue, kind, step, item)?;
    let answer = question.answers.iter().find(|answer| answer.key == value);
    answer
        .map(|answer| text(&answer.text))
        .or_else(|| yes_or_no(question.kind == catalogue::QuestionKind::Check, value))
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
        || verbatim(slot),
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
        .map_or_else(|| verbatim(metric), |metric| text(&metric.title))
}

pub(super) fn document(catalogue: &Catalogue, document: &str) -> Text {
    catalogue
        .document(document)
        .map_or_else(|| verbatim(document), |document| text(&document.title))
}

pub(super) fn instrument(catalogue: &Catalogue, instrument: &str) -> Text {
    catalogue.instrument(instrument).map_or_else(
        || verbatim(instrument),
        |instrument| text(&instrument.title),
    )
}

/// What a field of the record is called: `measurement:local/internet.ping/1`, `photo:I05`, `answer:step/item`.
pub(super) fn field(catalogue: &Catalogue, kind: &str, field: &str) -> Text {
    let Some((sort, rest)) = field.split_once(':') else {
        return verbatim(field);
    };
    let mut parts = rest.split('/');
    let (first, second) = (parts.next().unwrap_or(rest), parts.next());
    match (sort, second) {
        ("measurement", Some(key)) => metric(catalogue, key),
        ("answer", Some(item)) => question(catalogue, kind, first, item),
        ("step", _) => step(catalogue, kind, first),
        ("photo", _) => photo(catalogue, first),
        _ => verbatim(rest),
    }
}
