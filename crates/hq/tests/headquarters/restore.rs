use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{JobAccepted, NoteAdded};
use lineproof_protocol::feed::{FeedItem, FeedPage, FeedReturn};
use lineproof_protocol::heads::{HeadsRequest, HeadsResponse, Relation};
use lineproof_protocol::problem::ProblemCode;

use crate::support::{Browser, Device, Office, problem};

fn note(text: &str) -> Body {
    Body::NoteAdded(NoteAdded {
        text: text.to_owned(),
    })
}

/// Integers of our JSON stay below this.
const MAX_JSON_INTEGER: u64 = 1 << 53;

#[tokio::test]
async fn the_same_copy_restored_twice_begins_two_epochs() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let backup = office.back_up();
    alice.write(None, note("after the backup"));

    let office = office.restore(&backup).await;
    let first = office.hq().begin_epoch().unwrap();
    alice = alice.moved_to(&office);
    assert_eq!(alice.push().await.receipt.epoch, first);
    let office = office.restore(&backup).await;
    let second = office.hq().begin_epoch().unwrap();

    assert!(first > 1);
    assert!(second > first, "receipts of the first do not count here");
    assert!(second < MAX_JSON_INTEGER);
    alice = alice.moved_to(&office);
    assert_eq!(alice.push().await.receipt.epoch, second);
}

async fn fetch(device: &Device, epoch: u64, cursor: u64) -> FeedPage {
    let path = format!("/v1/feed?epoch={epoch}&cursor={cursor}");
    device.get(&path).await
}

#[tokio::test]
async fn a_copy_put_back_without_a_word_begins_a_new_epoch_when_a_device_knows_more() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let backup = office.back_up();
    office.dispatch(office.alice);
    let before = alice.get::<FeedPage>("/v1/feed?cursor=0").await;
    let end = before.head.unwrap().pos;
    assert_eq!(fetch(&alice, before.epoch, end).await.epoch, before.epoch);

    let office = office.restore(&backup).await;
    let alice = alice.moved_to(&office);
    let after = fetch(&alice, before.epoch, end).await;

    assert!(after.epoch > before.epoch);
    let again = fetch(&alice, before.epoch, end).await;
    assert_eq!(again.epoch, after.epoch, "it begins once");
    let browser = Browser::logged_in(&office).await;
    let notices = browser.get("/api/notices").await;
    assert_eq!(notices["notices"][0]["kind"], "storeOlder");

    let office = office.restore(&backup).await;
    let alice = alice.moved_to(&office);
    let third = fetch(&alice, after.epoch, 0).await;
    assert!(third.epoch > after.epoch, "an epoch unknown here tells too");
    let future = third.epoch + 1_000_000_000;
    assert_eq!(fetch(&alice, future, 0).await.epoch, third.epoch);
}

async fn whole_feed(device: &Device) -> FeedReturn {
    let page: FeedPage = device.get("/v1/feed?cursor=0").await;
    FeedReturn {
        previous_hash: None,
        items: page.items,
        head: page.head.unwrap(),
    }
}

async fn hand_back(device: &Device, feed: &FeedReturn) {
    let () = device.ask("/v1/feed/return", feed).await;
}

#[tokio::test]
async fn what_a_colleague_wrote_comes_back_from_the_device_that_took_over_and_chains_when_his_own_sends_it()
 {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let bob = Device::enrolled(&office, office.bob).await;
    let backup = office.back_up();
    let job = office.dispatch(office.alice);
    alice.write(None, note("of no job"));
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    alice.write(Some(job), note("her words"));
    alice.push().await;
    let reassigned = office
        .hq()
        .reassign(office.supervisor(), job, office.bob, "许曼请假");
    reassigned.unwrap();
    let handed = whole_feed(&bob).await;

    let office = office.restore(&backup).await;
    office.hq().begin_epoch().unwrap();
    let (mut alice, bob) = (alice.moved_to(&office), bob.moved_to(&office));
    hand_back(&bob, &handed).await;
    hand_back(&bob, &handed).await;

    let browser = Browser::logged_in(&office).await;
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert_eq!(record["timeline"].as_array().unwrap().len(), 5);
    assert!(record.to_string().contains("her words"));
    assert!(office.hq().verify().await.unwrap().findings.is_empty());

    let asked = HeadsRequest {
        heads: vec![alice.head()],
    };
    let answer: HeadsResponse = alice.ask("/v1/heads", &asked).await;
    assert_eq!(answer.logs[0].relation, Relation::Unknown);
    alice.write(Some(job), note("late"));
    let gap = alice.batch_from(4);
    assert_eq!(
        problem(alice.send(&gap).await).await,
        ProblemCode::ChainBroken,
        "no receipt over what hangs in the air"
    );
    alice.push().await;
    let answer: HeadsResponse = alice.ask("/v1/heads", &asked).await;
    assert_eq!(answer.logs[0].relation, Relation::HeadquartersAhead);
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert_eq!(record["timeline"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn a_calendar_that_a_restore_lost_comes_back_from_a_device() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let backup = office.back_up();
    let next =
        r#"{ "year": 2027, "days": [{ "name": "元旦", "date": "2027-01-01", "isOffDay": true }] }"#;
    let version = office.hq().publish_calendar_text(next, None).unwrap();
    let handed = whole_feed(&alice).await;

    let office = office.restore(&backup).await;
    office.hq().begin_epoch().unwrap();
    let alice = alice.moved_to(&office);
    let is_next = |item: &FeedItem| matches!(item, FeedItem::Calendar { version: found, .. } if *found == version);
    assert!(!alice.feed().await.iter().any(is_next), "it was lost");

    hand_back(&alice, &handed).await;

    assert!(alice.feed().await.iter().any(is_next));
}
