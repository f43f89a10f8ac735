//! Ways, needs and words that lead nowhere are refused.

use super::loading::{broken, line_of};
use super::*;

/// File, line and key of the first error of one change, in a line that holds `line`.
fn refused(path: &str, from: &str, to: &str, line: &str, key: &str) -> Defect {
    let errors = broken(path, from, to);
    let error = errors
        .iter()
        .find(|error| error.key.ends_with(key))
        .unwrap_or_else(|| panic!("{errors:?}"));
    assert_eq!(
        (error.file.as_str(), error.line),
        (path, line_of(path, line)),
        "{error}"
    );
    error.defect.clone()
}

#[test]
fn a_state_that_waits_for_an_unknown_event_or_that_a_step_reaches_is_refused() {
    let path = "jobs/cutover.toml";
    let once = "once = { event = { kind = \"resource.updated\" } }";
    let misspelt = once.replace("updated", "updatet");
    assert_eq!(
        refused(path, once, &misspelt, once, "once"),
        Defect::Undefined {
            what: "event kind",
            code: "resource.updatet".into()
        }
    );
    let left = "{ key = \"left\",";
    let defect = refused(
        path,
        left,
        &format!("{left} once = \"settled\","),
        left,
        "once",
    );
    assert!(matches!(defect, Defect::DoesNotFit(_)), "{defect}");
}

#[test]
fn states_that_nobody_comes_to_or_that_end_nowhere_or_stand_twice_are_refused() {
    let path = "jobs/cutover.toml";
    let signed = "key = \"signed\", title";
    let alone =
        "{ key = \"signed\", title = { zh = \"已签字\", en = \"Signed\" }, next = [\"left\"] }";
    assert_eq!(
        refused(
            path,
            "next = [\"signed\"]",
            "next = [\"left\"]",
            signed,
            "state[11].key"
        ),
        Defect::StateNeverReached("signed".into())
    );
    assert_eq!(
        refused(
            path,
            alone,
            &alone.replace(", next = [\"left\"]", ""),
            signed,
            "state[11].key"
        ),
        Defect::StateWithoutEnd("signed".into())
    );
    let twice = refused(
        path,
        alone,
        &format!("{alone}, {alone}"),
        signed,
        "state[12].key",
    );
    assert!(
        matches!(&twice, Defect::Duplicate { what: "state", code, .. } if code == "signed"),
        "{twice}"
    );
}

#[test]
fn a_need_that_hangs_on_a_question_of_another_kind_is_refused() {
    let path = "jobs/fault_interruption.toml";
    let defect = refused(
        path,
        "step = \"locate\", question = \"found\", answer = \"spot\"",
        "step = \"plan_move\", question = \"order\", answer = \"old_first\"",
        "key = \"spot\", kind",
        "need",
    );
    let wanted = Defect::Undefined {
        what: "question",
        code: "plan_move/order".into(),
    };
    assert_eq!(defect, wanted);
}

#[test]
fn families_of_cards_owners_and_groups_of_causes_that_nobody_knows_are_refused() {
    let cases = [
        (
            "scripts/cards.toml",
            "jobs = [\"install\"]",
            "jobs = [\"instal\"]",
            "jobs[0]",
        ),
        (
            "conduct.toml",
            "side = \"carrier\"",
            "side = \"carier\"",
            "side",
        ),
        (
            "fault/causes.toml",
            "group = \"OPT\"",
            "group = \"OTP\"",
            "group",
        ),
    ];
    for (path, from, to, key) in cases {
        let defect = refused(path, from, to, from, key);
        assert!(matches!(defect, Defect::DoesNotFit(_)), "{defect}");
    }
}
