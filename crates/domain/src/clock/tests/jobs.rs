//! Clocks of a job as its events make it.

use uuid::Uuid;

use super::*;
use crate::event::{OccurredAt, Precision};
use crate::ids::{EventId, JobId, PersonId};
use crate::job::{Current, Extension, ExtensionRequest, Field, JobState, Moment, Said, Suspension};
use crate::reduce::reduce;
use crate::registry::plan::Plan;
use crate::registry::trade::{
    CauseDetermined, ExtensionRequested, ProgressReported, ResourceAnswered, SuspendApproved,
    SuspendEnded, SuspendProposed,
};

const EVENT: EventId = EventId(Uuid::nil());
const NOW: &str = "2026-11-27T12:00:00+08:00";

fn occurred(moment: &str) -> OccurredAt {
    OccurredAt {
        at: at(moment),
        precision: Precision::Minute,
    }
}

fn said<T>(value: T, moment: &str) -> Said<T> {
    Said {
        value,
        event: EVENT,
        at: occurred(moment),
        person: PersonId(Uuid::nil()),
    }
}

fn plan(kind: &str, profiles: &[&str]) -> Plan {
    let contact = serde_json::json!({ "name": "王雅婷", "title": "经理", "phone": "" });
    let site = serde_json::json!({ "name": "机房", "address": "" });
    let plan = serde_json::json!({
        "rev": 1, "order_no": "1", "kind": kind, "service": "sdh", "level": "gold",
        "circuit_no": "", "circuit_name": "", "rate_mbps": "100", "profiles": profiles,
        "catalogue": RULES.0.hash, "office_role": "leading",
        "customer": { "name": "某公司", "address": "", "contact": contact },
        "manager": contact, "a_site": site, "z_site": site, "distance_km": "12",
        "order_received_at": ORDERED,
        "assignee": {
            "person": Uuid::nil(), "name": "", "title": "", "phone": "", "company": "",
        },
    });
    serde_json::from_value(plan).unwrap()
}

/// A job with moments of these kinds.
fn job(kind: &str, profiles: &[&str], moments: &[(&str, &str)]) -> JobState {
    let mut job = reduce(JobId(Uuid::nil()), &[]);
    job.plan = Some(Current {
        value: plan(kind, profiles),
        event: EVENT,
    });
    job.moments = moments
        .iter()
        .map(|(kind, moment)| Moment {
            kind: (*kind).into(),
            at: occurred(moment),
            event: EVENT,
        })
        .collect();
    job
}

fn of(job: &JobState) -> Vec<Clock> {
    let (catalogue, calendar) = &*RULES;
    clocks_of_job(job, catalogue, calendar, at(NOW))
}

#[test]
fn an_extension_for_another_reason_than_the_customers_moves_nothing() {
    let mut job = job("install", &["cm-transmission", "cu-duty"], &[]);
    let mut approve = |reason: &str| {
        job.extensions.push(Extension {
            new_due: day("2026-12-03"),
            reason: reason.into(),
            approved_at: at("2026-11-25T10:00:00+08:00"),
            event: EVENT,
        });
        one(&of(&job), "opening").due_day
    };
    assert_eq!(approve("construction"), Some(day("2026-11-25")));
    assert_eq!(approve("customer"), Some(day("2026-12-03")));
    let computed = at("2026-11-26T00:00:00+08:00");
    let due = |moment: &str| due_before(&job, computed, at(moment));
    assert_eq!(
        due("2026-11-25T10:00:00+08:00"),
        computed,
        "not before itself"
    );
    assert_eq!(
        due("2026-11-25T10:00:01+08:00"),
        at("2026-12-04T00:00:00+08:00")
    );
}

#[test]
fn each_request_of_a_job_has_its_clock() {
    let mut job = job("install", &["cm-transmission", "cu-duty"], &[]);
    for moment in ["2026-11-25T10:00:00+08:00", "2026-11-26T10:00:00+08:00"] {
        let asked = ExtensionRequested {
            new_due: day("2026-12-03"),
            reason: "customer".into(),
            text: "机房装修".into(),
            consent: None,
            evidence: None,
        };
        job.trade.extension_requests.push(ExtensionRequest {
            request: said(asked, moment),
            rejection: None,
        });
    }
    let states: Vec<ClockState> = of(&job)
        .iter()
        .filter(|clock| clock.clock == "extension")
        .map(|clock| clock.state)
        .collect();
    assert_eq!(states, [ClockState::Met, ClockState::Breached]);
}

const FAULT: [(&str, &str); 2] = [
    ("fault.received", "2026-11-27T08:00:00+08:00"),
    ("fault.signed", "2026-11-27T08:05:00+08:00"),
];

#[test]
fn a_suspension_of_a_job_stops_its_clocks_from_its_proposal_at_the_earliest() {
    let mut job = job("fault_interruption", &["cm-transmission"], &FAULT);
    let proposed = SuspendProposed {
        reason: "S01".into(),
        text: "停电".into(),
        consent: Some("王雅婷".into()),
        planned_resume: None,
        evidence: None,
    };
    let granted = SuspendApproved {
        proposal: Some(EVENT),
        reason: "S01".into(),
        effective_from: Some(at("2026-11-27T08:00:00+08:00")),
        until: None,
    };
    job.trade.suspensions.push(Suspension {
        proposal: Some(said(proposed, "2026-11-27T08:30:00+08:00")),
        approval: Some(said(granted, "2026-11-27T09:00:00+08:00")),
        rejection: None,
    });
    let clocks = of(&job);
    let restore = one(&clocks, "restore");
    assert_eq!(
        (restore.state, restore.paused_s),
        (ClockState::Paused, 210 * 60)
    );
    let ended = SuspendEnded { text: None };
    job.trade
        .suspension_ends
        .push(said(ended, "2026-11-27T11:30:00+08:00"));
    let clocks = of(&job);
    let restore = one(&clocks, "restore");
    assert_eq!(
        (restore.state, restore.paused_s),
        (ClockState::Running, 180 * 60)
    );
    assert_eq!(restore.due, at("2026-11-27T14:00:00+08:00"));
}

#[test]
fn a_suspension_ends_when_its_proposal_planned_it_to_where_the_approval_says_nothing() {
    let mut job = job("fault_interruption", &["cm-transmission"], &FAULT);
    let resumes = "2026-11-27T10:00:00+08:00";
    let proposed = SuspendProposed {
        reason: "S01".into(),
        text: "停电".into(),
        consent: Some("王雅婷".into()),
        planned_resume: Some(at(resumes)),
        evidence: None,
    };
    let granted = SuspendApproved {
        proposal: Some(EVENT),
        reason: "S01".into(),
        effective_from: None,
        until: None,
    };
    job.trade.suspensions.push(Suspension {
        proposal: Some(said(proposed, "2026-11-27T08:30:00+08:00")),
        approval: Some(said(granted, "2026-11-27T09:00:00+08:00")),
        rejection: None,
    });
    assert_eq!(one(&of(&job), "restore").paused_s, 60 * 60);
    let (from, to) = held(&job.trade.suspensions[0], &job, &RULES.0).unwrap();
    assert_eq!(
        (from, to),
        (at("2026-11-27T09:00:00+08:00"), Some(at(resumes)))
    );
}

#[test]
fn a_proposal_without_an_answer_stops_nothing() {
    let mut job = job("fault_interruption", &["cm-transmission"], &FAULT);
    let proposed = SuspendProposed {
        reason: "S01".into(),
        text: "停电".into(),
        consent: None,
        planned_resume: None,
        evidence: None,
    };
    job.trade.suspensions.push(Suspension {
        proposal: Some(said(proposed, "2026-11-27T08:30:00+08:00")),
        ..Suspension::default()
    });
    assert_eq!(one(&of(&job), "restore").paused_s, 0);
}

#[test]
fn every_progress_entry_of_a_job_sets_the_clocks_anew_that_it_is_for() {
    let mut moments = FAULT.to_vec();
    let reported = "2026-11-27T11:50:00+08:00";
    moments.push(("progress.reported", reported));
    let mut job = job("fault_assist", &["cm-transmission", "cu-duty"], &moments);
    let entry = ProgressReported {
        text: "正在测光".into(),
        told_customer: false,
    };
    job.trade.progress.push(said(entry, reported));
    let clocks = of(&job);
    let next_due = |key: &str| one(&clocks, key).next_due;
    assert_eq!(next_due("progress"), Some(at("2026-11-27T12:20:00+08:00")));
    assert_eq!(
        one(&clocks, "progress_customer").due,
        at("2026-11-27T08:30:00+08:00")
    );
}

#[test]
fn the_answer_to_a_resource_check_tells_its_case_where_the_plan_does_not() {
    let mut job = job("survey", &["cm-anhui"], &[]);
    job.plan.as_mut().unwrap().value.details.points = Some(2);
    assert_eq!(
        one(&of(&job), "resource_answer").limit,
        Some(Span::Workdays(2))
    );
    let answered = ResourceAnswered {
        result: "build".into(),
        text: "要放光缆".into(),
        ready_on: None,
    };
    let value = Current {
        value: answered,
        event: EVENT,
    };
    job.trade.resource_answer = Some(Field {
        values: vec![value],
    });
    assert_eq!(
        one(&of(&job), "resource_answer").limit,
        Some(Span::Workdays(5))
    );
    job.plan.as_mut().unwrap().value.details.resource_case = Some("core_missing".into());
    assert_eq!(
        one(&of(&job), "resource_answer").limit,
        Some(Span::Workdays(3))
    );
}

#[test]
fn a_cut_cable_found_as_the_cause_lengthens_the_repair() {
    let mut job = job("fault_interruption", &["cm-transmission"], &FAULT);
    let mut due_for = |cause: &str| {
        let found = CauseDetermined {
            cause: cause.into(),
            side: "third_party".into(),
            action: "熔接".into(),
            text: None,
            confirmed_by: None,
        };
        let value = Current {
            value: found,
            event: EVENT,
        };
        job.trade.cause = Some(Field {
            values: vec![value],
        });
        one(&of(&job), "restore").due
    };
    assert_eq!(due_for("C-OPT-04"), at("2026-11-27T11:00:00+08:00"));
    assert_eq!(due_for("C-OPT-01"), at("2026-11-27T14:00:00+08:00"));
}

#[test]
fn a_job_without_a_plan_has_no_clocks() {
    assert!(of(&reduce(JobId(Uuid::nil()), &[])).is_empty());
}
