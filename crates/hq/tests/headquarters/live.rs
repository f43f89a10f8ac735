use std::time::Duration;

use futures::StreamExt as _;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::JobAccepted;

use crate::support::{Browser, Device, Office};

/// Reads the line until `wanted` stands in it.
async fn read_until(response: reqwest::Response, wanted: &str) -> String {
    let mut stream = response.bytes_stream();
    let mut heard = String::new();
    let read = async {
        while let Some(piece) = stream.next().await {
            heard.push_str(&String::from_utf8_lossy(&piece.unwrap()));
            if heard.contains(wanted) {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(Duration::from_secs(10), read).await;
    heard
}

#[tokio::test]
async fn the_console_hears_of_a_batch_without_asking() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    let browser = Browser::logged_in(&office).await;
    let line = browser.fetch("/api/events").await;
    assert_eq!(line.headers()["content-type"], "text/event-stream");
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    let pushed = tokio::spawn(async move { alice.push().await });

    let heard = read_until(line, "event: job").await;

    assert!(heard.starts_with("event: hello"), "{heard}");
    assert!(heard.contains(&job.to_string()), "{heard}");
    pushed.await.unwrap();
}

#[tokio::test]
async fn after_a_break_the_console_gets_what_it_missed() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let first = office.dispatch(office.alice);
    let browser = Browser::logged_in(&office).await;
    let heard = browser.get("/api/jobs").await["change"].as_u64().unwrap();
    let second = office.dispatch(office.alice);
    let line = browser
        .bare(reqwest::Method::GET, "/api/events")
        .header("last-event-id", heard)
        .send()
        .await
        .unwrap();

    let told = read_until(line, "event: job").await;

    assert!(told.contains(&second.to_string()), "{told}");
    assert!(!told.contains(&first.to_string()), "{told}");
}
