//! The loader against broken catalogues.

use super::*;

/// The errors of the shipped catalogue with one change in one file.
pub(super) fn broken(path: &str, from: &str, to: &str) -> Vec<CatalogueError> {
    let original = shipped::bundle();
    let mut changed = false;
    let mut files = Vec::new();
    for (name, text) in original.files() {
        changed |= name == path && text.contains(from);
        let text = if name == path {
            text.replacen(from, to, 1)
        } else {
            text.to_owned()
        };
        files.push((name.to_owned(), text));
    }
    assert!(changed, "{path} does not contain {from}");
    Catalogue::load(&Bundle::new(files))
        .expect_err("the change must be refused")
        .0
}

/// Line of the first occurrence of `text` in a shipped file.
pub(super) fn line_of(path: &str, text: &str) -> usize {
    let bundle = shipped::bundle();
    let (_, content) = bundle.files().find(|(name, _)| *name == path).unwrap();
    content
        .lines()
        .position(|line| line.contains(text))
        .unwrap()
        + 1
}

#[test]
fn an_unknown_key_is_refused_with_file_line_and_key() {
    let errors = broken(
        "tests/light.toml",
        "severity = \"must\"",
        "sevirity = \"must\"",
    );
    let error = &errors[0];
    assert_eq!((error.file.as_str(), errors.len()), ("tests/light.toml", 1));
    assert_eq!(
        error.line,
        line_of("tests/light.toml", "severity = \"must\"")
    );
    assert_eq!(error.key, "template[0].metric[0].sevirity");
    assert!(
        error.to_string().contains("unknown field `sevirity`"),
        "{error}"
    );
}

#[test]
fn text_that_is_no_toml_is_refused_with_its_line() {
    let errors = broken("services.toml", "[[service]]", "[[service]");
    assert_eq!(errors[0].line, line_of("services.toml", "[[service]]"));
    assert_eq!(errors[0].key, "-");
}

#[test]
fn a_missing_or_empty_translation_is_refused() {
    for (to, language) in [
        ("{ zh = \"门牌\" }", "en"),
        ("{ zh = \" \", en = \"Door plate\" }", "zh"),
    ] {
        let from = "{ zh = \"门牌\", en = \"Door plate\" }";
        let errors = broken("install/photos.toml", from, to);
        assert_eq!(
            errors[0].key, "photo_slot[0].shot[1].title",
            "{}",
            errors[0]
        );
        assert!(
            errors[0]
                .to_string()
                .contains(&format!("the {language} text is missing"))
        );
    }
}

#[test]
fn a_number_without_unit_is_refused() {
    let errors = broken("tests/internet.toml", "unit = \"ms\"\n", "");
    assert_eq!(errors[0].defect, Defect::NoUnit);
    assert_eq!(errors[0].key, "template[0].metric[2].unit");
    let metric = line_of("tests/internet.toml", "internet.gateway_rtt") - 1;
    assert_eq!(errors[0].line, metric, "the row itself: its unit is absent");
}

#[test]
fn references_to_nothing_are_refused() {
    let job = "jobs/install.toml";
    let cases = [
        (
            job,
            "\"I14\", \"I15\"",
            "\"I14\", \"I99\"",
            "photo slot",
            "I99",
        ),
        (
            job,
            "scripts = [\"27\", \"28\"]",
            "scripts = [\"27\", \"29\"]",
            "script",
            "29",
        ),
        (
            job,
            "template = \"fibre\"",
            "template = \"copper\"",
            "test template",
            "copper",
        ),
        (
            job,
            "next = [\"install\"]",
            "next = [\"instal\"]",
            "step",
            "instal",
        ),
        (
            job,
            "reaches = \"signed\"",
            "reaches = \"sealed\"",
            "state",
            "sealed",
        ),
        (
            job,
            "mark = \"visit.left\"",
            "mark = \"visit.over\"",
            "event kind",
            "visit.over",
        ),
        (
            job,
            "instrument = \"power_meter\"",
            "instrument = \"ruler\"",
            "instrument",
            "ruler",
        ),
        (
            job,
            "{ document = { document = \"acceptance\", need = \"must\" } }",
            "{ document = { document = \"receipt\", need = \"must\" } }",
            "document",
            "receipt",
        ),
        (
            job,
            "field = \"manager\"",
            "field = \"mayor\"",
            "signature field",
            "test_report_e2e/mayor",
        ),
        (
            "install/photos.toml",
            "answer = \"yes\"",
            "answer = \"maybe\"",
            "answer",
            "maybe",
        ),
        (
            "tests/power.toml",
            "question = \"supply\"",
            "question = \"fuel\"",
            "question",
            "before_photos/fuel",
        ),
        (
            "tests/internet.toml",
            "photo = \"I21\"",
            "photo = \"I210\"",
            "photo slot",
            "I210",
        ),
        (
            "carrier/profiles.toml",
            "ends = \"circuit.opened\"",
            "ends = \"circuit.done\"",
            "event kind",
            "circuit.done",
        ),
        (
            "scripts/cards.toml",
            "avoid_category = \"X5\"",
            "avoid_category = \"X55\"",
            "forbidden category",
            "X55",
        ),
    ];
    for (path, from, to, what, code) in cases {
        let errors = broken(path, from, to);
        let wanted = Defect::Undefined {
            what,
            code: code.to_owned(),
        };
        assert!(
            errors
                .iter()
                .any(|error| error.defect == wanted && error.file == path),
            "{errors:?}"
        );
    }
}

#[test]
fn a_paper_names_questions_that_its_jobs_ask_in_one_step() {
    let path = "documents/visits.toml";
    let errors = broken(path, "\"sign/explained\"", "\"explained\"");
    let error = &errors[0];
    assert!(
        matches!(error.defect, Defect::DoesNotFit(reason) if reason.contains("step/question")),
        "{error}"
    );
    assert_eq!(
        (error.file.as_str(), error.line),
        (path, line_of(path, "sign/explained"))
    );
    assert!(error.key.ends_with("questions[3]"), "{}", error.key);

    let errors = broken(path, "\"sign/explained\"", "\"sign/understood\"");
    let wanted = Defect::Undefined {
        what: "question",
        code: "sign/understood".into(),
    };
    assert_eq!(errors[0].defect, wanted);
    assert_eq!(errors[0].line, line_of(path, "sign/explained"));
}

#[test]
fn a_reference_error_names_its_line() {
    let errors = broken(
        "jobs/install.toml",
        "photos = [\"I01\", \"I02\"]",
        "photos = [\"I01\", \"I00\"]",
    );
    assert_eq!(
        errors[0].line,
        line_of("jobs/install.toml", "photos = [\"I01\", \"I02\"]")
    );
    assert_eq!(errors[0].key, "job_kind[0].step[2].photos[1]");
}

#[test]
fn a_step_without_a_way_on_is_refused() {
    let errors = broken("jobs/install.toml", "next = [\"trial\"]\n", "");
    let defects: Vec<&Defect> = errors.iter().map(|error| &error.defect).collect();
    assert!(
        defects.contains(&&Defect::NoWayOn("e2e_test".into())),
        "{defects:?}"
    );
    assert!(
        defects.contains(&&Defect::NeverReached("trial".into())),
        "{defects:?}"
    );
}

#[test]
fn steps_in_a_circle_are_refused_with_the_circle() {
    let errors = broken(
        "jobs/install.toml",
        "next = [\"sign\"]",
        "next = [\"sign\", \"arrive\"]",
    );
    let Some(Defect::Cycle(circle)) = errors.first().map(|error| &error.defect) else {
        panic!("{errors:?}")
    };
    assert!(circle.starts_with("arrive -> "), "{circle}");
    assert!(circle.ends_with("trial -> arrive"), "{circle}");
}

#[test]
fn a_strange_placeholder_or_two_different_sets_are_refused() {
    let from = "方便留个姓名和电话吗？";
    let errors = broken("scripts/cards.toml", from, "{phone}方便吗？");
    let wanted = Defect::Placeholder(PlaceholderError::Unknown("phone".into()));
    assert_eq!(errors[0].defect, wanted);
    let errors = broken("scripts/cards.toml", from, "{engineer}想问您的电话");
    assert!(
        matches!(errors[0].defect, Defect::VariablesDiffer { .. }),
        "{errors:?}"
    );
}

#[test]
fn a_limit_that_does_not_fit_its_value_is_refused() {
    let cases = [
        (
            "tests/light.toml",
            "{ range = { min = \"-24\", max = \"-8\" } }",
            "{ range = { min = \"-8\", max = \"-24\" } }",
        ),
        (
            "tests/light.toml",
            "{ range = { min = \"-24\", max = \"-8\" } }",
            "{ contract_rate = { percent = \"95\" } }",
        ),
        (
            "tests/internet.toml",
            "{ equals = { value = \"yes\" } }",
            "{ equals = { value = \"up\" } }",
        ),
        (
            "tests/internet.toml",
            "{ equals = { value = \"yes\" } }",
            "{ at_most = { max = \"1\" } }",
        ),
    ];
    for (path, from, to) in cases {
        let errors = broken(path, from, to);
        assert!(
            matches!(errors[0].defect, Defect::DoesNotFit(_)),
            "{to}: {errors:?}"
        );
    }
    let errors = broken("tests/fibre.toml", "max = \"0.35\"", "max = 0.35");
    assert!(
        matches!(errors[0].defect, Defect::Form(_)),
        "a limit is decimal text: {errors:?}"
    );
    let errors = broken("tests/fibre.toml", "source = [\"C\"]", "source = []");
    assert_eq!(errors[0].defect, Defect::NoSource);
}

#[test]
fn a_code_defined_twice_names_the_first_file() {
    let errors = broken("scripts/cards.toml", "code = \"2\"", "code = \"1\"");
    let wanted = Defect::Duplicate {
        what: "script",
        code: "1".into(),
        first: "scripts/cards.toml".into(),
    };
    assert!(
        errors.iter().any(|error| error.defect == wanted),
        "{errors:?}"
    );
}

#[test]
fn a_strange_file_and_an_empty_bundle_are_refused() {
    let mut files: Vec<(String, String)> = shipped::bundle()
        .files()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    files.push(("notes.txt".into(), "hello".into()));
    let errors = Catalogue::load(&Bundle::new(files)).unwrap_err().0;
    assert_eq!(errors[0].defect, Defect::StrangeFile);
    assert!(Catalogue::load(&Bundle::default()).is_err());
}

#[test]
fn a_step_can_neither_ask_for_a_record_it_does_not_offer_nor_fall_away_after_a_later_answer() {
    let errors = broken(
        "jobs/survey.toml",
        "records = [\"contact\"]",
        "records = [\"people\"]",
    );
    assert_eq!(errors.len(), 1);
    assert!(errors[0].key.starts_with("job_kind[0].step[1].gates[0]"));
    assert!(matches!(errors[0].defect, Defect::DoesNotFit(_)));
    let errors = broken(
        "jobs/cutover.toml",
        "skip_if = { step = \"decide\"",
        "skip_if = { step = \"confirm\"",
    );
    assert!(errors.iter().all(|error| error.key.ends_with("skip_if")));
    assert!(
        errors
            .iter()
            .any(|error| matches!(error.defect, Defect::DoesNotFit(_)))
    );
}

#[test]
fn a_limit_that_leans_on_nothing_is_refused() {
    let undefined = |what, code: &str| Defect::Undefined {
        what,
        code: code.to_owned(),
    };
    let cases = [
        (
            "tests/ptn.toml",
            "metric = \"ptn.range\"",
            "metric = \"ptn.reach\"",
            undefined("metric", "ptn.reach"),
        ),
        (
            "tests/ptn.toml",
            "metro = { at_most",
            "city = { at_most",
            undefined("answer", "city"),
        ),
        (
            "tests/sdh.toml",
            "seconds = { 2h = 7200,",
            "seconds = { 3h = 10800,",
            undefined("answer", "3h"),
        ),
        (
            "tests/light.toml",
            "overload = \"module.overload\"",
            "overload = \"module.loudness\"",
            undefined("metric", "module.loudness"),
        ),
        (
            "tests/fibre.toml",
            "not_for = [\"ddn\",",
            "not_for = [\"telex\",",
            undefined("service", "telex"),
        ),
    ];
    for (path, from, to, wanted) in cases {
        let errors = broken(path, from, to);
        assert!(
            errors
                .iter()
                .any(|error| error.defect == wanted && error.file == path),
            "{errors:?}"
        );
    }
}

#[test]
fn a_limit_in_the_wrong_unit_or_shape_is_refused() {
    let cases = [
        (
            "tests/mpls_vpn.toml",
            "metric = \"vpn.routes_expected\", ",
            "metric = \"vpn.rtt\", ",
        ),
        ("tests/mpls_vpn.toml", "unit = \"ms\"", "unit = \"km\""),
        (
            "tests/microwave.toml",
            "below = \"3\", above = \"3\" } }",
            "} }",
        ),
        (
            "tests/microwave.toml",
            "{ against = { metric = \"mw.rsl_design\"",
            "{ against = { metric = \"mw.rsl\"",
        ),
        (
            "tests/sdh.toml",
            "up_to_mbps = \"15\"",
            "up_to_mbps = \"1.5\"",
        ),
        ("tests/sdh.toml", "up_to_km = \"1000\", ", ""),
        ("tests/sdh.toml", ", standard = { minutes = 120 }", ""),
        (
            "tests/ptn.toml",
            "severity = \"must\"\nsource = [\"K\", \"C\"]\nstandard = \"MEF 23\"\ninstrument = \"ethernet_tester\"\nmethod = { zh = \"习惯",
            "severity = \"should\"\nsource = [\"K\", \"C\"]\nstandard = \"MEF 23\"\ninstrument = \"ethernet_tester\"\nmethod = { zh = \"习惯",
        ),
    ];
    for (path, from, to) in cases {
        let errors = broken(path, from, to);
        let is_refused = |error: &CatalogueError| {
            matches!(error.defect, Defect::DoesNotFit(_) | Defect::Form(_)) && error.file == path
        };
        assert!(errors.iter().any(is_refused), "{from}: {errors:?}");
    }
}
