//! Corrections and withdrawals: the old value stays in the record and out of the way.

use super::world::{Alice, World, answer, measured, note, photo, withdrawn};
use crate::event::Event;
use crate::ids::EventId;
use crate::job::Flag;

#[test]
fn a_correction_of_a_correction_leaves_the_last_one() {
    let mut world = World::dispatched();
    let first = world.writes(Alice, measured("-18"));
    let second = world.corrects(Alice, measured("-19"), &[first]);
    let third = world.corrects(Alice, measured("-20"), &[second]);
    let state = world.state();
    let field = state.measurements.values().next().unwrap();
    assert_eq!(field.values.len(), 1);
    assert_eq!(field.latest().unwrap().event, third);
    assert_eq!(state.superseded[&first], second);
    assert_eq!(state.superseded[&second], third);
    assert_eq!(state.timeline.len(), 4);
}

#[test]
fn a_correction_of_another_field_or_kind_is_flagged_and_hides_nothing() {
    let mut world = World::dispatched();
    let power = world.writes(Alice, answer("power", "ok"));
    let wrong_item = world.corrects(Alice, answer("earth", "ok"), &[power]);
    let wrong_kind = world.corrects(Alice, note("power was ok"), &[power]);
    let state = world.state();
    assert_eq!(state.answers.len(), 2);
    assert!(state.superseded.is_empty());
    for event in [wrong_item, wrong_kind] {
        let target = power;
        assert!(
            state
                .flags
                .contains(&Flag::DanglingReference { event, target })
        );
    }
}

#[test]
fn a_withdrawn_photo_leaves_its_slot_and_stays_in_the_timeline() {
    let mut world = World::dispatched();
    let first = world.writes(Alice, photo("I07"));
    let second = world.writes(Alice, photo("I07"));
    let withdrawal = world.writes(Alice, withdrawn(first));
    let state = world.state();
    let left: Vec<EventId> = state.photos["I07"]
        .iter()
        .map(|photo| photo.event)
        .collect();
    assert_eq!(left, [second]);
    assert_eq!(state.superseded[&first], withdrawal);
    assert!(state.timeline.iter().any(|entry| entry.event == first));
}

#[test]
fn only_a_photo_can_be_withdrawn() {
    let mut world = World::dispatched();
    let target = world.writes(Alice, note("not a photo"));
    let event = world.writes(Alice, withdrawn(target));
    let state = world.state();
    assert_eq!(state.notes.len(), 1);
    let flag = Flag::DanglingReference { event, target };
    assert!(state.flags.contains(&flag));
}

#[test]
fn a_correction_waits_for_what_it_corrects() {
    let mut world = World::dispatched();
    let first = world.writes(Alice, measured("-18"));
    world.corrects(Alice, measured("-19"), &[first]);
    let whole = world.state();
    world.entries.remove(1);
    let without = world.state();
    assert_eq!(without.measurements.len(), 1);
    assert!(without.flags.is_empty());
    assert_eq!(
        whole.measurements.values().next().unwrap().values,
        without.measurements.values().next().unwrap().values
    );
}

/// Only a forger can tie such a knot: nobody can name an event before it is written.
#[test]
fn events_that_supersede_each_other_do_not_erase_both() {
    let mut world = World::dispatched();
    let first = world.writes(Alice, measured("-18"));
    let second = world.corrects(Alice, measured("-19"), &[first]);
    let knot: Event = {
        let mut event = world.entries[1].event.clone();
        event.supersedes = vec![second];
        event
    };
    world.entries[1].event = knot;
    let state = world.state();
    let field = state.measurements.values().next().unwrap();
    assert_eq!(field.values.len(), 1);
    let flag = Flag::DanglingReference {
        event: first,
        target: second,
    };
    assert!(state.flags.contains(&flag));
}

#[test]
fn an_event_that_supersedes_itself_stands() {
    let mut world = World::dispatched();
    let event = world.writes(Alice, note("n"));
    world.entries[1].event.supersedes = vec![event];
    let state = world.state();
    assert_eq!(state.notes.len(), 1);
    let target = event;
    assert!(
        state
            .flags
            .contains(&Flag::DanglingReference { event, target })
    );
}
