//! When something happened: what was said, and what headquarters makes of it.

use chrono::{DateTime, FixedOffset, TimeDelta};
use lineproof_domain::event::{Event, Precision};
use lineproof_domain::registry::Origin;

use crate::api::dto::{EventTime, TimePrecision};
use crate::clock;
use crate::storage::entries::StoredEntry;
use crate::witness::{Witness, was_offline};

/// The time of an entry. The interval moves with the person's own word: who says "ten minutes ago" is believed the ten
/// minutes, not the clock.
pub(super) fn of_entry(entry: &StoredEntry, event: &Event, witness: &Witness) -> EventTime {
    let received_at = clock::from_ms(entry.received_at_ms);
    let mut time = EventTime {
        at: clock::local(event.occurred_at.at),
        precision: match event.occurred_at.precision {
            Precision::Minute => TimePrecision::Minute,
            Precision::Second => TimePrecision::Second,
        },
        earliest: None,
        latest: None,
        recorded_offline: false,
        received_at: None,
    };
    if entry.writer == Origin::Headquarters {
        return time;
    }
    let interval = witness.interval(entry.log, &event.recorded, received_at);
    let said_before: TimeDelta = event.recorded.wall - event.occurred_at.at;
    let moved = |moment: DateTime<FixedOffset>| {
        clock::local(moment.checked_sub_signed(said_before).unwrap_or(moment))
    };
    time.earliest = interval.earliest.map(moved);
    time.latest = interval.earliest.map(|_| moved(interval.latest));
    time.recorded_offline = was_offline(&event.recorded);
    time.received_at = Some(received_at);
    time
}
