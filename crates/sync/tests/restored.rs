//! An older copy on either side: of a device's folder, and of headquarters' store.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::sync::Arc;

use lineproof_store::Reason;
use support::office::{self, Office};
use support::{alice, create, engine, note, open};

#[tokio::test]
async fn two_later_lives_come_back_in_whatever_order_they_are_told() {
    for is_backwards in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let office = Arc::new(Office::new());
        let store = create(folder.path());
        store.append(note("in the copy")).unwrap();
        engine(&store, &office).sync_once().await;
        drop(store);
        let database = folder.path().join("lineproof.db");
        let copy = std::fs::read(&database).unwrap();

        let store = open(folder.path());
        store.append(note("lost in the first")).unwrap();
        for text in ["lost in the second", "lost in the third"] {
            store.open_incarnation(&Reason::Forked, alice()).unwrap();
            store.append(note(text)).unwrap();
            store.append(note("and more")).unwrap();
        }
        assert_eq!(engine(&store, &office).sync_once().await.left, 0);
        let heads = store.heads().unwrap();
        let mut order: Vec<_> = heads.iter().map(|head| head.log.incarnation).collect();
        if is_backwards {
            order.reverse();
        }
        office.set(|state| state.order = order);
        drop(store);
        std::fs::write(&database, copy).unwrap();

        let store = open(folder.path());
        let report = engine(&store, &office).sync_once().await;
        assert_eq!((report.trouble, report.left), (None, 0));
        let after = store.heads().unwrap();
        assert_eq!(after[..3], heads[..], "{is_backwards}");
        assert_eq!(after.len(), 4, "one new life, not one for each");
        assert_eq!(store.verify().unwrap().finding, None);
    }
}

#[tokio::test]
async fn a_headquarters_that_lost_the_end_of_a_log_within_its_epoch_gets_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Arc::new(Office::new());
    let store = create(folder.path());
    for text in ["one", "two", "three", "four"] {
        store.append(note(text)).unwrap();
    }
    assert_eq!(engine(&store, &office).sync_once().await.left, 0);
    office.set(|state| {
        for log in state.logs.values_mut() {
            log.entries.truncate(1);
        }
    });
    store.append(note("five")).unwrap();

    let report = engine(&store, &office).sync_once().await;
    assert_eq!((report.trouble, report.left), (None, 0));
    let kept: usize = office.get(|state| state.logs.values().map(|log| log.entries.len()).sum());
    assert_eq!(kept, 5);
    assert_eq!(
        store.incarnations().unwrap().all.len(),
        1,
        "nothing was wrong here"
    );
}

#[tokio::test]
async fn an_old_feed_that_is_refused_holds_up_nothing_and_is_offered_again_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let office = Arc::new(Office::new());
    let store = create(folder.path());
    store.apply_feed_page(&office::page(1, 1, None)).unwrap();
    let first = store.feed_return(1, 0).unwrap().unwrap();
    let second = office::page(1, 2, Some(first.head.hash));
    store.apply_feed_page(&second).unwrap();
    office.set(|state| {
        state.epoch = 2;
        state.refuses_feed_returns = true;
    });
    let this_start = engine(&store, &office);
    for _ in 0..2 {
        assert_eq!(this_start.sync_once().await.trouble, None);
    }
    let offered = || office.get(|state| state.feed_returns.len());
    assert_eq!(offered(), 2, "each part once");

    office.set(|state| state.refuses_feed_returns = false);
    for _ in 0..2 {
        assert_eq!(engine(&store, &office).sync_once().await.trouble, None);
    }
    assert_eq!(offered(), 4, "each part once more, then it is done");
}
