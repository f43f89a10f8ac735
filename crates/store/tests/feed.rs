//! The feed: taken whole and signed, or not at all; the same page twice changes nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use ed25519_dalek::SigningKey;
use lineproof_domain::catalogue::Bundle;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::KeyRotated;
use lineproof_protocol::feed::{FeedHead, FeedItem, FeedPage, feed_genesis_hash, feed_hash};
use lineproof_protocol::keys::public_key;
use lineproof_store::{FeedCursor, FeedError, Store, StoreError};
use support::{Headquarters, KEY_ID, create, device, job, log_key, note, open};

fn with_job() -> (tempfile::TempDir, Store, Headquarters) {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let mut headquarters = Headquarters::new();
    headquarters.dispatches();
    headquarters.sends(&FeedItem::Scope {
        job: job(),
        in_scope: true,
    });
    (folder, store, headquarters)
}

fn feed_error(told: Result<lineproof_store::Changes, StoreError>) -> FeedError {
    match told {
        Err(StoreError::Feed(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn pages_are_taken_one_after_the_other_and_twice_is_once() {
    let (folder, store, headquarters) = with_job();
    let cursor = |pos| FeedCursor { epoch: 1, pos };
    assert_eq!(
        store.feed_cursor().unwrap(),
        FeedCursor { epoch: 0, pos: 0 }
    );
    assert!(
        store
            .apply_feed_page(&headquarters.page(0, 1))
            .unwrap()
            .feed
    );
    assert_eq!(store.feed_cursor().unwrap(), cursor(1));
    let whole = headquarters.page(0, 10);
    store.apply_feed_page(&whole).unwrap();
    assert_eq!(store.feed_cursor().unwrap(), cursor(2));
    assert!(!store.apply_feed_page(&whole).unwrap().feed);
    let state = store.job_state(job()).unwrap().unwrap();
    assert_eq!(state.timeline.len(), 1);
    drop(store);
    assert_eq!(open(folder.path()).feed_cursor().unwrap(), cursor(2));
}

#[test]
fn a_page_with_a_gap_is_refused() {
    let (_folder, store, headquarters) = with_job();
    let told = feed_error(store.apply_feed_page(&headquarters.page(1, 10)));
    assert!(matches!(
        told,
        FeedError::Gap {
            expected: 1,
            found: 2
        }
    ));
    let mut jump = headquarters.page(0, 10);
    jump.items[1].pos = 3;
    let told = feed_error(store.apply_feed_page(&jump));
    assert!(matches!(
        told,
        FeedError::Gap {
            expected: 2,
            found: 3
        }
    ));
    assert_eq!(store.feed_cursor().unwrap().pos, 0);
}

#[test]
fn a_changed_item_or_a_missing_or_foreign_signature_is_refused_and_nothing_is_taken() {
    let (_folder, store, headquarters) = with_job();
    let page = headquarters.page(0, 10);
    let mut changed = page.clone();
    changed.items[0].item = changed.items[0].item.replace("DD-1", "DD-2");
    assert!(matches!(
        feed_error(store.apply_feed_page(&changed)),
        FeedError::WrongHead
    ));
    let mut unsigned = page.clone();
    unsigned.head = None;
    assert!(matches!(
        feed_error(store.apply_feed_page(&unsigned)),
        FeedError::Unsigned
    ));
    let mut forged = page.clone();
    let head = page.head.clone().unwrap();
    forged.head = Some(FeedHead::sign(
        device(),
        1,
        head.pos,
        head.hash,
        KEY_ID,
        &log_key(),
    ));
    assert!(matches!(
        store.apply_feed_page(&forged),
        Err(StoreError::Signature(_))
    ));
    let mut unknown_key = page;
    unknown_key.head.as_mut().unwrap().key_id = "hq-9".to_owned();
    assert!(matches!(
        store.apply_feed_page(&unknown_key),
        Err(StoreError::UnknownKey { .. })
    ));
    assert_eq!(store.feed_cursor().unwrap().pos, 0);
    assert_eq!(store.jobs().unwrap(), []);
}

#[test]
fn headquarters_cannot_change_what_it_sent() {
    let (_folder, store, mut headquarters) = with_job();
    store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    headquarters.feed[0] = headquarters.feed[0].replace("DD-1", "DD-2");
    headquarters.dispatches();
    // From the beginning it is seen at once; from the cursor the chain no longer fits.
    assert!(matches!(
        feed_error(store.apply_feed_page(&headquarters.page(0, 10))),
        FeedError::Rewritten { pos: 1 }
    ));
    assert!(matches!(
        feed_error(store.apply_feed_page(&headquarters.page(2, 10))),
        FeedError::WrongHead
    ));
}

#[test]
fn a_feed_for_another_device_is_refused() {
    let (_folder, store, headquarters) = with_job();
    let other = lineproof_domain::ids::DeviceId(uuid::Uuid::from_u128(99));
    let mut page = headquarters.page(0, 1);
    let hash = feed_hash(
        other,
        1,
        1,
        feed_genesis_hash(other, 1),
        &page.items[0].item,
    );
    page.head = Some(FeedHead::sign(other, 1, 1, hash, KEY_ID, &headquarters.key));
    assert!(matches!(
        feed_error(store.apply_feed_page(&page)),
        FeedError::WrongHead
    ));
}

#[test]
fn a_new_epoch_begins_at_one_the_old_feed_stays_and_can_be_handed_back() {
    let (_folder, store, mut headquarters) = with_job();
    store.apply_feed_page(&headquarters.page(0, 1)).unwrap();
    store.apply_feed_page(&headquarters.page(1, 1)).unwrap();
    let sent = headquarters.feed.clone();
    headquarters.epoch = 2;
    headquarters.feed = vec![sent[1].clone()];
    assert!(
        store
            .apply_feed_page(&headquarters.page(0, 10))
            .unwrap()
            .outbox
    );
    assert_eq!(
        store.feed_cursor().unwrap(),
        FeedCursor { epoch: 2, pos: 1 }
    );
    assert!(store.job_state(job()).unwrap().unwrap().plan.is_some());
    headquarters.epoch = 1;
    assert!(matches!(
        feed_error(store.apply_feed_page(&headquarters.page(0, 10))),
        FeedError::OlderEpoch {
            found: 1,
            current: 2
        }
    ));

    assert_eq!(store.feed_epochs().unwrap(), [1, 2]);
    let mut items = Vec::new();
    let mut after = 0;
    while let Some(part) = store.feed_return(1, after).unwrap() {
        part.head.verify(&public_key(&headquarters.key)).unwrap();
        assert_eq!(part.previous_hash.is_none(), after == 0);
        after = part.head.pos;
        items.extend(part.items.into_iter().map(|entry| entry.item));
    }
    assert_eq!(items, sent);
    assert_eq!(store.feed_return(7, 0).unwrap(), None);
}

#[test]
fn an_item_of_a_newer_headquarters_is_held_and_read_after_the_update() {
    let (folder, store, mut headquarters) = with_job();
    headquarters
        .feed
        .insert(0, r#"{"item":"weather","rain":true}"#.to_owned());
    store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    assert_eq!(store.feed_cursor().unwrap().pos, 3);
    assert_eq!(store.jobs().unwrap().len(), 1);
    drop(store);
    // This program cannot read it after opening again either: it stays held.
    let store = open(folder.path());
    assert_eq!(store.jobs().unwrap().len(), 1);
    assert_eq!(store.feed_return(1, 2).unwrap().unwrap().items.len(), 1);
}

#[test]
fn a_rotated_key_is_pinned_by_the_feed_and_a_name_keeps_its_first_key() {
    let (_folder, store, mut headquarters) = with_job();
    let next = SigningKey::from_bytes(&[33; 32]);
    let rotated = |key_id: &str, key: &SigningKey| {
        Body::KeyRotated(KeyRotated {
            key_id: key_id.to_owned(),
            public_key: public_key(key).to_string(),
        })
    };
    headquarters.writes(None, rotated("hq-2", &next));
    headquarters.writes(None, rotated(KEY_ID, &next));
    store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    let keys = store.pinned_keys().unwrap();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[0], headquarters.key_record());
    assert_eq!(keys[1].public_key, public_key(&next));
}

#[test]
fn a_job_taken_away_is_no_longer_listed_unless_the_device_wrote_on_it() {
    let (_folder, store, mut headquarters) = with_job();
    headquarters.sends(&FeedItem::Scope {
        job: job(),
        in_scope: false,
    });
    let changes = store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    assert!(changes.jobs.contains(&job()));
    assert_eq!(store.jobs().unwrap(), []);
    assert!(store.job_state(job()).unwrap().is_some());
    store.append(note("already begun")).unwrap();
    assert_eq!(store.jobs().unwrap().len(), 1);
}

#[test]
fn a_job_waits_for_its_catalogue_and_gets_it_under_its_hash() {
    let (_folder, store, mut headquarters) = with_job();
    let bundle = Bundle::new([("a.toml".to_owned(), "a = 1\n".to_owned())]);
    let hash = bundle.hash();
    headquarters.sends(&FeedItem::Catalogue { hash });
    headquarters.sends(&FeedItem::Calendar {
        version: "cn-2026".to_owned(),
        text: "{}".to_owned(),
    });
    assert!(
        store
            .apply_feed_page(&headquarters.page(0, 10))
            .unwrap()
            .rules
    );
    let mut wanted = vec![hash, Sha256Digest::of(b"catalogue")];
    wanted.sort_unstable();
    assert_eq!(store.missing_catalogues().unwrap(), wanted);
    assert_eq!(store.catalogue(hash).unwrap(), None);
    assert_eq!(store.put_catalogue(&bundle).unwrap(), hash);
    assert_eq!(store.catalogue(hash).unwrap().unwrap(), bundle);
    assert_eq!(store.missing_catalogues().unwrap().len(), 1);
    let calendars = store.calendars().unwrap();
    assert_eq!(calendars, [("cn-2026".to_owned(), "{}".to_owned())]);
}

#[test]
fn an_empty_page_changes_nothing() {
    let (_folder, store, _) = with_job();
    let empty = FeedPage {
        epoch: 0,
        items: Vec::new(),
        head: None,
        more: false,
    };
    assert!(store.apply_feed_page(&empty).unwrap().is_empty());
}
