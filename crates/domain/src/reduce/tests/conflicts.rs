//! The rows of the conflict table: decided by people or by rule, never by overwriting.

use std::collections::BTreeSet;

use super::world::{
    Alice, AliceTablet, Bob, Headquarters, World, accepted, amended, answer, arrived, cancelled,
    completed, made, measured, note, reassigned, signed,
};
use crate::job::{Flag, JobStatus};
use crate::registry::Body;
use crate::registry::body::{CircuitOpened, ReportChosen};

#[test]
fn work_done_to_the_older_plan_stays_and_says_so() {
    let mut world = World::dispatched();
    world.writes(Headquarters, amended(2));
    let on_old = world.writes(Alice, answer("power", "ok"));
    world.sync(Alice);
    world.writes(Alice, answer("earth", "ok"));
    let state = world.state();
    assert_eq!(state.current_plan().unwrap().rev, 2);
    assert_eq!(state.amendments[&2], "revision 2");
    assert!(state.answers.contains_key("check/power"));
    let flag = Flag::RecordedAgainstOlderPlan {
        recorded_rev: 1,
        now_rev: 2,
        events: BTreeSet::from([on_old]),
    };
    assert_eq!(state.flags, BTreeSet::from([flag]));
}

#[test]
fn work_repeated_on_the_new_plan_is_no_longer_named() {
    let mut world = World::dispatched();
    world.writes(Headquarters, amended(2));
    let on_old = world.writes(Alice, answer("power", "ok"));
    world.sync(Alice);
    world.corrects(Alice, answer("power", "ok"), &[on_old]);
    assert!(world.flags().is_empty());
}

#[test]
fn a_job_called_off_while_worked_on_keeps_the_work_and_asks_the_dispatcher() {
    let mut world = World::dispatched();
    let cancellation = world.writes(Headquarters, cancelled());
    world.writes(Alice, arrived());
    world.writes(Alice, measured("-18.4"));
    let state = world.state();
    assert_eq!(state.status, JobStatus::CancelledWithFieldWork);
    assert_eq!(state.cancelled.as_deref(), Some("customer"));
    assert_eq!(state.measurements.len(), 1);
    let flag = Flag::CancelledWithFieldWork {
        event: cancellation,
    };
    assert!(state.flags.contains(&flag));
}

#[test]
fn a_job_called_off_before_any_work_is_only_cancelled() {
    let mut world = World::dispatched();
    world.writes(Alice, accepted());
    world.writes(Headquarters, cancelled());
    let state = world.state();
    assert_eq!(state.status, JobStatus::Cancelled);
    assert!(state.flags.is_empty());
}

#[test]
fn what_alice_wrote_offline_after_the_job_went_to_bob_is_late_and_shown() {
    let mut world = World::dispatched();
    world.writes(Headquarters, reassigned(Bob, 2));
    world.sync(Bob);
    let late = world.writes(Alice, answer("power", "ok"));
    world.writes(Bob, answer("earth", "ok"));
    let state = world.state();
    assert_eq!(state.assignee.as_ref().unwrap().person, Bob.person());
    assert_eq!(state.assignment_epoch, 2);
    assert_eq!(state.assignees.len(), 2);
    assert!(state.answers.contains_key("check/power"));
    let flag = Flag::LateFromPreviousAssignee {
        event: late,
        epoch: 1,
    };
    assert_eq!(state.flags, BTreeSet::from([flag]));
}

#[test]
fn what_headquarters_had_seen_before_reassigning_is_not_late() {
    let mut world = World::dispatched();
    world.writes(Alice, answer("power", "ok"));
    world.sync(Headquarters);
    world.writes(Headquarters, reassigned(Bob, 2));
    let after = world.writes(Alice, note("too late"));
    let flag = Flag::LateFromPreviousAssignee {
        event: after,
        epoch: 1,
    };
    assert_eq!(world.flags(), [flag]);
}

#[test]
fn closing_or_signing_under_the_old_assignment_goes_to_review() {
    let mut world = World::dispatched();
    world.writes(Headquarters, reassigned(Bob, 2));
    let document = world.writes(Alice, made(&[], &[]));
    let binding = [
        world.writes(Alice, signed(document, "tester")),
        world.writes(Alice, Body::CircuitOpened(CircuitOpened {})),
        world.writes(Alice, completed()),
    ];
    let flags = world.state().flags;
    for event in binding {
        assert!(flags.contains(&Flag::NeedsReview { event }), "{event:?}");
        assert!(flags.contains(&Flag::LateFromPreviousAssignee { event, epoch: 1 }));
    }
    assert!(!flags.contains(&Flag::NeedsReview { event: document }));
}

#[test]
fn two_completions_wait_for_headquarters_choice() {
    let mut world = World::dispatched();
    world.writes(Headquarters, reassigned(Bob, 2));
    world.sync(Bob);
    let by_alice = world.writes(Alice, completed());
    let by_bob = world.writes(Bob, completed());
    let state = world.state();
    assert_eq!(state.status, JobStatus::DoubleCompleted);
    assert_eq!(state.report_of_record, None);
    let flag = Flag::DoubleCompleted {
        events: BTreeSet::from([by_alice, by_bob]),
    };
    assert!(state.flags.contains(&flag));

    let choice = Body::ReportChosen(ReportChosen {
        completed: by_bob,
        reason: "complete record".to_owned(),
    });
    world.writes(Headquarters, choice);
    let state = world.state();
    assert_eq!(state.status, JobStatus::Completed);
    assert_eq!(state.report_of_record, Some(by_bob));
    assert!(!state.flags.contains(&flag));
}

#[test]
fn one_completion_is_the_report_of_record() {
    let mut world = World::dispatched();
    let done = world.writes(Alice, completed());
    let state = world.state();
    assert_eq!(state.status, JobStatus::Completed);
    assert_eq!(state.report_of_record, Some(done));
}

#[test]
fn two_devices_of_alice_show_both_values_until_one_supersedes() {
    let mut world = World::dispatched();
    let laptop = world.writes(Alice, measured("-18.4"));
    let tablet = world.writes(AliceTablet, measured("-19.0"));
    let key = "end_to_end/optical_power/1";
    let state = world.state();
    assert_eq!(state.measurements[key].values.len(), 2);
    let flag = Flag::ValuesDiffer {
        field: format!("measurement:{key}"),
        events: BTreeSet::from([laptop, tablet]),
    };
    assert_eq!(state.flags, BTreeSet::from([flag]));

    world.sync(Alice);
    let corrected = world.corrects(Alice, measured("-18.7"), &[laptop, tablet]);
    let state = world.state();
    let field = &state.measurements[key];
    assert!(!field.is_disputed());
    assert_eq!(field.latest().unwrap().event, corrected);
    assert!(state.flags.is_empty());
}

#[test]
fn a_changed_field_of_a_signed_document_asks_for_a_new_signature() {
    let mut world = World::dispatched();
    let value = world.writes(Alice, measured("-18.4"));
    let document = world.writes(Alice, made(&["measurement:*"], &[value]));
    world.writes(Alice, signed(document, "customer"));
    assert!(world.flags().is_empty());
    let newer = world.corrects(Alice, measured("-18.5"), &[value]);
    let flag = Flag::ChangedAfterSignature {
        document,
        events: BTreeSet::from([newer]),
    };
    assert_eq!(world.flags(), [flag]);
}
