mod figures;
mod jobs;
mod pauses;
mod properties;
mod requests;
mod rounds;
mod tables;
mod writers;

use std::sync::LazyLock;

use chrono::TimeDelta;

use super::*;
use crate::calendar::Calendar;
use crate::catalogue::{Catalogue, Level, ResourceCase, shipped};

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn mark(kind: &str, moment: &str) -> Mark {
    Mark::new(kind, at(moment))
}

fn extension(approved: &str, new_due: &str) -> Mark {
    Mark {
        new_due: Some(day(new_due)),
        reason: Some(CUSTOMER_REASON.into()),
        ..mark("extension.approved", approved)
    }
}

fn facts(level: Level, distance_km: &str) -> JobFacts {
    JobFacts {
        kinds: vec!["install".into()],
        level: level.to_string(),
        distance_km: Some(distance_km.parse().unwrap()),
        profiles: vec!["cm-transmission".into(), "cm-anhui".into()],
        ..JobFacts::default()
    }
}

static RULES: LazyLock<(Catalogue, Calendar)> = LazyLock::new(|| {
    let calendar = Calendar::import(shipped::CALENDAR, day("2026-11-21")).unwrap();
    (Catalogue::load(&shipped::bundle()).unwrap(), calendar)
});

fn run(facts: &JobFacts, marks: &[Mark], now: &str) -> Vec<Clock> {
    reckon(facts, marks, at(now))
}

fn reckon(facts: &JobFacts, marks: &[Mark], now: DateTime<FixedOffset>) -> Vec<Clock> {
    let (catalogue, calendar) = &*RULES;
    clocks(facts, catalogue, calendar, marks, now)
}

/// A fault under one profile.
fn fault(profile: &str, level: &str) -> JobFacts {
    JobFacts {
        kinds: vec!["fault_interruption".into()],
        service: "sdh".into(),
        level: level.into(),
        profiles: vec![profile.into()],
        ..JobFacts::default()
    }
}

/// The clock with this key of the only profile that has it.
fn one<'a>(clocks: &'a [Clock], key: &str) -> &'a Clock {
    let found: Vec<&Clock> = clocks.iter().filter(|clock| clock.clock == key).collect();
    assert_eq!(found.len(), 1, "{key}: {clocks:#?}");
    found[0]
}

fn has(clocks: &[Clock], key: &str) -> bool {
    clocks.iter().any(|clock| clock.clock == key)
}

const ORDERED: &str = "2026-11-23T09:30:00+08:00";

#[test]
fn opening_runs_by_level_and_distance() {
    // gold, silver, bronze, standard; from Monday 2026-11-23 in the morning.
    let near = ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"];
    let far = ["2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"];
    for (distance_km, days) in [("12", near), ("50", near), ("50.1", far), ("120", far)] {
        for (level, wanted) in Level::ALL.into_iter().zip(days) {
            let clocks = run(
                &facts(level, distance_km),
                &[mark("order.received", ORDERED)],
                ORDERED,
            );
            let opening = &clocks[0];
            assert_eq!(opening.clock, "opening");
            assert_eq!(
                opening.due_day,
                Some(day(wanted)),
                "{level} {distance_km} km"
            );
            assert_eq!(
                opening.due,
                at(&format!("{wanted}T23:59:00+08:00")) + TimeDelta::minutes(1)
            );
            assert_eq!(opening.state, ClockState::Running);
            assert!(!opening.provisional);
            assert_eq!(opening.calendar.as_deref(), Some("cn-2026:2026-11-21"));
        }
    }
}

#[test]
fn nothing_runs_before_its_start() {
    assert!(run(&facts(Level::Gold, "1"), &[], ORDERED).is_empty());
}

#[test]
fn a_circuit_opened_in_time_meets_the_clock_and_starts_the_acceptance() {
    let marks = [
        mark("order.received", ORDERED),
        mark("circuit.opened", "2026-11-25T23:59:59+08:00"),
    ];
    let clocks = run(
        &facts(Level::Gold, "1"),
        &marks,
        "2026-12-24T12:00:00+08:00",
    );
    let states: Vec<_> = clocks
        .iter()
        .map(|clock| (clock.clock.as_str(), clock.state))
        .collect();
    assert_eq!(
        states,
        [
            ("opening", ClockState::Met),
            ("resource_handover", ClockState::Breached),
            ("acceptance", ClockState::Breached)
        ]
    );
    // Opened on Wednesday after the cut-off: day zero is Thursday.
    assert_eq!(clocks[2].due_day, Some(day("2026-12-03")));
}

#[test]
fn opened_too_late_stays_breached_and_says_when() {
    let late = "2026-11-26T00:00:01+08:00";
    let marks = [
        mark("order.received", ORDERED),
        mark("circuit.opened", late),
    ];
    let opening = run(
        &facts(Level::Gold, "1"),
        &marks,
        "2026-11-26T09:00:00+08:00",
    )
    .remove(0);
    assert_eq!(
        (opening.state, opening.met_at),
        (ClockState::Breached, Some(at(late)))
    );
}

#[test]
fn an_approved_extension_replaces_the_due_time_and_keeps_the_computed_one() {
    let marks = [
        extension("2026-11-25T10:00:00+08:00", "2026-12-03"),
        mark("order.received", ORDERED),
        extension("2026-11-24T10:00:00+08:00", "2026-12-10"),
    ];
    let opening = run(
        &facts(Level::Gold, "1"),
        &marks,
        "2026-11-30T12:00:00+08:00",
    )
    .remove(0);
    assert_eq!(
        opening.due_day,
        Some(day("2026-12-03")),
        "the one approved last"
    );
    assert_eq!(opening.due, at("2026-12-04T00:00:00+08:00"));
    assert_eq!(opening.computed_due, at("2026-11-26T00:00:00+08:00"));
    assert!(opening.extended);
    assert_eq!(opening.state, ClockState::Running);
}

#[test]
fn a_due_date_in_an_unannounced_year_is_provisional() {
    let marks = [mark("order.received", "2026-12-30T10:00:00+08:00")];
    let opening = run(
        &facts(Level::Standard, "80"),
        &marks,
        "2026-12-30T11:00:00+08:00",
    )
    .remove(0);
    assert!(opening.provisional);
    assert!(
        opening
            .calendar
            .unwrap()
            .contains("cn-2027:2026-11-21:provisional")
    );
}

#[test]
fn what_ends_before_it_began_ends_nothing_but_the_same_minute_does() {
    let met_at = |told: &[&str]| {
        let mut marks = vec![
            mark("fault.received", "2026-11-24T08:00:00+08:00"),
            mark("service.restored", "2026-11-24T10:30:20+08:00"),
        ];
        marks.extend(told.iter().map(|told| mark("result.told", told)));
        let found = run(
            &fault("cm-transmission", "gold"),
            &marks,
            "2026-11-24T13:00:00+08:00",
        );
        let clock = one(&found, "result_verbal");
        (clock.met_at, clock.state)
    };
    let (early, late) = ("2026-11-24T08:10:00+08:00", "2026-11-24T12:00:00+08:00");
    assert_eq!(met_at(&[early]), (None, ClockState::Breached));
    assert_eq!(
        met_at(&[early, late]),
        (Some(at(late)), ClockState::Breached)
    );
    let same_minute = "2026-11-24T10:30:00+08:00";
    assert_eq!(
        met_at(&[early, same_minute, late]),
        (Some(at(same_minute)), ClockState::Met)
    );
}

#[test]
fn the_last_days_of_december_are_provisional_until_the_next_year_is_announced() {
    let order = |received: &str| {
        let marks = [mark("order.received", received)];
        one(&run(&facts(Level::Gold, "1"), &marks, received), "opening").clone()
    };
    let sure = order("2026-12-24T10:00:00+08:00");
    assert_eq!(
        (sure.due_day, sure.provisional),
        (Some(day("2026-12-28")), false)
    );
    let unsure = order("2026-12-29T10:00:00+08:00");
    assert_eq!(
        (unsure.due_day, unsure.provisional),
        (Some(day("2026-12-31")), true)
    );
}

#[test]
fn appointment_and_promise_stand_beside_the_profiles() {
    let mut facts = facts(Level::Bronze, "12");
    facts.appointment = Some(Appointment {
        from: at("2026-11-24T15:30:00+08:00"),
        until: at("2026-11-24T17:30:00+08:00"),
    });
    facts.promised_on = Some(day("2026-11-25"));
    let marks = [
        mark("order.received", ORDERED),
        mark("visit.arrived", "2026-11-24T15:24:00+08:00"),
    ];
    let clocks = run(&facts, &marks, "2026-11-24T16:00:00+08:00");
    let names: Vec<_> = clocks.iter().map(|clock| clock.clock.as_str()).collect();
    assert_eq!(
        names,
        [APPOINTMENT, PROMISE, "opening"],
        "the stricter in front"
    );
    assert_eq!(clocks[0].state, ClockState::Met);
    assert_eq!(
        clocks[0].warn_at,
        [
            at("2026-11-24T13:30:00+08:00"),
            at("2026-11-24T15:25:00+08:00")
        ]
    );
    assert_eq!(
        (clocks[1].due_day, &clocks[1].profile),
        (Some(day("2026-11-25")), &None)
    );
}

#[test]
fn an_arrival_before_a_time_was_agreed_anew_does_not_meet_it() {
    let mut facts = facts(Level::Bronze, "12");
    facts.appointment = Some(Appointment {
        from: at("2026-11-25T15:00:00+08:00"),
        until: at("2026-11-25T17:00:00+08:00"),
    });
    facts.rescheduled_at = Some(at("2026-11-24T11:00:30+08:00"));
    let first_visit = mark("visit.arrived", "2026-11-24T10:00:00+08:00");
    let met = |marks: &[Mark]| {
        let found = run(&facts, marks, "2026-11-26T09:00:00+08:00");
        let clock = one(&found, APPOINTMENT);
        assert_eq!(clock.started, at("2026-11-24T11:00:30+08:00"));
        (clock.state, clock.met_at)
    };
    assert_eq!(
        met(std::slice::from_ref(&first_visit)),
        (ClockState::Breached, None)
    );
    for arrived in ["2026-11-24T11:00:00+08:00", "2026-11-25T14:50:00+08:00"] {
        let marks = [first_visit.clone(), mark("visit.arrived", arrived)];
        assert_eq!(met(&marks), (ClockState::Met, Some(at(arrived))));
    }
    let late = "2026-11-25T15:10:00+08:00";
    let marks = [first_visit, mark("visit.arrived", late)];
    assert_eq!(met(&marks), (ClockState::Breached, Some(at(late))));
}

#[test]
fn a_cancelled_job_has_no_running_clock() {
    let marks = [
        mark("order.received", ORDERED),
        mark("job.cancelled", "2026-11-24T09:00:00+08:00"),
    ];
    assert!(
        run(
            &facts(Level::Gold, "1"),
            &marks,
            "2026-12-24T09:00:00+08:00"
        )
        .is_empty()
    );
}

#[test]
fn what_had_run_out_before_a_job_was_called_off_stays_so_as_it_stood_then() {
    let marks = [
        mark("order.received", ORDERED),
        mark("job.cancelled", "2026-11-30T09:00:00+08:00"),
    ];
    let facts = facts(Level::Gold, "1");
    let found = run(&facts, &marks, "2026-12-24T09:00:00+08:00");
    let opening = one(&found, "opening");
    assert_eq!(
        (opening.state, opening.met_at),
        (ClockState::Breached, None)
    );
    let marks = [
        mark("fault.received", "2026-11-24T08:00:00+08:00"),
        mark("fault.signed", "2026-11-24T08:02:00+08:00"),
        mark("job.cancelled", "2026-11-24T09:05:00+08:00"),
    ];
    let found = run(
        &fault("cu-duty", "gold"),
        &marks,
        "2026-12-24T09:00:00+08:00",
    );
    let progress = one(&found, "progress");
    assert_eq!((progress.missed, progress.next_due), (2, None));
    assert!(!has(&found, "escalate_1"));
}

#[test]
fn a_level_that_nobody_knows_counts_as_the_strictest() {
    for level in ["", "platinum"] {
        let unknown = JobFacts {
            level: level.into(),
            ..facts(Level::Gold, "1")
        };
        let found = run(&unknown, &[mark("order.received", ORDERED)], ORDERED);
        assert_eq!(one(&found, "opening").limit, Some(Span::Workdays(2)));
        let unknown = JobFacts {
            service: "800".into(),
            ..fault("ct-dispatch", level)
        };
        let found = run(&unknown, &[mark("fault.received", ORDERED)], ORDERED);
        assert_eq!(one(&found, "restore").limit, Some(Span::S(43200)));
    }
}

#[test]
fn an_unknown_profile_runs_no_clock() {
    let marks = [mark("order.received", ORDERED)];
    let elsewhere = JobFacts {
        profiles: vec!["nobody".into()],
        ..facts(Level::Gold, "1")
    };
    assert!(run(&elsewhere, &marks, ORDERED).is_empty());
}

#[test]
fn a_clock_is_written_as_the_command_line_promises() {
    let clock = run(
        &facts(Level::Gold, "1"),
        &[mark("order.received", ORDERED)],
        ORDERED,
    )
    .remove(0);
    let json = serde_json::to_value(clock).unwrap();
    assert_eq!(json["limit"], serde_json::json!({"workdays": 2}));
    assert_eq!(json["due"], "2026-11-26T00:00:00+08:00");
    assert_eq!(json["state"], "running");
    assert_eq!(json["met_at"], serde_json::Value::Null);
}
