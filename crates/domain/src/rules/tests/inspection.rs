//! The items of a visit, and what an abnormal one asks for.

use super::records::said;
use super::*;
use crate::catalogue::JobKind;
use crate::job::Finding;
use crate::registry::trade::FindingRecorded;

fn visit(kind: &str, level: &str) -> Work {
    let mut work = Work::new();
    work.plan().kind = kind.into();
    work.plan().level = level.into();
    work
}

fn item(item: &str) -> MissingItem {
    MissingItem::Inspection { item: item.into() }
}

fn finding(item: &str) -> MissingItem {
    MissingItem::Finding {
        item: Some(item.into()),
    }
}

fn items(work: &Work) -> Vec<&'static str> {
    let kind = CATALOGUE.job_kind(&work.0.current_plan().unwrap().kind);
    let step = kind.unwrap().step("check").unwrap();
    let items = inspection_items(&work.0, &CATALOGUE, step);
    items.iter().map(|item| item.key.as_str()).collect()
}

#[test]
fn a_health_check_goes_through_what_an_inspection_does_and_more() {
    let (quick, whole) = (
        items(&visit("inspection", "gold")),
        items(&visit("health_check", "gold")),
    );
    assert!(quick.iter().all(|key| whole.contains(key)));
    assert!(
        whole.contains(&"13") && !quick.contains(&"13"),
        "battery age"
    );
    assert_eq!(whole.len(), 44);
    let standard = items(&visit("health_check", "standard"));
    assert!(!standard.contains(&"31"), "one route needs no second one");
}

#[test]
fn an_item_is_missing_until_it_is_answered_and_abnormal_wants_a_finding() {
    let mut work = visit("inspection", "bronze");
    let absent = Some((Severity::Must, MissingReason::Absent));
    assert_eq!(work.reason(&item("15")), absent);
    work.answer("check", "inspection.15", "maybe", None);
    assert_eq!(
        work.reason(&item("15")),
        Some((Severity::Must, MissingReason::Unreadable))
    );
    work.answer("check", "inspection.15", "na", None);
    assert_eq!(work.reason(&item("15")), None);
    work.answer("check", "inspection.15", "abnormal", None);
    assert_eq!(work.reason(&item("15")), None);
    assert_eq!(work.reason(&finding("15")), absent);
    let mut found = FindingRecorded {
        item: Some("15".into()),
        side: "carrier".into(),
        grade: 2,
        text: "地线锈蚀".into(),
        measure: Some("换地线".into()),
        due: None,
    };
    let with = |work: &mut Work, found: &FindingRecorded| {
        work.0.trade.findings = vec![Finding {
            found: said(found.clone()),
            fixed: None,
        }];
    };
    with(&mut work, &found);
    let part = RecordPart::Due;
    assert_eq!(
        work.reason(&finding("15")),
        Some((Severity::Must, MissingReason::Incomplete { part }))
    );
    found.due = Some("2026-12-03".parse().unwrap());
    with(&mut work, &found);
    assert_eq!(work.reason(&finding("15")), None);
}

#[test]
fn what_is_wanted_once_a_year_is_listed_and_blocks_nothing() {
    let work = visit("health_check", "gold");
    assert_eq!(
        work.reason(&item("16")),
        Some((Severity::Should, MissingReason::Absent))
    );
    let switch = metric(Scope::EndToEnd, "protection.switch_time");
    let of = |level: &str| {
        let mut work = visit("health_check", level);
        work.plan().service = "sdh".into();
        work.reason(&switch)
    };
    assert_eq!(of("gold"), Some((Severity::Should, MissingReason::Absent)));
    assert_eq!(
        of("standard"),
        None,
        "a line without protection has no switch"
    );
}

#[test]
fn what_an_item_measures_is_measured_at_every_visit_that_takes_it() {
    for item in &CATALOGUE.inspection_items {
        let Some(metric) = &item.metric else { continue };
        for visit in &item.visits {
            let takes = |kind: &&JobKind| {
                let mut steps = kind.steps.iter();
                steps.any(|step| step.inspection == Some(*visit))
            };
            let kind = CATALOGUE.job_kinds.iter().find(takes).unwrap();
            let measured = CATALOGUE.services.iter().any(|service| {
                let steps = kind.steps.iter();
                let mut asked = steps.flat_map(|step| CATALOGUE.metrics_of(step, &service.key));
                asked.any(|asked| asked.metric.key == *metric)
            });
            assert!(measured, "item {}: {metric} at {}", item.key, kind.key);
        }
    }
}

#[test]
fn light_that_changed_by_more_than_two_decibels_since_the_last_visit_asks_why() {
    let mut work = visit("inspection", "bronze");
    let last = metric(Scope::Local, "light.rx_last");
    assert_eq!(
        work.reason(&metric(Scope::Local, "light.rx_power")),
        Some((Severity::Must, MissingReason::Absent))
    );
    work.measure(Scope::Local, "light.rx_power", "-20", None);
    work.measure(Scope::Local, "light.rx_last", "-18", None);
    assert_eq!(work.reason(&last), None);
    work.measure(Scope::Local, "light.rx_last", "-17.9", None);
    let remark = Some((Severity::Should, MissingReason::RemarkWanted));
    assert_eq!(work.reason(&last), remark);
    work.measure(
        Scope::Local,
        "light.rx_last",
        "-17.9",
        Some("尾纤端面脏，擦净"),
    );
    assert_eq!(work.reason(&last), None);
}

#[test]
fn a_hazard_of_grade_2_is_mended_within_seven_working_days() {
    let received = "2026-11-21".parse().unwrap();
    let calendar = crate::calendar::Calendar::import(shipped::CALENDAR, received).unwrap();
    let due = |grade: u8, found: &str| {
        let found = DateTime::parse_from_rfc3339(found).unwrap();
        proposed_due(grade, &calendar, found).map(|day| day.to_string())
    };
    let monday = "2026-11-23T10:00:00+08:00";
    assert_eq!(due(2, monday).as_deref(), Some("2026-12-02"));
    assert_eq!(
        due(2, "2026-09-28T10:00:00+08:00").as_deref(),
        Some("2026-10-13"),
        "the holidays and the Saturday worked for them are counted"
    );
    assert_eq!((due(1, monday), due(3, monday)), (None, None));
}

#[test]
fn a_visit_goes_by_the_level_in_whatever_words_it_is_told() {
    for (word, level) in [
        ("集团级", "gold"),
        ("本地C级", "standard"),
        ("金牌级", "gold"),
    ] {
        assert_eq!(
            items(&visit("health_check", word)),
            items(&visit("health_check", level)),
            "{word}"
        );
    }
}
