//! Every job kind can be walked from its first step to its last: an engineer who gives every must, and nothing else,
//! closes each step in turn and reports complete.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod bad_order;
mod deeds;
mod engineer;
mod values;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use lineproof_domain::catalogue::{Catalogue, JobKind, Level, shipped};
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Flag, JobStatus};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::AcceptanceSigned;
use lineproof_domain::registry::plan::OfficeRole;
use lineproof_domain::registry::trade::{
    CustomerContacted, InspectionFailed, Rectified, ResourceHandedOver, ResourceUpdated,
};
use lineproof_domain::rules::{StepState, current_step, overview, state_reached};

use engineer::Engineer;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::load(&shipped::bundle()).unwrap_or_else(|errors| panic!("{errors}"))
});

/// Which of the answers to choose from he gives: the first, the second, and so on, where there are so many.
const TASTES: [usize; 3] = [0, 1, 2];

const ROLES: [OfficeRole; 2] = [OfficeRole::Leading, OfficeRole::Cooperating];

fn walk(kind: &str, service: &str, level: Level, role: OfficeRole, taste: usize) -> Engineer {
    let mut engineer = Engineer::given(kind, service, level, role, taste);
    engineer.finishes();
    let state = engineer.state();
    assert_eq!(state.status, JobStatus::Completed, "{kind}");
    assert_eq!(
        current_step(&state, &CATALOGUE),
        None,
        "{kind}: all steps are closed"
    );
    let steps = overview(&state, &CATALOGUE, engineer::now());
    let open: Vec<&str> = steps
        .iter()
        .filter(|status| status.state != StepState::Closed || status.count().musts > 0)
        .map(|status| status.step.key.as_str())
        .collect();
    assert!(open.is_empty(), "{kind}: {open:?}");
    assert_eq!(state.flags, BTreeSet::<Flag>::new(), "{kind}");
    engineer
}

#[test]
fn every_kind_of_the_trade_is_there() {
    let keys: BTreeSet<&str> = CATALOGUE
        .job_kinds
        .iter()
        .map(|kind| kind.key.as_str())
        .collect();
    let wanted = BTreeSet::from([
        "survey",
        "install",
        "adjust_config",
        "adjust_move",
        "stop_temporary",
        "stop_permanent",
        "inspection",
        "health_check",
        "fault_assist",
        "fault_interruption",
        "cutover",
        "assurance",
        "acceptance",
        "rectification",
    ]);
    assert_eq!(keys, wanted);
}

#[test]
fn every_kind_can_be_completed_at_every_level_in_both_roles() {
    for kind in &CATALOGUE.job_kinds {
        for level in Level::ALL {
            for role in ROLES {
                walk(&kind.key, "internet", level, role, 0);
            }
        }
    }
}

#[test]
fn every_kind_can_be_completed_whatever_is_answered() {
    let walks = CATALOGUE.job_kinds.len() * ROLES.len() * TASTES.len();
    assert_eq!(WALKED.len(), walks);
}

#[test]
fn every_service_can_be_opened_mended_and_accepted() {
    for service in &CATALOGUE.services {
        for kind in [
            "install",
            "fault_interruption",
            "acceptance",
            "health_check",
            "cutover",
        ] {
            walk(kind, &service.key, Level::Gold, OfficeRole::Leading, 0);
        }
    }
}

/// Every kind walked by a gold circuit's engineers: kind and steps in order.
static WALKED: LazyLock<Vec<(&JobKind, Vec<String>)>> = LazyLock::new(|| {
    let mut walked = Vec::new();
    for kind in &CATALOGUE.job_kinds {
        for role in ROLES {
            for taste in TASTES {
                let engineer = walk(&kind.key, "internet", Level::Gold, role, taste);
                walked.push((kind, engineer.way().to_vec()));
            }
        }
    }
    walked
});

#[test]
fn every_step_of_every_kind_is_walked_by_somebody() {
    for kind in &CATALOGUE.job_kinds {
        for step in &kind.steps {
            let walks =
                |(of, way): &(&JobKind, Vec<String>)| of.key == kind.key && way.contains(&step.key);
            assert!(
                WALKED.iter().any(walks),
                "{}: nobody walks {}",
                kind.key,
                step.key
            );
        }
    }
}

#[test]
fn steps_lead_on_to_the_next_one_walked() {
    for (kind, way) in WALKED.iter() {
        for pair in way.windows(2) {
            let step = kind.step(&pair[0]).unwrap();
            assert!(step.next.contains(&pair[1]), "{}: {pair:?}", kind.key);
        }
    }
}

#[test]
fn states_are_reached_in_the_order_they_name() {
    for (kind, way) in WALKED.iter() {
        let first = kind.states[0].key.as_str();
        let reached = way
            .iter()
            .filter_map(|step| kind.step(step)?.reaches.as_deref());
        let states: Vec<&str> = std::iter::once(first).chain(reached).collect();
        for pair in states.windows(2) {
            assert!(leads(kind, pair[0], pair[1]), "{}: {pair:?}", kind.key);
        }
        let find = |key: &str| kind.states.iter().find(|state| state.key == key).unwrap();
        let last = find(states[states.len() - 1]);
        let waits = |key: &String| find(key).once.is_some();
        assert!(
            last.next.iter().all(waits),
            "{}: no step is left after the last one",
            kind.key
        );
    }
}

#[test]
fn a_job_reported_complete_goes_on_by_what_headquarters_records_until_no_clock_runs() {
    let reached = |engineer: &Engineer| {
        let state = state_reached(&engineer.state(), &CATALOGUE, engineer::now());
        state.unwrap().key.clone()
    };
    let failed = |point: &str| {
        Body::InspectionFailed(InspectionFailed {
            points: vec![point.to_owned()],
            text: None,
        })
    };
    let completed = |kind: &str| walk(kind, "internet", Level::Gold, OfficeRole::Leading, 0);
    assert_eq!(
        reached(&completed("inspection")),
        "closed",
        "nothing is waited for"
    );

    let mut opened = completed("install");
    assert_eq!(reached(&opened), "reported_complete");
    opened.hears(Body::ResourceHandedOver(ResourceHandedOver { text: None }));
    opened.hears(Body::ResourceUpdated(ResourceUpdated { text: None }));
    assert_eq!(
        reached(&opened),
        "resource_updated",
        "its acceptance is still due"
    );
    opened.hears(failed("标签缺一张"));
    opened.writes(Body::AcceptanceSigned(AcceptanceSigned {
        document: EventId(uuid::Uuid::nil()),
    }));
    assert_eq!(
        reached(&opened),
        "accepted_by_customer",
        "a failed point is still to be mended"
    );
    opened.hears(Body::Rectified(Rectified { text: None }));
    assert_eq!(reached(&opened), "closed");

    opened.hears(failed("又少一张"));
    assert_eq!(reached(&opened), "accepted_by_customer");

    let mut asked = completed("fault_interruption");
    assert_eq!(
        reached(&asked),
        "reported_complete",
        "nobody asked the customer again"
    );
    asked.hears(Body::CustomerContacted(CustomerContacted {
        reached: true,
        person: None,
        text: None,
    }));
    assert_eq!(reached(&asked), "closed");

    let mut stopped = completed("stop_permanent");
    assert_eq!(reached(&stopped), "reported_complete");
    stopped.hears(Body::ResourceUpdated(ResourceUpdated { text: None }));
    assert_eq!(reached(&stopped), "closed");

    let mut checked = completed("acceptance");
    assert_eq!(reached(&checked), "closed");
    checked.hears(failed("没贴标签"));
    assert_eq!(reached(&checked), "failed_check");
    checked.hears(Body::Rectified(Rectified { text: None }));
    assert_eq!(reached(&checked), "closed");
    checked.hears(failed("还是没贴"));
    assert_eq!(reached(&checked), "failed_check", "mending came before");

    let mut mended = completed("rectification");
    mended.hears(failed("还是缺"));
    assert_eq!(reached(&mended), "failed_again");
}

/// Whether a state comes after another, straight or through states that this job passes over.
fn leads(kind: &JobKind, from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(state) = open.pop() {
        if seen.insert(state) {
            let state = kind
                .states
                .iter()
                .find(|candidate| candidate.key == state)
                .unwrap();
            if state.next.iter().any(|next| next == to) {
                return true;
            }
            open.extend(state.next.iter().map(String::as_str));
        }
    }
    false
}
