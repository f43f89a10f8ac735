//! The line of a clock: from its start to its end, with what stood still and what was added.

use chrono::{DateTime, Duration, FixedOffset};
use lineproof_domain::clock::{self, Span};

use super::ViewContext;
use super::words::{both, time, words};
use crate::dto::ClockPause;

type Moment = DateTime<FixedOffset>;

/// From the start of a clock, or of the round in hand, to its end.
#[derive(Clone, Copy)]
pub(super) struct Line {
    start: Moment,
    end: Moment,
}

impl Line {
    pub(super) fn of(clock: &clock::Clock) -> Self {
        let round = match clock.limit {
            Some(Span::S(every)) if clock.next_due.is_some() => i64::try_from(every).ok(),
            _ => None,
        };
        Self {
            start: round.map_or(clock.started, |every| clock.due - Duration::seconds(every)),
            end: clock.due,
        }
    }

    /// Where a moment lies, 0 to 1.
    pub(super) fn at(self, moment: Moment) -> f64 {
        let whole = (self.end - self.start).num_seconds().max(1);
        ((moment - self.start).num_seconds() as f64 / whole as f64).clamp(0.0, 1.0)
    }

    /// Where the time begins that was added to the limit.
    pub(super) fn added(self, clock: &clock::Clock) -> Option<f64> {
        let added: u64 = clock.additions.iter().map(|addition| addition.s).sum();
        let added = i64::try_from(added).ok().filter(|added| *added > 0)?;
        Some(self.at(self.end - Duration::seconds(added)))
    }
}

/// When the clock stood still, up to `end`.
pub(super) fn pauses(
    line: Line,
    clock: &clock::Clock,
    end: Moment,
    context: &ViewContext<'_>,
) -> Vec<ClockPause> {
    let stops = clock::stops(context.state, clock, context.catalogue);
    let within = |stop: &clock::Stop<'_>| {
        let from = stop.from.max(clock.started);
        (from, stop.to.unwrap_or(end).min(end))
    };
    stops
        .into_iter()
        .filter(|stop| {
            let (from, to) = within(stop);
            from < to || clock.paused_since == Some(from)
        })
        .map(|stop| {
            let (from, to) = within(&stop);
            let code = &stop.approval.value.reason;
            let reason = context.catalogue.suspend_reason(code);
            let (from_share, to_share) = (line.at(from), line.at(to));
            ClockPause {
                reason: reason.map_or_else(
                    || {
                        both(
                            "目录里没有的原因",
                            "a reason that the catalogue does not have",
                        )
                    },
                    |reason| words(&reason.title),
                ),
                from: time(from),
                until: stop.to.map(time),
                approved_at: time(stop.approval.at.at),
                from_share,
                share: to_share - from_share,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lineproof_domain::calendar::Calendar;
    use lineproof_domain::catalogue::{Catalogue, shipped};
    use lineproof_domain::clock::{JobFacts, Mark, clocks};

    fn at(time: &str) -> Moment {
        DateTime::parse_from_rfc3339(&format!("2026-11-24T{time}:00+08:00")).unwrap()
    }

    /// A clock of a gold line so far away, received at 08:00 and stopped at 09:00.
    fn stopped(key: &str, km: &str, now: &str) -> clock::Clock {
        let facts = JobFacts {
            kinds: vec!["fault_interruption".into()],
            level: "gold".into(),
            distance_km: Some(km.parse().unwrap()),
            profiles: vec!["cm-transmission".into(), "cu-duty".into()],
            ..JobFacts::default()
        };
        let marks = [("fault.received", "08:00"), ("suspend.approved", "09:00")];
        let marks = marks.map(|(kind, time)| Mark::new(kind, at(time)));
        let catalogue = Catalogue::load(&shipped::bundle()).unwrap();
        clocks(&facts, &catalogue, &Calendar::default(), &marks, at(now))
            .into_iter()
            .find(|clock| clock.clock == key)
            .unwrap()
    }

    #[test]
    fn a_stopped_clock_stands_where_it_stopped_and_what_stood_still_lengthens_its_line() {
        let stands = |now: &str| {
            let clock = stopped("escalate_1", "1", now);
            Line::of(&clock).at(clock.paused_since.unwrap_or(at(now)))
        };
        assert_eq!(stands("09:00"), 0.5);
        assert_eq!(stands("12:00"), 0.2, "one hour of the five up to 13:00");
    }

    #[test]
    fn added_time_lies_at_the_end_of_the_line() {
        let restore = stopped("restore", "120", "09:00");
        let line = Line::of(&restore);
        let added = line.added(&restore).unwrap();
        assert!(
            (added - 3.0 / 5.4).abs() < 0.001,
            "3 h of 5 h 24 min: {added}"
        );
        let near = stopped("restore", "1", "09:00");
        assert_eq!(Line::of(&near).added(&near), None);
    }
}
