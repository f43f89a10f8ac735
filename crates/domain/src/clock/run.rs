//! One run of a clock, from its start to its end or to now: when it is due and how it stands.

use chrono::{NaiveDate, TimeDelta};

use super::limit::whole;
use super::mark::{all, extensions};
use super::pause::{Pause, paused_since, reach};
use super::promised::{Moment, Reckoning, last_day_before};
use super::rule::{agreed_clock, finished, warn_points};
use super::{Addition, Clock, ClockState, WARN_PERCENT};
use crate::calendar::{DEFAULT_CUT_OFF, end_of_day, local_day};
use crate::catalogue::ClockRule;

/// One run of a clock.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub started: Moment,
    pub met_at: Option<Moment>,
}

/// What approved extensions made of a due day.
#[derive(Default)]
struct Extension {
    to: Option<NaiveDate>,
    late: u32,
}

impl Reckoning<'_> {
    /// A clock of hours and minutes.
    pub(super) fn timed(
        &self,
        rule: &ClockRule,
        additions: Vec<Addition>,
        run: Run,
        seconds: u64,
        pauses: &[Pause],
    ) -> Clock {
        let Run { started, met_at } = run;
        let whole = whole(seconds, &additions);
        let until = met_at.unwrap_or(self.now);
        let at_share = |share: TimeDelta| reach(started, share, pauses, until).at;
        let due = reach(started, whole, pauses, until);
        let mut clock = agreed_clock(&rule.clock, started, due.at);
        clock.additions = additions;
        clock.paused_s = u64::try_from(due.paused.num_seconds()).unwrap_or(0);
        clock.warn_at = WARN_PERCENT
            .into_iter()
            .map(|percent| at_share(whole * percent / 100))
            .chain(
                rule.target_s
                    .map(|target| at_share(super::limit::whole(target, &[]))),
            )
            .collect();
        clock.warn_at.sort_unstable();
        clock.warn_at.dedup();
        self.standing(clock, met_at, pauses)
    }

    /// A clock of working days. A suspension moves it by whole days.
    pub(super) fn counted(
        &self,
        rule: &ClockRule,
        run: Run,
        workdays: u32,
        pauses: &[Pause],
    ) -> Clock {
        let Run { started, met_at } = run;
        let until = met_at.unwrap_or(self.now);
        let computed = self.calendar.due_after(started, workdays, DEFAULT_CUT_OFF);
        let moved = reach(started, computed.at - started, pauses, until);
        let computed_day = if moved.paused.is_zero() {
            computed.day
        } else {
            self.calendar.workday_from(last_day_before(moved.at))
        };
        let (provisional, calendar) = self.calendar.certainty(local_day(started), computed_day);
        let extension = if rule.extension {
            self.extension(computed_day, met_at)
        } else {
            Extension::default()
        };
        let due_day = extension.to.unwrap_or(computed_day);
        let mut clock = Clock {
            paused_s: u64::try_from(moved.paused.num_seconds()).unwrap_or(0),
            due_day: Some(due_day),
            computed_due: end_of_day(computed_day),
            extended: extension.to.is_some(),
            missed: extension.late,
            provisional: provisional && extension.to.is_none(),
            calendar: Some(calendar),
            ..agreed_clock(&rule.clock, started, end_of_day(due_day))
        };
        clock.warn_at = warn_points(started, clock.due);
        self.standing(clock, met_at, pauses)
    }

    /// The day in force after the extensions approved before the thing was done: an approval after it
    /// mends nothing. One approved after the due time that nobody asked for before then is late.
    fn extension(&self, computed_day: NaiveDate, met_at: Option<Moment>) -> Extension {
        let mut found = Extension::default();
        let mut asked_since = None;
        let in_time =
            |(approved, _): &(Moment, NaiveDate)| met_at.is_none_or(|met_at| *approved <= met_at);
        for (approved, day) in extensions(self.marks).filter(in_time) {
            let due = end_of_day(found.to.unwrap_or(computed_day));
            let is_asked = all(self.marks, "extension.requested")
                .any(|asked| asked.at < due && asked_since.is_none_or(|since| asked.at > since));
            found.late += u32::from(approved >= due && !is_asked);
            found.to = Some(day);
            asked_since = Some(approved);
        }
        found
    }

    fn standing(&self, clock: Clock, met_at: Option<Moment>, pauses: &[Pause]) -> Clock {
        let started = clock.started;
        let since = paused_since(pauses, clock.due, self.now).filter(|_| met_at.is_none());
        let mut clock = finished(clock, met_at, self.now);
        if let Some(since) = since {
            clock.state = ClockState::Paused;
            clock.paused_since = Some(since.max(started));
        }
        clock
    }
}
