//! The clocks that carrier profiles promise.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::limit::{additions, span};
use super::mark::{Mark, all, latest_extension, minute_of};
use super::pause::pauses;
use super::rule::agreed_clock;
use super::run::Run;
use super::{Clock, ClockState, JobFacts, Span};
use crate::calendar::{Calendar, end_of_day, local_day};
use crate::catalogue::{Catalogue, ClockLimit, ClockRule, Profile};

pub(super) type Moment = DateTime<FixedOffset>;

/// What all clocks of a job share.
pub(super) struct Reckoning<'a> {
    pub facts: &'a JobFacts,
    pub catalogue: &'a Catalogue,
    pub calendar: &'a Calendar,
    pub marks: &'a [Mark],
    pub now: Moment,
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
        let pauses = if rule.pausable {
            pauses(self.marks, self.catalogue, profile)
        } else {
            Vec::new()
        };
        let clock = |run: Run| {
            let clock = match (span, &rule.repeats) {
                (Span::S(every), Some(repeat)) => self.recurring(rule, repeat, run, every),
                (Span::S(seconds), None) => {
                    let additions = additions(rule, profile, self.facts);
                    self.timed(rule, additions, run, seconds, &pauses)
                }
                (Span::Workdays(workdays), _) => self.counted(rule, run, workdays, &pauses),
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
}

fn runs_in(rule: &ClockRule, facts: &JobFacts) -> bool {
    rule.jobs.iter().any(|kind| facts.kinds.contains(kind))
}

fn depends(rule: &ClockRule) -> bool {
    rule.after_breach_of.is_some() || matches!(rule.limit, ClockLimit::BeforeDueOf(_))
}

pub(super) fn last_day_before(end: Moment) -> NaiveDate {
    local_day(end - TimeDelta::nanoseconds(1))
}
