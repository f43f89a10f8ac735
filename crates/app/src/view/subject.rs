//! What a field of the record is called.

use lineproof_domain::catalogue::Text;

use super::ViewContext;
use super::words::{both, words};
use crate::dto::Words;

/// `measurement:local/internet.ping/1`, `photo:I05`, `answer:step/item` in the catalogue's words.
pub(super) fn subject(field: &str, context: &ViewContext<'_>) -> Words {
    let catalogue = context.catalogue;
    let (sort, rest) = field.split_once(':').unwrap_or((field, ""));
    let mut parts = rest.split('/');
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    let kind = catalogue.job_kind(&context.plan.kind);
    let step = kind.and_then(|kind| kind.step(first));
    let title: Option<&Text> = match (sort, second) {
        ("measurement", Some(key)) => catalogue.metric(key).map(|metric| &metric.title),
        ("answer", Some(item)) => step.and_then(|step| asked(step, item, context)),
        ("step", _) => step.map(|step| &step.title),
        ("photo", _) => return photo(first, context),
        _ => None,
    };
    title.map_or_else(unlisted, words)
}

fn asked<'a>(
    step: &'a lineproof_domain::catalogue::Step,
    item: &str,
    context: &ViewContext<'a>,
) -> Option<&'a Text> {
    if let Some(key) = item.strip_prefix("inspection.") {
        let item = context.catalogue.inspection_item(key);
        return item.map(|item| &item.title);
    }
    let question = step.questions.iter().find(|asked| asked.key == item);
    question.map(|question| &question.ask)
}

fn photo(slot: &str, context: &ViewContext<'_>) -> Words {
    context
        .catalogue
        .photo_place(slot)
        .map_or_else(unlisted, |place| words(place.title()))
}

/// A key that the catalogue of this job does not have says nothing to anybody.
fn unlisted() -> Words {
    both("目录里没有的一项", "something the catalogue does not list")
}
