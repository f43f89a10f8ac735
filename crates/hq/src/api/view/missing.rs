//! What the rules still miss, by name.

use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::job::JobState;
use lineproof_domain::rules::{self, MissingGroup, MissingItem};

use super::{Desk, subject};
use crate::api::dto::{self, Missing, MissingKind, Text};

/// What a job still misses; nothing once it is closed.
pub(super) fn of_job(desk: &Desk<'_>, state: &JobState, catalogue: &Catalogue) -> Vec<Missing> {
    let kind = state.current_plan().map_or("", |plan| plan.kind.as_str());
    rules::missing(state, catalogue, None, desk.now)
        .into_iter()
        .map(|missing| {
            let (sort, name) = named(catalogue, kind, &missing);
            Missing {
                group: match missing.group {
                    MissingGroup::ThisStep => dto::MissingGroup::ThisStep,
                    MissingGroup::BeforeLeaving => dto::MissingGroup::BeforeLeaving,
                    MissingGroup::Afterwards => dto::MissingGroup::Afterwards,
                },
                kind: sort,
                subject: name,
            }
        })
        .collect()
}

fn named(catalogue: &Catalogue, kind: &str, missing: &rules::Missing) -> (MissingKind, Text) {
    match &missing.what {
        MissingItem::Answer { question } => (
            MissingKind::Answer,
            subject::question(catalogue, kind, &missing.step, question),
        ),
        MissingItem::Photo { slot } => (MissingKind::Photo, subject::photo(catalogue, slot)),
        MissingItem::Metric { metric, .. } => {
            (MissingKind::Measurement, subject::metric(catalogue, metric))
        }
        MissingItem::TestRun { template, scope } => (
            MissingKind::Measurement,
            subject::test(catalogue, template, *scope),
        ),
        MissingItem::Trace { wavelength_nm } => (
            MissingKind::Trace,
            subject::verbatim(&format!("OTDR {wavelength_nm} nm")),
        ),
        MissingItem::Instrument { instrument } => (
            MissingKind::Answer,
            subject::instrument(catalogue, instrument),
        ),
        MissingItem::Document { document } => (
            MissingKind::Document,
            subject::document(catalogue, document),
        ),
        MissingItem::Signature { document, field } => (
            MissingKind::Signature,
            signature(catalogue, document, field),
        ),
        MissingItem::Mark { .. }
        | MissingItem::Record { .. }
        | MissingItem::Inspection { .. }
        | MissingItem::Finding { .. }
        | MissingItem::Triage { .. } => (
            MissingKind::Step,
            subject::step(catalogue, kind, &missing.step),
        ),
    }
}

fn signature(catalogue: &Catalogue, document: &str, field: &str) -> Text {
    let title = subject::document(catalogue, document);
    let field = catalogue
        .document(document)
        .and_then(|kind| kind.signatures.iter().find(|place| place.key == field))
        .map_or_else(
            || subject::unlisted(field),
            |place| subject::text(&place.title),
        );
    Text {
        zh: format!("{}：{}", title.zh, field.zh),
        en: format!("{}: {}", title.en, field.en),
    }
}
