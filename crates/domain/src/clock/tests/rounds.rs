//! Clocks that come back.

use super::*;

fn hour(time: &str) -> DateTime<FixedOffset> {
    at(&format!("2026-11-24T{time}+08:00"))
}

fn marks(reports: &[&str], restored: Option<&str>) -> Vec<Mark> {
    let mut marks = vec![
        Mark::new("fault.received", hour("08:50:00")),
        Mark::new("fault.signed", hour("09:00:00")),
    ];
    let progress = reports
        .iter()
        .map(|time| Mark::new("progress.reported", hour(time)));
    marks.extend(progress);
    marks.extend(restored.map(|time| Mark::new("service.restored", hour(time))));
    marks
}

fn progress(reports: &[&str], restored: Option<&str>, now: &str) -> Clock {
    let clocks = reckon(
        &fault("cu-duty", "gold"),
        &marks(reports, restored),
        hour(now),
    );
    one(&clocks, "progress").clone()
}

#[test]
fn each_report_begins_the_next_half_hour() {
    let clock = progress(&[], None, "09:10:00");
    assert_eq!(clock.next_due, Some(hour("09:30:00")));
    let clock = progress(&["09:25:00", "09:50:00"], None, "10:00:00");
    assert_eq!(clock.next_due, Some(hour("10:20:00")));
    assert_eq!(clock.due, hour("10:20:00"));
    assert_eq!((clock.missed, clock.state), (0, ClockState::Running));
    assert_eq!(clock.warn_at, [hour("10:05:00"), hour("10:14:00")]);
    assert_eq!(clock.started, hour("09:00:00"));
    assert_eq!(clock.limit, Some(Span::S(1800)));
}

#[test]
fn each_half_hour_without_a_report_is_missed() {
    let clock = progress(&[], None, "09:30:00");
    assert_eq!((clock.missed, clock.state), (0, ClockState::Running));
    let clock = progress(&[], None, "09:30:01");
    assert_eq!((clock.missed, clock.state), (1, ClockState::Breached));
    assert_eq!(clock.due, hour("09:30:00"), "the one that was missed");
    assert_eq!(clock.next_due, Some(hour("10:00:00")));
    let clock = progress(&[], None, "10:35:00");
    assert_eq!(clock.missed, 3);
    assert_eq!(clock.next_due, Some(hour("11:00:00")));
}

#[test]
fn a_late_report_sets_the_clock_anew_and_what_was_missed_stays_counted() {
    let clock = progress(&["10:10:00"], None, "10:20:00");
    assert_eq!((clock.missed, clock.state), (2, ClockState::Running));
    assert_eq!(clock.next_due, Some(hour("10:40:00")));
}

#[test]
fn it_ends_when_the_service_works_again() {
    let clock = progress(&["09:30:00"], Some("09:55:00"), "12:00:00");
    assert_eq!((clock.missed, clock.state), (0, ClockState::Met));
    assert_eq!(
        (clock.met_at, clock.next_due),
        (Some(hour("09:55:00")), None)
    );
    let clock = progress(&["09:40:00"], Some("09:55:00"), "12:00:00");
    assert_eq!((clock.missed, clock.state), (1, ClockState::Breached));
    let after = progress(&["09:30:00", "11:00:00"], Some("09:55:00"), "12:00:00");
    assert_eq!(after.missed, 0, "a report after the end changes nothing");
}

#[test]
fn the_customer_hears_of_it_by_level_and_only_what_he_was_told_counts() {
    let run = |level: &str, told: Option<bool>| {
        let mut marks = marks(&["09:15:00"], None);
        marks[2].told_customer = told;
        let clocks = reckon(&fault("cm-transmission", level), &marks, hour("09:18:00"));
        let clock = clocks
            .iter()
            .find(|clock| clock.clock == "progress_customer");
        clock.and_then(|clock| clock.next_due)
    };
    assert_eq!(run("gold", None), Some(hour("09:45:00")));
    assert_eq!(run("silver", Some(true)), Some(hour("10:15:00")));
    assert_eq!(run("gold", Some(false)), Some(hour("09:20:00")));
    assert_eq!(run("bronze", None), None);
    assert_eq!(run("standard", None), None);
}

#[test]
fn a_moment_before_the_start_misses_nothing() {
    let clock = progress(&[], None, "08:00:00");
    assert_eq!((clock.missed, clock.state), (0, ClockState::Running));
    let clock = progress(&["08:55:00"], None, "09:10:00");
    assert_eq!(
        clock.next_due,
        Some(hour("09:30:00")),
        "reported before it was signed for"
    );
}
