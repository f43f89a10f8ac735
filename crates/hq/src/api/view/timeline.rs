//! What happened, entry by entry.

use lineproof_domain::catalogue::{Catalogue, Outcome, judge};
use lineproof_domain::event::Event;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Flag, JobState};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::MeasurementRecorded;
use lineproof_domain::rules::judge_context;

use super::record::Record;
use super::{flag, subject, test_run};
use crate::api::dto::{Text, TimelineEntry, TimelineMark};

/// The words of an entry beside who and when.
#[derive(Default)]
struct Words {
    subject: Option<Text>,
    value: Option<String>,
    label: Option<Text>,
    unit: Option<String>,
    person: Option<String>,
    note: Option<String>,
    hash: Option<String>,
    is_finding: bool,
}

/// The entries of a job in the record's order.
pub(super) fn of_job(record: &Record<'_>) -> Vec<TimelineEntry> {
    let state = &record.job.state;
    state
        .timeline
        .iter()
        .filter_map(|entry| shown(record, state, entry.event))
        .collect()
}

fn shown(record: &Record<'_>, state: &JobState, id: EventId) -> Option<TimelineEntry> {
    let (entry, event) = record.entry(id)?;
    let words = words(record, event);
    let without_effect = flag::without_effect(state, id);
    let is_conflict = without_effect.is_some() || is_disputed(state, id);
    let now_rev = state.current_plan().map(|plan| plan.rev);
    Some(TimelineEntry {
        event: id.0,
        kind: event.kind.clone(),
        time: record.time(id)?,
        by: record.desk.directory.person(event.actor.person),
        device: record
            .desk
            .directory
            .device(entry.log.device)
            .map(|device| device.name),
        mark: if words.is_finding || is_conflict {
            TimelineMark::Finding
        } else {
            mark(&event.kind)
        },
        subject: words.subject,
        value: words.value,
        label: words.label,
        unit: words.unit,
        person: words.person,
        note: words.note.filter(|note| !note.trim().is_empty()),
        hash: words.hash,
        supersedes: event.supersedes.iter().map(|event| event.0).collect(),
        superseded_by: state.superseded.get(&id).map(|event| event.0),
        older_rev: event.base_rev.filter(|rev| Some(*rev) < now_rev),
        without_effect,
        late: state.flags.iter().any(
            |flag| matches!(flag, Flag::LateFromPreviousAssignee { event, .. } if *event == id),
        ),
    })
}

fn is_disputed(state: &JobState, id: EventId) -> bool {
    state
        .flags
        .iter()
        .any(|flag| matches!(flag, Flag::ValuesDiffer { events, .. } if events.contains(&id)))
}

fn mark(kind: &str) -> TimelineMark {
    match kind {
        "order.received"
        | "job.dispatched"
        | "job.amended"
        | "job.reassigned"
        | "job.cancelled"
        | "job.accepted"
        | "visit.arrived"
        | "circuit.opened"
        | "signature.given"
        | "acceptance.signed"
        | "job.completed"
        | "fault.received"
        | "fault.dispatched"
        | "fault.accepted"
        | "fault.returned"
        | "service.restored"
        | "recovery.confirmed"
        | "suspend.approved"
        | "suspend.ended"
        | "extension.approved"
        | "resource.answered"
        | "service.stopped"
        | "cutover.started"
        | "cutover.finished"
        | "cutover.rolled_back"
        | "rectified"
        | "cause.determined" => TimelineMark::Key,
        _ => TimelineMark::Plain,
    }
}

fn words(record: &Record<'_>, event: &Event) -> Words {
    let (state, catalogue) = (&record.job.state, record.catalogue());
    let Ok(body) = Body::of(event) else {
        return Words::default();
    };
    let kind = state.current_plan().map_or("", |plan| plan.kind.as_str());
    match body {
        Body::OrderReceived(body) => said(body.order_no),
        Body::JobDispatched(body) => Words {
            person: Some(body.plan.assignee.name),
            ..Words::default()
        },
        Body::JobAmended(body) => Words {
            value: Some(body.plan.rev.to_string()),
            ..said(body.what)
        },
        Body::JobReassigned(body) => Words {
            person: Some(body.assignee.name),
            ..said(body.reason)
        },
        Body::JobCancelled(body) => said(body.reason),
        Body::ExtensionApproved(body) => Words {
            value: Some(body.new_due.to_string()),
            ..said(body.reason)
        },
        Body::ReportChosen(body) => said(body.reason),
        Body::DocumentOverridden(body) => Words {
            subject: document(state, catalogue, body.document),
            ..said(body.reason)
        },
        Body::AnswerGiven(body) => Words {
            subject: Some(subject::question(catalogue, kind, &body.step, &body.item)),
            label: subject::answer(catalogue, kind, &body.step, &body.item, &body.value),
            value: Some(body.value),
            note: body.remark,
            ..Words::default()
        },
        Body::PhotoTaken(body) => Words {
            subject: Some(subject::photo(catalogue, &body.slot)),
            is_finding: body.problem.is_some(),
            note: body.problem,
            ..Words::default()
        },
        Body::PhotoWithdrawn(body) => Words {
            subject: withdrawn_slot(record, body.photo),
            ..said(body.reason)
        },
        Body::InstrumentNoted(body) => Words {
            subject: Some(subject::instrument(catalogue, &body.kind)),
            value: Some(format!("{} {}", body.model, body.serial)),
            note: body.settings,
            ..Words::default()
        },
        Body::MeasurementRecorded(body) => measured(body, state, catalogue),
        Body::TraceImported(body) => Words {
            value: Some(body.file_name),
            ..Words::default()
        },
        Body::TestRunNoted(body) => Words {
            subject: Some(test_run::title(&body, catalogue)),
            value: test_run::span(&body),
            ..Words::default()
        },
        Body::StepClosed(body) => Words {
            subject: Some(subject::step(catalogue, kind, &body.step)),
            note: body.reason,
            ..Words::default()
        },
        Body::NoteAdded(body) => said(body.text),
        Body::DocumentMade(body) => Words {
            subject: Some(subject::document(catalogue, &body.document)),
            hash: Some(body.record_hash.to_string()),
            ..Words::default()
        },
        Body::SignatureGiven(body) => Words {
            subject: document(state, catalogue, body.document),
            person: Some(body.name),
            note: body.remark,
            hash: Some(body.pages_hash.to_string()),
            ..Words::default()
        },
        Body::AcceptanceSigned(body) => Words {
            subject: document(state, catalogue, body.document),
            ..Words::default()
        },
        other => trade_words(other, record),
    }
}

/// The words of what came with faults, inspections, cutovers and resource checks.
fn trade_words(body: Body, record: &Record<'_>) -> Words {
    let catalogue = record.catalogue();
    match body {
        Body::FaultReceived(body) => Words {
            subject: body.symptom.map(|code| subject::symptom(catalogue, &code)),
            value: Some(body.ticket_no),
            note: body.text,
            ..Words::default()
        },
        Body::CustomerContacted(body) => Words {
            label: Some(subject::message(if body.reached {
                "console-trade-reached"
            } else {
                "console-trade-not-reached"
            })),
            person: body.person,
            note: body.text,
            ..Words::default()
        },
        Body::ProgressReported(body) => said(body.text),
        Body::RecoveryConfirmed(body) => Words {
            person: body.confirmed_with,
            note: body.text,
            ..Words::default()
        },
        Body::ResultTold(body) => Words {
            person: body.person,
            note: body.text,
            ..Words::default()
        },
        Body::ReportSubmitted(body) => Words {
            subject: body
                .document
                .and_then(|made| document(&record.job.state, catalogue, made)),
            ..Words::default()
        },
        Body::SuspendProposed(body) => about(
            subject::suspend_reason(catalogue, &body.reason),
            Some(body.text),
        ),
        Body::SuspendApproved(body) => {
            about(subject::suspend_reason(catalogue, &body.reason), None)
        }
        Body::SuspendRejected(body) => said(body.reason),
        Body::SuspendEnded(body) => noted(body.text),
        Body::ExtensionRequested(body) => Words {
            value: Some(body.new_due.to_string()),
            ..said(body.text)
        },
        Body::ExtensionRejected(body) => said(body.reason),
        Body::ResourceAnswered(body) => {
            about(subject::word("resource", &body.result), Some(body.text))
        }
        Body::ResourceHandedOver(body) => noted(body.text),
        Body::ResourceUpdated(body) => noted(body.text),
        Body::InspectionFailed(body) => Words {
            value: Some(body.points.join("；")),
            is_finding: true,
            ..noted(body.text)
        },
        Body::Rectified(body) => noted(body.text),
        Body::PersonNoted(body) => Words {
            subject: Some(subject::word("role", &body.role)),
            person: Some(body.name),
            note: body.organisation,
            ..Words::default()
        },
        Body::LoopSet(body) => about(
            subject::word("loop", &body.loop_kind),
            Some(format!("{} {} {}", body.place, body.device, body.port)),
        ),
        Body::LoopReleased(body) => noted(loop_of(record, body.loop_set)),
        Body::FindingRecorded(body) => Words {
            is_finding: true,
            ..about(
                subject::word("grade", &body.grade.to_string()),
                Some(body.text),
            )
        },
        Body::FindingFixed(body) => noted(body.text),
        Body::CauseDetermined(body) => about(
            subject::cause(catalogue, &body.cause),
            Some(body.text.unwrap_or(body.action)),
        ),
        _ => Words::default(),
    }
}

fn about(subject: Text, note: Option<String>) -> Words {
    Words {
        subject: Some(subject),
        note,
        ..Words::default()
    }
}

fn noted(note: Option<String>) -> Words {
    Words {
        note,
        ..Words::default()
    }
}

fn loop_of(record: &Record<'_>, set: EventId) -> Option<String> {
    let points = &record.job.state.trade.loops;
    let point = points.iter().find(|point| point.set.event == set)?;
    let set = &point.set.value;
    Some(format!("{} {} {}", set.place, set.device, set.port))
}

fn said(note: String) -> Words {
    Words {
        note: Some(note),
        ..Words::default()
    }
}

fn measured(body: MeasurementRecorded, state: &JobState, catalogue: &Catalogue) -> Words {
    let metric = catalogue.metric(&body.metric);
    let outcome =
        metric.map(|metric| judge(metric, &body.value, &judge_context(state, catalogue)).outcome);
    Words {
        subject: Some(subject::metric(catalogue, &body.metric)),
        label: metric.and_then(|metric| subject::choice(metric, &body.value)),
        value: Some(body.value),
        unit: Some(body.unit).filter(|unit| !unit.is_empty() && unit != "1"),
        note: body.remark,
        is_finding: matches!(
            outcome,
            Some(Outcome::Fail | Outcome::RemarkNeeded | Outcome::GoOn)
        ),
        ..Words::default()
    }
}

fn document(state: &JobState, catalogue: &Catalogue, made: EventId) -> Option<Text> {
    let made = state.documents.iter().find(|found| found.event == made)?;
    Some(subject::document(catalogue, &made.document))
}

/// A withdrawn photo is no longer in the state; its slot stands in the event that took it.
fn withdrawn_slot(record: &Record<'_>, photo: EventId) -> Option<Text> {
    let (_, taken) = record.entry(photo)?;
    match Body::of(taken) {
        Ok(Body::PhotoTaken(body)) => Some(subject::photo(record.catalogue(), &body.slot)),
        _ => None,
    }
}
