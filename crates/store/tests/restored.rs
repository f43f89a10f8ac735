//! A folder restored from an older copy gets back what headquarters has of it, and never gives a number twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::fs;

use lineproof_domain::registry::Body;
use lineproof_protocol::heads::LogPage;
use lineproof_protocol::push::PushRequest;
use lineproof_store::blob::BlobUse;
use lineproof_store::{Reason, Store, StoreError};
use support::{Headquarters, alice, create, job, log_key, note, open, push_all};

fn page(batch: &PushRequest) -> LogPage {
    LogPage {
        incarnation: batch.log.incarnation,
        predecessor: batch.predecessor,
        first_seq: batch.first_seq,
        entries: batch.entries.clone(),
        more: false,
    }
}

fn push(store: &Store, headquarters: &Headquarters) -> PushRequest {
    let batch = store.make_batch(100, &log_key()).unwrap().unwrap();
    store
        .record_push(&headquarters.accepts(&batch), alice())
        .unwrap();
    batch
}

#[test]
fn own_entries_and_lives_are_taken_back_and_a_new_log_begins() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let headquarters = Headquarters::new();
    store.append(note("before the backup")).unwrap();
    push_all(&store, &headquarters);
    drop(store);
    let database = folder.path().join("lineproof.db");
    let backup = fs::read(&database).unwrap();

    let store = open(folder.path());
    let blob = store.store_blob(BlobUse::Evidence, b"photo").unwrap();
    let photo = note("lost 1").with_blob(blob, "image/jpeg", "photo.original");
    store.append_all(&[photo, note("lost 2")]).unwrap();
    let first = push(&store, &headquarters);
    store.open_incarnation(&Reason::Forked, alice()).unwrap();
    store.append(note("lost 3")).unwrap();
    let second = push(&store, &headquarters);
    drop(store);
    fs::write(&database, backup).unwrap();

    let store = open(folder.path());
    assert_eq!(store.heads().unwrap().len(), 1);
    assert_eq!(store.unfiled_blobs().unwrap(), [blob]);
    let take_back = |batch: &PushRequest| store.take_back(&[page(batch)], batch.checkpoint.head);
    take_back(&first).unwrap();
    take_back(&second).unwrap();
    take_back(&first).unwrap();
    let heads = store.heads().unwrap();
    assert_eq!(heads, [first.checkpoint.head, second.checkpoint.head]);
    assert_eq!(store.unfiled_blobs().unwrap(), []);

    let opened = store.open_incarnation(&Reason::Restored, alice()).unwrap();
    let Body::LogRestored(body) = Body::of(&opened.entries[0].event).unwrap() else {
        panic!("another kind");
    };
    assert_eq!(body.predecessor, second.log.incarnation);
    assert_eq!(body.last_hash, second.checkpoint.head.hash);
    assert_eq!(store.verify().unwrap().entries, 6);
    let notes = store.job_state(job()).unwrap().unwrap().notes;
    let read: Vec<&str> = notes.iter().map(|note| note.value.as_str()).collect();
    assert_eq!(read, ["before the backup", "lost 1", "lost 2", "lost 3"]);
}

#[test]
fn entries_that_are_not_what_was_written_are_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.append(note("here")).unwrap();
    let batch = store.make_batch(10, &log_key()).unwrap().unwrap();
    let good = page(&batch);
    let mut elsewhere = batch.checkpoint.head;
    elsewhere.hash.0[0] ^= 1;
    let told = store.take_back(std::slice::from_ref(&good), elsewhere);
    assert!(matches!(told, Err(StoreError::Mismatch(_))), "{told:?}");
    let mut forged = good.clone();
    forged.first_seq = 2;
    forged.entries[0].raw = Some("{}".to_owned());
    let mut gap = good.clone();
    gap.first_seq = 3;
    let mut no_beginning = good.clone();
    no_beginning.first_seq = 0;
    let mut unknown = good;
    unknown.incarnation.0[0] ^= 1;
    for page in [forged, gap, no_beginning, unknown] {
        let told = store.take_back(&[page], batch.checkpoint.head);
        assert!(matches!(told, Err(StoreError::Mismatch(_))), "{told:?}");
    }
    assert_eq!(store.verify().unwrap().entries, 1);
    assert_eq!(store.incarnations().unwrap().all.len(), 1);
}
