//! Shipped limits that lean on a class, a length, a time or another value.

use super::*;
use crate::decimal::Decimal;

pub(super) fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A context in which the job measures these metrics; an empty text is "not recorded yet".
pub(super) fn with(values: &[(&str, &str)]) -> JudgeContext {
    let values = values.iter().map(|(metric, value)| {
        let value = (!value.is_empty()).then(|| (*value).to_owned());
        ((*metric).to_owned(), value)
    });
    JudgeContext {
        values: values.collect(),
        ..JudgeContext::default()
    }
}

pub(super) fn outcome(
    catalogue: &Catalogue,
    metric: &str,
    value: &str,
    context: &JudgeContext,
) -> Outcome {
    judge(catalogue.metric(metric).unwrap(), value, context).outcome
}

pub(super) fn bounds(
    metric: &Metric,
    context: &JudgeContext,
) -> (Option<Decimal>, Option<Decimal>) {
    let shown = LimitShown::of(metric, context);
    (shown.min, shown.max)
}

pub(super) fn needs(metric: &str) -> Outcome {
    Outcome::Undecided(vec![Needed::Metric(metric.to_owned())])
}

#[test]
fn every_optical_interface_class_has_its_received_power_window() {
    // Sensitivity + 3 dB and overload - 3 dB of DOMAIN 2.1.1, and the launched power.
    let classes = [
        ("I-1", "-20", "-11", "-15", "-8", "4"),
        ("S-1.1", "-25", "-11", "-15", "-8", "9"),
        ("L-1.1", "-31", "-13", "-5", "0", "25"),
        ("L-1.2", "-31", "-13", "-5", "0", "25"),
        ("I-4", "-20", "-11", "-15", "-8", "4"),
        ("S-4.1", "-25", "-11", "-15", "-8", "9"),
        ("L-4.1", "-25", "-11", "-3", "2", "21"),
        ("L-4.2", "-25", "-11", "-3", "2", "21"),
        ("I-16", "-15", "-6", "-10", "-3", "4"),
        ("S-16.1", "-15", "-3", "-5", "0", "9"),
        ("L-16.1", "-24", "-12", "-2", "3", "21"),
        ("L-16.2", "-25", "-12", "-2", "3", "21"),
    ];
    let catalogue = shipped();
    let metric = |key: &str| catalogue.metric(key).unwrap();
    for (class, low, high, tx_low, tx_high, loss) in classes {
        let context = with(&[("sdh.interface", class)]);
        let both = |low, high| (Some(d(low)), Some(d(high)));
        assert_eq!(
            bounds(metric("light.rx_power"), &context),
            both(low, high),
            "{class}"
        );
        assert_eq!(
            bounds(metric("light.tx_power"), &context),
            both(tx_low, tx_high),
            "{class}"
        );
        assert_eq!(
            bounds(metric("sdh.path_loss"), &context),
            (None, Some(d(loss))),
            "{class}"
        );
        let judged = |value: &str| outcome(&catalogue, "light.rx_power", value, &context);
        assert_eq!(
            (judged(low), judged(high)),
            (Outcome::Pass, Outcome::Pass),
            "{class}"
        );
        for outside in [d(low).minus(d("0.1")), d(high).plus(d("0.1"))] {
            let outside = outside.unwrap().to_string();
            assert_eq!(judged(&outside), Outcome::Fail, "{class} {outside}");
        }
    }
    let offered = &metric("sdh.interface").choices;
    for (class, ..) in classes {
        assert!(offered.iter().any(|choice| choice.key == class), "{class}");
    }
}

#[test]
fn every_pon_class_fails_outside_its_window_and_asks_outside_the_target() {
    let classes = [
        ("gpon_b_plus", "-27", "-8", "25"),
        ("gpon_c_plus", "-30", "-8", "29"),
        ("gpon_d", "-30", "-8", "32"),
        ("xgs_n1", "-28", "-9", "26"),
        ("xgs_n2", "-28", "-9", "28"),
        ("xgs_e1", "-28", "-9", "30"),
        ("xgs_e2", "-28", "-9", "32"),
        ("epon_px20", "-24", "-3", "20.5"),
        ("epon_px20_plus", "-27", "-3", "25"),
        ("epon_px30", "-27", "-3", "26"),
    ];
    let catalogue = shipped();
    assert_eq!(
        catalogue.metric("pon.class").unwrap().choices.len(),
        classes.len()
    );
    for (class, low, high, loss) in classes {
        let context = with(&[("pon.class", class)]);
        let judged = |value: &str| outcome(&catalogue, "light.rx_power", value, &context);
        assert_eq!(judged("-20"), Outcome::Pass, "{class}");
        for end in [low, high] {
            let expected = if matches!(end, "-24" | "-8" | "-9") {
                Outcome::Pass
            } else {
                Outcome::RemarkNeeded
            };
            assert_eq!(judged(end), expected, "{class} {end}");
        }
        for outside in [d(low).minus(d("0.1")), d(high).plus(d("0.1"))] {
            let outside = outside.unwrap().to_string();
            assert_eq!(judged(&outside), Outcome::Fail, "{class} {outside}");
        }
        let odn = catalogue.metric("pon.odn_loss").unwrap();
        assert_eq!(bounds(odn, &context), (None, Some(d(loss))), "{class}");
    }
}

#[test]
fn received_power_without_its_class_is_undecided_and_in_other_jobs_customary() {
    let catalogue = shipped();
    let judged =
        |values: &[(&str, &str)]| outcome(&catalogue, "light.rx_power", "-26", &with(values));
    let remark = Outcome::RemarkNeeded;
    assert_eq!(judged(&[]), remark, "a job that asks for no class");
    assert_eq!(judged(&[("sdh.interface", "")]), needs("sdh.interface"));
    assert_eq!(judged(&[("pon.class", "")]), needs("pon.class"));
    assert_eq!(judged(&[("module.basis", "")]), needs("module.basis"));
    assert_eq!(judged(&[("module.basis", "customary")]), remark);
    assert_eq!(judged(&[("module.basis", "electrical")]), Outcome::Recorded);
    assert_eq!(
        judged(&[("sdh.interface", "electrical")]),
        Outcome::Recorded
    );
    let label = [("module.basis", "label"), ("module.sensitivity", "-31")];
    assert_eq!(judged(&label), needs("module.overload"));
    let label = [label[0], label[1], ("module.overload", "-7")];
    assert_eq!(judged(&label), Outcome::Pass);
    let metric = catalogue.metric("light.rx_power").unwrap();
    assert_eq!(
        bounds(metric, &with(&label)),
        (Some(d("-28")), Some(d("-10")))
    );
}

fn path(rate_mbps: &str, path_km: &str, time: &str) -> JudgeContext {
    JudgeContext {
        rate_mbps: Some(d(rate_mbps)),
        path_km: Some(d(path_km)),
        ..with(&[("sdh.test_time", time)])
    }
}

#[test]
fn errored_seconds_are_accepted_rejected_or_measured_on() {
    let catalogue = shipped();
    let cases = [
        // The check values of DOMAIN 2.1.3: S1 9, S2 26; SES 0 and 3.
        ("sdh.es", "2", "500", "24h", "9", "26"),
        ("sdh.es", "2.048", "120.5", "24h", "9", "26"),
        ("sdh.ses", "2", "500", "24h", "0", "3"),
        // By hand: half = 25.92, root 5.0912; 34.56, 5.8788; 51.84, 7.2; 69.12, 8.3138; 86.4, 9.2952.
        ("sdh.es", "2", "500.1", "24h", "16", "36"),
        ("sdh.es", "2", "1000", "24h", "16", "36"),
        ("sdh.es", "2", "2500", "24h", "23", "46"),
        ("sdh.es", "2", "5000", "24h", "37", "66"),
        ("sdh.es", "2", "7500", "24h", "52", "86"),
        ("sdh.es", "2", "7500.1", "24h", "68", "105"),
        // Two hours: half = 1.44, root 1.2.
        ("sdh.es", "2", "500", "2h", "0", "4"),
        // 34 and 155 Mbit/s: half = 32.4 and 69.12.
        ("sdh.es", "34.368", "500", "24h", "21", "44"),
        ("sdh.es", "155.52", "500", "24h", "52", "86"),
        ("sdh.ses", "622.08", "500", "24h", "0", "3"),
    ];
    for (metric, rate, km, time, accept, reject) in cases {
        let context = path(rate, km, time);
        let case = format!("{metric} {rate} Mbit/s {km} km {time}");
        let judged = |value: Decimal| outcome(&catalogue, metric, &value.to_string(), &context);
        let (accept, reject) = (d(accept), d(reject));
        assert_eq!(judged(accept), Outcome::Pass, "{case}");
        assert_eq!(
            judged(accept.plus(d("1")).unwrap()),
            Outcome::GoOn,
            "{case}"
        );
        assert_eq!(
            judged(reject.minus(d("1")).unwrap()),
            Outcome::GoOn,
            "{case}"
        );
        assert_eq!(judged(reject), Outcome::Fail, "{case}");
        let shown = LimitShown::of(catalogue.metric(metric).unwrap(), &context);
        assert_eq!(
            (shown.form, shown.max),
            (LimitForm::AtMost, Some(accept)),
            "{case}"
        );
        assert_eq!(shown.tolerated_max, reject.minus(d("1")), "{case}");
        assert!(shown.is_default, "{case}");
    }
    let fast = path("622.08", "500", "24h");
    assert_eq!(outcome(&catalogue, "sdh.es", "5", &fast), Outcome::Recorded);
}

#[test]
fn the_seven_day_test_decides_and_missing_facts_are_named() {
    let catalogue = shipped();
    // 2 % of 2 % of 604800 s, halved: 120.96.
    let context = path("2", "500", "24h");
    assert_eq!(
        outcome(&catalogue, "sdh.es_7d", "120", &context),
        Outcome::Pass
    );
    assert_eq!(
        outcome(&catalogue, "sdh.es_7d", "121", &context),
        Outcome::Fail
    );
    let unknown = JudgeContext {
        rate_mbps: Some(d("2")),
        ..with(&[("sdh.test_time", "")])
    };
    let wanted = vec![
        Needed::Circuit(ContextField::PathKm),
        Needed::Metric("sdh.test_time".to_owned()),
    ];
    assert_eq!(
        outcome(&catalogue, "sdh.es", "5", &unknown),
        Outcome::Undecided(wanted)
    );
}

#[test]
fn delay_budgets_add_kilometres_nodes_and_boxes() {
    let catalogue = shipped();
    let context = JudgeContext {
        path_km: Some(d("320")),
        nodes: Some(d("4")),
        ..JudgeContext::default()
    };
    // There and back 320 km and 4 nodes; one way with two boxes; a VPN's round trip.
    for (metric, most) in [
        ("sdh.loop_delay", "7.2"),
        ("mstp.latency", "5.6"),
        ("vpn.rtt", "7.2"),
    ] {
        let metric = catalogue.metric(metric).unwrap();
        assert_eq!(
            bounds(metric, &context),
            (None, Some(d(most))),
            "{}",
            metric.key
        );
    }
    let no_nodes = JudgeContext {
        nodes: None,
        ..context
    };
    assert_eq!(
        outcome(&catalogue, "mstp.latency", "3", &no_nodes),
        Outcome::Undecided(vec![Needed::Circuit(ContextField::Nodes)])
    );
    assert_eq!(
        outcome(&catalogue, "vpn.rtt", "7.2", &no_nodes),
        Outcome::Pass
    );
}

#[test]
fn every_rfc_2544_frame_size_carries_the_whole_contracted_rate() {
    let catalogue = shipped();
    let context = JudgeContext {
        rate_mbps: Some(d("10")),
        ..JudgeContext::default()
    };
    for bytes in [64, 128, 256, 512, 1024, 1280, 1518] {
        let metric = format!("mstp.throughput_{bytes}");
        assert_eq!(
            outcome(&catalogue, &metric, "10.00", &context),
            Outcome::Pass,
            "{bytes}"
        );
        assert_eq!(
            outcome(&catalogue, &metric, "9.99", &context),
            Outcome::Fail,
            "{bytes}"
        );
    }
    let sizes = catalogue.template("mstp").unwrap().metrics.iter();
    assert_eq!(
        sizes
            .filter(|metric| metric.key.contains("throughput_"))
            .count(),
        7
    );
}

#[test]
fn a_value_against_another_one_keeps_its_distance() {
    let catalogue = shipped();
    let cases = [
        (
            "mw.rsl",
            "-45",
            &[("mw.rsl_design", "-42")][..],
            Outcome::Pass,
        ),
        (
            "mw.rsl",
            "-45.1",
            &[("mw.rsl_design", "-42")],
            Outcome::Fail,
        ),
        (
            "mw.rsl",
            "-38.9",
            &[("mw.rsl_design", "-42")],
            Outcome::Fail,
        ),
        (
            "vpn.routes",
            "24",
            &[("vpn.routes_expected", "24")],
            Outcome::Pass,
        ),
        (
            "vpn.routes",
            "23",
            &[("vpn.routes_expected", "24")],
            Outcome::RemarkNeeded,
        ),
        (
            "video.uplink",
            "26",
            &[("video.bitrate_sum", "20")],
            Outcome::Pass,
        ),
        (
            "video.uplink",
            "25.9",
            &[("video.bitrate_sum", "20")],
            Outcome::Fail,
        ),
        ("wifi.points", "12", &[("wifi.area", "240")], Outcome::Pass),
        (
            "wifi.points",
            "11",
            &[("wifi.area", "240")],
            Outcome::RemarkNeeded,
        ),
        (
            "otn.pre_fec",
            "0.00032",
            &[("otn.fec_threshold", "0.0032")],
            Outcome::Pass,
        ),
        (
            "otn.pre_fec",
            "0.00033",
            &[("otn.fec_threshold", "0.0032")],
            Outcome::RemarkNeeded,
        ),
        (
            "video.uplink",
            "30",
            &[("video.bitrate_sum", "")],
            needs("video.bitrate_sum"),
        ),
        (
            "power.earth_resistance",
            "1",
            &[("power.earth_place", "exchange")],
            Outcome::Pass,
        ),
        (
            "power.earth_resistance",
            "1.1",
            &[("power.earth_place", "exchange")],
            Outcome::Fail,
        ),
        (
            "power.earth_resistance",
            "5",
            &[("power.earth_place", "node")],
            Outcome::Pass,
        ),
        (
            "power.earth_resistance",
            "10",
            &[("power.earth_place", "customer")],
            Outcome::Pass,
        ),
        (
            "power.earth_resistance",
            "4",
            &[("power.earth_place", "")],
            needs("power.earth_place"),
        ),
        ("ptn.delay", "10", &[("ptn.range", "metro")], Outcome::Pass),
        (
            "ptn.delay",
            "20.1",
            &[("ptn.range", "province")],
            Outcome::Fail,
        ),
        ("ip.loss", "0.00001", &[("ip.class", "6")], Outcome::Pass),
        (
            "ip.loss",
            "0.001",
            &[("ip.class", "7")],
            Outcome::RemarkNeeded,
        ),
        ("ip.delay", "900", &[("ip.class", "5")], Outcome::Recorded),
        ("ptn.loss_ratio", "0", &[], Outcome::Pass),
        ("ptn.loss_ratio", "0.0001", &[], Outcome::RemarkNeeded),
        ("ptn.loss_ratio", "0.00011", &[], Outcome::Fail),
    ];
    for (metric, value, values, expected) in cases {
        let found = outcome(&catalogue, metric, value, &with(values));
        assert_eq!(found, expected, "{metric} {value} {values:?}");
    }
}

#[test]
fn a_share_of_the_rate_can_end_at_a_fixed_rate() {
    let catalogue = shipped();
    let metric = catalogue.metric("wifi.rate").unwrap();
    for (rate, least) in [("40", "20"), ("100", "50"), ("1000", "50")] {
        let context = JudgeContext {
            rate_mbps: Some(d(rate)),
            ..JudgeContext::default()
        };
        assert_eq!(bounds(metric, &context), (Some(d(least)), None), "{rate}");
    }
}

#[test]
fn the_time_of_the_test_is_judged_by_level() {
    let catalogue = shipped();
    for (level, time, expected) in [
        (Level::Gold, "24h", Outcome::Pass),
        (Level::Silver, "2h", Outcome::RemarkNeeded),
        (Level::Bronze, "2h", Outcome::Recorded),
    ] {
        let context = JudgeContext {
            level: Some(level),
            ..JudgeContext::default()
        };
        assert_eq!(
            outcome(&catalogue, "sdh.test_time", time, &context),
            expected
        );
    }
}
