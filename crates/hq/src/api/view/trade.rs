//! The parts of the record that only some kinds of job have.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Field, JobState, Said, Trade};

use super::record::Record;
use super::subject::{self, verbatim, word};
use super::test_run;
use crate::api::dto::{Text, TradeKind, TradeRow, TradeSection, TradeState};
use crate::clock::local;
use crate::standing;

const ITEM: &str = "inspection.";

/// The parts that have an entry.
pub(super) fn of_job(record: &Record<'_>) -> Vec<TradeSection> {
    let (state, catalogue) = (&record.job.state, record.catalogue());
    let trade = &state.trade;
    let rows = [
        (TradeKind::Fault, fault(record, trade, catalogue)),
        (TradeKind::Cause, cause(record, trade, catalogue)),
        (
            TradeKind::Suspensions,
            suspensions(record, state, catalogue),
        ),
        (TradeKind::Extensions, extensions(record, state)),
        (TradeKind::Progress, progress(record, trade)),
        (TradeKind::Contacts, contacts(record, trade)),
        (TradeKind::Findings, findings(record, trade, catalogue)),
        (TradeKind::Inspection, inspection(record, state, catalogue)),
        (TradeKind::Failures, failures(record, trade)),
        (TradeKind::Loops, loops(record, trade)),
        (TradeKind::People, people(record, trade)),
        (TradeKind::Resource, resource(record, trade)),
        (TradeKind::Tests, test_run::rows(record, catalogue)),
    ];
    rows.into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(kind, rows)| TradeSection { kind, rows })
        .collect()
}

pub(super) fn row(record: &Record<'_>, event: EventId, title: Text) -> TradeRow {
    TradeRow {
        event: event.0,
        at: record
            .entry(event)
            .map(|(_, event)| local(event.occurred_at.at)),
        by: record.author(event),
        title,
        note: None,
        facts: Vec::new(),
        state: None,
    }
}

fn said<T>(record: &Record<'_>, said: &Said<T>, title: Text) -> TradeRow {
    row(record, said.event, title)
}

pub(super) fn facts(texts: impl IntoIterator<Item = Option<Text>>) -> Vec<Text> {
    texts.into_iter().flatten().collect()
}

/// `label：value`.
pub(super) fn fact(key: &str, value: Option<&str>) -> Option<Text> {
    let value = value.filter(|value| !value.trim().is_empty())?;
    let label = subject::message(key);
    Some(Text {
        zh: format!("{}：{value}", label.zh),
        en: format!("{}: {value}", label.en),
    })
}

pub(super) fn moment(key: &str, at: Option<DateTime<FixedOffset>>) -> Option<Text> {
    let shown = at.map(|at| local(at).format("%m-%d %H:%M").to_string());
    fact(key, shown.as_deref())
}

fn day(key: &str, day: Option<chrono::NaiveDate>) -> Option<Text> {
    fact(key, day.map(|day| day.to_string()).as_deref())
}

fn done(is_done: bool) -> Option<TradeState> {
    Some(if is_done {
        TradeState::Done
    } else {
        TradeState::Open
    })
}

fn fault(record: &Record<'_>, trade: &Trade, catalogue: &Catalogue) -> Vec<TradeRow> {
    let ticket = trade.fault.iter();
    ticket
        .map(|ticket| TradeRow {
            note: ticket.value.text.clone(),
            facts: facts([fact("console-trade-ticket", Some(&ticket.value.ticket_no))]),
            ..said(
                record,
                ticket,
                ticket.value.symptom.as_deref().map_or_else(
                    || subject::message("console-trade-no-symptom"),
                    |code| subject::symptom(catalogue, code),
                ),
            )
        })
        .collect()
}

fn cause(record: &Record<'_>, trade: &Trade, catalogue: &Catalogue) -> Vec<TradeRow> {
    let standing = trade.cause.iter().flat_map(|field| &field.values);
    standing
        .map(|current| {
            let said = &current.value;
            TradeRow {
                note: said.text.clone(),
                facts: facts([
                    Some(word("side", &said.side)),
                    fact("console-trade-action", Some(&said.action)),
                    fact("console-trade-confirmed-by", said.confirmed_by.as_deref()),
                ]),
                ..row(
                    record,
                    current.event,
                    subject::cause(catalogue, &said.cause),
                )
            }
        })
        .collect()
}

fn suspensions(record: &Record<'_>, state: &JobState, catalogue: &Catalogue) -> Vec<TradeRow> {
    let all = state.trade.suspensions.iter();
    all.filter_map(|suspension| {
        let held = standing::held(suspension, state, catalogue);
        let approval = suspension.approval.as_ref();
        let rejection = suspension.rejection.as_ref();
        let proposal = suspension.proposal.as_ref();
        let code = approval
            .map(|said| &said.value.reason)
            .or_else(|| proposal.map(|said| &said.value.reason))?;
        let event = proposal
            .map(|said| said.event)
            .or_else(|| approval.map(|said| said.event))?;
        Some(TradeRow {
            note: proposal.map(|said| said.value.text.clone()),
            facts: facts([
                fact(
                    "console-trade-consent",
                    proposal.and_then(|said| said.value.consent.as_deref()),
                ),
                fact(
                    "console-trade-evidence",
                    proposal.and_then(|said| said.value.evidence.as_deref()),
                ),
                moment("console-trade-from", held.as_ref().map(|held| held.from)),
                moment("console-trade-until", held.and_then(|held| held.to)),
                moment(
                    "console-trade-resume",
                    proposal.and_then(|said| said.value.planned_resume),
                ),
                fact(
                    "console-trade-why-not",
                    rejection.map(|said| said.value.reason.as_str()),
                ),
            ]),
            state: Some(match (approval, rejection) {
                (Some(_), _) => TradeState::Approved,
                (None, Some(_)) => TradeState::Rejected,
                (None, None) => TradeState::Pending,
            }),
            ..row(record, event, subject::suspend_reason(catalogue, code))
        })
    })
    .collect()
}

fn extensions(record: &Record<'_>, state: &JobState) -> Vec<TradeRow> {
    let pending: Vec<EventId> = standing::pending_extensions(state)
        .map(|asked| asked.request.event)
        .collect();
    let asked = state.trade.extension_requests.iter().map(|asked| {
        let said = &asked.request.value;
        let rejection = asked.rejection.as_ref();
        TradeRow {
            note: Some(said.text.clone()),
            facts: facts([
                Some(word("extension", &said.reason)),
                fact("console-trade-consent", said.consent.as_deref()),
                fact(
                    "console-trade-why-not",
                    rejection.map(|said| said.value.reason.as_str()),
                ),
            ]),
            state: Some(if rejection.is_some() {
                TradeState::Rejected
            } else if pending.contains(&asked.request.event) {
                TradeState::Pending
            } else {
                TradeState::Approved
            }),
            ..row(record, asked.request.event, until(said.new_due))
        }
    });
    let approved = state.extensions.iter().map(|extension| TradeRow {
        facts: vec![word("extension", &extension.reason)],
        state: Some(TradeState::Approved),
        ..row(record, extension.event, until(extension.new_due))
    });
    asked.chain(approved).collect()
}

fn until(last: chrono::NaiveDate) -> Text {
    day("console-trade-new-due", Some(last)).unwrap_or_else(|| verbatim(""))
}

fn progress(record: &Record<'_>, trade: &Trade) -> Vec<TradeRow> {
    let entries = trade.progress.iter();
    entries
        .map(|entry| TradeRow {
            facts: facts([entry
                .value
                .told_customer
                .then(|| subject::message("console-trade-customer-told"))]),
            ..said(record, entry, verbatim(&entry.value.text))
        })
        .collect()
}

fn contacts(record: &Record<'_>, trade: &Trade) -> Vec<TradeRow> {
    let calls = trade.contacts.iter().map(|call| TradeRow {
        note: call.value.text.clone(),
        facts: facts([call.value.person.as_deref().map(verbatim)]),
        state: done(call.value.reached),
        ..said(
            record,
            call,
            subject::message(if call.value.reached {
                "console-trade-reached"
            } else {
                "console-trade-not-reached"
            }),
        )
    });
    let told = trade.results_told.iter().map(|told| TradeRow {
        note: told.value.text.clone(),
        facts: facts([told.value.person.as_deref().map(verbatim)]),
        state: done(true),
        ..said(record, told, subject::message("console-trade-result-told"))
    });
    calls.chain(told).collect()
}

fn findings(record: &Record<'_>, trade: &Trade, catalogue: &Catalogue) -> Vec<TradeRow> {
    let findings = trade.findings.iter();
    findings
        .map(|finding| {
            let found = &finding.found.value;
            let item = found.item.as_deref();
            TradeRow {
                facts: facts([
                    Some(word("grade", &found.grade.to_string())),
                    Some(word("side", &found.side)),
                    item.map(|item| subject::inspection_item(catalogue, item)),
                    fact("console-trade-measure", found.measure.as_deref()),
                    day("console-trade-due", found.due),
                    fact(
                        "console-trade-mended",
                        finding
                            .fixed
                            .as_ref()
                            .and_then(|fixed| fixed.value.text.as_deref()),
                    ),
                ]),
                state: done(finding.fixed.is_some()),
                ..said(record, &finding.found, verbatim(&found.text))
            }
        })
        .collect()
}

/// What is in order is not listed; its number stands in the first line.
fn inspection(record: &Record<'_>, state: &JobState, catalogue: &Catalogue) -> Vec<TradeRow> {
    let answers: Vec<_> = state
        .answers
        .values()
        .filter_map(Field::latest)
        .filter_map(|answer| Some((answer.value.item.strip_prefix(ITEM)?, answer)))
        .collect();
    let (in_order, others): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .partition(|(_, answer)| answer.value.value == "ok");
    let sum = in_order.first().map(|(_, first)| TradeRow {
        at: None,
        by: None,
        state: done(true),
        ..row(
            record,
            first.event,
            Text {
                zh: format!(
                    "{} {}",
                    subject::message("console-trade-in-order").zh,
                    in_order.len()
                ),
                en: format!(
                    "{} {}",
                    subject::message("console-trade-in-order").en,
                    in_order.len()
                ),
            },
        )
    });
    let rest = others.into_iter().map(|(item, answer)| TradeRow {
        note: answer.value.remark.clone(),
        facts: vec![word("inspection", &answer.value.value)],
        state: (answer.value.value == "abnormal").then_some(TradeState::Open),
        ..row(
            record,
            answer.event,
            subject::inspection_item(catalogue, item),
        )
    });
    sum.into_iter().chain(rest).collect()
}

fn failures(record: &Record<'_>, trade: &Trade) -> Vec<TradeRow> {
    let mended = trade.rectified.as_ref();
    let failures = trade.failures.iter();
    failures
        .map(|failure| TradeRow {
            note: failure.value.text.clone(),
            facts: facts([
                mended.and_then(|said| fact("console-trade-mended", said.value.text.as_deref()))
            ]),
            state: done(mended.is_some_and(|said| said.at.at >= failure.at.at)),
            ..said(record, failure, verbatim(&failure.value.points.join("；")))
        })
        .collect()
}

fn loops(record: &Record<'_>, trade: &Trade) -> Vec<TradeRow> {
    let points = trade.loops.iter();
    points
        .map(|point| {
            let set = &point.set.value;
            let released = point.released.as_ref().map(|(at, _)| at.at);
            TradeRow {
                facts: facts([
                    Some(word("loop", &set.loop_kind)),
                    moment("console-trade-released", released),
                ]),
                state: done(released.is_some()),
                ..said(
                    record,
                    &point.set,
                    verbatim(&format!("{} {} {}", set.place, set.device, set.port)),
                )
            }
        })
        .collect()
}

fn people(record: &Record<'_>, trade: &Trade) -> Vec<TradeRow> {
    let people = trade.people.iter();
    people
        .map(|person| TradeRow {
            facts: facts([
                Some(word("role", &person.value.role)),
                person.value.organisation.as_deref().map(verbatim),
                person.value.phone.as_deref().map(verbatim),
            ]),
            ..said(record, person, verbatim(&person.value.name))
        })
        .collect()
}

fn resource(record: &Record<'_>, trade: &Trade) -> Vec<TradeRow> {
    let standing = trade.resource_answer.iter().flat_map(|field| &field.values);
    standing
        .map(|current| TradeRow {
            note: Some(current.value.text.clone()),
            facts: facts([day("console-trade-ready", current.value.ready_on)]),
            ..row(
                record,
                current.event,
                word("resource", &current.value.result),
            )
        })
        .collect()
}
