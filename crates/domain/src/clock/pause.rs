//! Suspensions: when the clocks stand still (R-085, DOMAIN 5.4).

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::mark::{Mark, all};
use crate::catalogue::{Catalogue, Profile, SuspendedClock};

type Moment = DateTime<FixedOffset>;

/// A time in which pausable clocks stand still; without an end it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pause {
    pub from: Moment,
    pub to: Option<Moment>,
}

/// How a running time ends that may have stood still.
pub(super) struct Reached {
    /// When the time is used up.
    pub at: Moment,
    /// How long it stood still before that.
    pub paused: TimeDelta,
}

/// The pauses of a profile's clocks in order, overlapping ones joined.
pub(super) fn pauses(marks: &[Mark], catalogue: &Catalogue, profile: &Profile) -> Vec<Pause> {
    let mut found: Vec<Pause> = all(marks, "suspend.approved")
        .filter(|approval| {
            !is_let_run(
                approval.reason.as_deref().unwrap_or_default(),
                catalogue,
                Some(profile),
            )
        })
        .filter_map(|approval| hold(approval, marks, catalogue))
        .collect();
    found.sort_unstable();
    let mut joined: Vec<Pause> = Vec::new();
    for pause in found {
        match joined.last_mut() {
            Some(last) if last.to.is_none_or(|to| pause.from <= to) => {
                last.to = last.to.zip(pause.to).map(|(one, other)| one.max(other));
            }
            _ => joined.push(pause),
        }
    }
    joined
}

/// Whether a suspension for this reason lets the clocks of a profile run. A reason that nobody knows stops them.
pub(super) fn is_let_run(code: &str, catalogue: &Catalogue, profile: Option<&Profile>) -> bool {
    let own = profile.map(|profile| &profile.suspension.lets_run);
    catalogue.suspend_reason(code).is_some_and(|reason| {
        reason.clock == SuspendedClock::Runs || own.is_some_and(|own| own.contains(&reason.code))
    })
}

/// From when an approval says, or from itself, never before the proposal, to the end of the
/// suspension or the longest it may last. Work that went on between the proposal and the beginning
/// leaves nothing to hold.
pub(super) fn hold(approval: &Mark, marks: &[Mark], catalogue: &Catalogue) -> Option<Pause> {
    let asked = approval.effective_from.unwrap_or(approval.at);
    let from = asked.max(approval.proposed_at.unwrap_or(asked));
    let since = approval.proposed_at.unwrap_or(from);
    let ended = all(marks, "suspend.ended")
        .map(|mark| mark.at)
        .find(|ended| *ended > since);
    let longest = catalogue
        .suspend_reason(approval.reason.as_deref().unwrap_or_default())
        .and_then(|reason| reason.max_hours)
        .map(|hours| from + TimeDelta::hours(hours.into()));
    let to = [ended, approval.until, longest].into_iter().flatten().min();
    to.is_none_or(|to| to > from).then_some(Pause { from, to })
}

/// When `whole` is used up that runs from `start` and stands still in the pauses. A pause that
/// lasts counts up to `until`, so that the end moves on with it; one that begins after the time
/// was used up changes nothing.
pub(super) fn reach(start: Moment, whole: TimeDelta, pauses: &[Pause], until: Moment) -> Reached {
    let mut reached = Reached {
        at: start + whole,
        paused: TimeDelta::zero(),
    };
    for pause in pauses {
        let from = pause.from.max(start);
        let to = pause.to.unwrap_or(until).min(until);
        if to <= from {
            continue;
        }
        if from > reached.at {
            break;
        }
        reached.at += to - from;
        reached.paused += to - from;
    }
    reached
}

/// Since when a time that runs out at `due` stands still at `now`.
pub(super) fn paused_since(pauses: &[Pause], due: Moment, now: Moment) -> Option<Moment> {
    let holds = |pause: &&Pause| {
        pause.from <= now && pause.from <= due && pause.to.is_none_or(|to| now < to)
    };
    pauses.iter().find(holds).map(|pause| pause.from)
}
