//! Values against the shipped limits.

use super::*;

fn context() -> JudgeContext {
    let number = |text: &str| Some(text.parse().unwrap());
    JudgeContext {
        level: Some(Level::Bronze),
        rate_mbps: number("200"),
        length_km: number("7.486"),
        splices: number("6"),
        connectors: number("4"),
        ..JudgeContext::default()
    }
}

fn verdict(metric: &str, value: &str) -> (Outcome, Option<String>) {
    let catalogue = shipped();
    let mut context = context();
    let label = [
        ("module.basis", "label"),
        ("module.sensitivity", "-27"),
        ("module.overload", "-5"),
    ];
    for (metric, value) in label {
        context.values.insert(metric.into(), Some(value.into()));
    }
    let verdict = judge(catalogue.metric(metric).unwrap(), value, &context);
    (
        verdict.outcome,
        verdict.margin.map(|margin| margin.to_string()),
    )
}

#[test]
fn received_power_is_judged_with_its_margin() {
    assert_eq!(
        verdict("light.rx_power", "-26.8"),
        (Outcome::Fail, Some("-2.8".into()))
    );
    assert_eq!(
        verdict("light.rx_power", "-18.4"),
        (Outcome::Pass, Some("5.6".into()))
    );
    assert_eq!(
        verdict("light.rx_power", "-24.0"),
        (Outcome::Pass, Some("0".into()))
    );
    assert_eq!(
        verdict("light.rx_power", "-24.01"),
        (Outcome::Fail, Some("-0.01".into()))
    );
}

#[test]
fn the_rate_is_judged_against_the_contract() {
    assert_eq!(
        verdict("internet.rate_down", "198.2"),
        (Outcome::Pass, Some("8.2".into()))
    );
    assert_eq!(
        verdict("internet.rate_down", "189.99"),
        (Outcome::Fail, Some("-0.01".into()))
    );
    let catalogue = shipped();
    let shown = LimitShown::of(catalogue.metric("internet.rate_up").unwrap(), &context());
    assert_eq!(
        (shown.form, shown.min),
        (LimitForm::AtLeast, Some("190".parse().unwrap()))
    );
    assert!(shown.is_default);
}

#[test]
fn a_should_limit_asks_for_a_remark() {
    assert_eq!(
        verdict("internet.gateway_loss", "1"),
        (Outcome::RemarkNeeded, Some("-1".into()))
    );
    assert_eq!(
        verdict("internet.mtu", "1492"),
        (Outcome::RemarkNeeded, Some("-8".into()))
    );
}

#[test]
fn the_link_budget_adds_length_splices_and_connectors() {
    // 7.486 km * 0.35 + 6 * 0.08 + 4 * 0.5 = 5.1001 dB
    let catalogue = shipped();
    let metric = catalogue.metric("fibre.link_loss_1310").unwrap();
    let shown = LimitShown::of(metric, &context());
    assert_eq!(shown.max, Some("5.1001".parse().unwrap()));
    assert_eq!(
        verdict("fibre.link_loss_1310", "5.11").0,
        Outcome::RemarkNeeded
    );
    let unknown = JudgeContext {
        splices: None,
        connectors: None,
        ..context()
    };
    let needs = vec![
        Needed::Circuit(ContextField::Splices),
        Needed::Circuit(ContextField::Connectors),
    ];
    assert_eq!(
        judge(metric, "3.1", &unknown).outcome,
        Outcome::Undecided(needs)
    );
}

#[test]
fn what_has_no_limit_is_recorded_and_what_is_no_value_is_unreadable() {
    assert_eq!(verdict("fibre.length", "7.486"), (Outcome::Recorded, None));
    assert_eq!(verdict("internet.link", "yes"), (Outcome::Pass, None));
    assert_eq!(verdict("internet.link", "no"), (Outcome::Fail, None));
    for (metric, value) in [
        ("light.rx_power", "－18"),
        ("light.rx_power", ""),
        ("internet.link", "up"),
    ] {
        assert_eq!(
            verdict(metric, value),
            (Outcome::Unreadable, None),
            "{metric} {value}"
        );
    }
}

#[test]
fn a_limit_by_level_takes_the_level_of_the_circuit() {
    let mut metric = shipped().metric("light.rx_power").unwrap().clone();
    let at_least = |min: &str| Limit::AtLeast {
        min: min.parse().unwrap(),
    };
    metric.limit = Limit::ByLevel(
        [
            (Level::Gold, at_least("-20")),
            (Level::Bronze, at_least("-25")),
        ]
        .into(),
    );
    assert_eq!(judge(&metric, "-24", &context()).outcome, Outcome::Pass);
    let gold = JudgeContext {
        level: Some(Level::Gold),
        ..context()
    };
    assert_eq!(judge(&metric, "-24", &gold).outcome, Outcome::Fail);
    let standard = JudgeContext {
        level: Some(Level::Standard),
        ..context()
    };
    assert_eq!(judge(&metric, "-24", &standard).outcome, Outcome::Recorded);
}

#[test]
fn only_figures_of_a_standard_or_rule_lose_the_word_default() {
    let catalogue = shipped();
    assert!(
        catalogue
            .metric("light.rx_power")
            .unwrap()
            .has_default_limit()
    );
    let mixed = catalogue.metric("sdh.frequency_offset").unwrap();
    assert!(mixed.has_default_limit(), "one unread figure makes it one");
    assert!(
        !catalogue
            .metric("fibre.splice_worst")
            .unwrap()
            .has_default_limit()
    );
    assert!(
        !catalogue
            .metric("fibre.length")
            .unwrap()
            .has_default_limit()
    );
}

#[test]
fn a_slip_of_the_finger_is_not_plausible() {
    let catalogue = shipped();
    let metric = catalogue.metric("light.rx_power").unwrap();
    assert!(metric.is_plausible("-18.4".parse().unwrap()));
    assert!(!metric.is_plausible("-184".parse().unwrap()));
    let dc = catalogue.metric("power.dc_voltage").unwrap();
    assert!(
        !dc.is_plausible("53.5".parse().unwrap()),
        "the sign was lost"
    );
}

#[test]
fn the_weakest_mark_says_what_a_limit_is_called() {
    use crate::catalogue::{Source, SourceClass};
    let class = |marks: &[Source]| SourceClass::of(marks);
    assert_eq!(class(&[Source::W]), SourceClass::Public);
    assert_eq!(class(&[Source::S2, Source::W]), SourceClass::Carrier);
    assert_eq!(class(&[Source::S1, Source::C]), SourceClass::Default);
    assert_eq!(class(&[Source::W, Source::K]), SourceClass::Default);
    assert_eq!(class(&[Source::M, Source::P]), SourceClass::Default);
}

#[test]
fn no_standard_of_a_figure_is_a_number_of_our_own_papers() {
    let catalogue = shipped();
    let metrics = catalogue.templates.iter().flat_map(|sheet| &sheet.metrics);
    for metric in metrics {
        let standard = metric.standard.as_deref().unwrap_or_default();
        assert!(!standard.starts_with("R-"), "{}", metric.key);
    }
}
