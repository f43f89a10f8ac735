use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{CHINA, Calendar, end_of_day, local_day};

/// An order that comes in from this hour on counts as of the next working day [P].
pub const DEFAULT_CUT_OFF: NaiveTime = match NaiveTime::from_hms_opt(17, 0, 0) {
    Some(time) => time,
    None => panic!("17:00 is a time of day"),
};

/// Most working days that are counted at once: about fifteen years.
pub const MAX_WORKDAYS: u32 = 3660;

/// Month and day from which an arrangement of the New Year has reached into the old one: 29 December
/// was worked for it in 2007 and 2018, and none since 2007 began earlier (holiday-cn).
const NEW_YEAR_BEGINS: (u32, u32) = (12, 29);

/// The end of a working-day limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkdayDue {
    /// The last day, the one to show.
    pub day: NaiveDate,
    /// The moment it ends: 24:00 of `day` in +08:00.
    pub at: DateTime<FixedOffset>,
    /// True where a year without an announced arrangement was needed; see [`Calendar::certainty`].
    pub provisional: bool,
    /// Version of the calendar, as [`Calendar::version`] names it.
    pub calendar: String,
}

impl Calendar {
    /// The day an order that came in at `at` counts from: the same day before `cut_off`, otherwise
    /// the next working day (DOMAIN 7.1).
    #[must_use]
    pub fn day_zero(&self, at: DateTime<FixedOffset>, cut_off: NaiveTime) -> NaiveDate {
        let local = at.with_timezone(&CHINA);
        let day = local.date_naive();
        if local.time() < cut_off {
            day
        } else {
            self.following_workday(day)
        }
    }

    /// The end of the `workdays`-th working day after day zero. At most [`MAX_WORKDAYS`] are counted.
    #[must_use]
    pub fn due_after(
        &self,
        at: DateTime<FixedOffset>,
        workdays: u32,
        cut_off: NaiveTime,
    ) -> WorkdayDue {
        let zero = self.day_zero(at, cut_off);
        let day = (0..workdays.min(MAX_WORKDAYS)).fold(zero, |day, _| self.following_workday(day));
        let (provisional, calendar) = self.certainty(local_day(at), day);
        WorkdayDue {
            day,
            at: end_of_day(day),
            provisional,
            calendar,
        }
    }

    /// Whether what was counted from `first` to `last` needed a year that is not announced, and the
    /// version of the calendar, as [`Calendar::version`] names it. The last days of December belong
    /// to the next year's arrangement too.
    #[must_use]
    pub fn certainty(&self, first: NaiveDate, last: NaiveDate) -> (bool, String) {
        let is_late = (last.month(), last.day()) >= NEW_YEAR_BEGINS;
        let last_year = last.year() + i32::from(is_late);
        let provisional = (first.year()..=last_year).any(|year| self.is_provisional(year));
        (provisional, self.version(first.year(), last_year))
    }

    /// `day` where it is worked, else the next day that is.
    #[must_use]
    pub fn workday_from(&self, day: NaiveDate) -> NaiveDate {
        if self.is_workday(day) {
            day
        } else {
            self.following_workday(day)
        }
    }

    fn following_workday(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days()
            .skip(1)
            .find(|day| self.is_workday(*day))
            .unwrap_or(NaiveDate::MAX)
    }
}
