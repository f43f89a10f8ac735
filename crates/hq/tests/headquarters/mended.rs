//! What supervisors may make up for later, and what can no longer be mended.

use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{CircuitOpened, JobCompleted};
use lineproof_domain::registry::trade::SuspendProposed;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{Desk, clock, dispatched};
use crate::support::{Browser, Device, Office, code};

#[tokio::test]
async fn headquarters_can_write_down_a_hand_over_of_resources_once_the_circuit_is_in_use() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "adjust_config", "K-4").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let hand_over = json!({ "kind": "resource.handed_over", "text": null });
    assert_eq!(desk.refused(hand_over.clone()).await.0, 409);
    alice.write(Some(job), Body::CircuitOpened(CircuitOpened {}));
    alice.push().await;
    let summary = desk.allowed(hand_over.clone()).await;
    assert!(clock(&summary, "resource_handover")["metAt"].is_string());
    assert_eq!(clock(&summary, "resource_update")["metAt"], Value::Null);
    assert_eq!(desk.refused(hand_over).await.0, 409, "handed over already");
}

#[tokio::test]
async fn a_stop_passes_its_resources_on_once_it_is_reported_complete_and_an_inspection_has_none() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let stop = dispatched(&office, &browser, "stop_permanent", "T-4").await;
    let inspection = dispatched(&office, &browser, "inspection", "X-4").await;
    let [of_stop, of_inspection] = [stop, inspection].map(|job| Desk {
        browser: &browser,
        job,
    });
    let hand_over = json!({ "kind": "resource.handed_over", "text": null });
    assert_eq!(of_stop.refused(hand_over.clone()).await.0, 409);
    for job in [stop, inspection] {
        let completed = JobCompleted {
            documents: Vec::new(),
        };
        alice.write(Some(job), Body::JobCompleted(completed));
    }
    alice.push().await;
    assert_eq!(of_inspection.refused(hand_over.clone()).await.0, 409);
    of_stop.allowed(hand_over).await;
    let update = json!({ "kind": "resource.updated", "text": null });
    let summary = of_stop.allowed(update).await;
    assert_eq!(summary["row"]["whereNow"]["state"]["zh"], "资源已更新");
}

#[tokio::test]
async fn the_days_of_a_rectification_run_from_its_order() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "rectification", "Z-1").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let summary = desk.summary().await;
    assert_eq!(clock(&summary, "rectification")["metAt"], Value::Null);
    assert!(
        summary["row"]["clock"]["clock"] == "rectification",
        "{:#}",
        summary["row"]
    );
}

#[tokio::test]
async fn a_fault_dispatched_without_a_word_of_its_signing_was_signed_for_by_then() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "fault_assist", "G-8").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let summary = desk.summary().await;
    assert!(clock(&summary, "sign")["metAt"].is_string());
    assert_eq!(clock(&summary, "progress")["metAt"], Value::Null);
    let again = json!({ "kind": "fault.signed" });
    assert_eq!(desk.refused(again).await.0, 409, "signed for already");
}

#[tokio::test]
async fn a_stop_begins_no_earlier_than_its_proposal_and_without_one_no_earlier_than_now() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "fault_interruption", "G-9").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let ago =
        |minutes: i64| (chrono::Utc::now() - chrono::TimeDelta::minutes(minutes)).to_rfc3339();
    let stop = |proposal: Option<Uuid>, from: Option<String>| {
        json!({ "kind": "suspend.approved", "proposal": proposal, "reason": "S01",
            "from": from, "until": null })
    };
    let invalid = (422, "invalid".to_owned());
    assert_eq!(desk.refused(stop(None, Some(ago(19)))).await, invalid);
    let written_back = json!({ "id": Uuid::now_v7(), "at": ago(19), "act": stop(None, None) });
    let path = format!("/api/jobs/{job}/acts");
    assert_eq!(
        code(browser.post(&path, &written_back).await).await,
        invalid
    );
    let proposal = alice.write(
        Some(job),
        Body::SuspendProposed(SuspendProposed {
            reason: "S01".to_owned(),
            text: "停电".to_owned(),
            consent: Some("梁工".to_owned()),
            planned_resume: None,
            evidence: None,
        }),
    );
    alice.push().await;
    let early = stop(Some(proposal.0), Some(ago(60 * 24 * 365)));
    assert_eq!(desk.refused(early).await, invalid);
    desk.allowed(stop(Some(proposal.0), None)).await;
}

#[tokio::test]
async fn an_extension_moves_a_date_on_and_never_back_and_not_once_the_circuit_is_in_use() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "install", "K-5").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let today = chrono::Utc::now().date_naive();
    let extend = |days: u64| {
        let day = today + chrono::Days::new(days);
        json!({ "kind": "extension.approved", "day": day, "reason": "customer" })
    };
    desk.allowed(extend(60)).await;
    for days in [0, 59, 60] {
        assert_eq!(
            desk.refused(extend(days)).await,
            (422, "invalid".to_owned())
        );
    }
    desk.allowed(extend(61)).await;
    alice.write(Some(job), Body::CircuitOpened(CircuitOpened {}));
    alice.push().await;
    assert_eq!(desk.refused(extend(90)).await.0, 409);
}
