//! Saving, sending and taking in: what the rest of the device stands on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::sync::{Arc, Mutex};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::job::JobStatus;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{JobAccepted, VisitArrived};
use lineproof_protocol::push::{Disposition, QuarantineReason};
use lineproof_store::blob::BlobUse;
use lineproof_store::{BlobState, NewEvent, StoreError};
use support::{Headquarters, alice, create, job, log_key, noon, note, occurred, open, push_all};

#[test]
fn a_job_comes_down_is_worked_on_and_goes_up() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let mut headquarters = Headquarters::new();
    let dispatch = headquarters.dispatches();
    let changes = store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    assert!(changes.jobs.contains(&job()) && changes.feed && changes.rules);

    let state = store.job_state(job()).unwrap().unwrap();
    assert_eq!(state.status, JobStatus::Dispatched);
    let accepted = NewEvent::on(
        &state,
        alice(),
        occurred(),
        Body::JobAccepted(JobAccepted {}),
    );
    let appended = store.append(accepted).unwrap();
    assert_eq!(appended.states[0].status, JobStatus::Accepted);
    let event = &appended.entries[0].event;
    assert_eq!(event.base_rev, Some(1));
    assert_eq!(event.assignment_epoch, Some(1));
    assert_eq!(event.after[0].log, Headquarters::log());

    let arrived = NewEvent::on(
        &state,
        alice(),
        occurred(),
        Body::VisitArrived(VisitArrived {}),
    );
    store.append(arrived).unwrap();
    assert_eq!(store.outbox().unwrap().len(), 2);
    assert_eq!(push_all(&store, &headquarters), 2);
    assert!(store.outbox().unwrap().is_empty());
    let timeline = store.jobs().unwrap().remove(0).timeline;
    assert_eq!(timeline.len(), 3);
    assert_eq!(timeline[0].event, dispatch);
    assert!(store.event_received_at(event.id).unwrap().is_some());
}

#[test]
fn what_was_saved_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let blob = store.store_blob(BlobUse::Evidence, b"a photo").unwrap();
    let event = note("with a photo").with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    let before = store.job_state(job()).unwrap();
    drop(store);

    let store = open(folder.path());
    assert_eq!(store.job_state(job()).unwrap(), before);
    assert_eq!(store.blob_bytes(blob.sha256).unwrap(), b"a photo");
    assert!(store.unfiled_blobs().unwrap().is_empty());
    assert_eq!(store.verify().unwrap().entries, 1);
}

#[test]
fn an_event_that_names_bytes_nobody_stored_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let mut blob = store.store_blob(BlobUse::Evidence, b"x").unwrap();
    blob.sha256 = Sha256Digest::of(b"never stored");
    let refused = store.append(note("n").with_blob(blob, "image/jpeg", "photo.original"));
    assert!(matches!(refused, Err(StoreError::AttachmentMissing { .. })));
    assert!(store.outbox().unwrap().is_empty());
}

#[test]
fn events_that_belong_together_are_saved_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let too_long = note(&"长".repeat(40_000));
    assert!(store.append_all(&[note("first"), too_long]).is_err());
    assert!(store.outbox().unwrap().is_empty());
    store.append_all(&[note("one"), note("two")]).unwrap();
    assert_eq!(store.outbox().unwrap().len(), 2);
}

#[test]
fn a_batch_follows_the_one_before_and_holds_no_more_than_asked() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let headquarters = Headquarters::new();
    for number in 0..5 {
        store.append(note(&number.to_string())).unwrap();
    }
    let first = store.make_batch(3, &log_key()).unwrap().unwrap();
    assert_eq!((first.first_seq, first.entries.len()), (1, 3));
    assert_eq!(store.make_batch(3, &log_key()).unwrap().unwrap(), first);
    store
        .record_push(&headquarters.accepts(&first), alice())
        .unwrap();
    let second = store.make_batch(3, &log_key()).unwrap().unwrap();
    assert_eq!((second.first_seq, second.entries.len()), (4, 2));
    assert_eq!(second.previous_hash, first.checkpoint.head.hash);
    assert_eq!(store.checkpoints().unwrap().len(), 2);
}

#[test]
fn a_new_epoch_of_headquarters_makes_everything_unsent_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let mut headquarters = Headquarters::new();
    let blob = store.store_blob(BlobUse::Evidence, b"p").unwrap();
    let event = note("p").with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    push_all(&store, &headquarters);
    store
        .record_blob_receipt(&headquarters.blob_receipt(blob.sha256, blob.len))
        .unwrap();
    let safe = store.safety().unwrap();
    assert_eq!((safe.entries_received, safe.blobs_received), (1, 1));

    headquarters.epoch = 2;
    assert!(store.note_epoch(2).unwrap().outbox);
    let safe = store.safety().unwrap();
    assert_eq!((safe.entries_received, safe.blobs_received), (0, 0));
    assert_eq!(push_all(&store, &headquarters), 1);
    assert!(store.note_epoch(1).unwrap().is_empty());
    assert_eq!(store.epoch().unwrap(), 2);
}

#[test]
fn a_receipt_that_is_not_headquarters_word_counts_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.append(note("n")).unwrap();
    let batch = store.make_batch(10, &log_key()).unwrap().unwrap();
    let mut forger = Headquarters::new();
    forger.key = log_key();
    assert!(matches!(
        store.record_push(&forger.accepts(&batch), alice()),
        Err(StoreError::Signature(_))
    ));
    let mut elsewhere = Headquarters::new().accepts(&batch);
    elsewhere.receipt.head.seq = 2;
    assert!(matches!(
        store.record_push(&elsewhere, alice()),
        Err(StoreError::Mismatch(_))
    ));
    let mut unnamed = Headquarters::new().accepts(&batch);
    unnamed.receipt.key_id = "other".to_owned();
    assert!(matches!(
        store.record_push(&unnamed, alice()),
        Err(StoreError::UnknownKey { .. })
    ));
    assert_eq!(store.safety().unwrap().entries_received, 0);
}

#[test]
fn a_quarantined_entry_is_named_and_does_not_stop_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let headquarters = Headquarters::new();
    store.append_all(&[note("odd"), note("fine")]).unwrap();
    let batch = store.make_batch(10, &log_key()).unwrap().unwrap();
    let mut answer = headquarters.accepts(&batch);
    answer.dispositions[0].disposition = Disposition::Quarantined {
        reason: QuarantineReason::NotAssigned,
    };
    store.record_push(&answer, alice()).unwrap();
    let quarantined = store.quarantined().unwrap();
    assert_eq!(quarantined.len(), 1);
    assert_eq!(quarantined[0].0.seq, 1);
    assert_eq!(quarantined[0].1, QuarantineReason::NotAssigned);
    assert!(store.outbox().unwrap().is_empty());

    // The same batch again is called a duplicate; the reason given first stays.
    answer.dispositions[0].disposition = Disposition::Duplicate;
    store.record_push(&answer, alice()).unwrap();
    assert_eq!(store.quarantined().unwrap().len(), 1);
}

#[test]
fn a_blob_is_on_the_device_then_sending_then_at_headquarters() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let headquarters = Headquarters::new();
    let blob = store.store_blob(BlobUse::Evidence, &[1; 1000]).unwrap();
    let event = note("p").with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    assert_eq!(store.blob_state(blob.sha256).unwrap(), BlobState::OnDevice);
    let pending = store.pending_blobs().unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!((pending[0].len, pending[0].job), (1000, Some(job())));

    store
        .note_transfer(blob.sha256, Some("/v1/files/1"), 400, None)
        .unwrap();
    assert_eq!(
        store.blob_state(blob.sha256).unwrap(),
        BlobState::Sending { offset: 400 }
    );
    assert!(
        store
            .record_blob_receipt(&headquarters.blob_receipt(blob.sha256, 999))
            .is_err()
    );
    store
        .record_blob_receipt(&headquarters.blob_receipt(blob.sha256, 1000))
        .unwrap();
    assert!(matches!(
        store.blob_state(blob.sha256).unwrap(),
        BlobState::AtHeadquarters { .. }
    ));
    assert!(store.pending_blobs().unwrap().is_empty());
}

#[test]
fn drafts_survive_and_go_with_the_event_that_makes_them_good() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.put_draft(job(), "note", "half a sen").unwrap();
    store.put_draft(job(), "remark", "kept").unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.drafts(job()).unwrap()["note"], "half a sen");
    store
        .append(note("half a sentence").clearing_draft("note"))
        .unwrap();
    let left = store.drafts(job()).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left["remark"], "kept");
}

#[test]
fn observers_hear_what_changed_after_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&heard);
    store.on_change(move |changes| sink.lock().unwrap().push(changes.clone()));
    let appended = store.append(note("n")).unwrap();
    assert_eq!(*heard.lock().unwrap(), [appended.changes]);
}

#[test]
fn every_event_carries_the_last_word_of_headquarters_about_the_time() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.hear_time(noon()).unwrap();
    let written = store.append(note("n")).unwrap().entries.remove(0);
    let heard = written.event.recorded.heard.unwrap();
    assert_eq!(heard.headquarters, noon());
    assert_eq!(heard.boot, written.event.recorded.boot);
}

/// What a crash leaves between two steps of a save.
#[test]
fn a_whole_blob_without_name_or_event_is_offered_and_a_fragment_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let blob = store.store_blob(BlobUse::Evidence, &[9; 100_000]).unwrap();
    drop(store);
    let named = folder.path().join("blobs").join(blob.sha256.to_string());
    let incoming = folder.path().join("incoming");
    let whole = std::fs::read(&named).unwrap();
    std::fs::rename(&named, incoming.join("whole.new")).unwrap();
    std::fs::write(incoming.join("fragment.new"), &whole[..70_000]).unwrap();

    let store = open(folder.path());
    assert_eq!(store.unfiled_blobs().unwrap(), [blob]);
    assert_eq!(std::fs::read_dir(&incoming).unwrap().count(), 0);
    // A save that is under way meanwhile is left alone.
    let mut writer = store.blob_writer(BlobUse::Evidence).unwrap();
    writer.write(b"under way").unwrap();
    assert_eq!(store.unfiled_blobs().unwrap(), [blob]);
    writer.finish().unwrap();
    let event = note("filed now").with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    assert_eq!(store.unfiled_blobs().unwrap().len(), 1);
}

#[test]
fn settings_are_kept_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.put_setting("profile", b"\x00\xff").unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.setting("profile").unwrap().unwrap(), b"\x00\xff");
    store.remove_setting("profile").unwrap();
    assert_eq!(store.setting("profile").unwrap(), None);
}
