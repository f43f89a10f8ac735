//! Clocks as the console draws them.

use chrono::{DateTime, FixedOffset, TimeDelta};
use lineproof_domain::calendar::{Calendar, DEFAULT_CUT_OFF, local_day};
use lineproof_domain::catalogue::{Catalogue, Profile};
use lineproof_domain::clock::{
    APPOINTMENT, Clock, ClockState, JobFacts, Mark, PROMISE, Span, clocks, clocks_of_job,
};
use lineproof_domain::job::{JobState, JobStatus};

use super::subject;
use crate::api::dto::{self, DueDate, Text};
use crate::clock::local;

/// Within so long of its deadline every clock is urgent.
const LAST_STRETCH: TimeDelta = TimeDelta::hours(1);
const OPENING: &str = "opening";

/// The clocks of a job, the leading one first. The agreed visit stands in the plan: whether the engineer came in time is
/// known only when he is back in coverage.
pub(super) fn of_job(
    state: &JobState,
    catalogue: &Catalogue,
    calendar: &Calendar,
    now: DateTime<FixedOffset>,
) -> Vec<dto::Clock> {
    let is_closed = state.status >= JobStatus::Completed;
    let mut found: Vec<Clock> = clocks_of_job(state, catalogue, calendar, now)
        .into_iter()
        .filter(|clock| clock.clock != APPOINTMENT)
        .collect();
    found.sort_by_key(|clock| (clock.met_at.is_some(), clock.due));
    found
        .iter()
        .map(|clock| shown(clock, catalogue, calendar, now, is_closed))
        .collect()
}

fn shown(
    clock: &Clock,
    catalogue: &Catalogue,
    calendar: &Calendar,
    now: DateTime<FixedOffset>,
    is_closed: bool,
) -> dto::Clock {
    let profile = clock
        .profile
        .as_deref()
        .and_then(|key| catalogue.profile(key));
    let state = state(clock, now, is_closed);
    let limit_workdays = match clock.limit {
        Some(Span::Workdays(workdays)) => Some(workdays),
        Some(Span::S(_)) | None => None,
    };
    dto::Clock {
        clock: if clock.clock == PROMISE {
            "promised".to_owned()
        } else {
            clock.clock.clone()
        },
        name: name(clock, profile),
        profile: profile.map(|profile| subject::text(&profile.title)),
        started_at: local(clock.started),
        due_at: clock.due,
        warn_at: clock.warn_at.last().copied(),
        met_at: clock.met_at.map(local),
        state,
        limit_workdays,
        workdays_left: limit_workdays.map(|_| workdays_left(clock, calendar, now)),
        calendar: clock.calendar.clone(),
        provisional: clock.provisional,
        additions: clock
            .additions
            .iter()
            .map(|addition| dto::ClockAddition {
                reason: subject::verbatim(&addition.reason),
                added_s: u32::try_from(addition.s).unwrap_or(u32::MAX),
            })
            .collect(),
        pauses: Vec::new(),
    }
}

fn name(clock: &Clock, profile: Option<&Profile>) -> Text {
    let rule =
        profile.and_then(|profile| profile.clocks.iter().find(|rule| rule.clock == clock.clock));
    match rule {
        Some(rule) => subject::text(&rule.title),
        None => subject::message("console-plan-promised"),
    }
}

fn state(clock: &Clock, now: DateTime<FixedOffset>, is_closed: bool) -> dto::ClockState {
    if is_closed || clock.met_at.is_some() {
        return dto::ClockState::Done;
    }
    let is_warned = clock.warn_at.last().is_some_and(|warn_at| *warn_at <= now);
    match clock.state {
        ClockState::Met => dto::ClockState::Done,
        ClockState::Paused => dto::ClockState::Paused,
        ClockState::Breached => dto::ClockState::Overdue,
        ClockState::Running if is_warned || clock.due - now <= LAST_STRETCH => {
            dto::ClockState::Soon
        }
        ClockState::Running => dto::ClockState::Ontime,
    }
}

fn workdays_left(clock: &Clock, calendar: &Calendar, now: DateTime<FixedOffset>) -> i32 {
    let tomorrow = local_day(now).succ_opt();
    let last = clock.due_day;
    tomorrow.zip(last).map_or(0, |(tomorrow, last)| {
        i32::try_from(calendar.workdays_between(tomorrow, last)).unwrap_or(i32::MAX)
    })
}

/// Whether a profile says by when a job of this kind must be open.
pub(in crate::api) fn is_opening(profile: &Profile, job_kind: &str) -> bool {
    profile
        .clocks
        .iter()
        .any(|rule| rule.clock == OPENING && rule.jobs.iter().any(|kind| kind == job_kind))
}

/// The strictest opening date for an order.
pub(in crate::api) fn due_date(
    facts: &JobFacts,
    catalogue: &Catalogue,
    calendar: &Calendar,
    received_at: DateTime<FixedOffset>,
) -> Option<DueDate> {
    let received = Mark::new("order.received", received_at);
    let found = clocks(facts, catalogue, calendar, &[received], received_at);
    let strictest = found.iter().find(|clock| clock.clock == OPENING)?;
    let profile = catalogue.profile(strictest.profile.as_deref()?)?;
    let Some(Span::Workdays(workdays)) = strictest.limit else {
        return None;
    };
    let is_far = facts
        .distance_km
        .zip(profile.near_km_max)
        .is_some_and(|(km, near)| km > near);
    Some(DueDate {
        due_at: strictest.due,
        profile: subject::text(&profile.title),
        workdays,
        near: !is_far,
        day_zero: calendar.day_zero(received_at, DEFAULT_CUT_OFF),
        calendar: strictest.calendar.clone().unwrap_or_default(),
        provisional: strictest.provisional,
    })
}
