use lineproof_domain::catalogue::{InspectionItem, Step};
use lineproof_domain::rules;

use super::words::words;
use super::{ViewContext, record, step::count};
use crate::dto::{Inspection, InspectionLine, RecordKind};

/// The items of a step that goes through any.
pub(super) fn inspection(step: &Step, context: &ViewContext<'_>) -> Option<Inspection> {
    let items = rules::inspection_items(context.state, context.catalogue, step);
    if items.is_empty() {
        return None;
    }
    Some(Inspection {
        items: items
            .into_iter()
            .map(|item| line(step, item, context))
            .collect(),
        finding: record::form(RecordKind::Findings, context),
    })
}

fn line(step: &Step, item: &InspectionItem, context: &ViewContext<'_>) -> InspectionLine {
    let names = item_name(&item.key);
    let given = context.state.answer(&step.key, &names);
    let findings = context.state.trade.findings.iter();
    let of_item = findings
        .filter(|finding| finding.found.value.item.as_deref() == Some(item.key.as_str()))
        .count();
    InspectionLine {
        key: item.key.clone(),
        item: names,
        name: words(&item.title),
        how: words(&item.how),
        limit: words(&item.limit),
        required: !item.yearly,
        value: given.map(|given| given.value.clone()),
        remark: given.and_then(|given| given.remark.clone()),
        findings: count(of_item),
    }
}

/// What an inspection item's answer is recorded under.
pub(crate) fn item_name(key: &str) -> String {
    format!("inspection.{key}")
}
