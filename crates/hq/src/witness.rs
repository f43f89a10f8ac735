//! When something was written down: what the device said, and what headquarters makes of it.
//!
//! A device's clock is a witness. Its monotonic clock counts from the last word of headquarters, so where both were heard
//! in one run of the machine the moment is known to seconds, whatever the wall clock says.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, TimeDelta};
use lineproof_domain::event::Recorded;
use lineproof_domain::ids::LogId;

/// What the answer of headquarters may have taken on its way, ms.
const ANSWER_DELAY_MS: i64 = 5_000;
/// How far a machine's clock drifts at most, parts in a million.
const DRIFT_PPM: i64 = 100;
/// Without a word from headquarters for so long an entry counts as written offline, ms.
const OFFLINE_AFTER_MS: i64 = 120_000;
/// A wall clock further off than this is named.
const FAR_OFF: TimeDelta = TimeDelta::minutes(5);

/// Between which moments something was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub earliest: Option<DateTime<FixedOffset>>,
    pub latest: DateTime<FixedOffset>,
}

/// The runs of machines that headquarters can place in time.
#[derive(Default)]
pub(crate) struct Witness {
    anchors: HashMap<(LogId, String), Anchor>,
}

/// A moment of a run: headquarters' time at a reading of the monotonic clock.
#[derive(Clone, Copy)]
struct Anchor {
    headquarters: DateTime<FixedOffset>,
    monotonic_ms: i64,
}

impl Witness {
    /// Takes in what an entry heard in its own run.
    pub fn hear(&mut self, log: LogId, recorded: &Recorded) {
        let Some(heard) = &recorded.heard else {
            return;
        };
        let anchor = Anchor {
            headquarters: heard.headquarters,
            monotonic_ms: ms(heard.monotonic_ms),
        };
        self.anchors
            .entry((log, heard.boot.clone()))
            .or_insert(anchor);
    }

    /// Between which moments an entry was written down. It cannot be later than it was received.
    pub fn interval(
        &self,
        log: LogId,
        recorded: &Recorded,
        received_at: DateTime<FixedOffset>,
    ) -> Interval {
        if let Some(anchor) = self.anchor(log, recorded) {
            let elapsed_ms = ms(recorded.monotonic_ms) - anchor.monotonic_ms;
            let drift_ms = elapsed_ms.abs() / 1_000_000 * DRIFT_PPM + 1_000;
            let at = anchor.headquarters + TimeDelta::milliseconds(elapsed_ms);
            return Interval {
                earliest: Some((at - TimeDelta::milliseconds(drift_ms)).min(received_at)),
                latest: (at + TimeDelta::milliseconds(drift_ms + ANSWER_DELAY_MS)).min(received_at),
            };
        }
        Interval {
            earliest: recorded.heard.as_ref().map(|heard| heard.headquarters),
            latest: received_at,
        }
    }

    /// What was heard last before an entry in its run; else what was heard there at all.
    fn anchor(&self, log: LogId, recorded: &Recorded) -> Option<Anchor> {
        let own = recorded
            .heard
            .as_ref()
            .filter(|heard| heard.boot == recorded.boot)
            .map(|heard| Anchor {
                headquarters: heard.headquarters,
                monotonic_ms: ms(heard.monotonic_ms),
            });
        own.or_else(|| self.anchors.get(&(log, recorded.boot.clone())).copied())
    }
}

/// Whether a device had no contact with headquarters while it wrote an entry.
pub(crate) fn was_offline(recorded: &Recorded) -> bool {
    recorded.heard.as_ref().is_none_or(|heard| {
        heard.boot != recorded.boot
            || ms(recorded.monotonic_ms) - ms(heard.monotonic_ms) > OFFLINE_AFTER_MS
    })
}

/// Whether the wall clock of an entry lies far outside what is possible.
pub(crate) fn is_far_off(recorded: &Recorded, interval: &Interval) -> bool {
    let too_early = interval
        .earliest
        .is_some_and(|earliest| recorded.wall < earliest - FAR_OFF);
    too_early || recorded.wall > interval.latest + FAR_OFF
}

fn ms(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use lineproof_domain::event::HeardTime;
    use lineproof_domain::ids::{DeviceId, Incarnation};
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        text.parse().unwrap()
    }

    fn log() -> LogId {
        LogId {
            device: DeviceId(Uuid::nil()),
            incarnation: Incarnation([1; 16]),
        }
    }

    fn recorded(wall: &str, monotonic_ms: u64, heard: Option<(&str, u64)>) -> Recorded {
        Recorded {
            wall: at(wall),
            monotonic_ms,
            boot: "one".to_owned(),
            heard: heard.map(|(headquarters, monotonic_ms)| HeardTime {
                headquarters: at(headquarters),
                monotonic_ms,
                boot: "one".to_owned(),
            }),
        }
    }

    #[test]
    fn a_clock_in_1980_is_placed_by_the_monotonic_clock_and_named() {
        let mut witness = Witness::default();
        let entry = recorded(
            "1980-01-01T00:10:00+08:00",
            600_000,
            Some(("2026-11-24T09:00:00+08:00", 0)),
        );
        witness.hear(log(), &entry);
        let interval = witness.interval(log(), &entry, at("2026-11-24T18:00:00+08:00"));
        let earliest = interval.earliest.unwrap();
        assert!(earliest <= at("2026-11-24T09:10:00+08:00"));
        assert!(interval.latest < at("2026-11-24T09:10:10+08:00"));
        assert!(is_far_off(&entry, &interval));
        assert!(was_offline(&entry));
    }

    #[test]
    fn an_entry_before_the_first_word_is_placed_by_a_later_one_of_its_run() {
        let mut witness = Witness::default();
        let later = recorded(
            "2026-11-24T10:00:00+08:00",
            3_600_000,
            Some(("2026-11-24T10:00:00+08:00", 3_600_000)),
        );
        witness.hear(log(), &later);
        let before = recorded("2026-11-24T09:30:00+08:00", 1_800_000, None);
        let interval = witness.interval(log(), &before, at("2026-11-24T18:00:00+08:00"));
        assert!(interval.latest < at("2026-11-24T09:30:10+08:00"));
        assert!(!is_far_off(&before, &interval));
    }

    #[test]
    fn without_any_word_only_the_receipt_bounds_an_entry() {
        let entry = recorded("2031-01-01T00:00:00+08:00", 5, None);
        let received = at("2026-11-24T18:00:00+08:00");
        let interval = Witness::default().interval(log(), &entry, received);
        assert_eq!(
            interval,
            Interval {
                earliest: None,
                latest: received
            }
        );
        assert!(
            is_far_off(&entry, &interval),
            "it claims to come from the future"
        );
    }
}
