//! Every kind of job can be dispatched, and every act of a supervisor is an event: allowed, refused, repeated.

use lineproof_domain::ids::JobId;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{CircuitOpened, JobAccepted};
use lineproof_domain::registry::trade::{
    CauseDetermined, ExtensionRequested, ResourceHandedOver, ServiceRestored, SuspendProposed,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::dispatch::{form, with_id};
use crate::support::{Browser, Device, Office, code};

const KINDS: [&str; 14] = [
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
];

/// A form of a kind with every profile that promises something for it.
pub(crate) fn of_kind(office: &Office, catalogue: &Value, kind: &str, order_no: &str) -> Value {
    let kinds = catalogue["kinds"].as_array().unwrap();
    let choice = kinds.iter().find(|choice| choice["id"] == kind).unwrap();
    let profiles: Vec<&Value> = choice["profiles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|profile| &profile["id"])
        .collect();
    let mut form = form(office, order_no);
    form["kind"] = json!(kind);
    form["profiles"] = json!(profiles);
    if choice["fault"] == true {
        let received = chrono::Utc::now() - chrono::TimeDelta::minutes(20);
        form["orderReceivedAt"] = json!(received.to_rfc3339());
    }
    form
}

pub(crate) async fn dispatched(
    office: &Office,
    browser: &Browser,
    kind: &str,
    order_no: &str,
) -> JobId {
    let catalogue = browser.get("/api/catalogue").await;
    let id = Uuid::now_v7();
    let asked = with_id(of_kind(office, &catalogue, kind, order_no), id);
    assert_eq!(
        browser.post("/api/jobs", &asked).await.status(),
        201,
        "{kind}"
    );
    JobId(id)
}

pub(crate) struct Desk<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) job: JobId,
}

impl Desk<'_> {
    pub(crate) async fn ask(&self, id: Uuid, act: &Value) -> reqwest::Response {
        let path = format!("/api/jobs/{}/acts", self.job);
        self.browser
            .post(&path, &json!({ "id": id, "act": act }))
            .await
    }

    pub(crate) async fn allowed(&self, act: Value) -> Value {
        let response = self.ask(Uuid::now_v7(), &act).await;
        let status = response.status();
        let answer: Value = response.json().await.unwrap();
        assert_eq!(status, 200, "{act}: {answer}");
        answer
    }

    pub(crate) async fn refused(&self, act: Value) -> (u16, String) {
        code(self.ask(Uuid::now_v7(), &act).await).await
    }

    pub(crate) async fn summary(&self) -> Value {
        self.browser
            .get(&format!("/api/jobs/{}/summary", self.job))
            .await
    }

    pub(crate) async fn kinds(&self) -> Vec<String> {
        let record = self.browser.get(&format!("/api/jobs/{}", self.job)).await;
        let entries = record["timeline"].as_array().unwrap();
        let kind = |entry: &Value| entry["kind"].as_str().unwrap().to_owned();
        entries.iter().map(kind).collect()
    }
}

pub(crate) fn clock<'a>(summary: &'a Value, key: &str) -> &'a Value {
    let clocks = summary["clocks"].as_array().unwrap();
    let found = clocks.iter().find(|clock| clock["clock"] == key);
    found.unwrap_or_else(|| panic!("{key}: {clocks:#?}"))
}

#[tokio::test]
async fn every_kind_of_job_is_dispatched_with_the_event_it_begins_with() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    for kind in KINDS {
        let job = dispatched(&office, &browser, kind, kind).await;
        let desk = Desk {
            browser: &browser,
            job,
        };
        let expected: &[&str] = if kind.starts_with("fault") {
            &[
                "fault.received",
                "fault.signed",
                "job.dispatched",
                "fault.dispatched",
            ]
        } else if kind == "rectification" {
            &["order.received", "inspection.failed", "job.dispatched"]
        } else {
            &["order.received", "job.dispatched"]
        };
        assert_eq!(desk.kinds().await, expected, "{kind}");
        let row = desk.summary().await["row"].clone();
        assert_eq!(row["kind"], kind);
        assert!(
            row["kindName"]["zh"]
                .as_str()
                .is_some_and(|name| name != kind)
        );
    }
    let list = browser.get("/api/jobs").await;
    assert_eq!(list["total"], KINDS.len());
}

#[tokio::test]
async fn a_fault_has_the_clocks_of_every_carrier_asked_for_and_the_strictest_leads() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let catalogue = browser.get("/api/catalogue").await;
    let now = chrono::Utc::now();
    let ago = |minutes: i64| (now - chrono::TimeDelta::minutes(minutes)).to_rfc3339();
    let id = Uuid::now_v7();
    let mut asked = with_id(
        of_kind(&office, &catalogue, "fault_interruption", "G-1"),
        id,
    );
    asked["orderReceivedAt"] = json!(ago(20));
    asked["distanceKm"] = json!("120");
    asked["details"] = json!({ "signedAt": ago(15), "symptomText": "全断，监控也黑了" });
    let question = json!({
        "kind": "fault_interruption", "service": "internet", "profiles": ["cm-transmission"],
        "level": "gold", "distanceKm": "120", "orderReceivedAt": ago(20)
    });
    let due: Value = browser
        .post("/api/due-date", &question)
        .await
        .json()
        .await
        .unwrap();
    assert!(due["due"]["seconds"].as_u64().unwrap() > 3 * 3600, "{due}");
    assert_eq!(browser.post("/api/jobs", &asked).await.status(), 201);
    let desk = Desk {
        browser: &browser,
        job: JobId(id),
    };
    let summary = desk.summary().await;
    let clocks = summary["clocks"].as_array().unwrap();
    let of = |key: &str| clocks.iter().find(|clock| clock["clock"] == key);
    for key in ["sign", "contact", "progress", "restore", "escalate_1"] {
        assert!(of(key).is_some(), "{key} runs");
    }
    assert!(of("sign").unwrap()["metAt"].is_string());
    let additions = of("restore").unwrap()["additions"].as_array().unwrap();
    assert!(
        additions[0]["reason"]["zh"]
            .as_str()
            .unwrap()
            .contains("路远")
    );
    let running: Vec<&str> = clocks
        .iter()
        .filter(|clock| clock["metAt"].is_null())
        .map(|clock| clock["dueAt"].as_str().unwrap())
        .collect();
    assert!(running.is_sorted(), "stricter first: {running:?}");
    assert!(summary["row"]["clocksRunning"].as_u64().unwrap() >= 4);
    asked["id"] = json!(Uuid::now_v7());
    asked["orderNo"] = json!("G-2");
    asked["details"]["signedAt"] = json!(ago(30));
    assert_eq!(
        code(browser.post("/api/jobs", &asked).await).await,
        (422, "invalid".to_owned()),
        "nobody signs before the fault is reported"
    );
}

#[tokio::test]
async fn a_proposed_stop_is_decided_once_and_ends_once() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "fault_interruption", "G-3").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let end = json!({ "kind": "suspend.ended", "text": "客户开门了" });
    assert_eq!(
        desk.refused(end.clone()).await,
        (409, "nothing-to-decide".to_owned()),
        "nothing is stopped"
    );
    let reasons = browser.get("/api/catalogue").await["suspendReasons"].clone();
    let reason = reasons.as_array().unwrap().iter().find(|reason| {
        reason["notGold"] == false && reason["stops"] == true && reason["maxHours"].is_null()
    });
    let reason = reason.map_or(json!("S01"), |reason| reason["id"].clone());
    let proposal = alice.write(
        Some(job),
        Body::SuspendProposed(SuspendProposed {
            reason: reason.as_str().unwrap().to_owned(),
            text: "机房锁着，客户明早来".to_owned(),
            consent: Some("梁工".to_owned()),
            planned_resume: None,
            evidence: None,
        }),
    );
    alice.push().await;
    let summary = desk.summary().await;
    assert_eq!(summary["decisions"][0]["kind"], "suspension");
    assert_eq!(summary["decisions"][0]["event"], json!(proposal.0));
    assert_eq!(summary["row"]["decisions"], 1);

    let approve = json!({ "kind": "suspend.approved", "proposal": proposal.0, "reason": reason,
        "from": null, "until": null });
    let backwards = json!({ "kind": "suspend.approved", "proposal": proposal.0, "reason": reason,
        "from": "2026-11-24T12:00:00+08:00", "until": "2026-11-24T11:00:00+08:00" });
    assert_eq!(desk.refused(backwards).await, (422, "invalid".to_owned()));
    let id = Uuid::now_v7();
    assert_eq!(desk.ask(id, &approve).await.status(), 200);
    assert_eq!(desk.ask(id, &approve).await.status(), 200, "sent twice");
    let approvals = desk.kinds().await;
    let approvals = approvals.iter().filter(|kind| *kind == "suspend.approved");
    assert_eq!(approvals.count(), 1, "written once");
    assert_eq!(
        desk.refused(
            json!({ "kind": "suspend.rejected", "proposal": proposal.0, "reason": "不行" })
        )
        .await,
        (409, "nothing-to-decide".to_owned())
    );
    let summary = desk.summary().await;
    assert_eq!(summary["decisions"], json!([]));
    let restore = summary["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| clock["clock"] == "restore")
        .unwrap();
    assert_eq!(restore["state"], "paused");
    assert!(restore["pauses"][0]["reason"]["zh"].is_string());
    desk.allowed(end.clone()).await;
    assert_eq!(desk.refused(end).await.0, 409, "it goes on already");
}

#[tokio::test]
async fn a_ticket_stops_no_longer_and_no_more_often_than_its_profiles_allow() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "fault_interruption", "G-4").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let stop = |until: Value| {
        json!({ "kind": "suspend.approved", "proposal": null, "reason": "S01", "from": null,
            "until": until })
    };
    let next_week = (chrono::Utc::now() + chrono::TimeDelta::hours(73)).to_rfc3339();
    let refused = desk.refused(stop(json!(next_week))).await;
    assert_eq!(refused, (422, "invalid".to_owned()), "72 h at most");
    for _ in 0..3 {
        desk.allowed(stop(Value::Null)).await;
        let summary = desk.summary().await;
        let clocks = summary["clocks"].as_array().unwrap();
        let restore = clocks.iter().find(|clock| clock["clock"] == "restore");
        let pauses = restore.unwrap()["pauses"].as_array().unwrap();
        let last = pauses.last().unwrap();
        let moment = |key: &str| chrono::DateTime::parse_from_rfc3339(last[key].as_str().unwrap());
        let lasts = moment("until").unwrap() - moment("from").unwrap();
        assert_eq!(lasts.num_hours(), 72, "it ends by itself");
        desk.allowed(json!({ "kind": "suspend.ended", "text": "客户来电了" }))
            .await;
    }
    let refused = desk.refused(stop(Value::Null)).await;
    assert_eq!(refused, (422, "invalid".to_owned()), "three times at most");
}

#[tokio::test]
async fn an_asked_extension_moves_the_date_when_it_is_the_customers_reason() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "install", "K-1").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let ask = |day: &str| {
        Body::ExtensionRequested(ExtensionRequested {
            new_due: day.parse().unwrap(),
            reason: "customer".to_owned(),
            text: "客户装修".to_owned(),
            consent: Some("梁工".to_owned()),
            evidence: None,
        })
    };
    let first = alice.write(Some(job), ask("2026-12-18"));
    alice.write(Some(job), ask("2026-12-25"));
    alice.push().await;
    assert_eq!(desk.summary().await["row"]["decisions"], 2);
    let reject = json!({ "kind": "extension.rejected", "request": first.0, "reason": "日子太远" });
    desk.allowed(reject.clone()).await;
    assert_eq!(desk.refused(reject).await.0, 409, "answered already");
    let summary = desk
        .allowed(json!({ "kind": "extension.approved", "day": "2026-12-25", "reason": "customer" }))
        .await;
    assert_eq!(summary["row"]["decisions"], 0);
    let opening = summary["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| clock["clock"] == "opening")
        .unwrap();
    assert_eq!(opening["extended"], true);
    assert!(
        opening["dueAt"]
            .as_str()
            .unwrap()
            .starts_with("2026-12-26T00:00")
    );
}

#[tokio::test]
async fn calls_progress_recovery_and_results_are_written_in_their_time() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "fault_interruption", "G-4").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let call =
        json!({ "kind": "customer.contacted", "reached": false, "person": null, "text": "占线" });
    desk.allowed(call).await;
    let progress = json!({ "kind": "progress.reported", "text": "到局端，收光正常", "told": true });
    desk.allowed(progress).await;
    let empty = json!({ "kind": "progress.reported", "text": " ", "told": true });
    assert_eq!(desk.refused(empty).await, (422, "invalid".to_owned()));
    let confirm = json!({ "kind": "recovery.confirmed", "person": "梁工", "text": null });
    let told = json!({ "kind": "result.told", "person": "梁工", "text": "光缆修好" });
    assert_eq!(desk.refused(confirm.clone()).await.0, 409, "not restored");
    assert_eq!(desk.refused(told.clone()).await.0, 409, "not restored");
    alice.write(Some(job), Body::ServiceRestored(ServiceRestored {}));
    alice.push().await;
    let acts = desk.summary().await["acts"].clone();
    assert!(
        acts.as_array()
            .unwrap()
            .contains(&json!("recovery.confirmed"))
    );
    desk.allowed(confirm.clone()).await;
    assert_eq!(desk.refused(confirm).await.0, 409, "confirmed already");
    desk.allowed(told).await;
    let late = browser
        .post(
            &format!("/api/jobs/{job}/acts"),
            &json!({ "id": Uuid::now_v7(), "at": "2099-01-01T00:00:00+08:00",
                "act": { "kind": "result.told", "person": null, "text": null } }),
        )
        .await;
    assert_eq!(
        code(late).await,
        (422, "invalid".to_owned()),
        "in the future"
    );
}

#[tokio::test]
async fn resources_are_updated_after_their_hand_over_and_failed_points_start_the_rectification() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "install", "K-2").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let update = json!({ "kind": "resource.updated", "text": null });
    assert_eq!(desk.refused(update.clone()).await.0, 409);
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    alice.write(Some(job), Body::CircuitOpened(CircuitOpened {}));
    let handed_over = ResourceHandedOver { text: None };
    alice.write(Some(job), Body::ResourceHandedOver(handed_over));
    alice.push().await;
    desk.allowed(update.clone()).await;
    assert_eq!(desk.refused(update).await.0, 409, "updated already");
    let none = json!({ "kind": "inspection.failed", "points": [], "text": null });
    assert_eq!(desk.refused(none).await, (422, "invalid".to_owned()));
    let failed =
        json!({ "kind": "inspection.failed", "points": ["标签不对", "尾纤没盘好"], "text": null });
    let mended = json!({ "kind": "rectified", "text": "标签重贴" });
    assert_eq!(desk.refused(mended.clone()).await.0, 409, "nothing failed");
    let summary = desk.allowed(failed).await;
    assert_eq!(clock(&summary, "rectification")["metAt"], Value::Null);
    let summary = desk.allowed(mended).await;
    assert!(clock(&summary, "rectification")["metAt"].is_string());
}

#[tokio::test]
async fn a_document_that_says_what_the_record_says_cannot_be_overridden() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let job = dispatched(&office, &browser, "install", "K-3").await;
    let desk = Desk {
        browser: &browser,
        job,
    };
    let act =
        json!({ "kind": "document.overridden", "document": Uuid::now_v7(), "reason": "照用" });
    assert_eq!(
        desk.refused(act).await,
        (409, "nothing-to-decide".to_owned())
    );
    let cancelled = browser
        .post(
            &format!("/api/jobs/{job}/cancel"),
            &json!({ "reason": "退单" }),
        )
        .await;
    assert_eq!(cancelled.status(), 200);
    let call =
        json!({ "kind": "customer.contacted", "reached": true, "person": null, "text": null });
    assert_eq!(desk.refused(call).await, (409, "job-closed".to_owned()));
}

#[tokio::test]
async fn the_same_circuit_with_the_same_cause_is_a_repeated_fault_and_another_cause_is_not() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let mut jobs = Vec::new();
    for (order_no, cause) in [
        ("G-5", "C-EQP-06"),
        ("G-6", "C-CFG-01"),
        ("G-7", "C-EQP-06"),
    ] {
        let job = dispatched(&office, &browser, "fault_interruption", order_no).await;
        let determined = CauseDetermined {
            cause: cause.to_owned(),
            side: "carrier".to_owned(),
            action: "拧紧".to_owned(),
            text: None,
            confirmed_by: None,
        };
        alice.write(Some(job), Body::CauseDetermined(determined));
        jobs.push(job);
    }
    alice.push().await;
    let mut found = Vec::new();
    for job in jobs {
        let summary = browser.get(&format!("/api/jobs/{job}/summary")).await;
        let flags = summary["flags"].as_array().unwrap();
        let repeated = flags.iter().find(|flag| flag["kind"] == "repeatedFault");
        found.push(repeated.map(|flag| flag["note"].as_str().unwrap().to_owned()));
    }
    assert_eq!(found, [None, None, Some("G-5".to_owned())]);
}
