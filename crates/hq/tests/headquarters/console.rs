use reqwest::Method;
use serde_json::json;

use crate::support::{Browser, Office, code};

#[tokio::test]
async fn without_a_session_nothing_is_told() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    for path in [
        "/api/jobs",
        "/api/people",
        "/api/notices",
        "/api/events",
        "/api/session",
        "/api/openapi.json",
        "/api/no-such-thing",
    ] {
        let answer = code(browser.fetch(path).await).await;
        assert_eq!(answer, (401, "unauthenticated".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_session_is_a_guarded_cookie_that_logging_out_ends() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let response = browser.login("shen", crate::support::PASSWORD).await;
    let cookie = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned();
    for guard in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(guard), "{cookie}");
    }
    assert_eq!(response.headers()["cache-control"], "no-store");
    let browser = Browser::logged_in(&office).await;
    let session = browser.get("/api/session").await;
    assert_eq!(session["person"]["name"], "沈若溪");
    assert_eq!(session["sampleData"], true);
    let out = browser
        .bare(Method::DELETE, "/api/session")
        .header("x-lineproof", "console")
        .header("content-type", "application/json")
        .send()
        .await
        .unwrap();
    assert_eq!(out.status(), 204);
    assert_eq!(browser.fetch("/api/session").await.status(), 401);
}

#[tokio::test]
async fn a_foreign_page_cannot_act_with_the_cookie() {
    let office = Office::open().await;
    let browser = Browser::logged_in(&office).await;
    let body = json!({ "reason": "because" });
    let path = "/api/jobs/019ac000-0000-7000-9000-000000000001/cancel";
    let unmarked = browser.bare(Method::POST, path).json(&body).send().await;
    assert_eq!(code(unmarked.unwrap()).await, (403, "forbidden".to_owned()));
    let as_form = browser
        .bare(Method::POST, path)
        .header("x-lineproof", "console")
        .header("content-type", "text/plain")
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(as_form.status(), 403);
    let foreign = browser
        .bare(Method::POST, path)
        .header("x-lineproof", "console")
        .header("origin", "https://evil.example")
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), 403);
    assert_eq!(
        code(browser.post(path, &body).await).await,
        (404, "not-found".to_owned()),
        "the console itself comes through"
    );
}

#[tokio::test]
async fn wrong_names_and_passwords_answer_alike_and_are_counted() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    for name in ["shen", "nobody"] {
        for _ in 0..5 {
            let answer = code(browser.login(name, "wrong password").await).await;
            assert_eq!(answer, (401, "login-wrong".to_owned()));
        }
        let throttled = browser.login(name, crate::support::PASSWORD).await;
        assert_eq!(throttled.status(), 429);
        let problem: serde_json::Value = throttled.json().await.unwrap();
        assert_eq!(problem["code"], "login-throttled");
        assert!(problem["retryAfterS"].as_u64().unwrap() <= 60);
    }
}

#[tokio::test]
async fn a_disabled_supervisor_is_out_at_once() {
    let office = Office::open().await;
    let browser = Browser::logged_in(&office).await;
    office.hq().disable("shen").unwrap();
    assert_eq!(browser.fetch("/api/session").await.status(), 401);
    let answer = code(browser.login("shen", crate::support::PASSWORD).await).await;
    assert_eq!(answer, (401, "login-wrong".to_owned()));
}

#[tokio::test]
async fn every_answer_is_guarded_and_a_place_in_the_console_is_its_page() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    for path in [
        "/",
        "/jobs/anything",
        "/../../keys/ca.key",
        "/%2e%2e/keys/ca.key",
    ] {
        let response = browser.fetch(path).await;
        let headers = response.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self';"), "{policy}");
        let body = response.bytes().await.unwrap();
        assert!(!body.starts_with(&[0x30, 0x81]), "{path} is no key");
    }
}

#[tokio::test]
async fn people_show_their_devices_and_open_invitations() {
    let office = Office::open().await;
    office.hq().enrolment_code(office.bob, 1).unwrap();
    let _alice = crate::support::Device::enrolled(&office, office.alice).await;
    office.dispatch(office.alice);
    let browser = Browser::logged_in(&office).await;
    let people = browser.get("/api/people").await;
    let engineer = |name: &str| {
        people["engineers"]
            .as_array()
            .unwrap()
            .iter()
            .find(|engineer| engineer["name"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(engineer("许曼")["devices"][0]["state"], "active");
    assert_eq!(engineer("许曼")["openJobs"], 1);
    assert_eq!(engineer("周平")["devices"][0]["state"], "invited");
}

#[tokio::test]
async fn passwords_tried_all_at_once_are_counted_before_they_are_checked() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let tries =
        (0..40).map(|_| async { code(browser.login("shen", "wrong password").await).await });
    let answers = futures::future::join_all(tries).await;
    let checked = answers.iter().filter(|(status, _)| *status == 401);
    assert_eq!(checked.count(), 5, "{answers:?}");
}

#[tokio::test]
async fn a_password_stands_in_no_log_line() {
    let log = crate::support::log();
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let secret = "this-password-is-a-secret";
    browser.login("shen", secret).await;
    browser.login(secret, "x").await;
    browser
        .post("/api/session", &json!({ "password": secret }))
        .await;
    tracing::info!("the log is heard");
    let written = String::from_utf8_lossy(&log.lock().unwrap()).into_owned();
    assert!(written.contains("the log is heard"));
    assert!(!written.contains(secret));
}
