//! What happened, entry by entry.

use lineproof_domain::catalogue::{Catalogue, Outcome, judge};
use lineproof_domain::event::Event;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Flag, JobState};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::MeasurementRecorded;
use lineproof_domain::rules::judge_context;

use super::record::Record;
use super::{flag, subject};
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
        "order.received" | "job.dispatched" | "job.amended" | "job.reassigned"
        | "job.cancelled" | "job.accepted" | "visit.arrived" | "circuit.opened"
        | "signature.given" | "acceptance.signed" | "job.completed" => TimelineMark::Key,
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
            ..Words::default()
        },
        Body::MeasurementRecorded(body) => measured(body, state, catalogue),
        Body::TraceImported(body) => Words {
            value: Some(body.file_name),
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
        Body::JobAccepted(_)
        | Body::VisitDeparted(_)
        | Body::VisitArrived(_)
        | Body::VisitLeft(_)
        | Body::CircuitOpened(_)
        | Body::JobCompleted(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_)
        | Body::KeyRotated(_)
        | Body::LogDamaged(_)
        | Body::LogForked(_)
        | Body::LogRestored(_) => Words::default(),
        _ => Words::default(),
    }
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
