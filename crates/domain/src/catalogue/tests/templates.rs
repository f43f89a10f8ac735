//! Which service measures what, for how long.

use super::*;

/// The rows that a job of `service` with every sheet measures by the service's own templates.
fn own_rows<'a>(catalogue: &'a Catalogue, service: &'a str, scope: Scope) -> Vec<&'a Metric> {
    catalogue
        .templates
        .iter()
        .filter(|template| template.services.iter().any(|of| of == service))
        .flat_map(|template| template.rows(scope, service))
        .collect()
}

#[test]
fn every_service_type_of_the_trade_is_offered() {
    let catalogue = shipped();
    let keys: Vec<&str> = catalogue
        .services
        .iter()
        .map(|service| service.key.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "sdh",
            "pdh",
            "mstp",
            "ptn",
            "otn",
            "pon",
            "fibre",
            "internet",
            "mpls_vpn",
            "ddn",
            "frame_relay",
            "atm",
            "microwave",
            "voice_e1",
            "voice_sip",
            "broadband",
            "wifi",
            "video"
        ]
    );
}

#[test]
fn every_service_has_a_must_in_the_local_and_in_the_end_to_end_report() {
    let catalogue = shipped();
    for service in &catalogue.services {
        for scope in [Scope::Local, Scope::EndToEnd] {
            let rows = own_rows(&catalogue, &service.key, scope);
            let musts = rows.iter().filter(|metric| metric.need() == Need::Must);
            assert!(musts.count() > 0, "{} {scope:?}", service.key);
        }
    }
}

#[test]
fn every_number_has_a_unit_and_a_likely_range() {
    let catalogue = shipped();
    let metrics = catalogue
        .templates
        .iter()
        .flat_map(|template| &template.metrics);
    for metric in metrics.filter(|metric| metric.kind == MetricKind::Number) {
        assert!(
            metric.unit.as_ref().is_some_and(|unit| !unit.is_empty()),
            "{}",
            metric.key
        );
        if let Some(range) = &metric.plausible {
            assert!(range.min < range.max, "{}", metric.key);
        }
    }
}

#[test]
fn tests_run_as_long_as_the_level_asks() {
    let catalogue = shipped();
    let end_to_end = |service: &str, level| {
        let times = catalogue
            .templates
            .iter()
            .filter(|template| template.services.iter().any(|of| of == service));
        times
            .filter_map(|template| template.time(Scope::EndToEnd, level))
            .next()
            .cloned()
    };
    let cases = [
        ("sdh", TestTime::Minutes(1440), TestTime::Minutes(120)),
        ("pdh", TestTime::Minutes(1440), TestTime::Minutes(120)),
        ("mstp", TestTime::Minutes(1440), TestTime::Minutes(15)),
        ("ptn", TestTime::Minutes(1440), TestTime::Minutes(15)),
        ("otn", TestTime::Minutes(1440), TestTime::Minutes(1440)),
        ("pon", TestTime::Minutes(120), TestTime::Minutes(15)),
        ("internet", TestTime::Minutes(15), TestTime::Minutes(15)),
        ("mpls_vpn", TestTime::Minutes(120), TestTime::Minutes(15)),
        ("ddn", TestTime::Minutes(1440), TestTime::Minutes(1440)),
        (
            "frame_relay",
            TestTime::Minutes(1440),
            TestTime::Minutes(1440),
        ),
        ("atm", TestTime::Minutes(1440), TestTime::Minutes(1440)),
        (
            "microwave",
            TestTime::Minutes(1440),
            TestTime::Minutes(1440),
        ),
        ("fibre", TestTime::Spot, TestTime::Spot),
        ("voice_sip", TestTime::Calls(50), TestTime::Calls(50)),
        ("wifi", TestTime::Spot, TestTime::Spot),
        ("video", TestTime::Minutes(1440), TestTime::Minutes(1440)),
    ];
    for (service, high, low) in cases {
        for (level, expected) in [
            (Level::Gold, &high),
            (Level::Silver, &high),
            (Level::Bronze, &low),
            (Level::Standard, &low),
        ] {
            assert_eq!(
                end_to_end(service, level).as_ref(),
                Some(expected),
                "{service} {level}"
            );
        }
    }
}

#[test]
fn a_line_without_fibre_has_no_optical_sheet_and_dark_fibre_no_received_power() {
    let catalogue = shipped();
    let sheet = catalogue.template("light").unwrap();
    for service in ["microwave", "wifi", "ddn", "frame_relay"] {
        assert!(!sheet.fits(service), "{service}");
        assert!(
            !catalogue.template("fibre").unwrap().fits(service),
            "{service}"
        );
    }
    let has_power = |service: &str| {
        sheet.fits(service)
            && sheet
                .rows(Scope::Local, service)
                .any(|metric| metric.key == "light.rx_power")
    };
    assert!(has_power("internet") && has_power("sdh") && has_power("pon"));
    assert!(!has_power("fibre"));
}

#[test]
fn bronze_and_up_show_two_routes_and_a_switch() {
    let catalogue = shipped();
    let sheet = catalogue.template("protection").unwrap();
    let wanted = |service: &str, level: Level| -> Vec<&str> {
        [Scope::Local, Scope::EndToEnd]
            .into_iter()
            .flat_map(|scope| sheet.rows(scope, service))
            .filter(|metric| metric.need().severity(level, &NothingTold) == Severity::Must)
            .map(|metric| metric.key.as_str())
            .collect()
    };
    let routes = ["protection.routes", "protection.odf_ports"];
    for (service, switch) in [
        ("sdh", "protection.switch_time"),
        ("mstp", "protection.switch_time"),
        ("internet", "protection.failover"),
    ] {
        for level in [Level::Gold, Level::Silver, Level::Bronze] {
            assert_eq!(
                wanted(service, level),
                [routes[0], routes[1], switch],
                "{service} {level}"
            );
        }
        assert!(wanted(service, Level::Standard).is_empty(), "{service}");
    }
    for service in ["fibre", "ddn", "frame_relay", "broadband"] {
        assert_eq!(
            wanted(service, Level::Bronze),
            routes,
            "{service}: nothing of its own can be switched"
        );
    }
    assert!(!sheet.fits("wifi"));
}
