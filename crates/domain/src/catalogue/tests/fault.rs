//! The loader against broken triage tables, causes and inspection items.

use super::loading::broken;

fn first(path: &str, from: &str, to: &str) -> String {
    broken(path, from, to)[0].to_string()
}

#[test]
fn an_answer_that_leads_nowhere_is_refused() {
    let said = first(
        "fault/triage.toml",
        "text = { zh = \"有电，没动过\", en = \"Power is on, nothing moved\" }, next = \"lights\"",
        "text = { zh = \"有电，没动过\", en = \"Power is on, nothing moved\" }",
    );
    assert!(
        said.contains("leads on (next) or ends with a cause"),
        "{said}"
    );
}

#[test]
fn an_answer_that_leads_back_is_refused_with_the_circle() {
    let said = first("fault/triage.toml", "next = \"alarm\"", "next = \"power\"");
    assert!(said.contains("lights -> power"), "{said}");
    let said = first("fault/triage.toml", "next = \"lights\"", "next = \"T1\"");
    assert!(said.contains("T1 -> T1"), "{said}");
}

#[test]
fn a_question_without_a_way_out_is_refused() {
    let said = first("fault/triage.toml", "key = \"cannot\"", "key = \"later\"");
    assert!(said.contains("the last answer of every question"), "{said}");
}

#[test]
fn codes_that_nothing_defines_are_refused() {
    let cause = first(
        "fault/triage.toml",
        "cause = \"C-PWR-01\"",
        "cause = \"C-PWR-99\"",
    );
    assert!(cause.contains("no cause \"C-PWR-99\""), "{cause}");
    let table = first("fault/symptoms.toml", "triage = \"T1\"", "triage = \"T9\"");
    assert!(table.contains("no triage table \"T9\""), "{table}");
    let metric = first("inspection.toml", "power.temperature", "power.heat");
    assert!(metric.contains("no metric \"power.heat\""), "{metric}");
}

#[test]
fn a_side_nobody_has_and_an_item_no_visit_takes_are_refused() {
    let side = first(
        "fault/causes.toml",
        "sides = [\"third_party\"]",
        "sides = [\"them\"]",
    );
    assert!(side.contains("a side is carrier"), "{side}");
    let item = first(
        "inspection.toml",
        "visits = [\"inspection\", \"health_check\"]",
        "visits = []",
    );
    assert!(item.contains("name its visits"), "{item}");
}
