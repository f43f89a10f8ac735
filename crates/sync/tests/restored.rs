//! A folder that came back from an older copy of itself takes every later life back, then begins one new one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::sync::Arc;

use lineproof_store::Reason;
use support::office::Office;
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
