use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{APPOINTMENT, Clock, ClockState, JobFacts, Mark, PROMISE, Span, WARN_PERCENT};
use crate::calendar::{Calendar, DEFAULT_CUT_OFF, end_of_day};
use crate::catalogue::{Catalogue, ClockLimit, ClockRule, Profile};

/// Every clock of a job at `now`, the one that runs out first in front.
#[must_use]
pub fn clocks(
    facts: &JobFacts,
    catalogue: &Catalogue,
    calendar: &Calendar,
    marks: &[Mark],
    now: DateTime<FixedOffset>,
) -> Vec<Clock> {
    let promised = facts
        .profiles
        .iter()
        .filter_map(|key| catalogue.profile(key))
        .flat_map(|profile| {
            let runs_here = |rule: &&ClockRule| rule.jobs.contains(&facts.kind);
            profile
                .clocks
                .iter()
                .filter(runs_here)
                .filter_map(|rule| promised_clock(rule, profile, facts, calendar, marks, now))
        });
    let agreed = [
        appointment(facts, catalogue, marks, now),
        promise(facts, marks, now),
    ];
    let mut clocks: Vec<Clock> = promised.chain(agreed.into_iter().flatten()).collect();
    if first(marks, "job.cancelled").is_some() {
        clocks.retain(|clock| clock.met_at.is_some());
    }
    clocks.sort_by(|one, other| {
        (one.due, &one.clock, &one.profile).cmp(&(other.due, &other.clock, &other.profile))
    });
    clocks
}

fn promised_clock(
    rule: &ClockRule,
    profile: &Profile,
    facts: &JobFacts,
    calendar: &Calendar,
    marks: &[Mark],
    now: DateTime<FixedOffset>,
) -> Option<Clock> {
    let started = first(marks, &rule.starts)?;
    let workdays = workdays(&rule.limit, profile, facts)?;
    let computed = calendar.due_after(started, workdays, DEFAULT_CUT_OFF);
    let extension = rule.extension.then(|| latest_extension(marks)).flatten();
    let due_day = extension.unwrap_or(computed.day);
    let mut clock = Clock {
        profile: Some(profile.key.clone()),
        limit: Some(Span::Workdays(workdays)),
        due_day: Some(due_day),
        computed_due: computed.at,
        extended: extension.is_some(),
        provisional: computed.provisional && extension.is_none(),
        calendar: Some(computed.calendar),
        ..agreed_clock(&rule.clock, started, end_of_day(due_day))
    };
    clock.warn_at = warn_points(started, clock.due);
    Some(finished(clock, first(marks, &rule.ends), now))
}

fn workdays(limit: &ClockLimit, profile: &Profile, facts: &JobFacts) -> Option<u32> {
    match limit {
        ClockLimit::Workdays(workdays) => Some(*workdays),
        ClockLimit::WorkdaysByLevelAndDistance { near, far } => {
            let is_far = facts
                .distance_km
                .zip(profile.near_km_max)
                .is_some_and(|(km, near)| km > near);
            let by_level = if is_far { far } else { near };
            by_level.get(&facts.level?).copied()
        }
    }
}

/// The date of the extension that was approved last; of two approved at once the later date.
fn latest_extension(marks: &[Mark]) -> Option<chrono::NaiveDate> {
    marks
        .iter()
        .filter(|mark| mark.kind == "extension.approved")
        .filter_map(|mark| Some((mark.at, mark.new_due?)))
        .max()
        .map(|(_, new_due)| new_due)
}

/// The agreed visit: due when the customer expects the engineer; it warns when a change of time
/// can last be told, and when he should be there.
fn appointment(
    facts: &JobFacts,
    catalogue: &Catalogue,
    marks: &[Mark],
    now: DateTime<FixedOffset>,
) -> Option<Clock> {
    let due = facts.appointment?.from;
    let started = given_at(marks).unwrap_or(due).min(due);
    let mut clock = agreed_clock(APPOINTMENT, started, due);
    let visit = catalogue.visit;
    let notice = TimeDelta::hours(i64::from(visit.reschedule_notice_hours_min));
    let early = TimeDelta::minutes(i64::from(visit.arrive_minutes_early));
    clock.warn_at = vec![due - notice, due - early];
    Some(finished(clock, first(marks, "visit.arrived"), now))
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

fn agreed_clock(key: &str, started: DateTime<FixedOffset>, due: DateTime<FixedOffset>) -> Clock {
    Clock {
        clock: key.to_owned(),
        profile: None,
        started,
        limit: None,
        additions: Vec::new(),
        paused_s: 0,
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

fn finished(
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

fn warn_points(
    started: DateTime<FixedOffset>,
    due: DateTime<FixedOffset>,
) -> Vec<DateTime<FixedOffset>> {
    let whole = (due - started).max(TimeDelta::zero());
    WARN_PERCENT
        .into_iter()
        .map(|percent| started + whole * percent / 100)
        .collect()
}

fn first(marks: &[Mark], kind: &str) -> Option<DateTime<FixedOffset>> {
    marks
        .iter()
        .filter(|mark| mark.kind == kind)
        .map(|mark| mark.at)
        .min()
}
