//! Single things: pictures, answers, values, traces, instruments, papers.

use super::*;

#[test]
fn a_picture_that_cannot_be_used_leaves_its_slot_unmet_with_the_reason() {
    let mut work = Work::new();
    work.photo("I02", Some("heic_not_readable"));
    let unusable = MissingReason::Unusable {
        problem: "heic_not_readable".into(),
    };
    assert_eq!(work.reason(&photo("I02")), Some((Severity::Must, unusable)));
    work.photo("I02", None);
    assert_eq!(
        work.reason(&photo("I02")),
        None,
        "a usable one beside it fills the slot"
    );
}

#[test]
fn level_and_answers_decide_what_is_asked() {
    let mut work = Work::new();
    let must = Some((Severity::Must, MissingReason::Absent));
    assert_eq!(work.reason(&photo("I27.entries")), must);
    assert_eq!(work.reason(&photo("I27.devices")), None);
    work.plan().level = "gold".into();
    assert_eq!(work.reason(&photo("I27.devices")), must);
    work.plan().level = "standard".into();
    assert_eq!(work.reason(&photo("I27.entries")), None);
    assert_eq!(work.reason(&photo("I23")), None);
    work.answer("install", "new_earth", "yes", None);
    assert_eq!(work.reason(&photo("I23")), must);
    assert_eq!(
        work.reason(&metric(Scope::Local, "power.earth_resistance")),
        must
    );
    work.answer("before_photos", "supply", "dc48", None);
    assert_eq!(work.reason(&metric(Scope::Local, "power.dc_voltage")), must);
    assert_eq!(work.reason(&metric(Scope::Local, "power.ac_voltage")), None);
}

#[test]
fn a_customer_who_says_not_now_keeps_the_step_open() {
    let mut work = Work::new();
    work.answer("arrive", "consent", "reschedule", Some("改到明天"));
    let blocked = MissingReason::Blocked {
        answer: "reschedule".into(),
    };
    assert_eq!(
        work.reason(&answer("consent")),
        Some((Severity::Must, blocked))
    );
}

#[test]
fn a_no_or_an_open_item_needs_a_remark() {
    let mut work = Work::new();
    work.answer("prepare", "materials", "no", None);
    let wanted = Some((Severity::Must, MissingReason::RemarkWanted));
    assert_eq!(work.reason(&answer("materials")), wanted);
    work.answer("prepare", "materials", "no", Some("设备直接发到现场"));
    assert_eq!(work.reason(&answer("materials")), None);
    work.answer("trial", "trial", "pending", Some(" "));
    assert_eq!(work.reason(&answer("trial")), wanted);
    work.answer("trial", "trial", "perfect", None);
    assert_eq!(
        work.reason(&answer("trial")),
        Some((Severity::Must, MissingReason::Unreadable))
    );
}

#[test]
fn a_value_outside_a_must_limit_blocks_and_one_outside_a_should_limit_asks_why() {
    let mut work = Work::new();
    let rate = metric(Scope::EndToEnd, "internet.rate_down");
    work.measure(Scope::EndToEnd, "internet.rate_down", "181", Some("晚高峰"));
    let outside = MissingReason::OutsideLimit {
        margin: Some("-9".parse().unwrap()),
    };
    assert_eq!(
        work.reason(&rate),
        Some((Severity::Must, outside)),
        "a remark does not cure a must"
    );
    let loss = metric(Scope::Local, "internet.gateway_loss");
    work.measure(Scope::Local, "internet.gateway_loss", "1", None);
    assert_eq!(
        work.reason(&loss),
        Some((Severity::Should, MissingReason::RemarkWanted))
    );
    work.measure(
        Scope::Local,
        "internet.gateway_loss",
        "1",
        Some("客户在下载"),
    );
    assert_eq!(work.reason(&loss), None);
}

#[test]
fn a_link_limit_names_what_it_still_needs() {
    let mut work = Work::new();
    let link = metric(Scope::Local, "fibre.link_loss_1310");
    work.measure(Scope::Local, "fibre.link_loss_1310", "3.1", None);
    work.measure(Scope::Local, "fibre.length", "7.486", None);
    let needs = vec![
        Needed::Circuit(ContextField::Splices),
        Needed::Circuit(ContextField::Connectors),
    ];
    assert_eq!(
        work.reason(&link),
        Some((Severity::Should, MissingReason::LimitUnknown { needs }))
    );
    work.measure(Scope::Local, "fibre.splices", "6", None);
    work.measure(Scope::Local, "fibre.connectors", "4", None);
    assert_eq!(work.reason(&link), None);
    let metric = CATALOGUE.metric("fibre.link_loss_1310").unwrap();
    let verdicts = verdicts(&work.0, &CATALOGUE, metric, Scope::Local);
    assert_eq!(verdicts[0].outcome, Outcome::Pass);
}

#[test]
fn two_values_against_each_other_count_for_neither() {
    let mut work = Work::done_on_site();
    let other = measurement(Scope::Local, "light.rx_power", "-19", None);
    let field = work
        .0
        .measurements
        .get_mut("local/light.rx_power/1")
        .unwrap();
    field.values.push(Current {
        value: other,
        event: EVENT,
    });
    let power = metric(Scope::Local, "light.rx_power");
    assert_eq!(
        work.reason(&power),
        Some((Severity::Must, MissingReason::Disputed))
    );
}

#[test]
fn a_trace_counts_by_its_wavelength_and_only_when_it_was_readable() {
    let mut work = Work::new();
    let trace = MissingItem::Trace {
        wavelength_nm: 1310,
    };
    work.trace("1550", Some("7486"));
    work.trace("1308.4", None);
    assert_eq!(
        work.reason(&trace),
        Some((Severity::Should, MissingReason::Absent))
    );
    work.trace("1308.4", Some("7486"));
    assert_eq!(work.reason(&trace), None);
    assert!(trace_of_wavelength(&work.0, 1625).is_none());
}

#[test]
fn a_trace_fills_the_metrics_of_its_wavelength() {
    let step = CATALOGUE
        .job_kind("install")
        .unwrap()
        .step("local_test")
        .unwrap();
    let values = |wavelength_nm: &str, length_m: &str| {
        let facts = TraceFacts {
            wavelength_nm: Some(number(wavelength_nm)),
            length_m: Some(number(length_m)),
            total_loss_db: Some(number("2.6014")),
            ..TraceFacts::default()
        };
        let given = values_from_trace(&CATALOGUE, step, "internet", &facts);
        given
            .into_iter()
            .map(|given| format!("{} {}", given.metric.key, given.value))
            .collect::<Vec<_>>()
    };
    let at_1310 = [
        "fibre.length 7.486",
        "fibre.loss_per_km_1310 0.347",
        "fibre.link_loss_1310 2.601",
    ];
    assert_eq!(values("1312.9", "7486.2"), at_1310);
    let short_at_1550 = ["fibre.length 0.640", "fibre.link_loss_1550 2.601"];
    assert_eq!(
        values("1550", "640"),
        short_at_1550,
        "too short to divide by"
    );
    assert_eq!(values("1625", "7486"), ["fibre.length 7.486"]);
}

#[test]
fn traces_are_of_one_light_within_what_instruments_write() {
    let facts = |wavelength_nm: &str| TraceFacts {
        wavelength_nm: Some(number(wavelength_nm)),
        ..TraceFacts::default()
    };
    assert!(is_same_wavelength(&facts("1308.4"), &facts("1310")));
    assert!(!is_same_wavelength(&facts("1310"), &facts("1550.2")));
    assert!(!is_same_wavelength(&facts("1310"), &TraceFacts::default()));
}

#[test]
fn an_instrument_out_of_calibration_is_warned_about() {
    let mut work = Work::new();
    let meter = MissingItem::Instrument {
        instrument: "power_meter".into(),
    };
    let until: NaiveDate = "2026-11-23".parse().unwrap();
    let noted = InstrumentNoted {
        kind: "power_meter".into(),
        model: "PM-1".into(),
        serial: "1".into(),
        calibrated_until: Some(until),
        settings: None,
    };
    work.0.instruments.push(Current {
        value: noted.clone(),
        event: EVENT,
    });
    let expired = MissingReason::CalibrationExpired { until };
    assert_eq!(work.reason(&meter), Some((Severity::Should, expired)));
    let renewed = InstrumentNoted {
        calibrated_until: "2026-11-24".parse().ok(),
        ..noted
    };
    work.0.instruments.push(Current {
        value: renewed,
        event: EVENT,
    });
    assert_eq!(work.reason(&meter), None, "valid through its last day");
}

#[test]
fn a_paper_that_no_longer_says_what_the_record_says_has_to_be_made_again() {
    let mut work = Work::new();
    let paper = MissingItem::Document {
        document: "acceptance".into(),
    };
    let customer = MissingItem::Signature {
        document: "acceptance".into(),
        field: "customer".into(),
    };
    work.document("acceptance", Standing::Outdated, &[]);
    assert_eq!(
        work.reason(&paper),
        Some((Severity::Must, MissingReason::Outdated))
    );
    work.0.documents.clear();
    work.document("acceptance", Standing::ChangedAfterSignature, &["customer"]);
    assert_eq!(
        work.reason(&paper),
        Some((Severity::Must, MissingReason::ChangedAfterSignature))
    );
    assert!(
        work.reason(&customer).is_some(),
        "the signature stands under other pages"
    );
    work.0.documents.clear();
    work.document("acceptance", Standing::Overridden, &["customer"]);
    assert_eq!((work.reason(&paper), work.reason(&customer)), (None, None));
}

#[test]
fn the_manager_may_sign_an_end_to_end_report_instead_of_the_customer_and_no_other_paper() {
    for (document, is_met) in [("test_report_e2e", true), ("acceptance", false)] {
        let customer = MissingItem::Signature {
            document: document.into(),
            field: "customer".into(),
        };
        let mut work = Work::done_on_site();
        work.document(document, Standing::True, &["tester"]);
        assert!(work.reason(&customer).is_some(), "{document}");
        work.0.documents.clear();
        work.document(document, Standing::True, &["tester", "manager"]);
        assert_eq!(work.reason(&customer).is_none(), is_met, "{document}");
    }
}

#[test]
fn a_cooperating_office_tests_locally_and_signs_its_own_report_alone() {
    let mut work = Work::done_on_site();
    work.plan().office_role = OfficeRole::Cooperating;
    let steps: Vec<_> = steps_of(&work.0, &CATALOGUE)
        .iter()
        .map(|step| step.key.as_str())
        .collect();
    assert!(steps.contains(&"local_test"));
    assert!(!steps.contains(&"e2e_test") && !steps.contains(&"sign"));
    assert!(can_complete(&work.0, &CATALOGUE, now()).is_err());
    work.document("test_report_local", Standing::True, &["tester"]);
    work.document("opening_record", Standing::True, &["tester"]);
    assert_eq!(can_complete(&work.0, &CATALOGUE, now()), Ok(()));
    assert!(
        work.musts()
            .iter()
            .all(|missing| missing.step == "complete")
    );
}

#[test]
fn the_spot_and_the_reading_of_a_fault_are_pictured_where_there_are_any() {
    let must = Some((Severity::Must, MissingReason::Absent));
    for kind in ["fault_interruption", "fault_assist"] {
        let mut work = Work::new();
        work.plan().kind = kind.into();
        assert_eq!(work.reason(&photo("K06")), None, "{kind}: nobody knows yet");
        work.answer("locate", "found", "none", None);
        assert_eq!(work.reason(&photo("K06")), None, "{kind}");
        work.answer("locate", "found", "spot", None);
        assert_eq!(work.reason(&photo("K06")), must, "{kind}");
        assert_eq!(work.reason(&photo("K11")), must, "{kind}");
        work.measure(Scope::Local, "module.basis", "electrical", None);
        assert_eq!(work.reason(&photo("K11")), None, "{kind}: no light in it");
    }
}

#[test]
fn whoever_stops_the_old_end_first_does_it_before_the_new_one_is_installed() {
    let mut work = Work::new();
    work.plan().kind = "adjust_move".into();
    let keys = |work: &Work| -> Vec<String> {
        let steps = steps_of(&work.0, &CATALOGUE);
        steps.iter().map(|step| step.key.clone()).collect()
    };
    work.answer("plan_move", "order", "new_first", None);
    assert!(!keys(&work).contains(&"stop_first".to_owned()));
    work.answer("plan_move", "order", "old_first", None);
    let steps = keys(&work);
    let place = |key: &str| steps.iter().position(|step| step == key).unwrap();
    assert!(place("plan_move") < place("stop_first") && place("stop_first") < place("install"));
    let must = Some((Severity::Must, MissingReason::Absent));
    let stopped = MissingItem::Mark {
        event: "service.stopped".into(),
    };
    assert_eq!(work.reason(&stopped), must);
}
