//! Values whose limits lean on other values of the job.

use super::*;
use crate::catalogue::Needed;
use crate::registry::body::{Direction, TestRunNoted};

fn sdh() -> Work {
    let mut work = Work::new();
    work.plan().service = "sdh".into();
    work.plan().rate_mbps = number("2");
    work
}

#[test]
fn received_power_waits_for_the_interface_class_of_the_job() {
    let mut work = sdh();
    let power = metric(Scope::Local, "light.rx_power");
    work.measure(Scope::Local, "light.rx_power", "-26", None);
    let needs = vec![Needed::Metric("sdh.interface".into())];
    assert_eq!(
        work.reason(&power),
        Some((Severity::Must, MissingReason::LimitUnknown { needs })),
        "a must is not passed without being judged"
    );
    work.measure(Scope::Local, "sdh.interface", "L-1.1", None);
    assert_eq!(work.reason(&power), None, "-31 to -13");
    work.measure(Scope::Local, "sdh.interface", "S-1.1", None);
    let outside = MissingReason::OutsideLimit {
        margin: Some("-1".parse().unwrap()),
    };
    assert_eq!(work.reason(&power), Some((Severity::Must, outside)));
}

#[test]
fn errors_between_accepted_and_rejected_ask_for_the_long_test() {
    let mut work = sdh();
    let seconds = metric(Scope::EndToEnd, "sdh.es");
    work.measure(Scope::EndToEnd, "path.length", "320", None);
    work.measure(Scope::EndToEnd, "sdh.test_time", "24h", None);
    work.measure(Scope::EndToEnd, "sdh.es", "9", None);
    assert_eq!(work.reason(&seconds), None);
    work.measure(Scope::EndToEnd, "sdh.es", "17", None);
    let goes_on = Some((Severity::Must, MissingReason::GoOn));
    assert_eq!(work.reason(&seconds), goes_on);
    work.measure(Scope::EndToEnd, "sdh.es", "17", Some("续测到 12 月 1 日"));
    assert_eq!(work.reason(&seconds), goes_on, "a remark decides nothing");
    let week = metric(Scope::EndToEnd, "sdh.es_7d");
    assert_eq!(
        work.reason(&week),
        Some((Severity::Must, MissingReason::Absent))
    );
    work.measure(Scope::EndToEnd, "sdh.es_7d", "121", None);
    assert_eq!(work.reason(&seconds), goes_on, "the long test failed");
    work.measure(Scope::EndToEnd, "sdh.es_7d", "120", None);
    assert_eq!((work.reason(&seconds), work.reason(&week)), (None, None));
    work.measure(Scope::EndToEnd, "sdh.es", "26", Some("线路老"));
    let outside = MissingReason::OutsideLimit {
        margin: Some("-17".parse().unwrap()),
    };
    assert_eq!(work.reason(&seconds), Some((Severity::Must, outside)));
}

#[test]
fn the_long_test_is_asked_for_only_after_an_undecided_one() {
    let mut work = sdh();
    let week = metric(Scope::EndToEnd, "sdh.es_7d");
    assert_eq!(work.reason(&week), None);
    work.measure(Scope::EndToEnd, "path.length", "320", None);
    work.measure(Scope::EndToEnd, "sdh.test_time", "24h", None);
    work.measure(Scope::EndToEnd, "sdh.es", "9", None);
    assert_eq!(work.reason(&week), None);
}

#[test]
fn an_electrical_port_asks_for_no_light_and_no_picture_of_it() {
    let mut work = Work::new();
    let power = metric(Scope::Local, "light.rx_power");
    let picture = MissingItem::Photo { slot: "I18".into() };
    let absent = Some((Severity::Must, MissingReason::Absent));
    assert_eq!(work.reason(&power), absent);
    assert_eq!(work.reason(&picture), absent);
    work.measure(Scope::Local, "module.basis", "electrical", None);
    assert_eq!((work.reason(&power), work.reason(&picture)), (None, None));
}

#[test]
fn a_line_that_is_no_pon_is_judged_by_the_label_of_its_module() {
    let mut work = Work::new();
    let power = metric(Scope::Local, "light.rx_power");
    work.measure(Scope::Local, "light.rx_power", "-6", None);
    let unknown = |metric: &str| MissingReason::LimitUnknown {
        needs: vec![Needed::Metric(metric.into())],
    };
    assert_eq!(
        work.reason(&power),
        Some((Severity::Must, unknown("module.basis")))
    );
    work.measure(Scope::Local, "module.basis", "label", None);
    work.measure(Scope::Local, "module.sensitivity", "-18", None);
    work.measure(Scope::Local, "module.overload", "-1", None);
    assert_eq!(work.reason(&power), None, "-15 to -4");
    work.measure(Scope::Local, "light.rx_power", "-20", None);
    let outside = MissingReason::OutsideLimit {
        margin: Some("-5".parse().unwrap()),
    };
    assert_eq!(work.reason(&power), Some((Severity::Must, outside)));
}

#[test]
fn a_test_that_takes_time_wants_its_conditions_once_it_has_a_value() {
    let mut work = sdh();
    let what = MissingItem::TestRun {
        template: "sdh".into(),
        scope: Scope::EndToEnd,
    };
    assert_eq!(work.reason(&what), None, "nothing was measured");
    work.measure(Scope::EndToEnd, "sdh.es", "9", None);
    let wanted = Some((Severity::Should, MissingReason::Absent));
    assert_eq!(work.reason(&what), wanted);
    let run = TestRunNoted {
        template: "sdh".into(),
        scope: Scope::EndToEnd,
        run: 1,
        direction: Direction::AToZ,
        pattern: Some("PRBS 2^15-1".into()),
        start: Some(now()),
        end: Some(now() + chrono::TimeDelta::hours(2)),
        loop_point: None,
        temperature_c: None,
        humidity_percent: None,
        witness: None,
        instrument: None,
        file: None,
    };
    let short = TestRunNoted {
        end: Some(now() + chrono::TimeDelta::minutes(119)),
        ..run.clone()
    };
    work.0.test_runs.insert("a".into(), single(short));
    let wanted_s = 2 * 60 * 60;
    assert_eq!(
        work.reason(&what),
        Some((Severity::Should, MissingReason::TooShort { wanted_s })),
        "two hours for bronze"
    );
    work.0.test_runs.insert("b".into(), single(run));
    assert_eq!(work.reason(&what), None, "one of them was long enough");
    work.measure(Scope::Local, "light.rx_power", "-20", None);
    let spot = MissingItem::TestRun {
        template: "light".into(),
        scope: Scope::Local,
    };
    assert_eq!(work.reason(&spot), None, "a reading says its time itself");
}
