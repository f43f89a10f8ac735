use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::NoteAdded;
use lineproof_protocol::feed::FeedPage;

use crate::support::{Browser, Device, Office};

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
