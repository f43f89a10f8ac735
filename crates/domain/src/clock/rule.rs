use chrono::{DateTime, FixedOffset, TimeDelta};

use super::mark::{Mark, all, first, in_order, minute_of};
use super::promised::Reckoning;
use super::{APPOINTMENT, Clock, ClockState, JobFacts, PROMISE, WARN_PERCENT};
use crate::calendar::{CHINA, Calendar, end_of_day};
use crate::catalogue::Catalogue;

/// Every clock of a job at `now`, the one that runs out first in front. In a job that was called off
/// they stand as they stood then, and those that had not run out are gone. The order of the marks and
/// marks told twice change nothing; all times are told in +08:00.
#[must_use]
pub fn clocks(
    facts: &JobFacts,
    catalogue: &Catalogue,
    calendar: &Calendar,
    marks: &[Mark],
    now: DateTime<FixedOffset>,
) -> Vec<Clock> {
    let now = now.with_timezone(&CHINA);
    let marks = &in_order(marks);
    let cancelled = first(marks, "job.cancelled");
    let now = cancelled.map_or(now, |cancelled| cancelled.min(now));
    let promised = Reckoning {
        facts,
        catalogue,
        calendar,
        marks,
        now,
    };
    let mut clocks = promised.clocks();
    let agreed = [
        appointment(facts, catalogue, marks, now),
        promise(facts, marks, now),
    ];
    clocks.extend(agreed.into_iter().flatten());
    if cancelled.is_some() {
        clocks.retain(|clock| clock.met_at.is_some() || clock.state == ClockState::Breached);
        for clock in &mut clocks {
            clock.next_due = None;
        }
    }
    clocks.sort_by(|one, other| {
        (one.due, &one.clock, &one.profile, one.started).cmp(&(
            other.due,
            &other.clock,
            &other.profile,
            other.started,
        ))
    });
    clocks
}

/// The agreed visit: due when the customer expects the engineer; it warns when a change of time
/// can last be told, and when he should be there. It is met by an arrival after it was agreed.
fn appointment(
    facts: &JobFacts,
    catalogue: &Catalogue,
    marks: &[Mark],
    now: DateTime<FixedOffset>,
) -> Option<Clock> {
    let due = facts.appointment?.from.with_timezone(&CHINA);
    let agreed_at = facts.rescheduled_at.map(|at| at.with_timezone(&CHINA));
    let started = agreed_at.or_else(|| given_at(marks)).unwrap_or(due);
    let mut clock = agreed_clock(APPOINTMENT, started.min(due), due);
    let visit = catalogue.visit;
    let notice = TimeDelta::hours(i64::from(visit.reschedule_notice_hours_min));
    let early = TimeDelta::minutes(i64::from(visit.arrive_minutes_early));
    clock.warn_at = vec![due - notice, due - early];
    let arrived = all(marks, "visit.arrived")
        .map(|mark| mark.at)
        .find(|at| agreed_at.is_none_or(|agreed_at| *at >= minute_of(agreed_at)));
    Some(finished(clock, arrived, now))
}

/// The date promised to the customer: the circuit is in use by its end.
fn promise(facts: &JobFacts, marks: &[Mark], now: DateTime<FixedOffset>) -> Option<Clock> {
    let day = facts.promised_on?;
    let due = end_of_day(day);
    let started = given_at(marks).unwrap_or(due).min(due);
    let mut clock = agreed_clock(PROMISE, started, due);
    clock.due_day = Some(day);
    clock.warn_at = warn_points(started, due);
    Some(finished(clock, first(marks, "circuit.opened"), now))
}

fn given_at(marks: &[Mark]) -> Option<DateTime<FixedOffset>> {
    first(marks, "order.received").or_else(|| first(marks, "job.dispatched"))
}

pub(super) fn agreed_clock(
    key: &str,
    started: DateTime<FixedOffset>,
    due: DateTime<FixedOffset>,
) -> Clock {
    Clock {
        clock: key.to_owned(),
        profile: None,
        started,
        limit: None,
        additions: Vec::new(),
        paused_s: 0,
        paused_since: None,
        warn_at: Vec::new(),
        due,
        due_day: None,
        computed_due: due,
        extended: false,
        met_at: None,
        next_due: None,
        missed: 0,
        state: ClockState::Running,
        provisional: false,
        calendar: None,
    }
}

pub(super) fn finished(
    mut clock: Clock,
    met_at: Option<DateTime<FixedOffset>>,
    now: DateTime<FixedOffset>,
) -> Clock {
    clock.met_at = met_at;
    clock.state = match met_at {
        Some(met_at) if met_at <= clock.due => ClockState::Met,
        Some(_) => ClockState::Breached,
        None if now > clock.due => ClockState::Breached,
        None => ClockState::Running,
    };
    clock
}

pub(super) fn warn_points(
    started: DateTime<FixedOffset>,
    due: DateTime<FixedOffset>,
) -> Vec<DateTime<FixedOffset>> {
    let whole = (due - started).max(TimeDelta::zero());
    WARN_PERCENT
        .into_iter()
        .map(|percent| started + whole * percent / 100)
        .collect()
}
