//! Values whose limits lean on other values of the job.

use super::*;
use crate::catalogue::Needed;

fn sdh() -> Work {
    let mut work = Work::new();
    work.plan().service = "sdh".into();
    work.plan().rate_mbps = number("2");
    work
}

#[test]
fn received_power_waits_for_the_interface_class_of_the_job() {
    let mut work = sdh();
    let power = metric(Scope::Local, "fibre.rx_power");
    work.measure(Scope::Local, "fibre.rx_power", "-26", None);
    let needs = vec![Needed::Metric("sdh.interface".into())];
    assert_eq!(
        work.reason(&power),
        Some((Severity::Should, MissingReason::LimitUnknown { needs }))
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
    assert_eq!(
        work.reason(&seconds),
        Some((Severity::Should, MissingReason::GoOn))
    );
    work.measure(Scope::EndToEnd, "sdh.es", "17", Some("续测到 12 月 1 日"));
    assert_eq!(work.reason(&seconds), None);
    work.measure(Scope::EndToEnd, "sdh.es", "26", Some("线路老"));
    let outside = MissingReason::OutsideLimit {
        margin: Some("-17".parse().unwrap()),
    };
    assert_eq!(work.reason(&seconds), Some((Severity::Must, outside)));
}
