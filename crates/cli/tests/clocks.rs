//! `clocks CASE.json`: what was promised in a case, until when, and everything that can be wrong with a case.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use support::{answer, cli, text};

/// A folder with a case in it.
fn case(content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn clocks_of(case_json: &Value) -> Vec<Value> {
    let (_folder, path) = case(&case_json.to_string());
    let (status, json) = answer(&["clocks", text(&path)]);
    assert_eq!(status, 0, "{json:#}");
    json.as_array().unwrap().clone()
}

fn clock<'a>(clocks: &'a [Value], key: &str) -> &'a Value {
    clocks
        .iter()
        .find(|clock| clock["clock"] == key)
        .unwrap_or_else(|| panic!("{key}: {clocks:#?}"))
}

fn fault() -> Value {
    json!({
        "profiles": ["cm-transmission", "cu-duty"], "job": "fault", "level": "gold",
        "service": "sdh", "distance_km": 120, "cable_cut": true,
        "now": "2026-10-09T12:00:00+08:00",
        "events": [{ "kind": "fault.received", "at": "2026-09-30T16:50:00+08:00" }],
    })
}

fn with(mut case: Value, changes: Value) -> Value {
    let Value::Object(changes) = changes else {
        panic!("changes are fields")
    };
    for (name, value) in changes {
        if name == "events" {
            let events = case["events"].as_array_mut().unwrap();
            events.extend(value.as_array().unwrap().iter().cloned());
        } else {
            case[name] = value;
        }
    }
    case
}

#[test]
fn the_case_of_the_gold_line_with_the_cut_cable_has_its_8_4_hours() {
    let clocks = clocks_of(&fault());
    let restore = clock(&clocks, "restore");
    assert_eq!(restore["profile"], "cm-transmission");
    assert_eq!(restore["limit"], json!({ "s": 10800 }));
    let additions = json!([
        { "reason": "distance", "s": 8640 },
        { "reason": "cable_cut", "s": 10800 },
    ]);
    assert_eq!(restore["additions"], additions);
    assert_eq!(restore["started"], "2026-09-30T16:50:00+08:00");
    assert_eq!(restore["due"], "2026-10-01T01:14:00+08:00");
    assert_eq!(restore["state"], "breached");
    assert_eq!(restore["met_at"], Value::Null);
    assert_eq!(restore["paused_s"], 0);
    assert_eq!(restore["missed"], 0);
    assert_eq!(restore["provisional"], false);
    assert_eq!(clock(&clocks, "sign")["limit"], json!({ "s": 600 }));
}

#[test]
fn a_suspension_is_read_with_its_proposal() {
    let events = json!([
        { "kind": "suspend.proposed", "at": "2026-09-30T17:00:00+08:00" },
        {
            "kind": "suspend.approved", "at": "2026-09-30T17:30:00+08:00", "reason": "S01",
            "effective_from": "2026-09-30T16:55:00+08:00",
        },
    ]);
    let changes = json!({ "events": events, "now": "2026-09-30T09:00:00Z", "distance_km": 1, "cable_cut": false });
    let paused = with(
        fault(),
        with(
            changes.clone(),
            json!({ "now": "2026-09-30T18:00:00+08:00" }),
        ),
    );
    let clocks = clocks_of(&paused);
    let restore = clock(&clocks, "restore");
    assert_eq!(restore["state"], "paused");
    assert_eq!(restore["paused_s"], 3600);
    assert_eq!(restore["due"], "2026-09-30T20:50:00+08:00");
    let watched = with(
        paused,
        json!({
            "now": "2026-10-03T00:00:00+08:00",
            "events": [{ "kind": "suspend.ended", "at": "2026-09-30T19:00:00+08:00" }],
        }),
    );
    assert_eq!(clock(&clocks_of(&watched), "restore")["paused_s"], 7200);
}

#[test]
fn an_approval_names_its_proposal_where_there_are_several() {
    let case = with(
        fault(),
        json!({
            "distance_km": 1, "cable_cut": false, "now": "2026-09-30T19:00:00+08:00",
            "events": [
                { "kind": "suspend.proposed", "at": "2026-09-30T17:00:00+08:00", "id": "one" },
                { "kind": "suspend.proposed", "at": "2026-09-30T17:20:00+08:00", "id": "two" },
                {
                    "kind": "suspend.approved", "at": "2026-09-30T17:30:00+08:00",
                    "proposal": "one", "effective_from": "2026-09-30T16:00:00+08:00",
                },
            ],
        }),
    );
    assert_eq!(clock(&clocks_of(&case), "restore")["paused_s"], 7200);
}

fn order() -> Value {
    json!({
        "profiles": ["cm-transmission", "cu-duty", "cm-anhui"], "job": "install", "level": "金牌级",
        "distance_km": "12", "resource_case": "build", "points": 2,
        "now": "2026-11-30T12:00:00+08:00",
        "events": [{ "kind": "order.received", "at": "2026-11-23T01:30:00Z" }],
    })
}

#[test]
fn an_order_is_followed_from_its_resource_check_to_its_extension() {
    let clocks = clocks_of(&order());
    let opening = clock(&clocks, "opening");
    assert_eq!(opening["limit"], json!({ "workdays": 2 }));
    assert_eq!(opening["started"], "2026-11-23T09:30:00+08:00");
    assert_eq!(opening["due"], "2026-11-26T00:00:00+08:00");
    assert_eq!(opening["due_day"], "2026-11-25");
    let answers: Vec<&Value> = clocks
        .iter()
        .filter(|clock| clock["clock"] == "resource_answer")
        .map(|clock| &clock["limit"]["workdays"])
        .collect();
    assert_eq!(answers, [&json!(3), &json!(5)]);
    let extended = with(
        order(),
        json!({ "events": [
            { "kind": "extension.requested", "at": "2026-11-25T10:00:00+08:00" },
            {
                "kind": "extension.approved", "at": "2026-11-25T15:00:00+08:00",
                "new_due": "2026-12-04", "reason": "customer",
            },
        ] }),
    );
    let clocks = clocks_of(&extended);
    assert_eq!(
        clock(&clocks, "opening")["due"],
        "2026-12-05T00:00:00+08:00"
    );
    assert_eq!(clock(&clocks, "extension")["state"], "met");
    let mut refused = extended;
    refused["events"][2]["reason"] = json!("construction");
    assert_eq!(
        clock(&clocks_of(&refused), "opening")["due"],
        "2026-11-26T00:00:00+08:00"
    );
}

#[test]
fn a_date_of_the_unannounced_year_says_so_until_its_calendar_comes() {
    let late = with(
        order(),
        json!({ "now": "2026-12-30T12:00:00+08:00", "distance_km": 80, "job": "survey", "profiles": ["cm-transmission"] }),
    );
    let mut late = late;
    late["events"] = json!([{ "kind": "order.received", "at": "2026-12-30T10:00:00+08:00" }]);
    assert_eq!(
        clock(&clocks_of(&late), "resource_answer")["provisional"],
        true
    );

    let (_folder, path) = case(&late.to_string());
    let announced = json!({
        "year": 2027, "papers": ["https://example.cn/2027"],
        "days": [{ "name": "元旦", "date": "2027-01-01", "isOffDay": true }],
    });
    let (_calendar_folder, calendar) = case(&announced.to_string());
    let (status, json) = answer(&["clocks", text(&path), "--calendar", text(&calendar)]);
    assert_eq!(status, 0, "{json:#}");
    assert_eq!(json[0]["provisional"], false);
    let (status, json) = answer(&["clocks", text(&path), "--calendar", text(&path)]);
    assert_eq!((status, &json["error"]["code"]), (2, &json!("calendar")));
}

#[test]
fn without_a_job_every_clock_runs_that_has_begun() {
    let mut case = fault();
    case["job"] = Value::Null;
    case["events"] = json!([
        { "kind": "fault.received", "at": "2026-09-30T16:50:00" },
        { "kind": "circuit.opened", "at": "2026-09-30T16:50:00+08:00" },
    ]);
    case["profiles"] = json!(["cm-anhui", "cu-duty"]);
    let clocks = clocks_of(&case);
    assert_eq!(
        clock(&clocks, "sign")["started"],
        "2026-09-30T16:50:00+08:00"
    );
    clock(&clocks, "acceptance");
}

#[test]
fn a_new_due_is_understood_as_the_answer_prints_it_and_a_time_with_a_blank_is_chinese_time() {
    let extended = |new_due: &str| {
        let approved = json!({
            "kind": "extension.approved", "at": "2026-11-24 20:00", "new_due": new_due,
            "reason": "customer",
        });
        let clocks = clocks_of(&with(order(), json!({ "events": [approved] })));
        clock(&clocks, "opening")["due_day"].clone()
    };
    assert_eq!(extended("2026-12-04"), "2026-12-04");
    assert_eq!(extended("2026-12-05T00:00:00+08:00"), "2026-12-04");
    assert_eq!(extended("2026-12-04T12:00:00+08:00"), "2026-12-04");
}

#[test]
fn a_field_that_says_nothing_is_named_on_standard_error() {
    let misspelt = with(fault(), json!({ "cabel_cut": true, "cable_cut": false }));
    let (_folder, path) = case(&misspelt.to_string());
    let output = cli(&["clocks", text(&path), "--json"]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cabel_cut"), "{said}");
    let (_folder, path) = case(&fault().to_string());
    assert!(cli(&["clocks", text(&path)]).stderr.is_empty());
}

#[test]
fn people_read_each_clock_in_their_language() {
    let (_folder, path) = case(&fault().to_string());
    let said = |language: &str| {
        let output = cli(&["clocks", text(&path), "--lang", language]);
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(
        said("zh-CN").contains("修复时限（cm-transmission）：已超时，该在 2026-10-01 01:14 前完成")
    );
    assert!(said("en").contains("Restore limit (cm-transmission): overdue since 2026-10-01 01:14"));
    let (_folder, path) = case(r#"{"profiles": [], "events": []}"#);
    assert!(
        String::from_utf8(cli(&["clocks", text(&path)]).stdout)
            .unwrap()
            .contains("没有时限在走")
    );
}

#[test]
fn what_is_wrong_with_a_case_is_said_in_both_languages_with_status_2() {
    let base = r#""profiles": ["cu-duty"], "events": []"#;
    let event = |event: &str| format!(r#"{{"profiles": ["cu-duty"], "events": [{event}]}}"#);
    let cases = [
        ("hello".to_owned(), "case-not-json", vec!["line 1"]),
        (String::new(), "case-not-json", vec![]),
        ("[]".to_owned(), "case-not-an-object", vec!["[]"]),
        (
            r#"{"events": []}"#.to_owned(),
            "case-missing",
            vec!["profiles"],
        ),
        (
            r#"{"profiles": ["cu-duty"]}"#.to_owned(),
            "case-missing",
            vec!["events"],
        ),
        (
            r#"{"profiles": ["cm-transmision"], "events": []}"#.to_owned(),
            "case-unknown-profile",
            vec![
                "profiles[0]",
                "cm-transmision",
                "cm-transmission, cu-duty, ct-dispatch, cm-acceptance, cm-anhui",
            ],
        ),
        (
            r#"{"profiles": "cu-duty", "events": []}"#.to_owned(),
            "case-not-a-list",
            vec!["profiles"],
        ),
        (
            r#"{"profiles": [true], "events": []}"#.to_owned(),
            "case-not-a-text",
            vec!["profiles[0]"],
        ),
        (
            format!(r#"{{{base}, "level": "platinum"}}"#),
            "case-unknown-level",
            vec!["level", "platinum", "local_a 本地A级"],
        ),
        (
            format!(r#"{{{base}, "job": "dance"}}"#),
            "case-unknown-job",
            vec!["job", "dance", "install"],
        ),
        (
            format!(r#"{{{base}, "resource_case": "none"}}"#),
            "case-unknown-resource-case",
            vec![
                "resource_case",
                "existing, core_missing, by_optimisation, build",
            ],
        ),
        (
            format!(r#"{{{base}, "distance_km": -1}}"#),
            "case-not-a-number",
            vec!["distance_km", "-1"],
        ),
        (
            format!(r#"{{{base}, "distance_km": "far"}}"#),
            "case-not-a-number",
            vec!["far"],
        ),
        (
            format!(r#"{{{base}, "points": 1.5}}"#),
            "case-not-a-count",
            vec!["points", "1.5"],
        ),
        (
            format!(r#"{{{base}, "cable_cut": "yes"}}"#),
            "case-not-yes-or-no",
            vec!["cable_cut"],
        ),
        (
            format!(r#"{{{base}, "now": "noon"}}"#),
            "case-not-a-time",
            vec!["now", "noon"],
        ),
        (event("7"), "case-not-an-object", vec!["events[0]"]),
        (
            event(r#"{"at": "2026-11-23T09:30:00+08:00"}"#),
            "case-missing",
            vec!["events[0].kind"],
        ),
        (
            event(r#"{"kind": "fault.received"}"#),
            "case-missing",
            vec!["events[0].at"],
        ),
        (
            event(r#"{"kind": "fault.received", "at": "2026-13-01T00:00:00+08:00"}"#),
            "case-not-a-time",
            vec!["events[0].at"],
        ),
        (
            event(r#"{"kind": "fault.recieved", "at": "2026-11-23T09:30:00+08:00"}"#),
            "case-unknown-event",
            vec!["fault.recieved"],
        ),
        (
            event(
                r#"{"kind": "extension.approved", "at": "2026-11-23T09:30:00+08:00", "reason": "customer"}"#,
            ),
            "case-missing",
            vec!["events[0].new_due"],
        ),
        (
            event(
                r#"{"kind": "extension.approved", "at": "2026-11-23T09:30:00+08:00", "new_due": "2026-12-01"}"#,
            ),
            "case-missing",
            vec!["events[0].reason"],
        ),
        (
            event(
                r#"{"kind": "extension.approved", "at": "2026-11-23T09:30:00+08:00", "new_due": "soon", "reason": "customer"}"#,
            ),
            "case-not-a-day",
            vec!["soon"],
        ),
        (
            event(
                r#"{"kind": "extension.approved", "at": "2026-11-23T09:30:00+08:00", "new_due": "2026-12-01", "reason": "Customer"}"#,
            ),
            "case-unknown-reason",
            vec!["events[0].reason", "Customer", "customer"],
        ),
        (
            event(
                r#"{"kind": "suspend.approved", "at": "2026-11-23T09:30:00+08:00", "reason": "s10"}"#,
            ),
            "case-unknown-reason",
            vec!["s10", "S01, S02"],
        ),
        (
            event(
                r#"{"kind": "suspend.proposed", "id": "a", "at": "2026-11-23T09:30:00+08:00"}, {"kind": "suspend.approved", "at": "2026-11-23T09:40:00+08:00", "proposal": "b"}"#,
            ),
            "case-unknown-proposal",
            vec!["events[1].proposal", "b", "a"],
        ),
    ];
    for (content, code, named) in cases {
        let (_folder, path) = case(&content);
        refused(&path, code, &named, &content);
    }
    let folder = tempfile::tempdir().unwrap();
    refused(&folder.path().join("none.json"), "missing", &[], "");
}

fn refused(path: &Path, code: &str, named: &[&str], content: &str) {
    let mut told = Vec::new();
    for language in ["zh-CN", "en"] {
        let (status, json) = answer(&["clocks", text(path), "--lang", language]);
        assert_eq!(status, 2, "{content}: {json:#}");
        assert_eq!(json["error"]["code"], code, "{content}: {json:#}");
        let message = json["error"]["message"].as_str().unwrap().to_owned();
        assert!(message.contains(text(path)), "{message}");
        for word in named {
            assert!(message.contains(word), "{word}: {message}");
        }
        told.push(message);
    }
    assert_ne!(told[0], told[1]);
}
