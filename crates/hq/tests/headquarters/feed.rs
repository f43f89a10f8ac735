use std::time::{Duration, Instant};

use lineproof_domain::catalogue::Bundle;
use lineproof_domain::ids::JobId;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{JobAccepted, NoteAdded};
use lineproof_protocol::feed::{FeedItem, FeedPage, FeedReturn, feed_genesis_hash, feed_hash};
use lineproof_protocol::problem::ProblemCode;

use crate::support::{Browser, Device, Office, problem};

fn kinds_of(items: &[FeedItem], job: JobId) -> Vec<String> {
    items
        .iter()
        .filter_map(|item| match item {
            FeedItem::Event { raw, .. } => {
                let event = lineproof_domain::event::Event::parse(raw.as_bytes()).unwrap();
                (event.job == Some(job)).then_some(event.kind)
            }
            FeedItem::Scope { job: of, in_scope } if *of == job => {
                Some(format!("scope {in_scope}"))
            }
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn a_dispatch_wakes_the_waiting_feed_with_rules_scope_and_events_under_a_signed_chain() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let calm: FeedPage = alice.get("/v1/feed?cursor=0").await;
    let cursor = calm.head.unwrap().pos;
    let waiting = alice.clone();
    let path = format!("/v1/feed?cursor={cursor}&wait=30");
    let wait = tokio::spawn(async move { waiting.get::<FeedPage>(&path).await });
    tokio::time::sleep(Duration::from_millis(100)).await;

    let started = Instant::now();
    let job = office.dispatch(office.alice);
    let page = wait.await.unwrap();

    assert!(
        started.elapsed() < Duration::from_secs(2),
        "it did not wait for a look"
    );
    let whole: FeedPage = alice.get("/v1/feed?cursor=0").await;
    let mut hash = feed_genesis_hash(alice.id, whole.epoch);
    for entry in &whole.items {
        hash = feed_hash(alice.id, whole.epoch, entry.pos, hash, &entry.item);
    }
    let head = whole.head.unwrap();
    assert_eq!(head.hash, hash);
    head.verify(&alice.enrolment.as_ref().unwrap().keys[0].public_key)
        .unwrap();
    assert_eq!(page.items.last(), whole.items.last());
    let items = alice.feed().await;
    assert!(matches!(items[0], FeedItem::Calendar { .. }));
    assert!(matches!(items[1], FeedItem::Catalogue { .. }));
    assert_eq!(
        kinds_of(&items, job),
        ["scope true", "order.received", "job.dispatched"]
    );
    let FeedItem::Catalogue { hash } = items[1] else {
        panic!()
    };
    let bundle: Bundle = alice.get(&format!("/v1/snapshot/{hash}")).await;
    assert_eq!(bundle.hash(), hash);
}

#[tokio::test]
async fn a_reassigned_job_moves_with_everything_known_and_late_work_is_shown_to_the_new_engineer() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let bob = Device::enrolled(&office, office.bob).await;
    let job = office.dispatch(office.alice);
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    alice.push().await;
    assert!(
        kinds_of(&bob.feed().await, job).is_empty(),
        "nobody reads another's job"
    );

    office
        .hq()
        .reassign(office.supervisor(), job, office.bob, "许曼请假")
        .unwrap();
    let text = "late note".to_owned();
    alice.write(Some(job), Body::NoteAdded(NoteAdded { text }));
    alice.push_from(2).await;

    let of_alice = kinds_of(&alice.feed().await, job);
    assert_eq!(of_alice.last().unwrap(), "scope false");
    assert!(of_alice.contains(&"job.reassigned".to_owned()));
    assert_eq!(
        kinds_of(&bob.feed().await, job),
        [
            "scope true",
            "order.received",
            "job.dispatched",
            "job.accepted",
            "job.reassigned",
            "note.added"
        ]
    );
    let browser = Browser::logged_in(&office).await;
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    let note = record["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["kind"] == "note.added")
        .unwrap()
        .clone();
    assert_eq!(note["late"], true);
}

#[tokio::test]
async fn a_fetched_dispatch_shows_as_delivered() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    let browser = Browser::logged_in(&office).await;
    let path = format!("/api/jobs/{job}/summary");
    let before = browser.get(&path).await;
    assert_eq!(before["row"]["whereNow"]["phase"], "dispatched");
    let page: FeedPage = alice.get("/v1/feed?cursor=0").await;
    let _: FeedPage = alice
        .get(&format!("/v1/feed?cursor={}", page.head.unwrap().pos))
        .await;
    let after = browser.get(&path).await;
    assert_eq!(after["row"]["whereNow"]["phase"], "delivered");
}

#[tokio::test]
async fn after_a_restore_the_device_sees_a_new_epoch_and_hands_back_what_was_lost() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let kept = office.dispatch(office.alice);
    let page: FeedPage = alice.get("/v1/feed?cursor=0").await;
    let handed = FeedReturn {
        previous_hash: None,
        items: page.items,
        head: page.head.unwrap(),
    };
    alice.write(Some(kept), Body::JobAccepted(JobAccepted {}));
    let before = alice.push().await.receipt;

    let epoch = office.hq().begin_epoch().unwrap();

    let again: FeedPage = alice.get("/v1/feed?cursor=0").await;
    assert_eq!(again.epoch, epoch);
    assert_eq!(again.items[0].pos, 1, "the feed begins anew");
    let far: FeedPage = alice.get("/v1/feed?epoch=1&cursor=999&wait=30").await;
    assert_eq!(
        far, again,
        "an old cursor waits for nothing and says nothing"
    );
    let after = alice.push().await.receipt;
    assert_eq!((before.epoch, after.epoch), (1, epoch));
    let response = alice
        .request(reqwest::Method::POST, "/v1/feed/return")
        .json(&handed)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let () = response.json().await.unwrap();
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
    let mut forged = handed.clone();
    forged.items[0].item.push(' ');
    let response = alice
        .request(reqwest::Method::POST, "/v1/feed/return")
        .json(&forged)
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::ChainBroken);
}

#[tokio::test]
async fn a_dispatch_lost_with_the_backup_comes_back_from_the_device() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let backup = office.back_up();
    let job = office.dispatch(office.alice);
    let page: FeedPage = alice.get("/v1/feed?cursor=0").await;
    let handed = FeedReturn {
        previous_hash: None,
        items: page.items,
        head: page.head.unwrap(),
    };
    let office = office.restore(&backup).await;
    office.hq().begin_epoch().unwrap();
    let alice = alice.moved_to(&office);

    let response = alice
        .request(reqwest::Method::POST, "/v1/feed/return")
        .json(&handed)
        .send()
        .await
        .unwrap();

    let () = response.json().await.unwrap();
    let browser = Browser::logged_in(&office).await;
    let summary = browser.get(&format!("/api/jobs/{job}/summary")).await;
    assert_eq!(summary["row"]["customer"], "空港物流有限公司");
    assert!(
        kinds_of(&alice.feed().await, job).contains(&"job.dispatched".to_owned()),
        "and it is in the new feed"
    );
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
}
