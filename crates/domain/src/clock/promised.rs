//! The clocks that carrier profiles promise.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::limit::{additions, span, whole};
use super::mark::{Mark, all, extensions, latest_extension};
use super::pause::{Pause, paused_since, reach};
use super::rule::{agreed_clock, finished, warn_points};
use super::{Clock, ClockState, JobFacts, Span, WARN_PERCENT};
use crate::calendar::{Calendar, DEFAULT_CUT_OFF, end_of_day, local_day};
use crate::catalogue::{Catalogue, ClockLimit, ClockRule, Profile, Repeat};

type Moment = DateTime<FixedOffset>;

/// What all clocks of a job share.
pub(super) struct Reckoning<'a> {
    pub facts: &'a JobFacts,
    pub catalogue: &'a Catalogue,
    pub calendar: &'a Calendar,
    pub marks: &'a [Mark],
    pub pauses: &'a [Pause],
    pub now: Moment,
}

/// One run of a clock.
#[derive(Clone, Copy)]
struct Run {
    started: Moment,
    met_at: Option<Moment>,
}

/// What approved extensions made of a due day.
#[derive(Default)]
struct Extension {
    to: Option<NaiveDate>,
    late: u32,
}

impl<'a> Reckoning<'a> {
    /// Every clock of the profiles in force.
    pub(super) fn clocks(&self) -> Vec<Clock> {
        let mut clocks: Vec<Clock> = self
            .rules()
            .filter(|(_, rule)| !depends(rule))
            .flat_map(|(profile, rule)| self.of_rule(rule, profile))
            .collect();
        let dependent: Vec<Clock> = self
            .rules()
            .filter(|(_, rule)| depends(rule))
            .flat_map(|(profile, rule)| self.after(rule, profile, &clocks))
            .collect();
        clocks.extend(dependent);
        clocks
    }

    fn rules(&self) -> impl Iterator<Item = (&'a Profile, &'a ClockRule)> {
        let (facts, catalogue) = (self.facts, self.catalogue);
        catalogue
            .profiles
            .iter()
            .filter(|profile| facts.profiles.contains(&profile.key))
            .flat_map(|profile| profile.clocks.iter().map(move |rule| (profile, rule)))
            .filter(|(_, rule)| runs_in(rule, facts))
    }

    /// The clock of a rule, or those that stand in for it where its profile has no figure.
    fn of_rule(&self, rule: &ClockRule, profile: &Profile) -> Vec<Clock> {
        if let Some(span) = span(&rule.limit, profile, self.facts, self.catalogue) {
            return self.of_span(rule, profile, span);
        }
        let Some(fallback) = &rule.fallback else {
            return Vec::new();
        };
        let stands_in = self
            .catalogue
            .profile(&fallback.profile)
            .filter(|profile| !self.facts.profiles.contains(&profile.key));
        let rules = stands_in.into_iter().flat_map(|profile| {
            let rules = fallback.clocks.iter().filter_map(|key| profile.clock(key));
            rules.map(move |rule| (profile, rule))
        });
        rules
            .filter_map(|(profile, rule)| {
                let span = span(&rule.limit, profile, self.facts, self.catalogue)?;
                Some(self.of_span(rule, profile, span))
            })
            .flatten()
            .collect()
    }

    /// The clocks of a rule that looks at another clock.
    fn after(&self, rule: &ClockRule, profile: &Profile, clocks: &[Clock]) -> Vec<Clock> {
        if let ClockLimit::BeforeDueOf(key) = &rule.limit {
            let leading = clocks
                .iter()
                .filter(|clock| clock.clock == *key)
                .min_by_key(|clock| clock.computed_due);
            return self.requests(rule, profile, leading);
        }
        let is_overtime = rule.after_breach_of.as_ref().is_some_and(|key| {
            clocks.iter().any(|clock| {
                clock.clock == *key && clock.state == ClockState::Breached && clock.met_at.is_some()
            })
        });
        if is_overtime {
            self.of_rule(rule, profile)
        } else {
            Vec::new()
        }
    }

    /// A clock for each request: in time before the due time that was in force when it was made
    /// . Where no clock leads, only an approved date can be in force.
    fn requests(&self, rule: &ClockRule, profile: &Profile, leading: Option<&Clock>) -> Vec<Clock> {
        let computed = leading.map(|leading| {
            let (first, last) = (
                local_day(leading.started),
                last_day_before(leading.computed_due),
            );
            let (provisional, calendar) = self.calendar.certainty(first, last);
            (leading.computed_due, provisional, Some(calendar))
        });
        let request = |mark: &Mark| {
            let extended = latest_extension(self.marks, Some(mark.at));
            let extended = extended.map(|day| (end_of_day(day), false, None));
            let (in_force, provisional, calendar) = extended.or_else(|| computed.clone())?;
            let is_late = mark.at >= in_force;
            Some(Clock {
                profile: Some(profile.key.clone()),
                met_at: Some(mark.at),
                missed: u32::from(is_late),
                state: if is_late {
                    ClockState::Breached
                } else {
                    ClockState::Met
                },
                provisional,
                calendar,
                ..agreed_clock(&rule.clock, mark.at, in_force)
            })
        };
        all(self.marks, &rule.starts).filter_map(request).collect()
    }

    fn of_span(&self, rule: &ClockRule, profile: &Profile, span: Span) -> Vec<Clock> {
        let clock = |run: Run| {
            let clock = match (span, &rule.repeats) {
                (Span::S(every), Some(repeat)) => self.recurring(rule, repeat, run, every),
                (Span::S(seconds), None) => self.timed(rule, profile, run, seconds),
                (Span::Workdays(workdays), _) => self.counted(rule, run, workdays),
            };
            Clock {
                profile: Some(profile.key.clone()),
                limit: Some(span),
                ..clock
            }
        };
        self.runs(rule).into_iter().map(clock).collect()
    }

    /// From the first start to the first end after it; where a rule may begin again, from each start
    /// after the end before it. Some times are told to the minute: an end in the minute of the start
    /// comes after it.
    fn runs(&self, rule: &ClockRule) -> Vec<Run> {
        let starts = || all(self.marks, &rule.starts).map(|mark| mark.at);
        let mut next = starts().next();
        let mut runs = Vec::new();
        while let Some(started) = next {
            let met_at = all(self.marks, &rule.ends)
                .map(|mark| mark.at)
                .find(|ended| *ended >= minute_of(started));
            runs.push(Run { started, met_at });
            let again = met_at.filter(|_| rule.again);
            next = again.and_then(|ended| {
                let over = ended.max(started);
                starts().find(|started| *started > over)
            });
        }
        runs
    }

    /// A clock of hours and minutes.
    fn timed(&self, rule: &ClockRule, profile: &Profile, run: Run, seconds: u64) -> Clock {
        let Run { started, met_at } = run;
        let additions = additions(rule, profile, self.facts);
        let whole = whole(seconds, &additions);
        let (pauses, until) = (self.pauses_of(rule), met_at.unwrap_or(self.now));
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
    fn counted(&self, rule: &ClockRule, run: Run, workdays: u32) -> Clock {
        let Run { started, met_at } = run;
        let (pauses, until) = (self.pauses_of(rule), met_at.unwrap_or(self.now));
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

    /// A clock that comes back every so often until it ends; what sets it anew begins the next round.
    fn recurring(&self, rule: &ClockRule, repeat: &Repeat, run: Run, every: u64) -> Clock {
        let Run { started, met_at } = run;
        let every = whole(every, &[]);
        let mut rounds: Vec<Moment> = all(self.marks, &repeat.on)
            .filter(|mark| !repeat.told_customer || mark.told_customer != Some(false))
            .map(|mark| mark.at)
            .filter(|at| *at > started && met_at.is_none_or(|met_at| *at < met_at))
            .collect();
        rounds.insert(0, started);
        let last = rounds.last().copied().unwrap_or(started);
        let missed_before: i64 = rounds
            .windows(2)
            .map(|round| missed_rounds(round[1] - round[0], every))
            .sum();
        let missed_since = missed_rounds(met_at.unwrap_or(self.now) - last, every);
        let missed = missed_before.saturating_add(missed_since);
        let mut clock = agreed_clock(&rule.clock, started, last + every);
        clock.warn_at = warn_points(last, clock.due);
        clock.missed = u32::try_from(missed).unwrap_or(u32::MAX);
        clock.met_at = met_at;
        clock.state = match met_at {
            Some(_) if missed == 0 => ClockState::Met,
            Some(_) => ClockState::Breached,
            None if missed_since > 0 => ClockState::Breached,
            None => ClockState::Running,
        };
        clock.next_due = met_at
            .is_none()
            .then(|| rounds_after(last, every, missed_since.saturating_add(1)));
        clock
    }

    fn pauses_of(&self, rule: &ClockRule) -> &'a [Pause] {
        if rule.pausable { self.pauses } else { &[] }
    }
}

fn runs_in(rule: &ClockRule, facts: &JobFacts) -> bool {
    rule.jobs.iter().any(|kind| facts.kinds.contains(kind))
}

fn depends(rule: &ClockRule) -> bool {
    rule.after_breach_of.is_some() || matches!(rule.limit, ClockLimit::BeforeDueOf(_))
}

/// Rounds that ran out in `gap`. What comes at the very end of a round is in time.
fn missed_rounds(gap: TimeDelta, every: TimeDelta) -> i64 {
    let every_s = every.num_seconds().max(1);
    let whole = gap.num_seconds();
    let is_exact = gap.subsec_nanos() == 0 && whole % every_s == 0;
    (whole / every_s - i64::from(is_exact)).max(0)
}

fn rounds_after(last: Moment, every: TimeDelta, rounds: i64) -> Moment {
    let seconds = every.num_seconds().saturating_mul(rounds);
    TimeDelta::try_seconds(seconds)
        .and_then(|time| last.checked_add_signed(time))
        .unwrap_or(last)
}

fn minute_of(at: Moment) -> Moment {
    let into = TimeDelta::seconds(at.timestamp().rem_euclid(60));
    at - into - TimeDelta::nanoseconds(at.timestamp_subsec_nanos().into())
}

fn last_day_before(end: Moment) -> NaiveDate {
    local_day(end - TimeDelta::nanoseconds(1))
}
