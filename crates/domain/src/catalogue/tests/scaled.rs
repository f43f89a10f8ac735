//! Limits that are scaled by what a line is made of: a splitter, its rate, its length, the time of the test.

use super::limits::{bounds, d, needs, outcome, with};
use super::*;
use crate::decimal::Decimal;

#[test]
fn a_link_behind_a_splitter_may_lose_the_splitter_too() {
    let catalogue = shipped();
    let line = |ratio: Option<&str>| JudgeContext {
        length_km: Some(d("2")),
        splices: Some(d("3")),
        connectors: Some(d("4")),
        ..ratio.map_or_else(JudgeContext::default, |ratio| {
            with(&[("pon.splitter", ratio)])
        })
    };
    let most = |metric: &str, ratio: Option<&str>| {
        bounds(catalogue.metric(metric).unwrap(), &line(ratio)).1
    };
    // 2 km * 0.35 or 0.22, 3 * 0.08, 4 * 0.5, and the losses of DOMAIN 2.5.
    let plain = [
        ("fibre.link_loss_1310", "2.94"),
        ("fibre.link_loss_1550", "2.68"),
    ];
    let ratios = [
        ("none", "0"),
        ("1x2", "3.4"),
        ("1x4", "7.4"),
        ("1x8", "10.7"),
        ("1x16", "13.9"),
        ("1x32", "17.2"),
        ("1x64", "21.5"),
    ];
    for (metric, sum) in plain {
        assert_eq!(
            most(metric, None),
            Some(d(sum)),
            "a line without a splitter"
        );
        for (ratio, loss) in ratios {
            let with_splitter = d(sum).plus(d(loss)).map(Decimal::trimmed);
            assert_eq!(most(metric, Some(ratio)), with_splitter, "{metric} {ratio}");
        }
        assert_eq!(
            outcome(&catalogue, metric, "3", &line(Some(""))),
            needs("pon.splitter")
        );
    }
    for service in ["pon", "broadband"] {
        let templates = catalogue.templates.iter();
        let asks = |template: &&TestTemplate| {
            template.services.iter().any(|of| of == service)
                && template
                    .metrics
                    .iter()
                    .any(|metric| metric.key == "pon.splitter")
        };
        assert_eq!(templates.filter(asks).count(), 1, "{service}");
    }
}

#[test]
fn seconds_with_errors_of_a_ddn_line_are_scaled_by_rate_length_and_time() {
    let catalogue = shipped();
    // Half of alloc * ref * T: 0.04 up to 64 kbit/s, 0.02 above; 2 % up to 500 km, 3 % up to 1000.
    let cases = [
        ("ddn.es", "0.064", "500", "24h", "34.56"),
        ("ddn.es", "0.128", "500", "24h", "17.28"),
        ("ddn.es", "2.048", "1000", "24h", "25.92"),
        ("ddn.es", "0.064", "500", "15min", "0.36"),
        ("ddn.ses", "0.064", "500", "24h", "0.864"),
    ];
    for (metric, rate, km, time, most) in cases {
        let context = JudgeContext {
            rate_mbps: Some(d(rate)),
            path_km: Some(d(km)),
            ..with(&[("ddn.test_time", time)])
        };
        let found = bounds(catalogue.metric(metric).unwrap(), &context).1;
        assert_eq!(found, Some(d(most)), "{metric} {rate} {km} {time}");
    }
}

#[test]
fn a_long_term_ratio_is_judged_by_the_share_the_path_has_of_the_objective() {
    let catalogue = shipped();
    let cases = [
        ("sdh.esr", "2.048", "500", Some("0.0008")),
        ("sdh.esr", "155", "1000", Some("0.0048")),
        ("sdh.esr", "622", "1000", None),
        ("sdh.sesr", "622", "8000", Some("0.0002")),
        ("sdh.bber", "2.048", "500", Some("0.000004")),
        ("sdh.bber", "622", "500", Some("0.000002")),
        ("ddn.esr", "0.064", "500", Some("0.0016")),
        ("ddn.sesr", "2.048", "2500", Some("0.00008")),
        ("mw.esr", "2.048", "500", Some("0.0002")),
        ("mw.sesr", "155", "500", Some("0.00004")),
    ];
    for (metric, rate, km, most) in cases {
        let context = JudgeContext {
            rate_mbps: Some(d(rate)),
            path_km: Some(d(km)),
            ..JudgeContext::default()
        };
        let found = bounds(catalogue.metric(metric).unwrap(), &context).1;
        assert_eq!(found, most.map(d), "{metric} {rate} {km}");
    }
    let unknown = outcome(&catalogue, "sdh.esr", "0.0001", &JudgeContext::default());
    let missing = [ContextField::RateMbps, ContextField::PathKm].map(Needed::Circuit);
    assert_eq!(unknown, Outcome::Undecided(missing.to_vec()));
}
