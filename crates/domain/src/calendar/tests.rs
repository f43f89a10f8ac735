use super::*;
use crate::catalogue::shipped;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn calendar() -> Calendar {
    Calendar::import(shipped::CALENDAR, day("2026-11-21")).unwrap()
}

fn due(received: &str, workdays: u32) -> NaiveDate {
    calendar()
        .due_after(at(received), workdays, DEFAULT_CUT_OFF)
        .day
}

#[test]
fn the_announced_years_have_their_known_number_of_working_days() {
    let calendar = calendar();
    for (year, workdays) in [(2024, 251), (2025, 248), (2026, 248)] {
        assert_eq!(calendar.workdays_in_year(year), workdays, "{year}");
    }
    let by_month: Vec<usize> = (1..=12)
        .map(|month| {
            let first = NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
            let next = first + chrono::Months::new(1);
            calendar.workdays_between(first, next.pred_opt().unwrap())
        })
        .collect();
    assert_eq!(by_month, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
}

#[test]
fn holidays_rest_and_make_up_weekends_are_worked() {
    let calendar = calendar();
    for rest in [
        "2026-02-23",
        "2026-10-07",
        "2026-11-21",
        "2025-10-08",
        "2027-02-05",
    ] {
        assert!(!calendar.is_workday(day(rest)), "{rest}");
    }
    for worked in [
        "2026-02-28",
        "2026-10-10",
        "2024-02-04",
        "2026-11-23",
        "2027-02-09",
    ] {
        assert!(calendar.is_workday(day(worked)), "{worked}");
    }
}

#[test]
fn working_days_are_counted_after_the_day_the_order_came() {
    let cases = [
        // A plain week.
        ("2026-11-23T09:00:00+08:00", 2, "2026-11-25"),
        // The last minute before the cut-off, and the cut-off itself.
        ("2026-11-23T16:59:59+08:00", 2, "2026-11-25"),
        ("2026-11-23T17:00:00+08:00", 2, "2026-11-26"),
        // A Saturday is day zero; after the cut-off the next working day is.
        ("2026-11-21T10:00:00+08:00", 1, "2026-11-23"),
        ("2026-11-20T17:30:00+08:00", 1, "2026-11-24"),
        // Across the National Day week with its make-up Saturday.
        ("2026-09-30T16:50:00+08:00", 2, "2026-10-09"),
        ("2026-09-30T16:50:00+08:00", 3, "2026-10-10"),
        ("2026-09-30T18:00:00+08:00", 2, "2026-10-10"),
        // Across the Spring Festival.
        ("2026-02-13T10:00:00+08:00", 2, "2026-02-24"),
        // The same moment told in another zone is the same day in China.
        ("2026-11-22T23:30:00Z", 2, "2026-11-25"),
        ("2026-11-22T18:00:00-08:00", 2, "2026-11-25"),
        // No days at all end with the day itself.
        ("2026-11-23T09:00:00+08:00", 0, "2026-11-23"),
    ];
    for (received, workdays, wanted) in cases {
        assert_eq!(
            due(received, workdays),
            day(wanted),
            "{received} + {workdays}"
        );
    }
}

#[test]
fn the_working_days_left_are_those_after_today() {
    let left = |now: &str, due: &str| calendar().workdays_left(at(now), day(due));
    assert_eq!(left("2026-11-24T15:30:00+08:00", "2026-11-26"), 2);
    assert_eq!(left("2026-11-24T23:30:00Z", "2026-11-26"), 1);
    assert_eq!(left("2026-11-27T09:00:00+08:00", "2026-11-26"), 0);
}

#[test]
fn a_due_day_ends_at_its_midnight_in_china() {
    let due = calendar().due_after(at("2026-11-23T09:00:00+08:00"), 2, DEFAULT_CUT_OFF);
    assert_eq!(due.at, at("2026-11-26T00:00:00+08:00"));
    assert_eq!(due.at.offset(), &CHINA);
    assert_eq!(local_day(due.at - chrono::TimeDelta::seconds(1)), due.day);
}

#[test]
fn a_date_that_needs_an_unannounced_year_says_so_and_names_its_version() {
    let calendar = calendar();
    let reckon = |received: &str| calendar.due_after(at(received), 5, DEFAULT_CUT_OFF);
    let sure = reckon("2026-12-21T09:00:00+08:00");
    assert_eq!(
        (sure.provisional, sure.calendar.as_str()),
        (false, "cn-2026:2026-11-21")
    );
    let unsure = reckon("2026-12-28T09:00:00+08:00");
    assert!(unsure.provisional);
    assert_eq!(
        unsure.calendar,
        "cn-2026:2026-11-21 + cn-2027:2026-11-21:provisional"
    );
    let unknown = reckon("2029-03-05T09:00:00+08:00");
    assert_eq!(
        (unknown.provisional, unknown.calendar.as_str()),
        (true, "cn-2029:none")
    );
    assert_eq!(unknown.day, day("2029-03-12"));
}

const ANNOUNCED_2027: &str = r#"{
    "$schema": "x", "year": 2027, "papers": ["https://example.cn/2027"],
    "days": [
        {"name": "元旦", "date": "2026-12-31", "isOffDay": true},
        {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
        {"name": "元旦", "date": "2027-01-03", "isOffDay": false}
    ]
}"#;

#[test]
fn an_announced_year_in_the_holiday_cn_shape_replaces_the_provisional_one() {
    let mut calendar = calendar();
    calendar.merge(Calendar::import(ANNOUNCED_2027, day("2026-12-01")).unwrap());
    assert!(!calendar.is_provisional(2027));
    assert!(calendar.is_workday(day("2027-01-03")), "a make-up Sunday");
    assert!(
        !calendar.is_workday(day("2026-12-31")),
        "the holiday reaches into December"
    );
    assert_eq!(calendar.version(2027, 2027), "cn-2027:2026-12-01");
}

#[test]
fn the_newest_official_year_wins_in_whatever_order_they_come() {
    let import = |text: &str, on: &str| Calendar::import(text, day(on)).unwrap();
    let corrected = ANNOUNCED_2027.replace("2027-01-03", "2027-01-09");
    let mut one = calendar();
    one.merge(import(ANNOUNCED_2027, "2026-12-01"));
    one.merge(import(&corrected, "2026-12-05"));
    let mut other = import(&corrected, "2026-12-05");
    other.merge(import(ANNOUNCED_2027, "2026-12-01"));
    other.merge(calendar());
    assert_eq!(one, other);
    assert!(one.is_workday(day("2027-01-09")) && !one.is_workday(day("2027-01-03")));
}

#[test]
fn of_two_that_call_themselves_the_same_the_one_published_later_counts() {
    let corrected = ANNOUNCED_2027.replace("2027-01-03", "2027-01-09");
    let mut calendar = calendar();
    for text in [ANNOUNCED_2027, &corrected] {
        calendar.merge(Calendar::import(text, day("2026-12-01")).unwrap());
    }
    assert!(calendar.is_workday(day("2027-01-09")) && !calendar.is_workday(day("2027-01-03")));
}

/// Publishes a text on top of what is published, as headquarters does.
fn publish(published: &mut Vec<(String, String)>, text: &str, today: &str) -> Publication {
    let publication = laid_over(published).publication(text, day(today)).unwrap();
    if let Publication::New { version, text } = &publication {
        assert!(
            published.iter().all(|(known, _)| known != version),
            "{version}"
        );
        published.push((version.clone(), text.clone()));
    }
    publication
}

fn laid_over(published: &[(String, String)]) -> Calendar {
    let mut calendar = Calendar::default();
    for (version, text) in published {
        calendar.merge(Calendar::import_published(version, text).unwrap());
    }
    calendar
}

#[test]
fn a_second_import_of_a_year_counts_on_the_same_day_a_later_one_and_with_a_clock_set_back() {
    for (today, wanted) in [
        ("2026-12-01", "cn-2027:2026-12-01.2"),
        ("2026-12-05", "cn-2027:2026-12-05"),
        ("2026-11-30", "cn-2027:2026-12-01.2"),
    ] {
        let corrected = ANNOUNCED_2027.replace("2027-01-03", "2027-01-09");
        let mut published = Vec::new();
        publish(&mut published, shipped::CALENDAR, "2026-11-30");
        publish(&mut published, ANNOUNCED_2027, "2026-12-01");
        publish(&mut published, &corrected, today);
        let calendar = laid_over(&published);
        assert!(calendar.is_workday(day("2027-01-09")), "{today}");
        assert!(!calendar.is_workday(day("2027-01-03")), "{today}");
        assert_eq!(calendar.version(2027, 2027), wanted);
        let again = publish(&mut published, &corrected, "2026-12-24");
        let version = wanted.to_owned();
        assert_eq!(again, Publication::InForce { version }, "nothing changed");
        publish(&mut published, ANNOUNCED_2027, "2026-12-24");
        let calendar = laid_over(&published);
        assert!(calendar.is_workday(day("2027-01-03")), "taken back");
    }
}

#[test]
fn a_file_with_its_own_version_is_published_as_it_is_and_other_days_under_it_are_a_revision() {
    let mut published = Vec::new();
    publish(&mut published, shipped::CALENDAR, "2026-12-01");
    assert_eq!(published[0].1, shipped::CALENDAR);
    assert!(matches!(
        publish(&mut published, shipped::CALENDAR, "2026-12-02"),
        Publication::InForce { .. }
    ));
    let other = shipped::CALENDAR.replace("2026-10-10", "2026-10-11");
    publish(&mut published, &other, "2026-12-03");
    let calendar = laid_over(&published);
    assert_eq!(calendar.version(2026, 2026), "cn-2026:2026-11-21.2");
    assert!(calendar.is_workday(day("2026-10-11")) && !calendar.is_workday(day("2026-10-10")));
}

#[test]
fn a_published_file_without_a_version_keeps_the_day_in_its_name_whenever_it_is_read() {
    let name = "cn-2027:2026-11-20";
    let calendar = Calendar::import_published(name, ANNOUNCED_2027).unwrap();
    assert_eq!(calendar.version(2027, 2027), name);
}

#[test]
fn a_calendar_file_that_cannot_be_right_is_refused() {
    let refused = |text: &str| Calendar::import(text, day("2026-12-01")).unwrap_err();
    assert!(matches!(refused("hello"), CalendarError::Unreadable(_)));
    assert!(matches!(refused("{}"), CalendarError::UnknownShape));
    let empty = r#"{"year": 2027, "papers": [], "days": []}"#;
    assert!(matches!(refused(empty), CalendarError::NotAnnounced(2027)));
    let stray = ANNOUNCED_2027.replace("2027-01-03", "2028-01-03");
    assert!(matches!(
        refused(&stray),
        CalendarError::StrayDay { year: 2027, .. }
    ));
    let twice = ANNOUNCED_2027.replace("2027-01-03", "2027-01-01");
    assert!(matches!(refused(&twice), CalendarError::Contradiction(_)));
    let wrong_sum = shipped::CALENDAR.replace("\"working_days\": 251", "\"working_days\": 252");
    let error = refused(&wrong_sum);
    assert!(
        matches!(
            error,
            CalendarError::WrongSum {
                year: 2024,
                stated: 252,
                counted: 251
            }
        ),
        "{error}"
    );
}

mod properties {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static CALENDAR: LazyLock<Calendar> = LazyLock::new(calendar);

    fn moments() -> impl Strategy<Value = DateTime<FixedOffset>> {
        // 2024-01-01 to 2028-01-01, to the second, in zones from -12:00 to +14:00.
        (1_704_067_200_i64..1_830_297_600, -12..=14).prop_map(|(seconds, hours)| {
            let zone = FixedOffset::east_opt(hours * 3600).unwrap();
            zone.timestamp_opt(seconds, 0).unwrap()
        })
    }

    proptest! {
        #[test]
        fn a_due_day_is_a_workday_after_the_order(received in moments(), workdays in 1_u32..30) {
            let calendar = &*CALENDAR;
            let due = calendar.due_after(received, workdays, DEFAULT_CUT_OFF);
            prop_assert!(calendar.is_workday(due.day));
            prop_assert!(due.day > local_day(received));
            let zero = calendar.day_zero(received, DEFAULT_CUT_OFF);
            let first = zero.succ_opt().unwrap();
            prop_assert_eq!(calendar.workdays_between(first, due.day), workdays as usize);
        }

        #[test]
        fn more_days_never_end_earlier(received in moments(), workdays in 0_u32..20, more in 0_u32..5) {
            let calendar = &*CALENDAR;
            let due = |days| calendar.due_after(received, days, DEFAULT_CUT_OFF).at;
            prop_assert!(due(workdays + more) >= due(workdays));
        }

        /// Only on one side of the cut-off: an order of Friday evening counts from Monday, one of
        /// Saturday morning from Saturday, as the rule is written.
        #[test]
        fn a_later_order_on_the_same_side_of_the_cut_off_never_ends_earlier(
            one in moments(), other in moments(), workdays in 0_u32..20
        ) {
            let calendar = &*CALENDAR;
            let is_late = |at: DateTime<FixedOffset>| at.with_timezone(&CHINA).time() >= DEFAULT_CUT_OFF;
            prop_assume!(is_late(one) == is_late(other));
            let (first, second) = if one <= other { (one, other) } else { (other, one) };
            let due = |at| calendar.due_after(at, workdays, DEFAULT_CUT_OFF).at;
            prop_assert!(due(first) <= due(second));
        }

        #[test]
        fn the_zone_an_order_is_told_in_changes_nothing(received in moments(), workdays in 0_u32..20) {
            let calendar = &*CALENDAR;
            let told_in_china = received.with_timezone(&CHINA);
            prop_assert_eq!(
                calendar.due_after(received, workdays, DEFAULT_CUT_OFF),
                calendar.due_after(told_in_china, workdays, DEFAULT_CUT_OFF)
            );
        }
    }
}
