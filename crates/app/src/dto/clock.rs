use serde::{Deserialize, Serialize};
use specta::Type;

use super::Words;

/// One running or finished clock of a job, reckoned for the moment of the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    /// Names it among the clocks of its job; two profiles can promise the same thing.
    pub id: String,
    /// Stable name (`arrival`, `opening`, ...).
    pub key: String,
    /// What the clock is for, two to six characters: 预约到场, 开通期限.
    pub name: Words,
    /// How it stands.
    pub state: ClockState,
    /// Time left; when overdue the time over; when done the time to spare (or over, see `late`).
    pub amount: ClockAmount,
    /// Done, but after it was due.
    pub late: bool,
    /// When it is due.
    pub due: String,
    /// Reckoned with a year whose holidays are not published yet: the day may still move.
    pub provisional: bool,
    /// When it was met, if it was.
    pub met_at: Option<String>,
    /// The profile that promises it; none for what was agreed with the customer.
    pub profile: Option<Words>,
    /// Where the clock stands on the line from its start to its end, 0 to 1; a stopped one where it stopped.
    pub elapsed_share: f64,
    /// Where the profile's own target lies on the line, 0 to 1, if it differs from the due time.
    pub target_share: Option<f64>,
    /// Where the added time begins on the line, 0 to 1, if any was added.
    pub added_share: Option<f64>,
    /// Since when it is paused.
    pub paused_since: Option<String>,
    /// The times it stood still; while it does, the last of them lasts.
    pub pauses: Vec<ClockPause>,
    /// What lengthened it, what was missed, or which calendar version the date comes from.
    pub note: Option<Words>,
    /// The date was promised to the customer and differs from the computed one.
    pub promised: bool,
}

/// A time in which a clock stood still, by approval of headquarters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockPause {
    /// Why.
    pub reason: Words,
    /// From when.
    pub from: String,
    /// Until when at the latest, if that is known.
    pub until: Option<String>,
    /// When headquarters approved it.
    pub approved_at: String,
    /// Where it begins on the line, 0 to 1.
    pub from_share: f64,
    /// How much of the line it takes, 0 to 1.
    pub share: f64,
}

/// The states of a clock; the screen has colour, icon and word for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ClockState {
    /// Time enough.
    Ontime,
    /// Past the warn point, or less than an hour.
    Soon,
    /// Past due.
    Overdue,
    /// Stopped with approval.
    Paused,
    /// Met.
    Done,
}

/// A length of time as a person says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockAmount {
    /// Minutes, always filled.
    pub minutes: u32,
    /// Whole working days, where the clock counts working days and more than one is left.
    pub work_days: Option<u32>,
}

/// A clock has come to a point at which it warns, or has run out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockWarning {
    /// The customer of the job.
    pub customer: String,
    /// What the clock is for.
    pub clock: Words,
    /// It has run out.
    pub overdue: bool,
    /// Until when, as a person says it: `14:32`, `11-26 14:32`, `11-26`.
    pub due: String,
}
