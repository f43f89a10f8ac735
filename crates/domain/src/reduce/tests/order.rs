//! Order comes from the set, never from a clock.

use chrono::TimeDelta;
use uuid::Uuid;

use super::world::{
    Alice, AliceTablet, Headquarters, World, amended, arrived, measured, noon, note,
};
use crate::ids::EventId;
use crate::registry::Body;
use crate::registry::body::JobAmended;
use crate::registry::plan::Appointment;

fn texts(world: &World) -> Vec<String> {
    let notes = world.state().notes;
    notes.into_iter().map(|note| note.value).collect()
}

#[test]
fn entries_of_one_log_keep_their_order_whatever_their_ids_say() {
    let mut world = World::dispatched();
    world.writes_with(Alice, note("first"), |draft| {
        draft.id = EventId(Uuid::from_u128(0xFFFF));
    });
    world.writes_with(Alice, note("second"), |draft| {
        draft.id = EventId(Uuid::from_u128(0x1));
    });
    assert_eq!(texts(&world), ["first", "second"]);
}

#[test]
fn a_clock_in_1980_does_not_move_an_event() {
    let mut world = World::dispatched();
    world.writes(Alice, note("first"));
    world.writes_with(Alice, note("second"), |draft| {
        draft.recorded.wall = "1980-01-01T00:00:00Z".parse().unwrap();
        draft.occurred_at.at = draft.recorded.wall;
    });
    assert_eq!(texts(&world), ["first", "second"]);
}

#[test]
fn what_a_writer_had_seen_comes_before_what_he_wrote() {
    let mut world = World::dispatched();
    world.writes_with(Alice, note("seen"), |draft| {
        draft.id = EventId(Uuid::from_u128(0xFFFF));
    });
    world.sync(AliceTablet);
    world.writes_with(AliceTablet, note("answer"), |draft| {
        draft.id = EventId(Uuid::from_u128(0x1));
    });
    assert_eq!(texts(&world), ["seen", "answer"]);
}

#[test]
fn what_nobody_ordered_is_ordered_by_id() {
    let mut world = World::dispatched();
    world.writes_with(Alice, note("b"), |draft| {
        draft.id = EventId(Uuid::from_u128(0xFFFF));
    });
    world.writes_with(AliceTablet, note("a"), |draft| {
        draft.id = EventId(Uuid::from_u128(0xFFFE));
    });
    assert_eq!(texts(&world), ["a", "b"]);
}

#[test]
fn a_milestone_is_the_first_of_its_kind() {
    let mut world = World::dispatched();
    let first = world.writes(Alice, arrived());
    world.writes_with(Alice, arrived(), |draft| {
        draft.occurred_at.at = noon() - chrono::TimeDelta::hours(5);
    });
    let milestone = world.state().milestones["visit.arrived"];
    assert_eq!((milestone.event, milestone.occurred_at.at), (first, noon()));
}

#[test]
fn the_highest_revision_is_the_plan_in_whatever_order_it_came() {
    let mut world = World::dispatched();
    world.writes_with(Headquarters, amended(3), |draft| draft.after.clear());
    world.writes_with(Headquarters, amended(2), |draft| draft.after.clear());
    let state = world.state();
    assert_eq!(state.current_plan().unwrap().rev, 3);
    assert_eq!(state.amendments.len(), 2);
}

#[test]
fn an_appointment_counts_as_agreed_anew_from_the_amendment_that_moved_it() {
    let moved = |rev: u32, hours: i64| {
        let mut plan = super::world::plan(rev, Alice);
        plan.appointment = Some(Appointment {
            from: noon() + TimeDelta::hours(hours),
            until: noon() + TimeDelta::hours(hours + 2),
        });
        Body::JobAmended(JobAmended {
            plan,
            what: String::new(),
        })
    };
    let mut world = World::dispatched();
    let mut since = |body: Body, minutes: i64| {
        world.writes_with(Headquarters, body, |draft| {
            draft.occurred_at.at += TimeDelta::minutes(minutes);
        });
        let since = world.state().rescheduled_at;
        since.map(|at| (at - noon()).num_minutes())
    };
    assert_eq!(since(moved(2, 24), 10), Some(10));
    assert_eq!(since(moved(3, 24), 20), Some(10), "another thing changed");
    assert_eq!(since(moved(4, 48), 30), Some(30));
    assert_eq!(World::dispatched().state().rescheduled_at, None);
}

/// Heads that name each other: only a forger can write them. Nothing hangs, nothing is lost.
#[test]
fn logs_that_claim_to_have_seen_each_other_are_cut_at_the_smallest_id() {
    let mut world = World::dispatched();
    world.writes(Alice, measured("-18"));
    world.writes(AliceTablet, measured("-19"));
    let see = |of: usize, world: &World| crate::event::Head {
        log: world.entries[of].log,
        seq: world.entries[of].seq,
        hash: world.entries[of].raw_hash,
    };
    let (first, second) = (see(2, &world), see(1, &world));
    world.entries[1].event.after.push(first);
    world.entries[2].event.after.push(second);
    let state = world.state();
    assert_eq!(state.timeline.len(), 3);
    world.entries.reverse();
    assert_eq!(world.state(), state);
}

#[test]
fn an_entry_that_stands_in_two_lives_of_a_log_keeps_the_order_of_both() {
    let mut world = World::dispatched();
    world.writes_with(AliceTablet, note("fourth"), |draft| {
        draft.id = EventId(Uuid::from_u128(0xFFFF));
    });
    world.writes_with(AliceTablet, note("fifth"), |draft| {
        draft.id = EventId(Uuid::from_u128(0x1));
    });
    // The fifth also stands, readable, in an older log whose fourth is damaged.
    let mut spare = world.entries.last().unwrap().clone();
    spare.log = Alice.log();
    spare.seq = 5;
    world.entries.push(spare);
    assert_eq!(texts(&world), ["fourth", "fifth"]);
}
