//! Extensions.

use super::*;

/// Gold and near: two working days from Monday, the end of Wednesday 2026-11-25.
fn order() -> JobFacts {
    JobFacts {
        profiles: vec!["cm-transmission".into(), "cu-duty".into()],
        ..facts(Level::Gold, "1")
    }
}

fn requests(marks: &[Mark]) -> Vec<(ClockState, u32, DateTime<FixedOffset>)> {
    let marks = [&[mark("order.received", ORDERED)], marks].concat();
    run(&order(), &marks, "2026-12-24T12:00:00+08:00")
        .into_iter()
        .filter(|clock| clock.clock == "extension")
        .inspect(|clock| assert_eq!(clock.met_at, Some(clock.started)))
        .map(|clock| (clock.state, clock.missed, clock.due))
        .collect()
}

const IN_TIME: ClockState = ClockState::Met;
const LATE: ClockState = ClockState::Breached;

#[test]
fn a_request_is_in_time_before_the_due_time() {
    let due = at("2026-11-26T00:00:00+08:00");
    let last_second = requests(&[mark("extension.requested", "2026-11-25T23:59:59+08:00")]);
    assert_eq!(last_second, [(IN_TIME, 0, due)]);
    let at_the_end = requests(&[mark("extension.requested", "2026-11-26T00:00:00+08:00")]);
    assert_eq!(at_the_end, [(LATE, 1, due)]);
}

#[test]
fn each_late_request_counts_one_timeout_against_the_due_time_then_in_force() {
    let marks = [
        mark("extension.requested", "2026-11-25T10:00:00+08:00"),
        extension("2026-11-25T15:00:00+08:00", "2026-11-30"),
        mark("extension.requested", "2026-11-30T10:00:00+08:00"),
        mark("extension.requested", "2026-12-01T10:00:00+08:00"),
        mark("extension.requested", "2026-12-02T10:00:00+08:00"),
        extension("2026-12-03T10:00:00+08:00", "2026-12-31"),
    ];
    let (first, second) = (
        at("2026-11-26T00:00:00+08:00"),
        at("2026-12-01T00:00:00+08:00"),
    );
    assert_eq!(
        requests(&marks),
        [
            (IN_TIME, 0, first),
            (IN_TIME, 0, second),
            (LATE, 1, second),
            (LATE, 1, second)
        ]
    );
}

#[test]
fn only_the_customers_reason_moves_the_due_time() {
    for (reason, due_day) in [
        (Some("customer"), "2026-12-03"),
        (Some("construction"), "2026-11-25"),
        (Some(""), "2026-11-25"),
        (None, "2026-11-25"),
    ] {
        let approved = Mark {
            reason: reason.map(str::to_owned),
            ..extension("2026-11-25T10:00:00+08:00", "2026-12-03")
        };
        let marks = [mark("order.received", ORDERED), approved];
        let clocks = run(&order(), &marks, "2026-11-30T12:00:00+08:00");
        let opening = one(&clocks, "opening");
        assert_eq!(opening.due_day, Some(day(due_day)), "{reason:?}");
        assert_eq!(opening.extended, reason == Some("customer"));
    }
}

#[test]
fn a_due_time_that_was_never_extended_judges_a_request_even_where_one_was_refused() {
    let refused = Mark {
        reason: Some("construction".into()),
        ..extension("2026-11-24T10:00:00+08:00", "2026-12-31")
    };
    let asked = mark("extension.requested", "2026-11-27T10:00:00+08:00");
    let due = at("2026-11-26T00:00:00+08:00");
    assert_eq!(requests(&[refused, asked]), [(LATE, 1, due)]);
}

/// The opening of an order that came on Monday and was due on Wednesday, 2026-11-25.
fn opening(marks: &[Mark]) -> Clock {
    let marks = [&[mark("order.received", ORDERED)], marks].concat();
    one(
        &run(&order(), &marks, "2026-12-24T12:00:00+08:00"),
        "opening",
    )
    .clone()
}

#[test]
fn an_extension_approved_after_the_circuit_was_opened_mends_nothing() {
    let opening = opening(&[
        mark("circuit.opened", "2026-11-27T10:00:00+08:00"),
        extension("2026-11-28T09:00:00+08:00", "2026-11-30"),
    ]);
    assert_eq!(opening.due_day, Some(day("2026-11-25")));
    assert_eq!(
        (opening.state, opening.extended),
        (ClockState::Breached, false)
    );
}

#[test]
fn an_extension_that_nobody_asked_for_in_time_counts_one_timeout() {
    let opened = mark("circuit.opened", "2026-11-30T10:00:00+08:00");
    let approved = extension("2026-11-27T09:00:00+08:00", "2026-11-30");
    let missed = |asked: &[&str]| {
        let mut marks = vec![opened.clone(), approved.clone()];
        marks.extend(asked.iter().map(|asked| mark("extension.requested", asked)));
        let opening = opening(&marks);
        assert_eq!(
            (opening.due_day, opening.state),
            (Some(day("2026-11-30")), IN_TIME)
        );
        opening.missed
    };
    assert_eq!(missed(&[]), 1);
    assert_eq!(missed(&["2026-11-26T09:00:00+08:00"]), 1, "asked too late");
    assert_eq!(missed(&["2026-11-25T09:00:00+08:00"]), 0);
    let in_time = extension("2026-11-25T09:00:00+08:00", "2026-11-30");
    assert_eq!(opening(&[opened, in_time]).missed, 0, "approved in time");
}

#[test]
fn a_request_is_judged_by_the_approved_date_where_no_profile_computes_one() {
    let duty = JobFacts {
        profiles: vec!["cu-duty".into()],
        ..order()
    };
    let marks = [
        mark("order.received", ORDERED),
        mark("extension.requested", "2026-11-24T09:00:00+08:00"),
        extension("2026-11-24T10:00:00+08:00", "2026-11-30"),
        mark("extension.requested", "2026-12-01T09:00:00+08:00"),
    ];
    let found = run(&duty, &marks, "2026-12-24T12:00:00+08:00");
    let request = one(&found, "extension");
    assert_eq!((request.state, request.missed), (LATE, 1));
    assert_eq!(request.due, at("2026-12-01T00:00:00+08:00"));
}

#[test]
fn a_request_against_a_date_of_an_unannounced_year_is_as_provisional_as_the_date() {
    let marks = [
        mark("order.received", "2026-12-30T10:00:00+08:00"),
        mark("extension.requested", "2026-12-31T10:00:00+08:00"),
    ];
    let found = run(&order(), &marks, "2026-12-31T12:00:00+08:00");
    let request = one(&found, "extension");
    assert!(request.provisional && request.calendar.is_some());
}

#[test]
fn without_a_due_time_there_is_nothing_to_be_late_for() {
    let asked = [mark("extension.requested", "2026-11-27T10:00:00+08:00")];
    assert!(run(&order(), &asked, "2026-11-30T12:00:00+08:00").is_empty());
}
