//! The working-day calendar of mainland China (DOMAIN section 7).
//!
//! A calendar is data that headquarters publishes each November. It is outside the pin of a job:
//! the newest official data wins, and every date computed with it names its version. The zone is
//! +08:00 whatever the machine says; there is no summer time.

mod import;
mod publish;
mod reckon;

pub use import::CalendarError;
pub use publish::Publication;
pub use reckon::{DEFAULT_CUT_OFF, MAX_WORKDAYS, WorkdayDue};

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone, Weekday};
use serde::{Deserialize, Serialize};

/// Local time of every working-day rule.
pub const CHINA: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(zone) => zone,
    None => panic!("eight hours are a valid offset"),
};

/// Rest days and make-up workdays by year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, CalendarYear>,
}

/// What is known of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// Announced, or reckoned from the statutory days.
    pub status: YearStatus,
    /// The day this data was published; of two official versions the later one counts.
    pub version: NaiveDate,
    /// Which publication of that day it is, from 1.
    pub revision: u32,
    /// Where it comes from.
    pub source: String,
    /// Rest days, weekends inside a holiday included, with the holiday's name.
    pub off: BTreeMap<NaiveDate, String>,
    /// Weekend days that are worked instead, with the holiday's name.
    pub work: BTreeMap<NaiveDate, String>,
}

impl CalendarYear {
    /// What decides between two versions of a year.
    fn rank(&self) -> (YearStatus, NaiveDate, u32) {
        (self.status, self.version, self.revision)
    }

    fn says_as(&self, other: &Self) -> bool {
        (self.status, &self.off, &self.work) == (other.status, &other.off, &other.work)
    }

    fn edition(&self) -> String {
        let revision = match self.revision {
            0 | 1 => String::new(),
            again => format!(".{again}"),
        };
        let status = match self.status {
            YearStatus::Official => "",
            YearStatus::Provisional => ":provisional",
        };
        format!("{}{revision}{status}", self.version)
    }
}

/// How sure a year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearStatus {
    /// Only the days fixed by law: the arrangement has not been announced.
    Provisional,
    /// As announced by the State Council.
    Official,
}

impl Calendar {
    /// Takes over the years of `other` where they are surer, or as sure and not older: of two that
    /// call themselves the same, the one laid on top counts.
    pub fn merge(&mut self, other: Self) {
        for (year, theirs) in other.years {
            let ours = self.years.get(&year).map(CalendarYear::rank);
            if ours.is_none_or(|ours| ours <= theirs.rank()) {
                self.years.insert(year, theirs);
            }
        }
    }

    /// The years it holds, in order.
    pub fn years(&self) -> impl Iterator<Item = (i32, &CalendarYear)> {
        self.years.iter().map(|(year, data)| (*year, data))
    }

    /// True where `date` is worked.
    #[must_use]
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        match self.announced(date) {
            Some(worked) => worked,
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// Working days from `first` to `last`, both included.
    #[must_use]
    pub fn workdays_between(&self, first: NaiveDate, last: NaiveDate) -> usize {
        first
            .iter_days()
            .take_while(|day| *day <= last)
            .filter(|day| self.is_workday(*day))
            .count()
    }

    /// Working days that remain after today until the end of `due_day`; none once it is over.
    #[must_use]
    pub fn workdays_left(&self, now: DateTime<FixedOffset>, due_day: NaiveDate) -> usize {
        let tomorrow = local_day(now).succ_opt().unwrap_or(NaiveDate::MAX);
        self.workdays_between(tomorrow, due_day)
    }

    /// True where `year` has no announced arrangement.
    #[must_use]
    pub fn is_provisional(&self, year: i32) -> bool {
        self.years
            .get(&year)
            .is_none_or(|data| data.status == YearStatus::Provisional)
    }

    /// The version that a date within `first` to `last` was computed with, by year:
    /// "cn-2026:2026-11-21", ".2" behind the day for the second publication of that day, with
    /// ":provisional" or ":none" where a year is not announced or unknown.
    #[must_use]
    pub fn version(&self, first: i32, last: i32) -> String {
        let of_year = |year: i32| match self.years.get(&year) {
            None => format!("cn-{year}:none"),
            Some(data) => format!("cn-{year}:{}", data.edition()),
        };
        (first..=last).map(of_year).collect::<Vec<_>>().join(" + ")
    }

    /// What the arrangements say of a day. Those of a neighbouring year may speak of it too: the
    /// New Year holiday reaches into December.
    fn announced(&self, date: NaiveDate) -> Option<bool> {
        let year = date.year();
        let speaking: Vec<(YearStatus, bool)> = [year + 1, year, year - 1]
            .into_iter()
            .filter_map(|year| self.years.get(&year))
            .filter_map(|data| {
                let off = data.off.contains_key(&date).then_some(false);
                let work = data.work.contains_key(&date).then_some(true);
                Some((data.status, off.or(work)?))
            })
            .collect();
        let official = speaking
            .iter()
            .find(|(status, _)| *status == YearStatus::Official);
        official.or(speaking.first()).map(|(_, worked)| *worked)
    }
}

/// The moment a local day ends: 24:00, which is 00:00 of the next day.
#[must_use]
pub fn end_of_day(day: NaiveDate) -> DateTime<FixedOffset> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    CHINA.from_utc_datetime(&(next.and_time(NaiveTime::MIN) - CHINA))
}

/// The moment a local day begins.
#[must_use]
pub fn start_of_day(day: NaiveDate) -> DateTime<FixedOffset> {
    CHINA.from_utc_datetime(&(day.and_time(NaiveTime::MIN) - CHINA))
}

/// The local day of a moment.
#[must_use]
pub fn local_day(at: DateTime<FixedOffset>) -> NaiveDate {
    at.with_timezone(&CHINA).date_naive()
}

#[cfg(test)]
mod tests;
