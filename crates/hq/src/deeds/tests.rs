use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Utc};
use lineproof_domain::catalogue::{Catalogue, shipped};
use lineproof_domain::event::{OccurredAt, Precision};
use lineproof_domain::ids::{EventId, JobId};
use lineproof_domain::job::{Current, JobState, JobStatus, Milestone, Moment};
use lineproof_domain::reduce::reduce;
use lineproof_domain::registry::{Origin, REGISTRY};
use uuid::Uuid;

use super::{KINDS, is_possible};

/// What headquarters writes when it gives a job out.
const AT_DISPATCH: [&str; 5] = [
    "order.received",
    "fault.received",
    "fault.signed",
    "fault.dispatched",
    "inspection.failed",
];

fn now() -> DateTime<FixedOffset> {
    Utc::now().fixed_offset()
}

/// A job of a kind in which something has just happened.
fn job_with(kind: &str, happened: &str, status: JobStatus) -> JobState {
    let contact = serde_json::json!({ "name": "", "title": "", "phone": "" });
    let site = serde_json::json!({ "name": "", "address": "" });
    let plan = serde_json::json!({
        "rev": 1, "order_no": "1", "kind": kind, "service": "sdh", "level": "gold",
        "circuit_no": "", "circuit_name": "", "rate_mbps": "100", "profiles": [],
        "catalogue": "0".repeat(64), "office_role": "leading",
        "customer": { "name": "", "address": "", "contact": contact },
        "manager": contact, "a_site": site, "z_site": site, "distance_km": "12",
        "order_received_at": now(),
        "assignee": {
            "person": Uuid::nil(), "name": "", "title": "", "phone": "", "company": "",
        },
    });
    let event = EventId(Uuid::nil());
    let at = OccurredAt {
        at: now(),
        precision: Precision::Minute,
    };
    let mut job = reduce(JobId(Uuid::nil()), &[]);
    job.status = status;
    job.plan = Some(Current {
        value: serde_json::from_value(plan).expect("a plan"),
        event,
    });
    job.moments.push(Moment {
        kind: happened.to_owned(),
        at,
        event,
    });
    let milestone = Milestone {
        occurred_at: at,
        event,
    };
    job.milestones.insert(happened.to_owned(), milestone);
    job
}

#[test]
fn headquarters_can_end_every_clock_that_waits_for_it_also_in_a_finished_job() {
    let catalogue = Catalogue::load(&shipped::bundle()).expect("the shipped catalogue");
    let ours = |event: &str| {
        let known = REGISTRY.iter().find(|entry| entry.kind == event);
        known.is_some_and(|entry| entry.writers.include(Origin::Headquarters))
    };
    let rules = catalogue
        .profiles
        .iter()
        .flat_map(|profile| &profile.clocks);
    let mut ends = BTreeSet::new();
    for rule in rules {
        for kind in &rule.jobs {
            ends.insert((kind.as_str(), rule.starts.as_str(), rule.ends.as_str()));
        }
        let is_written =
            KINDS.contains(&rule.starts.as_str()) || AT_DISPATCH.contains(&rule.starts.as_str());
        assert!(is_written || !ours(&rule.starts), "{}", rule.starts);
    }
    let judged = ends
        .iter()
        .filter(|(_, _, end)| ours(end) && *end != "fault.dispatched");
    let mut count = 0;
    for (kind, start, end) in judged {
        count += 1;
        assert!(KINDS.contains(end), "{end}");
        // Progress is told while there is work, and a ticket is signed for before it.
        let is_late = *end != "fault.signed" && *end != "progress.reported";
        let statuses: &[JobStatus] = if is_late {
            &[JobStatus::Opened, JobStatus::Completed]
        } else {
            &[JobStatus::Opened]
        };
        for status in statuses {
            let job = job_with(kind, start, *status);
            let possible = is_possible(end, &job, &catalogue, now());
            assert!(possible, "{kind}: {end} after {start}, {status:?}");
        }
    }
    assert!(count > 10, "{count}");
}
