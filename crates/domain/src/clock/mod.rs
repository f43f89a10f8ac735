//! The clocks of a job: what was promised, until when, and whether it was kept.
//!
//! Clocks are computed from the marks of a job by rule, never stored: an event that arrives late
//! changes them by itself. Which clocks run is data of the carrier profiles; a clock of the visit
//! (appointment, promise) belongs to no profile.

mod limit;
mod mark;
mod of_job;
mod pause;
mod promised;
mod rounds;
mod rule;
mod run;

pub use mark::Mark;
pub use of_job::{Stop, clocks_of_job, due_before, facts_of_plan, held, marks_of_job, stops};
pub use rule::clocks;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::catalogue::ResourceCase;
use crate::decimal::Decimal;
use crate::registry::plan::{Appointment, ComputedDue};

/// Key of the clock of the agreed visit.
pub const APPOINTMENT: &str = "appointment";
/// Key of the clock of the date promised to the customer.
pub const PROMISE: &str = "promise";

/// Shares of a clock's time at which it warns, in percent [P]; the due time itself is the last warning.
pub const WARN_PERCENT: [i32; 2] = [50, 80];

/// The reason of an extension that counts: only what the customer wants moves a date.
pub const CUSTOMER_REASON: &str = "customer";

/// What clocks need to know of a job besides its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobFacts {
    /// Kinds of job it is: one, or several where an order is followed from the first question on.
    pub kinds: Vec<String>,
    /// Kind of leased service, or a service of a profile's own table, in its words.
    pub service: String,
    /// Service level in the vocabulary of any profile; unknown counts as gold, the strictest.
    pub level: String,
    /// Road distance from the maintenance point, km; unknown counts as near, the stricter.
    pub distance_km: Option<Decimal>,
    /// True where a cable is cut.
    pub cable_cut: bool,
    /// Access points of a resource check; unknown counts as one, the stricter.
    pub points: Option<u32>,
    /// What a resource check finds; unknown counts as existing, the stricter.
    pub resource_case: Option<ResourceCase>,
    /// Keys of the profiles in force.
    pub profiles: Vec<String>,
    /// The time agreed with the customer.
    pub appointment: Option<Appointment>,
    /// When that time was put in place of another; an earlier arrival was for the other.
    pub rescheduled_at: Option<DateTime<FixedOffset>>,
    /// The date promised to the customer.
    pub promised_on: Option<NaiveDate>,
}

/// One clock at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Key, like "opening".
    pub clock: String,
    /// The profile that promises it; none for the appointment and the promise.
    pub profile: Option<String>,
    /// When it started.
    pub started: DateTime<FixedOffset>,
    /// How long it runs; none for a date that was agreed, and for a request.
    pub limit: Option<Span>,
    /// Time added, with the reason.
    pub additions: Vec<Addition>,
    /// Time it stood still, s.
    pub paused_s: u64,
    /// Since when it stands still, while it does.
    pub paused_since: Option<DateTime<FixedOffset>>,
    /// When it warns, before the due time.
    pub warn_at: Vec<DateTime<FixedOffset>>,
    /// When it runs out. A working-day limit ends at 24:00 of `due_day`, which is 00:00 of the day
    /// after. For a clock that comes back, when the round in hand runs out.
    pub due: DateTime<FixedOffset>,
    /// The day to show for a limit that ends with a day.
    pub due_day: Option<NaiveDate>,
    /// What the rules gave before an extension replaced it; the same as `due` without one.
    pub computed_due: DateTime<FixedOffset>,
    /// True where an approved extension set the due time.
    pub extended: bool,
    /// When the thing was done.
    pub met_at: Option<DateTime<FixedOffset>>,
    /// The next time it comes due, for a clock that comes back and still runs: later than `due` where
    /// the round in hand was missed.
    pub next_due: Option<DateTime<FixedOffset>>,
    /// How many rounds of a clock that comes back were missed; 1 for a request that came too late;
    /// for a date that was extended, how many of its extensions nobody asked for in time.
    pub missed: u32,
    /// How it stands.
    pub state: ClockState,
    /// True where the due time needed a year whose holidays are not announced.
    pub provisional: bool,
    /// Version of the calendar it was reckoned with.
    pub calendar: Option<String>,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Seconds, round the clock.
    S(u64),
    /// Working days.
    Workdays(u32),
}

/// Time added to a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// Why.
    pub reason: String,
    /// How long, s.
    pub s: u64,
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// Running, not yet due.
    Running,
    /// Standing still.
    Paused,
    /// Done in time.
    Met,
    /// Ran out; with `met_at` where it was done too late.
    Breached,
}

impl Clock {
    /// The due time as the plan of a job keeps it.
    #[must_use]
    pub fn to_computed_due(&self) -> ComputedDue {
        ComputedDue {
            at: self.computed_due,
            calendar: self.calendar.clone().unwrap_or_default(),
            provisional: self.provisional,
        }
    }
}

#[cfg(test)]
mod tests;
