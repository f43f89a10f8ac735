//! `clocks --example` and `clocks --help`: what a case can say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_domain::catalogue::{Catalogue, ResourceCase, shipped};
use serde_json::Value;
use support::{answer, cli, text};

const CASE_FIELDS: [&str; 10] = [
    "profiles",
    "events",
    "job",
    "level",
    "service",
    "distance_km",
    "cable_cut",
    "points",
    "resource_case",
    "now",
];
const EVENT_FIELDS: [&str; 10] = [
    "id",
    "kind",
    "at",
    "new_due",
    "reason",
    "effective_from",
    "until",
    "planned_resume",
    "proposal",
    "told_customer",
];

#[test]
fn the_example_uses_every_field_and_can_be_reckoned_with() {
    let printed = cli(&["clocks", "--example"]);
    assert_eq!(printed.status.code(), Some(0));
    let printed = String::from_utf8(printed.stdout).unwrap();
    let example: Value = serde_json::from_str(&printed).unwrap();
    let (status, as_json) = answer(&["clocks", "--example"]);
    assert_eq!((status, &as_json), (0, &example));
    for field in CASE_FIELDS {
        assert!(!example[field].is_null(), "{field}");
    }
    let events = example["events"].as_array().unwrap();
    for field in EVENT_FIELDS {
        assert!(
            events.iter().any(|event| !event[field].is_null()),
            "{field}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    std::fs::write(&path, &printed).unwrap();
    let output = cli(&["clocks", text(&path), "--json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "no field is unknown");
    let clocks: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut clocks = clocks.as_array().unwrap().iter();
    let restore = clocks.find(|clock| clock["clock"] == "restore").unwrap();
    assert_eq!(restore["paused_s"], 85 * 60);
    assert_eq!(restore["due"], "2026-10-01T02:39:00+08:00");
    assert_eq!(restore["state"], "met");
}

#[test]
fn the_help_explains_every_field_and_allowed_word_in_both_languages() {
    let mut told = Vec::new();
    for language in ["zh-CN", "en"] {
        let help = cli(&["--lang", language, "clocks", "--help"]);
        assert_eq!(help.status.code(), Some(0));
        let help = String::from_utf8(help.stdout).unwrap();
        for field in CASE_FIELDS.iter().chain(&EVENT_FIELDS) {
            assert!(help.contains(&format!("  {field}  ")), "{field}: {help}");
        }
        let catalogue = shipped_catalogue();
        let profiles = catalogue
            .profiles
            .iter()
            .map(|profile| profile.key.as_str());
        let cases = ResourceCase::ALL.map(ResourceCase::as_str);
        for word in profiles.chain(cases) {
            assert!(help.contains(word), "{word}: {help}");
        }
        told.push(help);
    }
    assert_ne!(told[0], told[1]);
}

fn shipped_catalogue() -> Catalogue {
    Catalogue::load(&shipped::bundle()).unwrap()
}

#[test]
fn neither_case_nor_example_is_a_wrong_call() {
    assert_eq!(cli(&["clocks"]).status.code(), Some(2));
    assert_eq!(
        cli(&["clocks", "a.json", "--example"]).status.code(),
        Some(2)
    );
}
