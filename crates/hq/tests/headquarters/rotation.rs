use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::JobAccepted;
use lineproof_protocol::feed::{FeedPage, FeedReturn};
use lineproof_protocol::hello::HeadquartersKey;

use crate::support::{Device, Office};

fn pinned(device: &Device) -> Vec<HeadquartersKey> {
    device.enrolment.as_ref().unwrap().keys.clone()
}

/// Whether one of `keys` signed the end of a page.
fn is_signed_by(page: &FeedPage, keys: &[HeadquartersKey]) -> bool {
    let head = page.head.as_ref().unwrap();
    keys.iter()
        .any(|key| key.key_id == head.key_id && head.verify(&key.public_key).is_ok())
}

#[tokio::test]
async fn a_device_hears_of_a_new_key_under_the_one_it_knows_and_receipts_follow() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    office.dispatch(office.alice);
    let first = pinned(&alice);
    let new = office.hq().rotate_receipt_key().unwrap();
    let office = office.restart().await;
    alice = alice.moved_to(&office);
    alice.fetch_token().await;

    let page: FeedPage = alice.get("/v1/feed?cursor=0").await;
    assert!(is_signed_by(&page, &first), "she knows no other key yet");
    assert!(
        page.items
            .iter()
            .any(|entry| entry.item.contains("key.rotated"))
    );
    let job = office.dispatch(office.alice);
    let end = page.items.last().unwrap().pos;
    let next: FeedPage = alice.get(&format!("/v1/feed?cursor={end}")).await;
    assert_eq!(next.head.as_ref().unwrap().key_id, new);

    let bob = Device::enrolled(&office, office.bob).await;
    let keys = pinned(&bob);
    assert_eq!(keys[0].key_id, new);
    assert_eq!(keys[1..], first[..]);
    let page: FeedPage = bob.get("/v1/feed?cursor=0").await;
    assert!(is_signed_by(&page, &keys));
    assert!(is_signed_by(&next, &keys));

    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    let receipt = alice.push().await.receipt;
    assert_eq!(receipt.key_id, new);
    receipt.verify(&keys[0].public_key).unwrap();
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
}

#[tokio::test]
async fn a_store_older_than_the_rotation_still_takes_back_what_the_new_key_signed() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let backup = office.back_up();
    office.hq().rotate_receipt_key().unwrap();
    let office = office.restart().await;
    let mut alice = alice.moved_to(&office);
    alice.fetch_token().await;
    let told: FeedPage = alice.get("/v1/feed?cursor=0").await;
    let job = office.dispatch(office.alice);
    let after = told.items.last().unwrap().pos;
    let page: FeedPage = alice.get(&format!("/v1/feed?cursor={after}")).await;
    let part = FeedReturn {
        previous_hash: Some(told.head.unwrap().hash),
        items: page.items,
        head: page.head.unwrap(),
    };

    let office = office.restore(&backup).await;
    office.hq().begin_epoch().unwrap();
    let mut alice = alice.moved_to(&office);
    alice.fetch_token().await;
    let () = alice.ask("/v1/feed/return", &part).await;
    let again: FeedPage = alice.get("/v1/feed?cursor=0").await;
    let job = job.to_string();
    assert!(again.items.iter().any(|entry| entry.item.contains(&job)));
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
}
