//! Fields of the record, and which events correct which.

use std::collections::{BTreeMap, BTreeSet};

use super::{Admitted, trade};
use crate::ids::EventId;
use crate::job::{Current, Extension, FieldKey, Flag, JobState, Photo, Trace};
use crate::registry::Body;
use crate::registry::attachment_role::TRACE_ORIGINAL;
use crate::registry::body::{ExtensionApproved, PhotoTaken, TraceImported};
use crate::registry::plan::{Assignee, Plan};

/// The field an event fills; events without one are never corrected by another of another field.
pub(super) fn field_key(body: &Body) -> Option<FieldKey> {
    Some(match body {
        Body::JobDispatched(_) | Body::JobAmended(_) => "plan".to_owned(),
        Body::AnswerGiven(body) => format!("answer:{}/{}", body.step, body.item),
        Body::PhotoTaken(body) => format!("photo:{}", body.slot),
        Body::InstrumentNoted(_) => "instrument".to_owned(),
        Body::MeasurementRecorded(body) => format!("measurement:{}", body.key()),
        Body::TestRunNoted(body) => format!("test_run:{}", body.key()),
        Body::TraceImported(_) => "trace".to_owned(),
        Body::StepClosed(body) => format!("step:{}", body.step),
        Body::NoteAdded(_) => "note".to_owned(),
        Body::VisitDeparted(_)
        | Body::VisitArrived(_)
        | Body::VisitLeft(_)
        | Body::CircuitOpened(_)
        | Body::OrderReceived(_)
        | Body::JobAccepted(_) => format!("milestone:{}", body.kind()),
        Body::JobReassigned(_)
        | Body::JobCancelled(_)
        | Body::ExtensionApproved(_)
        | Body::ReportChosen(_)
        | Body::DocumentOverridden(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_)
        | Body::KeyRotated(_)
        | Body::LogDamaged(_)
        | Body::LogForked(_)
        | Body::LogRestored(_)
        | Body::PhotoWithdrawn(_)
        | Body::DocumentMade(_)
        | Body::SignatureGiven(_)
        | Body::AcceptanceSigned(_)
        | Body::JobCompleted(_) => return None,
        body => match trade::key(body) {
            Some(key) => key.to_owned(),
            None if trade::is_milestone(body) => format!("milestone:{}", body.kind()),
            None => return None,
        },
    })
}

/// Whether an event is what the state shows in its field. Of plans only the one in force is, of milestones the first.
pub(super) fn is_shown(candidate: &Admitted<'_>, state: &JobState) -> bool {
    let event = candidate.id();
    match &candidate.body {
        Body::JobDispatched(_) | Body::JobAmended(_) => {
            state.plan.as_ref().is_some_and(|plan| plan.event == event)
        }
        body => {
            trade::key(body).is_some()
                || state
                    .milestones
                    .get(body.kind())
                    .is_none_or(|milestone| milestone.event == event)
        }
    }
}

/// Notes every correction and withdrawal; returns what stands, in order.
pub(super) fn supersede<'s, 'a>(
    admitted: &'s [Admitted<'a>],
    state: &mut JobState,
) -> Vec<&'s Admitted<'a>> {
    let present: BTreeSet<EventId> = state.timeline.iter().map(|entry| entry.event).collect();
    // Only what comes before can be corrected: events that name each other must not hide both.
    let mut earlier: BTreeMap<EventId, &Admitted<'_>> = BTreeMap::new();
    for newer in admitted {
        let withdrawn = match &newer.body {
            Body::PhotoWithdrawn(body) => Some(body.photo),
            _ => None,
        };
        for target in newer
            .entry
            .event
            .supersedes
            .iter()
            .copied()
            .chain(withdrawn)
        {
            let fits = earlier
                .get(&target)
                .is_some_and(|older| corrects(newer, older));
            if fits {
                state.superseded.insert(target, newer.id());
            } else if present.contains(&target) {
                state.flags.insert(Flag::DanglingReference {
                    event: newer.id(),
                    target,
                });
            }
        }
        earlier.insert(newer.id(), newer);
    }
    admitted
        .iter()
        .filter(|candidate| !state.superseded.contains_key(&candidate.id()))
        .collect()
}

/// A correction fills the same field; a withdrawal names a picture.
fn corrects(newer: &Admitted<'_>, older: &Admitted<'_>) -> bool {
    let withdraws = matches!(
        (&newer.body, &older.body),
        (Body::PhotoWithdrawn(body), Body::PhotoTaken(_)) if body.photo == older.id()
    );
    let same_field =
        newer.body.kind() == older.body.kind() && field_key(&newer.body) == field_key(&older.body);
    withdraws || same_field
}

/// The highest revision is the plan in force; of two with the same revision the later in order.
pub(super) fn plan(admitted: &Admitted<'_>, plan: &Plan, state: &mut JobState) {
    if state
        .current_plan()
        .is_some_and(|current| current.rev > plan.rev)
    {
        return;
    }
    if state.assignment_epoch == 0 {
        assign(&plan.assignee, 1, state);
    }
    let moves = |current: &Plan| current.appointment != plan.appointment;
    if state.current_plan().is_some_and(moves) {
        state.rescheduled_at = Some(admitted.entry.event.occurred_at.at);
    }
    state.plan = Some(Current {
        value: plan.clone(),
        event: admitted.id(),
    });
}

pub(super) fn assign(assignee: &Assignee, epoch: u32, state: &mut JobState) {
    state.assignees.insert(epoch, assignee.clone());
    if epoch >= state.assignment_epoch {
        state.assignment_epoch = epoch;
        state.assignee = Some(assignee.clone());
    }
}

pub(super) fn extension(admitted: &Admitted<'_>, body: &ExtensionApproved, state: &mut JobState) {
    state.extensions.push(Extension {
        new_due: body.new_due,
        reason: body.reason.clone(),
        approved_at: admitted.entry.event.occurred_at.at,
        event: admitted.id(),
    });
}

pub(super) fn photo(admitted: &Admitted<'_>, facts: &PhotoTaken, state: &mut JobState) {
    let event = &admitted.entry.event;
    state
        .photos
        .entry(facts.slot.clone())
        .or_default()
        .push(Photo {
            event: event.id,
            occurred_at: event.occurred_at,
            facts: facts.clone(),
            attachments: event.attachments.clone(),
        });
}

pub(super) fn trace(admitted: &Admitted<'_>, facts: &TraceImported, state: &mut JobState) {
    let event = &admitted.entry.event;
    state.traces.push(Trace {
        event: event.id,
        occurred_at: event.occurred_at,
        facts: facts.clone(),
        file: event.attachment(TRACE_ORIGINAL).cloned(),
    });
}
