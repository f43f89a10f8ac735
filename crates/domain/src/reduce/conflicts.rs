//! The conflicts: decided by people or by rule, never by overwriting.

use std::collections::{BTreeMap, BTreeSet};

use super::Admitted;
use crate::event::Head;
use crate::ids::EventId;
use crate::job::{Field, Flag, JobState, JobStatus};
use crate::registry::{Body, Origin};

/// Flags what a previous assignee wrote that the reassignment had not seen.
pub(super) fn late_work(admitted: &[Admitted<'_>], state: &mut JobState) {
    let reassignments: Vec<(u32, &[Head])> = admitted
        .iter()
        .filter_map(|candidate| match &candidate.body {
            Body::JobReassigned(body) => Some((
                body.assignment_epoch,
                candidate.entry.event.after.as_slice(),
            )),
            _ => None,
        })
        .collect();
    for candidate in admitted.iter().filter(|candidate| is_field_work(candidate)) {
        let Some(epoch) = candidate.entry.event.assignment_epoch else {
            continue;
        };
        let late = reassignments
            .iter()
            .any(|(new_epoch, seen)| epoch < *new_epoch && !had_seen(seen, candidate));
        if !late {
            continue;
        }
        state.flags.insert(Flag::LateFromPreviousAssignee {
            event: candidate.id(),
            epoch,
        });
        let binds = matches!(
            candidate.body,
            Body::SignatureGiven(_)
                | Body::AcceptanceSigned(_)
                | Body::JobCompleted(_)
                | Body::CircuitOpened(_)
                | Body::ServiceRestored(_)
                | Body::ServiceStopped(_)
        );
        if binds {
            state.flags.insert(Flag::NeedsReview {
                event: candidate.id(),
            });
        }
    }
}

fn had_seen(heads: &[Head], candidate: &Admitted<'_>) -> bool {
    heads
        .iter()
        .any(|head| head.log == candidate.entry.log && head.seq >= candidate.entry.seq)
}

fn is_field_work(candidate: &Admitted<'_>) -> bool {
    candidate.entry.writer == Origin::Device
        && !matches!(
            candidate.body,
            Body::JobAccepted(_) | Body::FaultAccepted(_)
        )
}

/// Work stays bound to the plan it was done to; what rests on an older one is named.
pub(super) fn older_plan(standing: &[&Admitted<'_>], state: &mut JobState) {
    let Some(now_rev) = state.current_plan().map(|plan| plan.rev) else {
        return;
    };
    let mut by_rev: BTreeMap<u32, BTreeSet<EventId>> = BTreeMap::new();
    for candidate in standing.iter().filter(|candidate| is_field_work(candidate)) {
        if let Some(rev) = candidate.entry.event.base_rev.filter(|rev| *rev < now_rev) {
            by_rev.entry(rev).or_default().insert(candidate.id());
        }
    }
    for (recorded_rev, events) in by_rev {
        state.flags.insert(Flag::RecordedAgainstOlderPlan {
            recorded_rev,
            now_rev,
            events,
        });
    }
}

/// Several standing values of one field, until one supersedes. A step closed with a reason is named too.
pub(super) fn disputed_fields(state: &mut JobState) {
    let mut flags = Vec::new();
    flags.extend(disputes("answer", &state.answers));
    flags.extend(disputes("measurement", &state.measurements));
    flags.extend(disputes("test_run", &state.test_runs));
    flags.extend(disputes("step", &state.closed_steps));
    flags.extend(dispute("cause", state.trade.cause.as_ref()));
    flags.extend(dispute("resource", state.trade.resource_answer.as_ref()));
    for closed in state.closed_steps.values().flat_map(|field| &field.values) {
        if closed.value.reason.is_some() {
            let step = closed.value.step.clone();
            flags.push(Flag::ClosedWithReason {
                event: closed.event,
                step,
            });
        }
    }
    state.flags.extend(flags);
}

fn dispute<T>(field: &str, standing: Option<&Field<T>>) -> Option<Flag> {
    let standing = standing.filter(|standing| standing.is_disputed())?;
    Some(Flag::ValuesDiffer {
        field: field.to_owned(),
        events: standing.values.iter().map(|value| value.event).collect(),
    })
}

fn disputes<'a, T>(
    prefix: &'a str,
    fields: &'a BTreeMap<String, Field<T>>,
) -> impl Iterator<Item = Flag> + 'a {
    fields
        .iter()
        .filter(|(_, field)| field.is_disputed())
        .map(move |(key, field)| Flag::ValuesDiffer {
            field: format!("{prefix}:{key}"),
            events: field.values.iter().map(|current| current.event).collect(),
        })
}

/// Where the job stands; flags double completion and work under a cancellation.
pub(super) fn status(standing: &[&Admitted<'_>], state: &mut JobState) -> JobStatus {
    let cancellation = standing
        .iter()
        .find(|candidate| matches!(candidate.body, Body::JobCancelled(_)))
        .map(|candidate| candidate.id());
    if let Some(event) = cancellation {
        if standing.iter().any(|candidate| is_field_work(candidate)) {
            state.flags.insert(Flag::CancelledWithFieldWork { event });
            return JobStatus::CancelledWithFieldWork;
        }
        return JobStatus::Cancelled;
    }
    completion(standing, state).unwrap_or_else(|| progress(state))
}

fn completion(standing: &[&Admitted<'_>], state: &mut JobState) -> Option<JobStatus> {
    let completed: BTreeSet<EventId> = standing
        .iter()
        .filter(|candidate| matches!(candidate.body, Body::JobCompleted(_)))
        .map(|candidate| candidate.id())
        .collect();
    let chosen = standing
        .iter()
        .rev()
        .find_map(|candidate| match &candidate.body {
            Body::ReportChosen(body) if completed.contains(&body.completed) => Some(body.completed),
            _ => None,
        });
    for candidate in standing {
        if let Body::ReportChosen(body) = &candidate.body
            && !completed.contains(&body.completed)
        {
            state.flags.insert(Flag::DanglingReference {
                event: candidate.id(),
                target: body.completed,
            });
        }
    }
    match (chosen, completed.len()) {
        (_, 0) => None,
        (Some(event), _) => {
            state.report_of_record = Some(event);
            Some(JobStatus::Completed)
        }
        (None, 1) => {
            state.report_of_record = completed.first().copied();
            Some(JobStatus::Completed)
        }
        (None, _) => {
            state
                .flags
                .insert(Flag::DoubleCompleted { events: completed });
            Some(JobStatus::DoubleCompleted)
        }
    }
}

fn progress(state: &JobState) -> JobStatus {
    let steps = [
        ("service.restored", JobStatus::Restored),
        ("circuit.opened", JobStatus::Opened),
        ("visit.arrived", JobStatus::OnSite),
        ("visit.departed", JobStatus::Departed),
        ("fault.accepted", JobStatus::Accepted),
        ("job.accepted", JobStatus::Accepted),
        ("job.dispatched", JobStatus::Dispatched),
    ];
    steps
        .into_iter()
        .find(|(kind, _)| state.milestones.contains_key(*kind))
        .map_or(JobStatus::AwaitingDispatch, |(_, status)| status)
}
