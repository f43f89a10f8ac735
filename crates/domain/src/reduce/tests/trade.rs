//! Faults, stops of the clocks, findings, loops: what answers what, and what cannot be.

use super::world::{
    Alice, Bob, Headquarters, World, accepted, made, measured, noon, reassigned, signed,
};
use crate::ids::EventId;
use crate::job::{Flag, JobStatus, OutOfPlace};
use crate::registry::Body;
use crate::registry::body::Scope;
use crate::registry::trade::{
    CauseDetermined, ExtensionRequested, FaultAccepted, FaultReturned, FindingFixed,
    FindingRecorded, LoopReleased, LoopSet, ProgressReported, ServiceRestored, SuspendApproved,
    SuspendEnded, SuspendProposed, SuspendRejected,
};

pub(super) fn suspend_proposed() -> Body {
    Body::SuspendProposed(SuspendProposed {
        reason: "S01".to_owned(),
        text: "power is off".to_owned(),
        consent: Some("李雷".to_owned()),
        planned_resume: None,
        evidence: None,
    })
}

pub(super) fn suspend_approved(proposal: Option<EventId>) -> Body {
    Body::SuspendApproved(SuspendApproved {
        proposal,
        reason: "S01".to_owned(),
        effective_from: None,
        until: None,
    })
}

pub(super) fn suspend_ended() -> Body {
    Body::SuspendEnded(SuspendEnded { text: None })
}

pub(super) fn progress(text: &str) -> Body {
    Body::ProgressReported(ProgressReported {
        text: text.to_owned(),
        told_customer: false,
    })
}

pub(super) fn finding() -> Body {
    Body::FindingRecorded(FindingRecorded {
        item: Some("15".to_owned()),
        side: "customer".to_owned(),
        grade: 2,
        text: "rust".to_owned(),
        measure: None,
        due: None,
    })
}

pub(super) fn cause(code: &str) -> Body {
    Body::CauseDetermined(CauseDetermined {
        cause: code.to_owned(),
        side: "carrier".to_owned(),
        action: "spliced".to_owned(),
        text: None,
        confirmed_by: None,
    })
}

pub(super) fn extension_requested() -> Body {
    Body::ExtensionRequested(ExtensionRequested {
        new_due: noon().date_naive(),
        reason: "customer".to_owned(),
        text: "no room yet".to_owned(),
        consent: None,
        evidence: None,
    })
}

fn out_of_place(event: EventId, what: OutOfPlace) -> Flag {
    Flag::OutOfPlace { event, what }
}

#[test]
fn an_approval_finds_its_proposal_and_the_first_answer_counts() {
    let mut world = World::dispatched();
    let asked = world.writes(Alice, suspend_proposed());
    world.sync(Headquarters);
    let yes = world.writes(Headquarters, suspend_approved(Some(asked)));
    world.writes(Headquarters, suspend_approved(Some(asked)));
    let state = world.state();
    assert_eq!(state.trade.suspensions.len(), 1);
    let suspension = &state.trade.suspensions[0];
    assert_eq!(suspension.approval.as_ref().unwrap().event, yes);
    assert!(!suspension.is_pending() && state.flags.is_empty());
}

#[test]
fn an_approval_without_a_proposal_stands_alone() {
    let mut world = World::dispatched();
    world.writes(Headquarters, suspend_approved(None));
    let state = world.state();
    assert!(state.trade.suspensions[0].proposal.is_none());
    assert!(state.flags.is_empty());
}

#[test]
fn an_approval_of_something_else_is_flagged_and_still_stops_the_clock() {
    let mut world = World::dispatched();
    let target = world.writes(Alice, measured("-18"));
    world.sync(Headquarters);
    let event = world.writes(Headquarters, suspend_approved(Some(target)));
    let state = world.state();
    assert!(state.trade.suspensions[0].approval.is_some());
    assert!(
        state
            .flags
            .contains(&Flag::DanglingReference { event, target })
    );
}

#[test]
fn an_engineer_cannot_approve_his_own_proposal() {
    let mut world = World::dispatched();
    let asked = world.writes(Alice, suspend_proposed());
    let event = world.writes(Alice, suspend_approved(Some(asked)));
    let state = world.state();
    assert!(state.trade.suspensions[0].is_pending());
    let kind = "suspend.approved".to_owned();
    assert!(state.flags.contains(&Flag::WrongOrigin { event, kind }));
}

#[test]
fn a_refusal_names_the_proposal_it_refuses() {
    let mut world = World::dispatched();
    let proposal = world.writes(Alice, suspend_proposed());
    world.sync(Headquarters);
    let reason = "nobody consented".to_owned();
    world.writes(
        Headquarters,
        Body::SuspendRejected(SuspendRejected { proposal, reason }),
    );
    let state = world.state();
    assert!(state.trade.suspensions[0].rejection.is_some());
}

#[test]
fn going_on_without_a_stop_is_kept_and_flagged() {
    let mut world = World::dispatched();
    let event = world.writes(Alice, suspend_ended());
    let state = world.state();
    assert_eq!(state.trade.suspension_ends.len(), 1);
    let flag = out_of_place(event, OutOfPlace::ResumeWithoutSuspension);
    assert!(state.flags.contains(&flag));
}

#[test]
fn either_side_may_say_that_work_goes_on() {
    let mut world = World::dispatched();
    world.writes(Headquarters, suspend_approved(None));
    world.sync(Alice);
    world.writes(Alice, suspend_ended());
    world.writes(Headquarters, suspend_ended());
    let state = world.state();
    assert_eq!(state.trade.suspension_ends.len(), 2);
    assert!(state.flags.is_empty());
}

#[test]
fn the_second_acceptance_is_kept_and_flagged() {
    let mut world = World::dispatched();
    world.writes(Alice, accepted());
    let second = world.writes(Alice, accepted());
    let state = world.state();
    let flag = out_of_place(second, OutOfPlace::SecondAcceptance);
    assert!(state.flags.contains(&flag));
    assert_eq!(
        state
            .moments
            .iter()
            .filter(|moment| moment.kind == "job.accepted")
            .count(),
        2
    );
}

#[test]
fn whoever_takes_a_job_over_may_accept_it_too() {
    let mut world = World::dispatched();
    world.writes(Alice, Body::FaultAccepted(FaultAccepted {}));
    world.sync(Headquarters);
    world.writes(Headquarters, reassigned(Bob, 2));
    world.sync(Bob);
    world.writes(Bob, Body::FaultAccepted(FaultAccepted {}));
    assert!(world.flags().is_empty());
}

#[test]
fn a_signature_before_the_first_value_is_kept_and_flagged() {
    let mut world = World::dispatched();
    let report = world.writes(Alice, made(&["measurement:*"], &[]));
    let signature = world.writes(Alice, signed(report, "customer"));
    world.writes(Alice, measured("-18.4"));
    let state = world.state();
    let flag = out_of_place(signature, OutOfPlace::SignatureBeforeTest);
    assert!(state.flags.contains(&flag));
    assert!(state.documents[0].is_signed_by("customer"));
}

#[test]
fn a_report_from_end_to_end_signed_after_local_values_alone_is_flagged_too() {
    let mut world = World::dispatched();
    let Body::MeasurementRecorded(mut local) = measured("-18.4") else {
        unreachable!("it is a value");
    };
    local.scope = Scope::Local;
    world.writes(Alice, Body::MeasurementRecorded(local));
    let report = world.writes(Alice, made(&["measurement:*"], &[]));
    let signature = world.writes(Alice, signed(report, "customer"));
    let flag = out_of_place(signature, OutOfPlace::SignatureBeforeTest);
    let flagged = |world: &World| world.flags().contains(&flag);
    assert!(
        !flagged(&world),
        "nothing is measured from end to end at all"
    );
    world.writes(Alice, measured("200"));
    assert!(flagged(&world));
}

#[test]
fn a_ticket_returned_before_its_cause_was_settled_is_kept_and_flagged() {
    let mut world = World::dispatched();
    let returned = world.writes(Alice, Body::FaultReturned(FaultReturned {}));
    let flag = out_of_place(returned, OutOfPlace::ReturnedWithoutCause);
    assert!(world.flags().contains(&flag));
    assert!(world.state().milestones.contains_key("fault.returned"));
}

#[test]
fn a_loop_is_released_and_a_finding_fixed_once_even_after_a_correction() {
    let mut world = World::dispatched();
    let set = LoopSet {
        place: "room".to_owned(),
        device: "SDH-1".to_owned(),
        port: "3-1".to_owned(),
        loop_kind: "far".to_owned(),
    };
    let loop_set = world.writes(Alice, Body::LoopSet(set));
    world.writes(Alice, Body::LoopReleased(LoopReleased { loop_set }));
    let old = world.writes(Alice, finding());
    world.corrects(Alice, finding(), &[old]);
    let fixed = FindingFixed {
        finding: old,
        text: None,
    };
    world.writes(Alice, Body::FindingFixed(fixed));
    let state = world.state();
    assert!(state.trade.loops[0].released.is_some());
    assert_eq!(state.trade.findings.len(), 1);
    assert!(state.trade.findings[0].fixed.is_some());
    assert!(state.flags.is_empty());
}

#[test]
fn two_causes_stand_against_each_other_until_one_corrects() {
    let mut world = World::dispatched();
    let one = world.writes(Alice, cause("C-OPT-01"));
    let other = world.writes(Alice, cause("C-EQP-03"));
    assert!(world.state().trade.cause.unwrap().is_disputed());
    world.corrects(Alice, cause("C-OPT-01"), &[one, other]);
    assert!(!world.state().trade.cause.unwrap().is_disputed());
    assert!(world.flags().is_empty());
}

#[test]
fn every_progress_entry_is_a_moment_and_restoring_changes_where_the_job_stands() {
    let mut world = World::dispatched();
    world.writes(Alice, progress("one"));
    world.writes(Headquarters, progress("two"));
    world.writes(Alice, Body::ServiceRestored(ServiceRestored {}));
    let state = world.state();
    assert_eq!(state.trade.progress.len(), 2);
    assert_eq!(
        state
            .moments
            .iter()
            .filter(|moment| moment.kind == "progress.reported")
            .count(),
        2
    );
    assert_eq!(state.status, JobStatus::Restored);
}
