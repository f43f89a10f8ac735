//! For every set of events, honest or not.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::trade::{
    cause, extension_requested, finding, progress, suspend_approved, suspend_ended,
    suspend_proposed,
};
use super::world::{
    Alice, AliceTablet, Bob, Headquarters, JOB, World, Writer, accepted, amended, answer, arrived,
    cancelled, completed, made, measured, note, photo, reassigned, signed, withdrawn,
};
use crate::event::Role;
use crate::ids::EventId;
use crate::job::{Flag, JobState};
use crate::reduce::{Entry, reduce};
use crate::registry::Body;
use crate::registry::body::{DocumentOverridden, ReportChosen, StepClosed};
use crate::registry::trade::{ExtensionRejected, FaultAccepted, FindingFixed};

/// One thing somebody does; numbers pick what it points at among what there is.
#[derive(Clone, Debug)]
pub(super) struct Act {
    writer: Writer,
    what: u8,
    target: usize,
    supersedes: Option<usize>,
    syncs: bool,
    id: Option<usize>,
    role: Option<Role>,
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let writer = prop::sample::select(vec![Headquarters, Alice, AliceTablet, Bob]);
    let role = prop::sample::select(vec![Role::Engineer, Role::Supervisor, Role::System]);
    let act = (
        writer,
        0..34_u8,
        0..40_usize,
        prop::option::weighted(0.3, 0..40_usize),
        any::<bool>(),
        prop::option::weighted(0.05, 0..40_usize),
        prop::option::weighted(0.1, role),
    );
    let act = act.prop_map(|(writer, what, target, supersedes, syncs, id, role)| Act {
        writer,
        what,
        target,
        supersedes,
        syncs,
        id,
        role,
    });
    prop::collection::vec(act, 0..40)
}

fn body(act: &Act, target: EventId) -> Body {
    match act.what {
        0 => super::world::amended(act.target as u32 % 5 + 1),
        1 => amended(2),
        2 => reassigned(Bob, 2),
        3 => reassigned(Alice, act.target as u32 % 4),
        4 => cancelled(),
        5 => accepted(),
        6 => arrived(),
        7 => completed(),
        8 => note("n"),
        9 | 10 => answer(
            if act.target.is_multiple_of(2) {
                "a"
            } else {
                "b"
            },
            "ok",
        ),
        11 | 12 => measured("-18.4"),
        13 | 14 => photo(if act.target.is_multiple_of(2) {
            "I01"
        } else {
            "I02"
        }),
        15 => withdrawn(target),
        16 => made(&["measurement:*", "photo:I01", "plan"], &[target]),
        17 | 18 => signed(target, "customer"),
        19 => Body::ReportChosen(ReportChosen {
            completed: target,
            reason: String::new(),
        }),
        20 => Body::DocumentOverridden(DocumentOverridden {
            document: target,
            reason: String::new(),
        }),
        21 => Body::FaultAccepted(FaultAccepted {}),
        22 | 23 => suspend_proposed(),
        24 => suspend_approved(Some(target)),
        25 => suspend_approved(None),
        26 => suspend_ended(),
        27 => finding(),
        28 => Body::FindingFixed(FindingFixed {
            finding: target,
            text: None,
        }),
        29 => cause(if act.target.is_multiple_of(2) {
            "C-OPT-01"
        } else {
            "C-UNK-01"
        }),
        30 => progress("still looking"),
        31 => extension_requested(),
        32 => Body::ExtensionRejected(ExtensionRejected {
            request: target,
            reason: String::new(),
        }),
        _ => Body::StepClosed(StepClosed {
            step: "s".to_owned(),
            reason: Some("r".to_owned()),
        }),
    }
}

pub(super) fn play(acts: &[Act]) -> Vec<Entry> {
    let mut world = World::dispatched();
    for act in acts {
        if act.syncs {
            world.sync(act.writer);
        }
        let pick =
            |number: usize, world: &World| world.entries[number % world.entries.len()].event.id;
        let target = pick(act.target, &world);
        let supersedes = act.supersedes.map(|number| pick(number, &world));
        let id = act.id.map(|number| pick(number, &world));
        world.writes_with(act.writer, body(act, target), |draft| {
            draft.supersedes.extend(supersedes);
            draft.id = id.unwrap_or(draft.id);
            draft.actor.role = act.role.unwrap_or(draft.actor.role);
        });
    }
    world.entries
}

/// Moves, repeats and joins entries; the set stays.
fn arrivals() -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>)> {
    let entries = acts().prop_map(|acts| play(&acts));
    entries.prop_flat_map(|entries| {
        let more = prop::collection::vec(0..entries.len(), 0..10);
        (Just(entries), more).prop_flat_map(|(entries, more)| {
            let repeated = more.iter().map(|index| entries[*index].clone());
            let all: Vec<Entry> = entries.iter().cloned().chain(repeated).collect();
            (Just(entries), Just(all).prop_shuffle())
        })
    })
}

fn flagged(state: &JobState) -> BTreeSet<EventId> {
    let of = |flag: &Flag| match flag {
        Flag::Held { event, .. }
        | Flag::Malformed { event, .. }
        | Flag::WrongOrigin { event, .. }
        | Flag::WrongRole { event, .. }
        | Flag::NotAssigned { event, .. } => Some(*event),
        _ => None,
    };
    state.flags.iter().filter_map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_order_and_any_repetition_of_arrival_gives_the_same_state((entries, arrived) in arrivals()) {
        prop_assert_eq!(reduce(JOB, &arrived), reduce(JOB, &entries));
    }

    #[test]
    fn every_event_stands_once_in_the_timeline_and_counts_or_is_flagged(acts in acts()) {
        let entries = play(&acts);
        let state = reduce(JOB, &entries);
        let ids: BTreeSet<EventId> = entries.iter().map(|entry| entry.event.id).collect();
        prop_assert_eq!(state.timeline.len(), ids.len());
        let shown: BTreeSet<EventId> = state.timeline.iter().map(|entry| entry.event).collect();
        prop_assert_eq!(&shown, &ids);
        let flagged = flagged(&state);
        for entry in &state.timeline {
            prop_assert_eq!(entry.effective, !flagged.contains(&entry.event));
        }
    }

    #[test]
    fn no_log_is_ever_reordered(mut acts in acts()) {
        // Two events under one id can be tied into a knot; only a forger has them.
        acts.iter_mut().for_each(|act| act.id = None);
        let entries = play(&acts);
        let state = reduce(JOB, &entries);
        let place = |id: EventId| state.timeline.iter().position(|entry| entry.event == id);
        for earlier in &state.timeline {
            for later in &state.timeline {
                if earlier.log == later.log && earlier.seq < later.seq {
                    prop_assert!(place(earlier.event) < place(later.event));
                }
            }
        }
    }

    #[test]
    fn a_state_survives_being_stored(acts in acts()) {
        let state = reduce(JOB, &play(&acts));
        let stored = serde_json::to_string(&state).unwrap();
        prop_assert_eq!(serde_json::from_str::<JobState>(&stored).unwrap(), state);
    }

    #[test]
    fn no_body_makes_it_panic(kind in 0..72_usize, version in 0..3_u32, garbage in json(), seq in 0..4_u64) {
        let mut world = World::dispatched();
        world.writes(Alice, measured("-18"));
        let mut entry = world.entries[1].clone();
        let kinds = crate::registry::REGISTRY;
        entry.event.kind = kinds.get(kind).map_or("robot.sent", |known| known.kind).to_owned();
        entry.event.kind_version = version;
        entry.event.id = EventId(Uuid::from_u128(u128::from(seq)));
        entry.event.body = garbage;
        entry.seq = seq;
        world.entries.push(entry.clone());
        entry.writer = Headquarters.origin();
        world.entries.push(entry);
        let state = world.state();
        world.entries.reverse();
        prop_assert_eq!(world.state(), state);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _read_or_refused = crate::event::Event::parse(&bytes);
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        "[a-z0-9:/.-]{0,12}".prop_map(Into::into),
    ];
    let keys = prop::sample::select(vec![
        "text", "slot", "plan", "rev", "document", "step", "item", "value", "reason", "grade", "x",
    ]);
    leaf.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map(keys.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}
