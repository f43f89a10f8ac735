//! One entry per event id, in an order that the set itself gives.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::Entry;
use crate::ids::{EventId, JobId, LogId};
use crate::job::Flag;

/// An event with every place it stands at: after damage or a restore the same bytes stand in two lives of a log.
pub(super) struct Placed<'a> {
    /// The entry that counts.
    pub entry: &'a Entry,
    places: BTreeSet<(LogId, u64)>,
}

/// The job's events, one per id. Of two different events under one id the smaller hash counts.
pub(super) fn unique<'a>(
    job: JobId,
    entries: &'a [Entry],
    flags: &mut BTreeSet<Flag>,
) -> BTreeMap<EventId, Placed<'a>> {
    let mut unique: BTreeMap<EventId, Placed<'_>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.event.job == Some(job)) {
        let id = entry.event.id;
        let place = (entry.log, entry.seq);
        let placed = unique.entry(id).or_insert_with(|| Placed {
            entry,
            places: BTreeSet::new(),
        });
        if placed.entry.raw_hash != entry.raw_hash {
            flags.insert(Flag::IdReused { event: id });
        }
        let rank = |entry: &Entry| (entry.raw_hash, entry.log, entry.seq, entry.writer);
        if entry.raw_hash < placed.entry.raw_hash {
            placed.places.clear();
        }
        if rank(entry) < rank(placed.entry) {
            placed.entry = entry;
        }
        if entry.raw_hash == placed.entry.raw_hash {
            placed.places.insert(place);
        }
    }
    unique
}

/// Kahn's algorithm with the smallest id first. A knot (which only a forger ties) is cut at its smallest id.
pub(super) fn topological<'a>(unique: &BTreeMap<EventId, Placed<'a>>) -> Vec<&'a Entry> {
    let before = predecessors(unique);
    let mut waiting: BTreeMap<EventId, usize> = before
        .iter()
        .map(|(id, needed)| (*id, needed.len()))
        .collect();
    let mut after: BTreeMap<EventId, Vec<EventId>> = BTreeMap::new();
    for (id, needed) in &before {
        needed
            .iter()
            .for_each(|earlier| after.entry(*earlier).or_default().push(*id));
    }
    let mut ready: BinaryHeap<Reverse<EventId>> = waiting
        .iter()
        .filter(|(_, open)| **open == 0)
        .map(|(id, _)| Reverse(*id))
        .collect();
    let mut ordered = Vec::with_capacity(unique.len());
    loop {
        let next = match ready.pop() {
            Some(Reverse(id)) => id,
            None => match waiting.keys().next() {
                Some(id) => *id,
                None => return ordered,
            },
        };
        if waiting.remove(&next).is_none() {
            continue;
        }
        ordered.extend(unique.get(&next).map(|placed| placed.entry));
        for later in after.get(&next).into_iter().flatten() {
            if let Some(open) = waiting.get_mut(later) {
                *open -= 1;
                if *open == 0 {
                    ready.push(Reverse(*later));
                }
            }
        }
    }
}

fn predecessors(unique: &BTreeMap<EventId, Placed<'_>>) -> BTreeMap<EventId, BTreeSet<EventId>> {
    let mut by_place: BTreeMap<(LogId, u64), Vec<EventId>> = BTreeMap::new();
    for (id, placed) in unique {
        for place in &placed.places {
            by_place.entry(*place).or_default().push(*id);
        }
    }
    let last_until = |log: LogId, seq: u64| {
        by_place
            .range((log, 0)..=(log, seq))
            .next_back()
            .map(|(_, ids)| ids.as_slice())
    };
    let of = |id: &EventId, placed: &Placed<'_>| {
        let chain = placed
            .places
            .iter()
            .filter_map(|(log, seq)| last_until(*log, seq.checked_sub(1)?));
        let event = &placed.entry.event;
        let seen = event
            .after
            .iter()
            .filter_map(|head| last_until(head.log, head.seq));
        let corrected = event
            .supersedes
            .iter()
            .filter(|old| unique.contains_key(old));
        let mut before: BTreeSet<EventId> = chain
            .chain(seen)
            .flatten()
            .chain(corrected)
            .copied()
            .collect();
        before.remove(id);
        before
    };
    unique
        .iter()
        .map(|(id, placed)| (*id, of(id, placed)))
        .collect()
}
