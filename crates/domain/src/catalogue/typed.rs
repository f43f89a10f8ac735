//! Answers typed in a form of their own: a day, a period, a place. What is meant is understood; what is not sure is
//! refused, never guessed.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::job_kind::QuestionKind;
use crate::decimal::Decimal;
use crate::wide::narrow;

const DAY: &str = "%Y-%m-%d";
const MINUTE: &str = "%Y-%m-%d %H:%M";
/// A year in two digits, or the day in front, is no year of ours.
const YEARS: RangeInclusive<i32> = 2000..=2099;
/// What people write between the beginning and the end of a period.
const UNTIL: [&str; 6] = ["–", "—", "~", "到", "至", " - "];
/// Degrees north and east in which China lies: the one read for the other is outside.
const LATITUDES: RangeInclusive<i64> = 3..=54;
const LONGITUDES: RangeInclusive<i64> = 73..=136;

impl QuestionKind {
    /// Whether the answer is typed as a line of text.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Day | Self::Period | Self::Coordinates
        )
    }

    /// The answer as it is recorded; none where it does not have the form that is asked for. A kind without a form of
    /// its own takes it as it is.
    #[must_use]
    pub fn read(self, typed: &str) -> Option<String> {
        match self {
            Self::Day => Some(day(&plain(typed))?.format(DAY).to_string()),
            Self::Period => period(&plain(typed)),
            Self::Coordinates => coordinates(&plain(typed)),
            Self::Check | Self::Choice | Self::Text | Self::Number => Some(typed.to_owned()),
        }
    }
}

/// Without the wide signs of a Chinese keyboard.
fn plain(typed: &str) -> String {
    typed.trim().chars().map(narrow).collect()
}

fn day(typed: &str) -> Option<NaiveDate> {
    let typed = typed.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let day = NaiveDate::parse_from_str(typed.trim(), DAY).ok()?;
    YEARS.contains(&day.year()).then_some(day)
}

fn period(typed: &str) -> Option<String> {
    let (from, until) = halves(typed)?;
    let (first, from) = from.trim().rsplit_once([' ', '日'])?;
    let first = day(first)?;
    let from = moment(first, from)?;
    let until = match until.trim().rsplit_once([' ', '日']) {
        Some((last, until)) => moment(day(last)?, until)?,
        None => {
            let until = moment(first, until)?;
            // Works at night end on the next day.
            if until < from {
                until.checked_add_days(Days::new(1))?
            } else {
                until
            }
        }
    };
    (from < until).then(|| format!("{} – {}", from.format(MINUTE), until.format(MINUTE)))
}

/// The beginning and the end. A hyphen parts them only behind a time: it also stands in days.
fn halves(typed: &str) -> Option<(&str, &str)> {
    let parted = UNTIL.iter().find_map(|sign| typed.split_once(sign));
    parted.or_else(|| {
        let colon = typed.find(':')?;
        let (from, until) = typed.split_at_checked(colon + 3)?;
        Some((from, until.trim_start().strip_prefix('-')?))
    })
}

/// A time of a day; 24:00 is its end.
fn moment(day: NaiveDate, time: &str) -> Option<NaiveDateTime> {
    match time.trim() {
        "24:00" => Some(day.succ_opt()?.and_time(NaiveTime::MIN)),
        time => Some(day.and_time(NaiveTime::parse_from_str(time, "%H:%M").ok()?)),
    }
}

/// Latitude and longitude in degrees.
fn coordinates(typed: &str) -> Option<String> {
    let mut parts = typed
        .split([',', ' ', ';', '、'])
        .filter(|part| !part.is_empty());
    let mut degrees = |bounds: RangeInclusive<i64>| {
        let value: Decimal = parts.next()?.parse().ok()?;
        let [least, most] = [*bounds.start(), *bounds.end()].map(|bound| Decimal::new(bound, 0));
        (least <= value && value <= most).then_some(value)
    };
    let (latitude, longitude) = (degrees(LATITUDES)?, degrees(LONGITUDES)?);
    parts
        .next()
        .is_none()
        .then(|| format!("{latitude}, {longitude}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: QuestionKind, typed: &str) -> Option<String> {
        kind.read(typed)
    }

    #[test]
    fn a_day_is_understood_as_people_write_it_and_nothing_else_is() {
        for typed in [
            "2026-12-01",
            "2026/12/1",
            "２０２６－１２－０１",
            "2026年12月1日",
            " 2026.12.1 ",
        ] {
            let day = read(QuestionKind::Day, typed);
            assert_eq!(day.as_deref(), Some("2026-12-01"), "{typed}");
        }
        for typed in [
            "",
            "12-01",
            "26-12-1",
            "01/12/26",
            "2026-02-30",
            "下周三",
            "2026-12-01 10:00",
        ] {
            assert_eq!(read(QuestionKind::Day, typed), None, "{typed}");
        }
    }

    #[test]
    fn a_period_has_a_beginning_before_its_end_and_may_go_over_midnight() {
        let cases = [
            (
                "2026/12/1 22:00 - 04:00",
                "2026-12-01 22:00 – 2026-12-02 04:00",
            ),
            (
                "2026年12月1日 22:00 至 24:00",
                "2026-12-01 22:00 – 2026-12-02 00:00",
            ),
            (
                "2026-12-01 20:00-22:00",
                "2026-12-01 20:00 – 2026-12-01 22:00",
            ),
            (
                "2026-12-01 00:00 到 04:00",
                "2026-12-01 00:00 – 2026-12-01 04:00",
            ),
            (
                "2026-12-01 22:00～02:30",
                "2026-12-01 22:00 – 2026-12-02 02:30",
            ),
            (
                "2026-12-01 22:00 - 2026-12-03 02:30",
                "2026-12-01 22:00 – 2026-12-03 02:30",
            ),
            (
                "2026-12-01 00:00 – 2026-12-01 04:00",
                "2026-12-01 00:00 – 2026-12-01 04:00",
            ),
        ];
        for (typed, period) in cases {
            assert_eq!(read(QuestionKind::Period, typed).as_deref(), Some(period));
        }
        for typed in [
            "00:00 到 04:00",
            "2026-12-01 04:00",
            "26-12-01 04:00 到 05:00",
            "2026-12-01 04:00 到 04:00",
            "2026-12-02 04:00 到 2026-12-01 04:00",
            "2026-12-01 25:00 到 04:00",
        ] {
            assert_eq!(read(QuestionKind::Period, typed), None, "{typed}");
        }
    }

    #[test]
    fn a_place_is_latitude_then_longitude() {
        for typed in ["25.04, 102.71", "25.04 102.71", "25.04，102.71"] {
            let place = read(QuestionKind::Coordinates, typed);
            assert_eq!(place.as_deref(), Some("25.04, 102.71"), "{typed}");
        }
        for typed in [
            "102.71, 25.04",
            "87.6, 43.8",
            "0, 0",
            "25.04",
            "25.04, 181",
            "-91, 0",
            "25.04, 102.71, 3",
            "北纬25",
        ] {
            assert_eq!(read(QuestionKind::Coordinates, typed), None, "{typed}");
        }
    }
}
