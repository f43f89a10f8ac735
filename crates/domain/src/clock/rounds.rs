//! Clocks that come back: an entry of progress every so often.

use chrono::TimeDelta;

use super::limit::whole;
use super::mark::all;
use super::promised::{Moment, Reckoning};
use super::rule::{agreed_clock, warn_points};
use super::run::Run;
use super::{Clock, ClockState};
use crate::catalogue::{ClockRule, Repeat};

impl Reckoning<'_> {
    /// A clock that comes back every so often until it ends; what sets it anew begins the next round.
    pub(super) fn recurring(
        &self,
        rule: &ClockRule,
        repeat: &Repeat,
        run: Run,
        every: u64,
    ) -> Clock {
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
