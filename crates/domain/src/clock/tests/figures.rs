//! The profiles against the carriers' figures as a file: every leaf of it is found again in the catalogue, most of
//! them through a clock that runs.

use serde_json::{Map, Value, json};

use super::*;
use crate::catalogue::{ClockLimit, Profile};

const FILE: &str = include_str!("sla_profiles.json");
const BEGAN: &str = "2026-11-23T09:30:00+08:00";
const LATER: &str = "2026-12-24T12:00:00+08:00";

/// Leaves that are no figure of a clock, each with the reason.
const NO_FIGURES: [(&str, &str); 3] = [
    (
        "ct-dispatch.limits.其余列名业务.response",
        "round the clock is how every clock of seconds runs",
    ),
    (
        "ct-dispatch.limits.其余列名业务.restore",
        "says that the source has none: R-074 stands in, tested beside the tables",
    ),
    ("ct-dispatch.note", "a remark"),
];

#[test]
fn every_figure_of_the_carriers_is_the_one_the_catalogue_reckons_with() {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let told = told();
    let mut leaves = Vec::new();
    walk("", &file, &mut leaves);
    assert_eq!(leaves.len(), 119, "the whole file is read");
    let excepted = |path: &str| NO_FIGURES.iter().any(|(known, _)| *known == path);
    for (path, wanted) in &leaves {
        if !excepted(path) {
            assert_eq!(told.pointer(&pointer(path)), Some(*wanted), "{path}");
        }
    }
    for (path, reason) in NO_FIGURES {
        let is_there = leaves.iter().any(|(leaf, _)| leaf == path);
        assert!(is_there, "{path} is excepted ({reason}) and is not there");
    }
}

/// Every value that holds no other, by its way from the top: `visit.arrive_minutes_early`, `x.near.2`.
fn walk<'a>(path: &str, value: &'a Value, leaves: &mut Vec<(String, &'a Value)>) {
    let below = |key: &str| match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    };
    match value {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(key, value)| walk(&below(key), value, leaves)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| walk(&below(&index.to_string()), value, leaves)),
        leaf => leaves.push((path.to_owned(), leaf)),
    }
}

/// The keys of the file hold slashes and no dots.
fn pointer(path: &str) -> String {
    let keys = path.split('.').map(|key| key.replace('/', "~1"));
    keys.map(|key| format!("/{key}")).collect()
}

/// What the catalogue says, in the file's shape.
fn told() -> Value {
    json!({
        "cm-transmission": transmission(),
        "cu-duty": duty(),
        "ct-dispatch": dispatch(),
        "cm-acceptance": acceptance(),
        "cm-anhui": anhui(),
        "visit": RULES.0.visit,
    })
}

fn profile(key: &str) -> &'static Profile {
    RULES.0.profile(key).unwrap()
}

/// The limit of a clock in a job in which everything has happened.
fn limit(facts: &JobFacts, key: &str) -> Option<Span> {
    let (first, second) = (BEGAN, "2026-11-23T20:30:00+08:00");
    let marks = [
        mark("order.received", first),
        mark("fault.received", first),
        mark("fault.signed", first),
        mark("fault.dispatched", first),
        mark("service.restored", second),
        mark("circuit.opened", first),
        mark("resource.handed_over", first),
        mark("inspection.failed", first),
    ];
    let clocks = run(facts, &marks, LATER);
    let own =
        |clock: &&Clock| clock.clock == key && clock.profile.as_ref() == facts.profiles.first();
    clocks.iter().find(own)?.limit
}

fn in_units(limit: Option<Span>, unit_s: u64) -> Value {
    match limit {
        Some(Span::S(seconds)) => {
            assert_eq!(seconds % unit_s, 0);
            json!(seconds / unit_s)
        }
        Some(Span::Workdays(days)) => json!(days),
        None => Value::Null,
    }
}

fn minutes(limit: Option<Span>) -> Value {
    in_units(limit, 60)
}

fn hours(limit: Option<Span>) -> Value {
    in_units(limit, 3600)
}

fn workdays(limit: Option<Span>) -> Value {
    assert!(!matches!(limit, Some(Span::S(_))), "{limit:?}");
    in_units(limit, 1)
}

fn by_level(figure: impl Fn(Level) -> Value) -> Value {
    Level::ALL.into_iter().map(figure).collect()
}

fn line(level: Level, km: &str, kind: &str) -> JobFacts {
    JobFacts {
        kinds: vec![kind.into()],
        level: level.to_string(),
        distance_km: Some(km.parse().unwrap()),
        profiles: vec!["cm-transmission".into()],
        ..JobFacts::default()
    }
}

fn transmission() -> Value {
    let own = profile("cm-transmission");
    let near = own.near_km_max.unwrap();
    let just_over = near.plus("0.1".parse().unwrap()).unwrap().to_string();
    let by_way = |kind: &str, key: &str| {
        let days = |km: &str| by_level(|level| workdays(limit(&line(level, km, kind), key)));
        json!({"near": days(&near.to_string()), "far": days(&just_over)})
    };
    let repair = |key: &str, told: fn(Option<Span>) -> Value| {
        by_level(|level| told(limit(&line(level, "1", "fault_interruption"), key)))
    };
    let terms = &own.terms;
    let report = |level: Level| match limit(&line(level, "1", "fault_interruption"), "fault_report")
    {
        None if terms.fault_report_on_request.contains(&level) => json!("on_request"),
        days => workdays(days),
    };
    let visits = |level: Level| terms.visits.get(&level).map(|kinds| kinds.join("+"));
    json!({
        "levels": own.levels.iter().map(|name| &name.key).collect::<Vec<_>>(),
        "zh": own.levels.iter().map(|name| &name.words[0]).collect::<Vec<_>>(),
        "near_km_max": number(&near.to_string()),
        "resource_confirm_workdays": by_way("survey", "resource_answer"),
        "opening_workdays": by_way("install", "opening"),
        "restore_hours_limit": repair("restore", hours),
        "restore_hours_target": repair("restore_target", hours),
        "travel_kmh": own.travel.unwrap().kmh,
        "travel_applies_over_km": own.travel.unwrap().over_km,
        "cable_break_extra_hours": hours(own.cable_cut_s.map(Span::S)),
        "cable_breaks_per_year_max": terms.cable_breaks_per_year_max,
        "progress_feedback_minutes": repair("progress_customer", minutes),
        "restored_verbal_minutes": repair("result_verbal", minutes),
        "written_report_workdays": by_level(report),
        "annual_outage_hours_max": by_level(|level| json!(terms.annual_outage_hours_max.get(&level))),
        "operation_report": by_level(|level| json!(terms.operation_report.get(&level))),
        "inspection": by_level(|level| json!(visits(level))),
    })
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn duty() -> Value {
    let own = profile("cu-duty");
    let facts = fault("cu-duty", "gold");
    let with_line = JobFacts {
        profiles: vec!["cu-duty".into(), "cm-transmission".into()],
        ..facts.clone()
    };
    let escalation = |key: &str| {
        let tells = own.clock(key).unwrap().tells.as_ref().unwrap();
        json!([minutes(limit(&facts, key)), tells.zh])
    };
    let target = own.clock("sign").unwrap().target_s.map(Span::S);
    json!({
        "sign_minutes": [minutes(target), minutes(limit(&facts, "sign"))],
        "contact_feedback_after_dispatch_minutes": minutes(limit(&facts, "contact")),
        "progress_every_minutes": minutes(limit(&facts, "progress")),
        "escalate": [escalation("escalate_1"), escalation("escalate_2")],
        "fault_report_workdays": workdays(limit(&facts, "fault_report")),
        "overtime_fault_report_workdays": workdays(limit(&with_line, "overtime_fault_report")),
    })
}

fn dispatch() -> Value {
    let own = profile("ct-dispatch");
    let facts = fault("ct-dispatch", "集团级");
    let restore = |service: &str, level: &str| {
        let facts = JobFacts {
            service: service.into(),
            ..fault("ct-dispatch", level)
        };
        limit(&facts, "restore")
    };
    let levels: Vec<&str> = own
        .levels
        .iter()
        .map(|name| name.title.zh.as_str())
        .collect();
    let mut limits = Map::new();
    for service in ["虚拟网(Centrex)", "NGN虚拟网", "企业彩铃"] {
        let row: Vec<Value> = levels[..5]
            .iter()
            .map(|level| hours(restore(service, level)))
            .collect();
        limits.insert(service.to_owned(), json!(row));
    }
    for service in ["800", "4008"] {
        let by_class = levels[5..]
            .iter()
            .map(|level| ((*level).to_owned(), hours(restore(service, level))));
        limits.insert(service.to_owned(), by_class.collect::<Map<_, _>>().into());
    }
    let applications = "销售管家/物流E通/警务E通/工商E通/烟草E通";
    let ClockLimit::ByService(rows) = &own.clock("restore").unwrap().limit else {
        panic!("by service");
    };
    let key = &own.service_named(applications).unwrap().key;
    let row = rows.iter().find(|row| row.services.contains(key)).unwrap();
    limits.insert(
        applications.to_owned(),
        json!({"feedback_workdays": row.feedback_workdays, "close_workdays": workdays(restore(applications, "集团级"))}),
    );
    json!({
        "levels": levels,
        "dispatch_minutes": minutes(limit(&facts, "dispatch")),
        "accept_minutes": minutes(limit(&facts, "accept")),
        "restore_confirm_minutes": minutes(limit(&facts, "recovery_confirm")),
        "limits": limits,
    })
}

fn after(kind: &str, profile: &str) -> JobFacts {
    JobFacts {
        kinds: vec![kind.into()],
        profiles: vec![profile.into()],
        ..JobFacts::default()
    }
}

fn acceptance() -> Value {
    let month = profile("cm-acceptance").terms.monthly_acceptance.unwrap();
    json!({
        "list_issue_day_of_month": month.list_day,
        "paper_upload_day_of_month": month.upload_day,
        "copies": month.copies,
        "rectify_workdays": workdays(limit(&after("rectification", "cm-acceptance"), "rectification")),
    })
}

fn anhui() -> Value {
    let reply = |resource_case: ResourceCase, points: u32| {
        let facts = JobFacts {
            resource_case: Some(resource_case),
            points: Some(points),
            ..after("survey", "cm-anhui")
        };
        workdays(limit(&facts, "resource_answer"))
    };
    let by_points =
        |case: ResourceCase| json!({"1_point": reply(case, 1), "2plus_points": reply(case, 2)});
    let opened = |key: &str| workdays(limit(&after("install", "cm-anhui"), key));
    json!({
        "solution_template_workdays": profile("cm-anhui").terms.solution_template_workdays,
        "resource_reply_workdays": {
            "existing": reply(ResourceCase::Existing, 1),
            "core_missing": reply(ResourceCase::CoreMissing, 1),
            "end_by_maintenance_optimisation": by_points(ResourceCase::ByOptimisation),
            "access_build_needed": by_points(ResourceCase::Build),
        },
        "resource_status_handover_workdays": opened("resource_handover"),
        "resource_status_update_workdays": opened("resource_update"),
        "acceptance_workdays_after_opening": opened("acceptance"),
    })
}
