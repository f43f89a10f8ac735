//! Faults, inspections, cutovers, resource checks: how their events lie in the state.

use std::collections::{BTreeMap, BTreeSet};

use super::Admitted;
use crate::ids::EventId;
use crate::job::{
    Current, ExtensionRequest, Field, Finding, Flag, JobState, LoopPoint, OutOfPlace, Suspension,
};
use crate::registry::Body;
use crate::registry::body::Scope;
use crate::registry::trade::SuspendApproved;

/// Which of these kinds are moments that clocks and gates look at.
pub(super) fn is_milestone(body: &Body) -> bool {
    matches!(
        body,
        Body::FaultReceived(_)
            | Body::FaultSigned(_)
            | Body::FaultDispatched(_)
            | Body::FaultAccepted(_)
            | Body::FaultReturned(_)
            | Body::CustomerContacted(_)
            | Body::ProgressReported(_)
            | Body::ServiceRestored(_)
            | Body::RecoveryConfirmed(_)
            | Body::ResultTold(_)
            | Body::ReportSubmitted(_)
            | Body::ResourceAnswered(_)
            | Body::ResourceHandedOver(_)
            | Body::ResourceUpdated(_)
            | Body::InspectionFailed(_)
            | Body::Rectified(_)
            | Body::ServiceStopped(_)
            | Body::CutoverStarted(_)
            | Body::CutoverFinished(_)
            | Body::CutoverRolledBack(_)
            | Body::AssuranceStarted(_)
            | Body::AssuranceEnded(_)
    )
}

/// The field such an event fills, for documents and corrections.
pub(super) fn key(body: &Body) -> Option<&'static str> {
    Some(match body {
        Body::FaultReceived(_) => "fault",
        Body::CustomerContacted(_) => "contact",
        Body::ProgressReported(_) => "progress",
        Body::ResultTold(_) => "result",
        Body::PersonNoted(_) => "person",
        Body::LoopSet(_) | Body::LoopReleased(_) => "loop",
        Body::FindingRecorded(_) | Body::FindingFixed(_) => "finding",
        Body::CauseDetermined(_) => "cause",
        Body::ResourceAnswered(_) => "resource",
        Body::SuspendProposed(_)
        | Body::SuspendApproved(_)
        | Body::SuspendRejected(_)
        | Body::SuspendEnded(_) => "suspension",
        Body::ExtensionRequested(_) | Body::ExtensionRejected(_) => "extension",
        _ => return None,
    })
}

/// Lays one standing event into the state. What answers another event is laid in by [`attach`].
pub(super) fn apply(admitted: &Admitted<'_>, state: &mut JobState) {
    let trade = &mut state.trade;
    match &admitted.body {
        Body::FaultReceived(body) => {
            trade.fault.get_or_insert_with(|| admitted.said(body));
        }
        Body::CustomerContacted(body) => trade.contacts.push(admitted.said(body)),
        Body::ProgressReported(body) => trade.progress.push(admitted.said(body)),
        Body::ResultTold(body) => trade.results_told.push(admitted.said(body)),
        Body::PersonNoted(body) => trade.people.push(admitted.said(body)),
        Body::LoopSet(body) => trade.loops.push(LoopPoint {
            set: admitted.said(body),
            released: None,
        }),
        Body::FindingRecorded(body) => trade.findings.push(Finding {
            found: admitted.said(body),
            fixed: None,
        }),
        Body::InspectionFailed(body) => trade.failures.push(admitted.said(body)),
        Body::Rectified(body) => trade.rectified = Some(admitted.said(body)),
        Body::CauseDetermined(body) => stand(&mut trade.cause, admitted.current(body.clone())),
        Body::ResourceAnswered(body) => {
            stand(&mut trade.resource_answer, admitted.current(body.clone()));
        }
        Body::SuspendProposed(body) => trade.suspensions.push(Suspension {
            proposal: Some(admitted.said(body)),
            ..Suspension::default()
        }),
        Body::SuspendEnded(body) => trade.suspension_ends.push(admitted.said(body)),
        Body::ExtensionRequested(body) => trade.extension_requests.push(ExtensionRequest {
            request: admitted.said(body),
            rejection: None,
        }),
        _ => {}
    }
}

/// Lays in what answers another event, once every event that can be answered is there. The first answer counts.
pub(super) fn attach(standing: &[&Admitted<'_>], state: &mut JobState) {
    for answer in standing {
        let target = match &answer.body {
            Body::LoopReleased(body) => body.loop_set,
            Body::FindingFixed(body) => body.finding,
            Body::SuspendRejected(body) => body.proposal,
            Body::ExtensionRejected(body) => body.request,
            Body::SuspendApproved(body) => match body.proposal {
                Some(proposal) => proposal,
                None => {
                    grant_unasked(answer, body, state);
                    continue;
                }
            },
            _ => continue,
        };
        if attach_to(answer, newest(target, state), state).is_none() {
            let event = answer.id();
            state
                .flags
                .insert(Flag::DanglingReference { event, target });
            if let Body::SuspendApproved(body) = &answer.body {
                grant_unasked(answer, body, state);
            }
        }
    }
}

fn grant_unasked(answer: &Admitted<'_>, body: &SuspendApproved, state: &mut JobState) {
    state.trade.suspensions.push(Suspension {
        approval: Some(answer.said(body)),
        ..Suspension::default()
    });
}

fn attach_to(answer: &Admitted<'_>, target: EventId, state: &mut JobState) -> Option<()> {
    let trade = &mut state.trade;
    let asked = trade.suspensions.iter_mut().find(|asked| {
        let proposal = asked.proposal.as_ref();
        proposal.is_some_and(|proposal| proposal.event == target)
    });
    match &answer.body {
        Body::LoopReleased(_) => {
            let mut points = trade.loops.iter_mut();
            let point = points.find(|point| point.set.event == target)?;
            let released = (answer.entry.event.occurred_at, answer.id());
            point.released.get_or_insert(released);
        }
        Body::FindingFixed(body) => {
            let mut findings = trade.findings.iter_mut();
            let finding = findings.find(|finding| finding.found.event == target)?;
            finding.fixed.get_or_insert_with(|| answer.said(body));
        }
        Body::SuspendApproved(body) => {
            asked?.approval.get_or_insert_with(|| answer.said(body));
        }
        Body::SuspendRejected(body) => {
            asked?.rejection.get_or_insert_with(|| answer.said(body));
        }
        Body::ExtensionRejected(body) => {
            let mut requests = trade.extension_requests.iter_mut();
            let request = requests.find(|asked| asked.request.event == target)?;
            request.rejection.get_or_insert_with(|| answer.said(body));
        }
        _ => return None,
    }
    Some(())
}

/// What stands for an event now: the last of its corrections.
fn newest(event: EventId, state: &JobState) -> EventId {
    std::iter::successors(Some(event), |event| state.superseded.get(event).copied())
        .last()
        .unwrap_or(event)
}

fn stand<T>(field: &mut Option<Field<T>>, current: Current<T>) {
    field
        .get_or_insert_with(|| Field { values: Vec::new() })
        .values
        .push(current);
}

/// Names what came in an order that cannot be. It keeps its effect.
pub(super) fn out_of_place(
    admitted: &[Admitted<'_>],
    standing: &[&Admitted<'_>],
    state: &mut JobState,
) {
    let mut flag = |event, what| {
        state.flags.insert(Flag::OutOfPlace { event, what });
    };
    let mut accepted = BTreeSet::new();
    for one in standing {
        let is_acceptance = matches!(one.body, Body::JobAccepted(_) | Body::FaultAccepted(_));
        let event = &one.entry.event;
        if is_acceptance && !accepted.insert((event.kind.as_str(), event.assignment_epoch)) {
            flag(one.id(), OutOfPlace::SecondAcceptance);
        }
    }
    let earliest_stop = standing
        .iter()
        .filter(|one| {
            matches!(
                one.body,
                Body::SuspendProposed(_) | Body::SuspendApproved(_)
            )
        })
        .map(|one| one.entry.event.occurred_at.at)
        .min();
    for resumed in standing {
        let at = resumed.entry.event.occurred_at.at;
        let is_resumed = matches!(resumed.body, Body::SuspendEnded(_));
        if is_resumed && earliest_stop.is_none_or(|stop| stop > at) {
            flag(resumed.id(), OutOfPlace::ResumeWithoutSuspension);
        }
    }
    let ended_first = |one: &&&Admitted<'_>| match &one.body {
        Body::TestRunNoted(run) => run
            .start
            .zip(run.end)
            .is_some_and(|(start, end)| end < start),
        _ => false,
    };
    for run in standing.iter().filter(ended_first) {
        flag(run.id(), OutOfPlace::EndBeforeStart);
    }
    let causes = standing
        .iter()
        .filter(|one| matches!(one.body, Body::CauseDetermined(_)));
    let earliest_cause = causes.map(|one| one.entry.event.occurred_at.at).min();
    for returned in standing {
        let at = returned.entry.event.occurred_at.at;
        let is_returned = matches!(returned.body, Body::FaultReturned(_));
        if is_returned && earliest_cause.is_none_or(|cause| cause > at) {
            flag(returned.id(), OutOfPlace::ReturnedWithoutCause);
        }
    }
    signed_before_test(admitted)
        .into_iter()
        .for_each(|event| flag(event, OutOfPlace::SignatureBeforeTest));
}

/// Signatures on a paper about tests that stand before the first value it is about: any value, or one of its scope
/// where such a one came later.
fn signed_before_test(admitted: &[Admitted<'_>]) -> Vec<EventId> {
    let about: BTreeMap<EventId, Option<Scope>> = admitted
        .iter()
        .filter_map(|one| match &one.body {
            Body::DocumentMade(body) => Some((one.id(), scope_of(&body.document)?)),
            _ => None,
        })
        .collect();
    let first = |wanted: Option<Scope>| {
        admitted.iter().position(|one| match &one.body {
            Body::MeasurementRecorded(body) => wanted.is_none_or(|scope| body.scope == scope),
            _ => false,
        })
    };
    let any = first(None);
    admitted
        .iter()
        .enumerate()
        .filter(|(at, one)| {
            let Body::SignatureGiven(signed) = &one.body else {
                return false;
            };
            about.get(&signed.document).is_some_and(|scope| {
                let own = scope.and_then(|scope| first(Some(scope)));
                own.or(any).is_none_or(|measured| measured > *at)
            })
        })
        .map(|(_, one)| one.id())
        .collect()
}

/// What a paper about tests is about: the values of one scope, or all; none for other papers.
#[expect(
    clippy::option_option,
    reason = "no paper about tests, all scopes, one scope"
)]
fn scope_of(document: &str) -> Option<Option<Scope>> {
    match document {
        "test_report_local" => Some(Some(Scope::Local)),
        "test_report_e2e" => Some(Some(Scope::EndToEnd)),
        "acceptance" => Some(None),
        _ => None,
    }
}
