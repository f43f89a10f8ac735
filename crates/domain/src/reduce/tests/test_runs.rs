//! Conditions of tests, and the two ways along a line.

use super::world::{Alice, World, measured_towards, test_run};
use crate::job::{Flag, OutOfPlace};
use crate::registry::Body;
use crate::registry::body::{Direction, Scope};

#[test]
fn two_directions_of_one_run_stand_beside_each_other() {
    let mut world = World::dispatched();
    world.writes(Alice, measured_towards("0.31", Direction::AToZ));
    world.writes(Alice, measured_towards("0.33", Direction::ZToA));
    let state = world.state();
    let keys: Vec<&str> = state.measurements.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "end_to_end/optical_power/1/a_to_z",
            "end_to_end/optical_power/1/z_to_a"
        ]
    );
    assert!(state.flags.is_empty(), "{:?}", state.flags);
}

#[test]
fn a_late_correction_of_the_conditions_takes_the_place_of_what_stood() {
    let mut world = World::dispatched();
    let first = world.writes(Alice, test_run(Direction::AToZ, Some("PRBS15"), [0, 15]));
    let other = world.writes(Alice, test_run(Direction::ZToA, None, [0, 15]));
    let second = world.corrects(
        Alice,
        test_run(Direction::AToZ, Some("PRBS23"), [0, 15]),
        &[first],
    );
    let state = world.state();
    let standing: Vec<_> = state
        .test_runs_of(Scope::EndToEnd, "optical")
        .map(|field| (field.values.len(), field.latest().unwrap().event))
        .collect();
    assert_eq!(standing, [(1, second), (1, other)]);
    assert!(state.flags.is_empty());
}

#[test]
fn conditions_of_another_direction_correct_nothing() {
    let mut world = World::dispatched();
    let target = world.writes(Alice, test_run(Direction::AToZ, None, [0, 15]));
    let event = world.corrects(Alice, test_run(Direction::ZToA, None, [0, 15]), &[target]);
    let state = world.state();
    assert_eq!(state.test_runs.len(), 2);
    let flag = Flag::DanglingReference { event, target };
    assert!(state.flags.contains(&flag));
}

#[test]
fn a_test_that_ends_before_it_begins_is_kept_and_flagged() {
    let mut world = World::dispatched();
    let event = world.writes(Alice, test_run(Direction::Both, None, [15, 0]));
    let state = world.state();
    assert_eq!(state.test_runs.len(), 1);
    let what = OutOfPlace::EndBeforeStart;
    assert!(state.flags.contains(&Flag::OutOfPlace { event, what }));
}

#[test]
fn a_value_and_a_trace_of_which_no_direction_was_said_are_written_as_ever() {
    let body = super::world::measured("-18");
    let written = body.to_value().unwrap();
    assert!(written.get("direction").is_none());
    let read: crate::registry::body::MeasurementRecorded = serde_json::from_value(written).unwrap();
    assert_eq!(Body::MeasurementRecorded(read), body);
}
