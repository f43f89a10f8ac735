use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Bench, Missing, MissingItem, MissingReason};
use crate::calendar::{Calendar, DEFAULT_CUT_OFF};
use crate::catalogue::{Catalogue, InspectionItem, Level, Need, Step};
use crate::job::JobState;

/// The inspection items that a step goes through, for the level of the job's circuit.
#[must_use]
pub fn inspection_items<'a>(
    job: &JobState,
    catalogue: &'a Catalogue,
    step: &Step,
) -> Vec<&'a InspectionItem> {
    let (Some(visit), Some(plan)) = (step.inspection, job.current_plan()) else {
        return Vec::new();
    };
    let level = catalogue.level(&plan.level).unwrap_or(Level::Standard);
    let is_for_level =
        |item: &InspectionItem| item.for_levels.is_empty() || item.for_levels.contains(&level);
    let items = catalogue.inspection_items.iter();
    items
        .filter(|item| item.visits.contains(&visit) && is_for_level(item))
        .collect()
}

/// Working days within which a hazard of grade 2 is mended (DOMAIN 4).
const GRADE_2_WORKDAYS: u32 = 7;

/// The day proposed for a hazard found at `at`: for grade 2 its last working day; grade 1 stops the work now, and
/// grade 3 is planned.
#[must_use]
pub fn proposed_due(
    grade: u8,
    calendar: &Calendar,
    at: DateTime<FixedOffset>,
) -> Option<NaiveDate> {
    (grade == 2).then(|| {
        calendar
            .due_after(at, GRADE_2_WORKDAYS, DEFAULT_CUT_OFF)
            .day
    })
}

/// Inspection items of a step that have no answer, and abnormal ones without a finding. What is wanted once a
/// year is listed and blocks nothing.
pub(super) fn missing_items(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    inspection_items(bench.job, bench.catalogue, step)
        .into_iter()
        .filter_map(|item| missing_item(bench, step, item))
        .collect()
}

fn missing_item(bench: &Bench<'_>, step: &Step, item: &InspectionItem) -> Option<Missing> {
    let answered = |reason| {
        let need = if item.yearly {
            Need::Should
        } else {
            Need::Must
        };
        let item = item.key.clone();
        bench.lack(step, &need, MissingItem::Inspection { item }, reason)
    };
    let key = format!("{}/inspection.{}", step.key, item.key);
    let Some(field) = bench.job.answers.get(&key) else {
        return answered(MissingReason::Absent);
    };
    if field.is_disputed() {
        return answered(MissingReason::Disputed);
    }
    match field.latest().map(|given| given.value.value.as_str()) {
        None => answered(MissingReason::Absent),
        Some("ok" | "na") => None,
        Some("abnormal") if has_finding(bench, &item.key) => None,
        Some("abnormal") => {
            let item = Some(item.key.clone());
            let what = MissingItem::Finding { item };
            bench.lack(step, &Need::Must, what, MissingReason::Absent)
        }
        Some(_) => answered(MissingReason::Unreadable),
    }
}

fn has_finding(bench: &Bench<'_>, item: &str) -> bool {
    let mut findings = bench.job.trade.findings.iter();
    findings.any(|finding| finding.found.value.item.as_deref() == Some(item))
}
