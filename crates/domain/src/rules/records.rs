use super::suspension::unfinished_proposals;
use super::{Bench, Missing, MissingItem, MissingReason, RecordPart};
use crate::catalogue::{Gate, Need, Record, Step};
use crate::job::{Field, Finding, JobState};
use crate::registry::trade::{CauseDetermined, ResourceAnswered};

/// What `side` of a finding may say.
const FINDING_SIDES: [&str; 3] = ["carrier", "customer", "third_party"];

/// Days are promised for these answers to a resource check: it can be done, but not today.
const ANSWERS_WITH_DATE: [&str; 3] = ["core_missing", "by_optimisation", "build"];

/// Answers to a resource check that need no day.
const ANSWERS_WITHOUT_DATE: [&str; 2] = ["existing", "not_feasible"];

/// Whether an entry of a short form stands.
#[must_use]
pub fn has_record(job: &JobState, record: Record) -> bool {
    let trade = &job.trade;
    match record {
        Record::People => !trade.people.is_empty(),
        Record::Loops => !trade.loops.is_empty(),
        Record::Progress => !trade.progress.is_empty(),
        Record::Contact => !trade.contacts.is_empty(),
        Record::Findings => !trade.findings.is_empty(),
        Record::Cause => trade.cause.is_some(),
        Record::Suspend => !trade.suspensions.is_empty(),
        Record::Extension => !trade.extension_requests.is_empty(),
        Record::ResourceAnswer => trade.resource_answer.is_some(),
        Record::Result => !trade.results_told.is_empty(),
        Record::Report => job.milestones.contains_key("report.submitted"),
        Record::Handover => job.milestones.contains_key("resource.handed_over"),
    }
}

/// Short forms of a step of which no entry stands, or none that says all it has to; loops still on the line;
/// findings that lack something.
pub(super) fn missing_records(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let mut found: Vec<Missing> = step
        .gates
        .iter()
        .filter_map(|gate| match gate {
            Gate::Record { record, need } => {
                let reason = shortcoming(bench, *record)?;
                let what = MissingItem::Record { record: *record };
                bench.lack(step, need, what, reason)
            }
            _ => None,
        })
        .collect();
    if step.offers(Record::Loops) {
        found.extend(standing_loops(bench, step));
    }
    if is_first_to_take(Record::Findings, bench, step) {
        found.extend(unfinished_findings(bench, step));
    }
    if is_first_to_take(Record::Suspend, bench, step) {
        found.extend(unfinished_proposals(bench, step));
    }
    found
}

fn shortcoming(bench: &Bench<'_>, record: Record) -> Option<MissingReason> {
    if !has_record(bench.job, record) {
        return Some(MissingReason::Absent);
    }
    match record {
        Record::Cause => judged(bench.job.trade.cause.as_ref(), |cause| {
            part_of_cause(bench, cause)
        }),
        Record::ResourceAnswer => judged(bench.job.trade.resource_answer.as_ref(), part_of_answer),
        _ => None,
    }
}

fn judged<T>(
    field: Option<&Field<T>>,
    lacks: impl Fn(&T) -> Option<RecordPart>,
) -> Option<MissingReason> {
    let field = field?;
    if field.is_disputed() {
        return Some(MissingReason::Disputed);
    }
    lacks(&field.latest()?.value).map(|part| MissingReason::Incomplete { part })
}

/// The close rule of faults (DOMAIN 5.3): a cause of the list, one of its sides, what was done, and a second person
/// where the cause stays unknown.
fn part_of_cause(bench: &Bench<'_>, found: &CauseDetermined) -> Option<RecordPart> {
    let Some(known) = bench.catalogue.cause(&found.cause) else {
        return Some(RecordPart::Cause);
    };
    if !known.sides.contains(&found.side) {
        return Some(RecordPart::Side);
    }
    if is_blank(&found.action) {
        return Some(RecordPart::Action);
    }
    let confirmed = found
        .confirmed_by
        .as_deref()
        .is_some_and(|by| !is_blank(by) && by.trim() != own_name(bench));
    (known.watch && !confirmed).then_some(RecordPart::ConfirmedBy)
}

/// The name of the engineer: he is not his own second person.
fn own_name<'a>(bench: &Bench<'a>) -> &'a str {
    let assignee = bench.job.assignee.as_ref();
    assignee.unwrap_or(&bench.plan.assignee).name.trim()
}

fn part_of_answer(answer: &ResourceAnswered) -> Option<RecordPart> {
    let result = answer.result.as_str();
    if ANSWERS_WITH_DATE.contains(&result) {
        answer.ready_on.is_none().then_some(RecordPart::ReadyOn)
    } else if ANSWERS_WITHOUT_DATE.contains(&result) {
        None
    } else {
        Some(RecordPart::Result)
    }
}

/// A loop left on a line is an outage of its own.
fn standing_loops(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let standing = bench.job.trade.loops.iter();
    standing
        .filter(|point| point.released.is_none())
        .filter_map(|point| {
            let set = &point.set.value;
            let reason = MissingReason::LoopStanding {
                place: set.place.clone(),
                device: set.device.clone(),
                port: set.port.clone(),
            };
            let what = MissingItem::Record {
                record: Record::Loops,
            };
            bench.lack(step, &Need::Must, what, reason)
        })
        .collect()
}

/// Whether this is the step that answers for such entries: the first that takes any.
fn is_first_to_take(record: Record, bench: &Bench<'_>, step: &Step) -> bool {
    let mut steps = super::steps_of(bench.job, bench.catalogue).into_iter();
    let first = steps.find(|candidate| candidate.offers(record));
    first.is_some_and(|first| first.key == step.key)
}

fn unfinished_findings(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let findings = bench.job.trade.findings.iter();
    findings
        .filter_map(|finding| {
            let part = part_of_finding(finding)?;
            let what = MissingItem::Finding {
                item: finding.found.value.item.clone(),
            };
            bench.lack(step, &Need::Must, what, MissingReason::Incomplete { part })
        })
        .collect()
}

/// Side, grade and measure always; a day where the carrier has to mend it and it is not mended yet (DOMAIN 4).
pub(super) fn part_of_finding(finding: &Finding) -> Option<RecordPart> {
    let found = &finding.found.value;
    if !FINDING_SIDES.contains(&found.side.as_str()) {
        return Some(RecordPart::Side);
    }
    if !(1..=3).contains(&found.grade) {
        return Some(RecordPart::Grade);
    }
    if finding.fixed.is_some() {
        return None;
    }
    if found.measure.as_deref().is_none_or(is_blank) {
        return Some(RecordPart::Measure);
    }
    let is_ours = found.side == "carrier";
    (is_ours && found.due.is_none()).then_some(RecordPart::Due)
}

pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
