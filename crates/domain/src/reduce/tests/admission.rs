//! What has no effect is kept and flagged, never refused.

use super::world::{
    Alice, Bob, Headquarters, JOB, World, accepted, cancelled, measured, note, reassigned,
};
use crate::event::Role;
use crate::job::{Flag, JobStatus};
use crate::registry::Body;
use crate::registry::body::ExtensionApproved;

#[test]
fn a_device_that_claims_headquarters_approval_gets_no_extension() {
    let mut world = World::dispatched();
    let body = Body::ExtensionApproved(ExtensionApproved {
        new_due: "2026-12-31".parse().unwrap(),
        reason: "customer".to_owned(),
    });
    // The device claims the role as well: the log it stands in decides.
    let claim = world.writes_with(Alice, body.clone(), |draft| {
        draft.actor.role = Role::Supervisor;
    });
    let state = world.state();
    assert!(state.extensions.is_empty());
    let flag = Flag::WrongOrigin {
        event: claim,
        kind: "extension.approved".to_owned(),
    };
    assert!(state.flags.contains(&flag));
    let shown = state.timeline.iter().find(|entry| entry.event == claim);
    assert!(!shown.unwrap().effective);

    world.writes(Headquarters, body);
    assert_eq!(world.state().extensions.len(), 1);
}

#[test]
fn field_work_in_headquarters_log_has_no_effect() {
    let mut world = World::dispatched();
    let event = world.writes_with(Headquarters, measured("-1"), |draft| {
        draft.actor.role = Role::Engineer;
    });
    let state = world.state();
    assert!(state.measurements.is_empty());
    let kind = "measurement.recorded".to_owned();
    assert!(state.flags.contains(&Flag::WrongOrigin { event, kind }));
}

#[test]
fn an_actor_without_the_role_is_flagged() {
    let mut world = World::dispatched();
    let event = world.writes_with(Headquarters, cancelled(), |draft| {
        draft.actor.role = Role::Engineer;
    });
    let state = world.state();
    assert_eq!(state.status, JobStatus::Dispatched);
    let kind = "job.cancelled".to_owned();
    assert_eq!(
        state.flags.into_iter().collect::<Vec<_>>(),
        [Flag::WrongRole { event, kind }]
    );
}

#[test]
fn headquarters_by_itself_may_do_what_a_supervisor_may() {
    let mut world = World::dispatched();
    world.writes_with(Headquarters, cancelled(), |draft| {
        draft.actor.role = Role::System;
    });
    assert_eq!(world.state().status, JobStatus::Cancelled);
}

#[test]
fn somebody_who_never_had_the_job_changes_nothing() {
    let mut world = World::dispatched();
    let event = world.writes(Bob, measured("-99"));
    let state = world.state();
    assert!(state.measurements.is_empty());
    let person = Bob.person();
    assert!(state.flags.contains(&Flag::NotAssigned { event, person }));

    world.writes(Headquarters, reassigned(Bob, 2));
    let state = world.state();
    assert_eq!(state.measurements.len(), 1);
    assert!(!state.flags.contains(&Flag::NotAssigned { event, person }));
}

#[test]
fn before_the_dispatch_has_arrived_nobody_is_refused() {
    let mut world = World::default();
    world.writes(Alice, accepted());
    world.writes(Bob, note("who has it?"));
    let state = world.state();
    assert_eq!(state.status, JobStatus::Accepted);
    assert!(state.plan.is_none() && state.flags.is_empty());
}

#[test]
fn an_unknown_kind_or_a_newer_version_is_held_until_an_update() {
    let mut world = World::dispatched();
    let known = world.writes(Alice, note("known"));
    let raw = serde_json::to_string(&world.entries.last().unwrap().event).unwrap();
    let again = |id: &str, from: &str, to: &str| {
        let event = known.to_string();
        assert!(raw.contains(&event) && raw.contains(from));
        raw.replace(&event, id).replace(from, to)
    };
    let newer_kind = again(
        "00000000-0000-7000-8000-000000000001",
        "note.added",
        "robot.sent",
    );
    let newer_version = again(
        "00000000-0000-7000-8000-000000000002",
        "\"kind_version\":1",
        "\"kind_version\":2",
    );
    world.stands(Alice, newer_kind.as_bytes());
    world.stands(Alice, newer_version.as_bytes());
    let state = world.state();
    assert_eq!(state.notes.len(), 1);
    assert_eq!(state.timeline.len(), 4);
    let held = state
        .flags
        .iter()
        .filter(|flag| matches!(flag, Flag::Held { .. }))
        .count();
    assert_eq!(held, 2);
}

#[test]
fn a_body_of_another_shape_is_flagged_and_stops_nothing() {
    let mut world = World::dispatched();
    world.writes(Alice, note("known"));
    let raw = serde_json::to_string(&world.entries.last().unwrap().event)
        .unwrap()
        .replace("\"text\":\"known\"", "\"text\":7")
        .replace("e001", "e0ff");
    world.stands(Alice, raw.as_bytes());
    world.writes(Alice, note("goes on"));
    let state = world.state();
    assert_eq!(state.notes.len(), 2);
    assert!(
        state
            .flags
            .iter()
            .any(|flag| matches!(flag, Flag::Malformed { kind, .. } if kind == "note.added"))
    );
}

#[test]
fn of_two_events_under_one_id_the_smaller_hash_counts_on_every_device() {
    let mut world = World::dispatched();
    let id = world.writes(Alice, note("one"));
    world.writes_with(Alice, note("two"), |draft| draft.id = id);
    let state = world.state();
    assert_eq!(state.notes.len(), 1);
    assert!(state.flags.contains(&Flag::IdReused { event: id }));
    world.entries.reverse();
    assert_eq!(world.state(), state);
}

#[test]
fn events_of_other_jobs_do_not_count() {
    let mut world = World::dispatched();
    let before = world.state();
    world.writes_with(Alice, note("elsewhere"), |draft| draft.job = None);
    assert_eq!(world.state(), before);
    assert_eq!(before.job, JOB);
}
