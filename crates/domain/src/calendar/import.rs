use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Calendar, CalendarYear, YearStatus};

/// Why a calendar file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// Neither of the two shapes.
    #[error(
        "this is no calendar file: it needs \"years\" (our own shape) or \"year\" and \"days\" (holiday-cn)"
    )]
    UnknownShape,
    /// Not JSON, or a field of the wrong kind.
    #[error("the calendar file cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A key under "years" that is no year.
    #[error("\"{0}\" is not a year")]
    NotAYear(String),
    /// A file without any day: its year has not been announced.
    #[error("the file for {0} holds no days: the arrangement has not been announced")]
    NotAnnounced(i32),
    /// A day far outside the year it stands under.
    #[error("{date} stands under {year}")]
    StrayDay {
        /// The year.
        year: i32,
        /// The day.
        date: NaiveDate,
    },
    /// A day that is both a rest day and a workday.
    #[error("{0} is listed both as rest day and as workday")]
    Contradiction(NaiveDate),
    /// The days do not give the number of working days the file itself states.
    #[error("{year} states {stated} working days, its days give {counted}")]
    WrongSum {
        /// The year.
        year: i32,
        /// As stated.
        stated: usize,
        /// As counted.
        counted: usize,
    },
}

/// Our own shape.
#[derive(Serialize, Deserialize)]
pub(super) struct OwnFile {
    pub version: NaiveDate,
    #[serde(default = "first_revision")]
    pub revision: u32,
    pub years: BTreeMap<String, OwnYear>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OwnYear {
    pub status: YearStatus,
    pub source: String,
    pub off: BTreeMap<NaiveDate, String>,
    #[serde(default)]
    pub work: BTreeMap<NaiveDate, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working_days: Option<usize>,
}

const FIRST_REVISION: u32 = 1;

const fn first_revision() -> u32 {
    FIRST_REVISION
}

/// The yearly files of the public holiday-cn data set.
#[derive(Deserialize)]
struct HolidayCnFile {
    year: i32,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<HolidayCnDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HolidayCnDay {
    name: String,
    date: NaiveDate,
    is_off_day: bool,
}

impl Calendar {
    /// Reads a calendar file in our own shape (`years`, each with `status`, `source`, `off`, `work`,
    /// under one `version` and `revision`) or a yearly file in the shape of holiday-cn, which carries no version:
    /// it counts as official and as published on `received_on`.
    ///
    /// # Errors
    /// [`CalendarError`]; a file is taken whole or not at all.
    pub fn import(text: &str, received_on: NaiveDate) -> Result<Self, CalendarError> {
        let text = text.trim_start_matches('\u{feff}');
        let value: serde_json::Value = serde_json::from_str(text)?;
        if value.get("years").is_some() {
            Self::from_own(serde_json::from_value(value)?)
        } else if value.get("days").is_some() {
            Self::from_holiday_cn(serde_json::from_value(value)?, received_on)
        } else {
            Err(CalendarError::UnknownShape)
        }
    }

    fn from_own(file: OwnFile) -> Result<Self, CalendarError> {
        let mut calendar = Self::default();
        let mut sums = Vec::new();
        for (name, data) in file.years {
            let year: i32 = name.parse().map_err(|_| CalendarError::NotAYear(name))?;
            sums.extend(data.working_days.map(|stated| (year, stated)));
            let OwnYear {
                status,
                source,
                off,
                work,
                ..
            } = data;
            calendar.insert(
                year,
                CalendarYear {
                    status,
                    version: file.version,
                    revision: file.revision,
                    source,
                    off,
                    work,
                },
            )?;
        }
        for (year, stated) in sums {
            let counted = calendar.workdays_in_year(year);
            if stated != counted {
                return Err(CalendarError::WrongSum {
                    year,
                    stated,
                    counted,
                });
            }
        }
        Ok(calendar)
    }

    fn from_holiday_cn(file: HolidayCnFile, received_on: NaiveDate) -> Result<Self, CalendarError> {
        let (off, work): (Vec<_>, Vec<_>) = file.days.into_iter().partition(|day| day.is_off_day);
        let by_date =
            |days: Vec<HolidayCnDay>| days.into_iter().map(|day| (day.date, day.name)).collect();
        let data = CalendarYear {
            status: YearStatus::Official,
            version: received_on,
            revision: FIRST_REVISION,
            source: file.papers.join(" "),
            off: by_date(off),
            work: by_date(work),
        };
        let mut calendar = Self::default();
        calendar.insert(file.year, data)?;
        Ok(calendar)
    }

    fn insert(&mut self, year: i32, data: CalendarYear) -> Result<(), CalendarError> {
        if data.off.is_empty() {
            return Err(CalendarError::NotAnnounced(year));
        }
        if let Some(date) = data.off.keys().find(|date| data.work.contains_key(date)) {
            return Err(CalendarError::Contradiction(*date));
        }
        // The New Year holiday may begin in the December before.
        let is_stray = |date: &&NaiveDate| !(year - 1..=year).contains(&date.year());
        if let Some(date) = data.off.keys().chain(data.work.keys()).find(is_stray) {
            return Err(CalendarError::StrayDay { year, date: *date });
        }
        self.years.insert(year, data);
        Ok(())
    }

    /// Working days of a whole year.
    #[must_use]
    pub fn workdays_in_year(&self, year: i32) -> usize {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let last = NaiveDate::from_ymd_opt(year, 12, 31);
        first
            .zip(last)
            .map_or(0, |(first, last)| self.workdays_between(first, last))
    }
}
