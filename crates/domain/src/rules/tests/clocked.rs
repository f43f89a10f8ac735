//! What hangs on the clocks and on this office's part.

use super::*;

fn repaired(level: &str, profile: &str, restored: &str) -> Work {
    let mut work = Work::new();
    work.plan().kind = "fault_interruption".into();
    work.plan().service = "internet".into();
    work.plan().level = level.into();
    work.plan().profiles = vec![profile.into()];
    work.happened("fault.received", "2026-11-24T08:00:00+08:00");
    work.happened("service.restored", restored);
    work
}

#[test]
fn a_fault_report_is_a_must_where_a_clock_of_some_profile_asks_for_it() {
    let report = MissingItem::Document {
        document: "fault_report".into(),
    };
    let of = |level: &str, profile: &str| {
        repaired(level, profile, "2026-11-24T09:00:00+08:00").reason(&report)
    };
    let must = Some((Severity::Must, MissingReason::Absent));
    assert_eq!(of("gold", "cm-transmission"), must);
    assert_eq!(of("bronze", "cm-transmission"), None, "on request only");
    assert_eq!(
        of("bronze", "cu-duty"),
        must,
        "two working days for everybody"
    );
}

#[test]
fn why_it_took_longer_is_asked_where_the_clock_says_so_and_nowhere_else() {
    let why = MissingItem::Answer {
        question: "why_late".into(),
    };
    let of = |restored: &str| repaired("gold", "cm-transmission", restored).reason(&why);
    assert_eq!(
        of("2026-11-24T11:00:00+08:00"),
        None,
        "three hours for gold"
    );
    let must = Some((Severity::Must, MissingReason::Absent));
    assert_eq!(of("2026-11-24T11:01:00+08:00"), must);
}

#[test]
fn the_office_that_leads_answers_the_demand_for_the_circuit() {
    let answer = MissingItem::Document {
        document: "opening_answer".into(),
    };
    let mut work = Work::new();
    assert_eq!(
        work.reason(&answer),
        Some((Severity::Must, MissingReason::Absent))
    );
    work.plan().office_role = OfficeRole::Cooperating;
    assert_eq!(work.reason(&answer), None);
}

#[test]
fn works_at_the_customers_have_their_order_signed() {
    let order = MissingItem::Document {
        document: "work_order".into(),
    };
    let mut work = Work::new();
    work.answer("before_photos", "works", "no", None);
    assert_eq!(work.reason(&order), None);
    work.answer("before_photos", "works", "yes", None);
    assert_eq!(
        work.reason(&order),
        Some((Severity::Must, MissingReason::Absent))
    );
}
