//! Suspended clocks.

use super::*;

const RECEIVED: &str = "2026-11-24T08:00:00+08:00";
const LATER: &str = "2026-11-24T20:00:00+08:00";

/// A time of the day of the fault.
fn hour(time: &str) -> DateTime<FixedOffset> {
    at(&format!("2026-11-24T{time}:00+08:00"))
}

fn approved(time: &str) -> Mark {
    Mark {
        reason: Some("S01".into()),
        ..Mark::new("suspend.approved", hour(time))
    }
}

fn ended(time: &str) -> Mark {
    Mark::new("suspend.ended", hour(time))
}

/// The restore clock of a gold line (3 h) with these suspensions, and how long it stood still, min.
fn restore(suspensions: &[Mark], now: DateTime<FixedOffset>) -> (Clock, u64) {
    let marks = [&[mark("fault.received", RECEIVED)], suspensions].concat();
    let clocks = reckon(&fault("cm-transmission", "gold"), &marks, now);
    let clock = one(&clocks, "restore").clone();
    let minutes = clock.paused_s / 60;
    (clock, minutes)
}

#[test]
fn a_suspension_holds_from_its_approval_until_work_goes_on() {
    let (clock, paused) = restore(&[approved("09:00"), ended("10:30")], at(LATER));
    assert_eq!((paused, clock.due), (90, hour("12:30")));
    assert_eq!(clock.warn_at, [hour("11:00"), hour("11:54")]);
}

#[test]
fn it_holds_from_where_the_approval_says_but_never_from_before_the_proposal() {
    let from = |from: &str, proposed: Option<&str>| Mark {
        effective_from: Some(hour(from)),
        proposed_at: proposed.map(hour),
        ..approved("09:30")
    };
    let paused = |approval: Mark| restore(&[approval, ended("10:30")], at(LATER)).1;
    assert_eq!(paused(from("09:00", None)), 90);
    assert_eq!(paused(from("09:00", Some("08:30"))), 90);
    assert_eq!(paused(from("09:00", Some("09:15"))), 75);
    assert_eq!(paused(from("10:00", Some("08:30"))), 30);
    let unsaid = Mark {
        proposed_at: Some(hour("08:30")),
        ..approved("09:30")
    };
    assert_eq!(paused(unsaid), 60, "the time of approval");
}

#[test]
fn it_ends_at_its_last_moment_or_when_work_goes_on_whichever_is_first() {
    let until = |until: &str| Mark {
        until: Some(hour(until)),
        ..approved("09:00")
    };
    assert_eq!(restore(&[until("10:00"), ended("10:30")], at(LATER)).1, 60);
    assert_eq!(restore(&[until("11:00"), ended("10:30")], at(LATER)).1, 90);
    assert_eq!(restore(&[until("10:00")], at(LATER)).1, 60);
    assert_eq!(
        restore(&[until("08:30")], at(LATER)).1,
        0,
        "over before it began"
    );
}

#[test]
fn what_ended_an_earlier_suspension_does_not_end_a_later_one() {
    let marks = [
        approved("08:30"),
        ended("09:00"),
        approved("10:00"),
        ended("10:20"),
    ];
    assert_eq!(restore(&marks, at(LATER)).1, 50);
}

#[test]
fn overlapping_suspensions_count_once() {
    let until = |from: &str, until: &str| Mark {
        until: Some(hour(until)),
        ..approved(from)
    };
    let marks = [
        until("09:00", "10:00"),
        until("09:30", "10:30"),
        until("09:40", "09:50"),
    ];
    assert_eq!(restore(&marks, at(LATER)).1, 90);
}

#[test]
fn while_suspended_the_due_time_moves_on_with_the_hour() {
    let (clock, paused) = restore(&[approved("09:00")], hour("09:00"));
    assert_eq!((paused, clock.state), (0, ClockState::Paused));
    let (clock, paused) = restore(&[approved("09:00")], hour("14:00"));
    assert_eq!((paused, clock.state), (300, ClockState::Paused));
    assert_eq!(clock.due, hour("16:00"));
    assert_eq!(clock.paused_since, Some(hour("09:00")));
    let (clock, _) = restore(&[approved("09:00"), ended("14:00")], hour("14:00"));
    assert_eq!(
        (clock.state, clock.paused_since),
        (ClockState::Running, None)
    );
    let (clock, _) = restore(&[approved("09:00")], hour("08:30"));
    assert_eq!(clock.state, ClockState::Running, "not yet");
}

#[test]
fn waiting_for_a_spare_part_stops_nothing_and_a_watch_lasts_a_day_at_most() {
    let because = |reason: &str| Mark {
        reason: Some(reason.into()),
        ..approved("09:00")
    };
    assert_eq!(restore(&[because("S10"), ended("12:00")], at(LATER)).1, 0);
    let next_week = at("2026-12-01T09:00:00+08:00");
    let (clock, paused) = restore(&[because("S09")], next_week);
    assert_eq!((paused, clock.state), (24 * 60, ClockState::Breached));
    assert_eq!(restore(&[because("S09"), ended("10:00")], next_week).1, 60);
    assert_eq!(
        restore(&[because("S06")], next_week).0.state,
        ClockState::Paused
    );
}

#[test]
fn a_section_of_a_third_party_stops_the_clocks_of_each_profile_that_does_not_let_it_run_on() {
    let (catalogue, calendar) = &*RULES;
    let mut lenient = catalogue.clone();
    let own = |profile: &&mut crate::catalogue::Profile| profile.key == "cm-transmission";
    let profile = lenient.profiles.iter_mut().find(own).unwrap();
    profile.suspension.lets_run = vec!["S08".into()];
    let facts = JobFacts {
        profiles: vec!["cm-transmission".into(), "cu-duty".into()],
        ..fault("", "gold")
    };
    let because = |reason: &str| Mark {
        reason: Some(reason.into()),
        ..approved("09:00")
    };
    let paused = |catalogue: &Catalogue, reason: &str| {
        let marks = [
            mark("fault.received", RECEIVED),
            because(reason),
            ended("09:30"),
        ];
        let found = clocks(&facts, catalogue, calendar, &marks, at(LATER));
        ["restore", "escalate_1"].map(|key| one(&found, key).paused_s / 60)
    };
    assert_eq!(paused(catalogue, "S08"), [30, 30]);
    assert_eq!(paused(&lenient, "S08"), [0, 30]);
    assert_eq!(paused(&lenient, "S07"), [30, 30]);
    assert_eq!(paused(&lenient, "S10"), [0, 0]);
}

#[test]
fn a_suspension_after_the_due_time_does_not_heal_a_breach() {
    let (clock, paused) = restore(&[approved("11:00"), ended("12:00")], at(LATER));
    assert_eq!(
        (paused, clock.due),
        (60, hour("12:00")),
        "at the last moment"
    );
    let (clock, paused) = restore(&[approved("11:01")], hour("11:30"));
    assert_eq!((paused, clock.due), (0, hour("11:00")));
    assert_eq!(clock.state, ClockState::Breached);
}

#[test]
fn what_is_done_stands_still_no_longer() {
    let restored = Mark::new("service.restored", hour("10:00"));
    let (clock, paused) = restore(&[approved("09:00"), restored], at(LATER));
    assert_eq!((paused, clock.due), (60, hour("12:00")));
    assert_eq!(clock.state, ClockState::Met);
}

#[test]
fn escalations_stand_still_too_and_nothing_else_does() {
    let marks = [
        mark("fault.received", RECEIVED),
        approved("08:05"),
        ended("08:35"),
    ];
    let clocks = run(&fault("cu-duty", "gold"), &marks, LATER);
    let due = |key: &str| one(&clocks, key).due;
    assert_eq!(due("escalate_1"), hour("10:30"));
    assert_eq!(due("escalate_2"), hour("11:30"));
    assert_eq!(due("sign"), hour("08:10"));
    let clocks = run(&fault("cm-transmission", "gold"), &marks, LATER);
    assert_eq!(one(&clocks, "progress_customer").paused_s, 0);
}

#[test]
fn a_limit_of_working_days_moves_by_whole_days() {
    let facts = JobFacts {
        service: "物流E通".into(),
        ..fault("ct-dispatch", "")
    };
    let marks = [
        mark("fault.received", RECEIVED),
        approved("09:00"),
        ended("10:30"),
    ];
    let clocks = run(&facts, &marks, LATER);
    let restore = one(&clocks, "restore");
    assert_eq!(
        restore.due_day,
        Some(day("2026-11-30")),
        "Saturday is no working day"
    );
    assert_eq!(restore.due, at("2026-12-01T00:00:00+08:00"));
}

#[test]
fn a_stop_that_moves_a_limit_of_working_days_into_an_unannounced_year_makes_it_provisional() {
    let facts = JobFacts {
        service: "物流E通".into(),
        ..fault("ct-dispatch", "")
    };
    let stop = |ended: &str| {
        let marks = [
            mark("fault.received", "2026-12-22T10:00:00+08:00"),
            Mark {
                reason: Some("S01".into()),
                ..mark("suspend.approved", "2026-12-22T12:00:00+08:00")
            },
            mark("suspend.ended", ended),
        ];
        one(&run(&facts, &marks, "2026-12-25T12:00:00+08:00"), "restore").clone()
    };
    assert!(!stop("2026-12-22T13:00:00+08:00").provisional);
    let moved = stop("2026-12-25T12:00:00+08:00");
    assert_eq!(moved.due_day, Some(day("2026-12-28")));
    let marks = [
        mark("fault.received", "2026-12-22T10:00:00+08:00"),
        Mark {
            reason: Some("S01".into()),
            ..mark("suspend.approved", "2026-12-22T12:00:00+08:00")
        },
    ];
    let moved = one(&run(&facts, &marks, "2026-12-31T12:00:00+08:00"), "restore").clone();
    assert!(moved.due_day > Some(day("2026-12-31")) && moved.provisional);
    assert!(moved.calendar.unwrap().contains("cn-2027"));
}

#[test]
fn work_that_went_on_before_a_late_approval_leaves_nothing_to_hold() {
    let late = Mark {
        proposed_at: Some(hour("08:30")),
        ..approved("09:30")
    };
    let (clock, paused) = restore(&[late.clone(), ended("09:10")], at(LATER));
    assert_eq!((paused, clock.due), (0, hour("11:00")));
    assert_eq!(restore(&[late, ended("08:20")], hour("10:00")).1, 30);
}
