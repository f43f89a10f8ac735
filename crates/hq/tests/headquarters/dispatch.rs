use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Browser, Device, Office, code};

pub fn form(office: &Office, order_no: &str) -> Value {
    json!({
        "kind": "install",
        "service": "internet",
        "orderNo": order_no,
        "orderReceivedAt": "2026-11-16T09:00:00+08:00",
        "level": "gold",
        "profiles": ["cm-transmission"],
        "officeRole": "leading",
        "customer": {
            "name": "空港物流有限公司", "address": "天津市东丽区",
            "contact": { "name": "梁工", "title": "", "phone": "022-1234 5678" }
        },
        "manager": { "name": "顾经理", "title": "", "phone": "+86 138 0000 0000" },
        "aSite": { "name": "东丽局", "address": "天津市东丽区" },
        "zSite": { "name": "客户机房", "address": "天津市东丽区" },
        "distanceKm": "12.5",
        "circuitNo": "津东丽 1120-018",
        "circuitName": "互联网专线",
        "rateMbps": "200",
        "appointment": null,
        "promisedOn": "2026-11-27",
        "assignee": office.alice.0,
        "remark": null
    })
}

pub fn with_id(mut form: Value, id: Uuid) -> Value {
    form["id"] = json!(id);
    form
}

#[tokio::test]
async fn a_dispatch_computes_the_due_date_lists_the_job_and_may_be_repeated() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let id = Uuid::now_v7();
    let asked = with_id(form(&office, "T-1"), id);
    assert_eq!(browser.post("/api/jobs", &asked).await.status(), 201);
    assert_eq!(
        browser.post("/api/jobs", &asked).await.status(),
        201,
        "sent twice"
    );
    let other = with_id(form(&office, "T-1"), Uuid::now_v7());
    let taken = browser.post("/api/jobs", &other).await;
    assert_eq!(taken.status(), 409);
    let taken: Value = taken.json().await.unwrap();
    assert_eq!(
        (&taken["code"], &taken["job"]),
        (&json!("order-no-taken"), &json!(id))
    );

    let list = browser.get("/api/jobs").await;
    assert_eq!(list["total"], 1);
    let row = &list["jobs"][0];
    assert_eq!(row["orderNo"], "T-1");
    assert_eq!(row["assignee"]["name"], "许曼");
    assert_eq!(row["device"]["name"], "FIELD-07");
    let question = json!({
        "kind": "install", "service": "internet", "profiles": ["cm-transmission"], "level": "gold", "distanceKm": "12.5",
        "orderReceivedAt": "2026-11-16T09:00:00+08:00"
    });
    let due = browser.post("/api/due-date", &question).await;
    assert_eq!(due.status(), 200);
    let due: Value = due.json().await.unwrap();
    let summary = browser.get(&format!("/api/jobs/{id}/summary")).await;
    assert_eq!(summary["plan"]["computedDueAt"], due["due"]["dueAt"]);
    assert!(
        summary["clocks"]
            .as_array()
            .unwrap()
            .iter()
            .any(|clock| clock["clock"] == "promised")
    );
    assert_eq!(summary["plan"]["sample"], true);
    assert!(!summary["missing"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_job_carries_the_hotline_that_was_set_when_it_was_dispatched_and_keeps_it_when_amended() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let dispatch = async |order_no: &str| {
        let id = Uuid::now_v7();
        let asked = with_id(form(&office, order_no), id);
        assert_eq!(browser.post("/api/jobs", &asked).await.status(), 201);
        id
    };
    let hotline = async |id: Uuid| {
        let summary = browser.get(&format!("/api/jobs/{id}/summary")).await;
        summary["plan"]["hotline"].clone()
    };
    let before = dispatch("H-1").await;
    assert_eq!(office.hq().hotline().unwrap(), None);
    office.hq().tell_hotline("10000").unwrap();
    let after = dispatch("H-2").await;
    office.hq().tell_hotline("10086").unwrap();
    let amended = json!({ "baseRev": 1, "what": "备注", "form": form(&office, "H-2") });
    let response = browser
        .post(&format!("/api/jobs/{after}/amend"), &amended)
        .await;
    assert_eq!(response.status(), 200);
    assert_eq!(
        (hotline(before).await, hotline(after).await),
        (Value::Null, json!("10000"))
    );
}

#[tokio::test]
async fn every_wrong_field_is_named_in_the_forms_order() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let mut asked = with_id(form(&office, " "), Uuid::now_v7());
    asked["orderReceivedAt"] = json!("2099-01-01T00:00:00+08:00");
    asked["profiles"] = json!(["no-such-profile"]);
    asked["customer"]["contact"]["phone"] = json!("call me");
    asked["distanceKm"] = json!("far");
    asked["rateMbps"] = json!("0");
    asked["circuitName"] = json!("长".repeat(200));
    asked["appointment"] = json!({
        "from": "2026-11-24T14:00:00+08:00", "until": "2026-11-24T13:00:00+08:00"
    });
    let response = browser.post("/api/jobs", &asked).await;
    assert_eq!(response.status(), 422);
    let problem: Value = response.json().await.unwrap();
    let found: Vec<(String, String)> = problem["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| {
            let text = |key: &str| field[key].as_str().unwrap().to_owned();
            (text("field"), text("code"))
        })
        .collect();
    let expected = [
        ("orderNo", "required"),
        ("orderReceivedAt", "in-future"),
        ("profiles", "unknown"),
        ("customer.contact.phone", "not-a-phone"),
        ("distanceKm", "not-a-number"),
        ("circuitName", "too-long"),
        ("rateMbps", "out-of-range"),
        ("appointment.until", "end-before-start"),
    ];
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(field, code)| (field.as_str(), code.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn nobody_without_a_device_can_be_given_a_job() {
    let office = Office::open().await;
    let browser = Browser::logged_in(&office).await;
    let asked = with_id(form(&office, "T-2"), Uuid::now_v7());
    assert_eq!(
        code(browser.post("/api/jobs", &asked).await).await,
        (422, "assignee-without-device".to_owned())
    );
    let mut asked = asked;
    asked["assignee"] = json!(Uuid::now_v7());
    assert_eq!(
        code(browser.post("/api/jobs", &asked).await).await,
        (422, "assignee-unknown".to_owned())
    );
}

#[tokio::test]
async fn amending_cancelling_and_reassigning_follow_the_newest_plan() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let _bob = Device::enrolled(&office, office.bob).await;
    let browser = Browser::logged_in(&office).await;
    let id = Uuid::now_v7();
    browser
        .post("/api/jobs", &with_id(form(&office, "T-3"), id))
        .await;
    let amended = json!({ "baseRev": 1, "what": "速率改为 500", "form": {
        "rateMbps": "500"
    } });
    let mut amended = amended;
    let mut changed = form(&office, "T-3");
    changed["rateMbps"] = json!("500");
    amended["form"] = changed;
    let path = |act: &str| format!("/api/jobs/{id}/{act}");
    let response = browser.post(&path("amend"), &amended).await;
    assert_eq!(response.status(), 200);
    let summary: Value = response.json().await.unwrap();
    assert_eq!(summary["plan"]["rev"], 2);
    assert_eq!(summary["plan"]["rateMbps"], "500");
    assert_eq!(
        code(browser.post(&path("amend"), &amended).await).await,
        (409, "plan-changed".to_owned())
    );
    let to_bob = json!({ "assignee": office.bob.0, "reason": "许曼请假" });
    let response = browser.post(&path("reassign"), &to_bob).await;
    let summary: Value = response.json().await.unwrap();
    assert_eq!(summary["row"]["assignee"]["name"], "周平");
    assert_eq!(
        code(
            browser
                .post(&path("cancel"), &json!({ "reason": " " }))
                .await
        )
        .await,
        (422, "invalid".to_owned())
    );
    let cancelled = browser
        .post(&path("cancel"), &json!({ "reason": "客户退单" }))
        .await;
    let summary: Value = cancelled.json().await.unwrap();
    assert_eq!(summary["row"]["whereNow"]["phase"], "cancelled");
    assert_eq!(
        code(browser.post(&path("reassign"), &to_bob).await).await,
        (409, "job-closed".to_owned())
    );
    assert_eq!(browser.get("/api/jobs").await["total"], 0);
    assert_eq!(
        browser.get("/api/jobs?state=closed&q=空港").await["total"],
        1
    );
    assert_eq!(
        browser.get("/api/jobs?state=all&level=silver").await["total"],
        0
    );
}

#[tokio::test]
async fn a_kind_is_asked_only_for_what_it_needs_and_the_list_can_be_narrowed_to_it() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let mut asked = with_id(form(&office, "XJ-1"), Uuid::now_v7());
    asked["kind"] = json!("inspection");
    asked["profiles"] = json!([]);
    asked["distanceKm"] = json!("");
    asked["manager"] = json!({ "name": "", "title": "", "phone": "" });
    asked["aSite"] = json!({ "name": "", "address": "" });
    asked["promisedOn"] = Value::Null;
    assert_eq!(browser.post("/api/jobs", &asked).await.status(), 201);
    let install = with_id(form(&office, "T-1"), Uuid::now_v7());
    assert_eq!(browser.post("/api/jobs", &install).await.status(), 201);

    let mut bare = with_id(form(&office, "T-2"), Uuid::now_v7());
    bare["distanceKm"] = json!("");
    assert_eq!(browser.post("/api/jobs", &bare).await.status(), 422);

    let list = browser.get("/api/jobs?kind=inspection").await;
    assert_eq!(list["total"], 1);
    assert_eq!(list["jobs"][0]["orderNo"], "XJ-1");
    let both = browser.get("/api/jobs?kind=inspection,install").await;
    assert_eq!(both["total"], 2);
}
