//! Events come in batches, from several devices, some of them again: how they were divided leaves no trace.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::properties::{acts, play};
use super::world::JOB;
use crate::ids::EventId;
use crate::reduce::{Entry, reduce};

/// Entries, and the batches they come in: each entry in one batch at least, batches and what lies in them in any order.
fn batches() -> impl Strategy<Value = (Vec<Entry>, Vec<Vec<Entry>>)> {
    let entries = acts().prop_map(|acts| play(&acts));
    entries.prop_flat_map(|entries| {
        let many = entries.len();
        let batch_of = prop::collection::vec(0..6_usize, many);
        let again = prop::collection::vec((0..many, 0..6_usize), 0..8);
        let order = Just((0..many).collect::<Vec<_>>()).prop_shuffle();
        (Just(entries), batch_of, again, order).prop_map(|(entries, batch_of, again, order)| {
            let mut batches = vec![Vec::new(); 6];
            for index in order {
                batches[batch_of[index]].push(entries[index].clone());
            }
            for (index, batch) in again {
                batches[batch].insert(0, entries[index].clone());
            }
            (entries, batches)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_division_into_batches_gives_the_same_state((entries, batches) in batches()) {
        let mut received = Vec::new();
        for batch in batches {
            received.extend(batch);
            let state = reduce(JOB, &received);
            let known: BTreeSet<EventId> = received.iter().map(|entry| entry.event.id).collect();
            let shown: BTreeSet<EventId> = state.timeline.iter().map(|entry| entry.event).collect();
            prop_assert_eq!(shown, known, "nothing is kept back while the rest is on its way");
            let latest_first: Vec<Entry> = received.iter().rev().cloned().collect();
            prop_assert_eq!(&reduce(JOB, &latest_first), &state);
        }
        prop_assert_eq!(reduce(JOB, &received), reduce(JOB, &entries));
    }
}
