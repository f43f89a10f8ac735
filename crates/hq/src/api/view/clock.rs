//! Clocks as the console draws them.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use lineproof_domain::calendar::{Calendar, DEFAULT_CUT_OFF, local_day};
use lineproof_domain::catalogue::{Catalogue, ClockRule, Profile};
use lineproof_domain::clock::{
    APPOINTMENT, Clock, ClockState, JobFacts, PROMISE, Span, clocks, clocks_of_job, stops,
};
use lineproof_domain::job::{JobState, JobStatus};

use super::directory::Directory;
use super::{Desk, subject};
use crate::acts::beginning;
use crate::api::dto::{self, DueDate, Text};
use crate::clock::local;
use crate::standing;

/// Within so long of its deadline every clock is urgent.
const LAST_STRETCH: TimeDelta = TimeDelta::hours(1);

/// The clocks of a job, the leading one first. The agreed visit stands in the plan: whether the engineer came in time is
/// known only when he is back in coverage.
pub(super) fn of_job(desk: &Desk<'_>, state: &JobState, catalogue: &Catalogue) -> Vec<dto::Clock> {
    let (calendar, now) = (&desk.calendar, desk.now);
    let is_called_off = state.status >= JobStatus::Cancelled;
    let mut found: Vec<Clock> = clocks_of_job(state, catalogue, calendar, now)
        .into_iter()
        .filter(|clock| clock.clock != APPOINTMENT)
        .collect();
    found.sort_by_key(|clock| (clock.met_at.is_some(), clock.due));
    found
        .iter()
        .map(|clock| {
            let pausable = is_pausable(clock, catalogue);
            dto::Clock {
                pauses: if pausable {
                    pauses(clock, state, catalogue, &desk.directory)
                } else {
                    Vec::new()
                },
                ..shown(clock, catalogue, calendar, now, is_called_off)
            }
        })
        .collect()
}

fn shown(
    clock: &Clock,
    catalogue: &Catalogue,
    calendar: &Calendar,
    now: DateTime<FixedOffset>,
    is_called_off: bool,
) -> dto::Clock {
    let profile = clock
        .profile
        .as_deref()
        .and_then(|key| catalogue.profile(key));
    let state = state(clock, now, is_called_off);
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
        limit_s: match clock.limit {
            Some(Span::S(seconds)) => Some(seconds),
            Some(Span::Workdays(_)) | None => None,
        },
        paused_s: clock.paused_s,
        next_due_at: clock.next_due,
        missed: clock.missed,
        extended: clock.extended,
        workdays_left: limit_workdays.map(|_| workdays_left(clock, calendar, now)),
        calendar: clock.calendar.clone(),
        provisional: clock.provisional,
        additions: clock
            .additions
            .iter()
            .map(|addition| dto::ClockAddition {
                reason: addition_reason(&addition.reason),
                added_s: u32::try_from(addition.s).unwrap_or(u32::MAX),
            })
            .collect(),
        pauses: Vec::new(),
    }
}

fn addition_reason(reason: &str) -> Text {
    match reason {
        "distance" => subject::message("console-clock-added-distance"),
        "cable_cut" => subject::message("console-clock-added-cable-cut"),
        other => subject::unlisted(other),
    }
}

fn rule<'a>(clock: &Clock, catalogue: &'a Catalogue) -> Option<&'a ClockRule> {
    catalogue
        .profile(clock.profile.as_deref()?)?
        .clock(&clock.clock)
}

fn is_pausable(clock: &Clock, catalogue: &Catalogue) -> bool {
    rule(clock, catalogue).is_some_and(|rule| rule.pausable)
}

/// When approved suspensions stopped the clocks; those whose reason lets them run are left out.
fn pauses(
    clock: &Clock,
    state: &JobState,
    catalogue: &Catalogue,
    directory: &Directory,
) -> Vec<dto::ClockPause> {
    stops(state, clock, catalogue)
        .into_iter()
        .map(|stop| dto::ClockPause {
            from: local(stop.from),
            until: stop.to.map(local),
            reason: subject::suspend_reason(catalogue, &stop.approval.value.reason),
            approved_by: directory.person(stop.approval.person),
        })
        .collect()
}

fn name(clock: &Clock, profile: Option<&Profile>) -> Text {
    let rule =
        profile.and_then(|profile| profile.clocks.iter().find(|rule| rule.clock == clock.clock));
    match rule {
        Some(rule) => subject::text(&rule.title),
        None => subject::message("console-plan-promised"),
    }
}

fn state(clock: &Clock, now: DateTime<FixedOffset>, is_called_off: bool) -> dto::ClockState {
    if is_called_off || clock.met_at.is_some() {
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

/// Whether a profile promises anything for a job of this kind.
pub(in crate::api) fn promises(profile: &Profile, job_kind: &str) -> bool {
    profile
        .clocks
        .iter()
        .any(|rule| rule.jobs.iter().any(|kind| kind == job_kind))
}

/// The strictest date by which the job itself must be done; none where no profile says one.
pub(in crate::api) fn due_date(
    facts: &JobFacts,
    catalogue: &Catalogue,
    calendar: &Calendar,
    received_at: DateTime<FixedOffset>,
    opened_on: Option<NaiveDate>,
) -> Option<DueDate> {
    let kind = facts.kinds.first()?;
    let marks = beginning(kind, received_at, opened_on);
    let found = clocks(facts, catalogue, calendar, &marks, received_at);
    let strictest = standing::leading(&found)?;
    let profile = catalogue.profile(strictest.profile.as_deref()?)?;
    let added: u64 = strictest.additions.iter().map(|addition| addition.s).sum();
    let (workdays, seconds) = match strictest.limit {
        Some(Span::Workdays(workdays)) => (Some(workdays), None),
        Some(Span::S(seconds)) => (None, Some(seconds + added)),
        None => (None, None),
    };
    let is_far = facts
        .distance_km
        .zip(profile.near_km_max)
        .is_some_and(|(km, near)| km > near);
    Some(DueDate {
        due_at: strictest.due,
        name: name(strictest, Some(profile)),
        profile: subject::text(&profile.title),
        workdays,
        seconds,
        near: !is_far,
        day_zero: calendar.day_zero(received_at, DEFAULT_CUT_OFF),
        calendar: strictest.calendar.clone().unwrap_or_default(),
        provisional: strictest.provisional,
    })
}
