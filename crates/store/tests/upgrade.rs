//! The database of the first version, as it was committed: every later version opens it.
//!
//! Made once by `LINEPROOF_WRITE_FIRST_VERSION=1 cargo test -p lineproof-store --test upgrade`; the data key is 32 bytes of 7.
//! The folder is never made again: a later form of the database gets a folder of its own beside it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Event;
use lineproof_domain::job::JobStatus;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{CircuitOpened, JobAccepted, VisitArrived};
use lineproof_protocol::keys::public_key;
use lineproof_store::blob::BlobUse;
use lineproof_store::{NewEvent, Options, Reason, Store};
use support::{
    Headquarters, alice, create, data_key, job, log_key, note, occurred, open, options, push_all,
};

const PHOTO: &[u8] = b"the bytes of a photo of the first version";
const ENTRIES: u64 = 7;

fn committed() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/first_version")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A job with every kind of row: feed, receipts, blob, two lives of the log, drafts, settings.
fn make(folder: &Path) {
    drop(create(folder));
    let no_reserve = Options {
        ballast_bytes: 0,
        ..options()
    };
    fs::remove_file(folder.join("ballast")).unwrap();
    let store = Store::open(folder, &data_key(), no_reserve).unwrap();
    let mut headquarters = Headquarters::new();
    headquarters.dispatches();
    store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    store.hear_time(support::noon()).unwrap();
    let state = store.job_state(job()).unwrap().unwrap();
    for body in [
        Body::JobAccepted(JobAccepted {}),
        Body::VisitArrived(VisitArrived {}),
    ] {
        store
            .append(NewEvent::on(&state, alice(), occurred(), body))
            .unwrap();
    }
    let blob = store.store_blob(BlobUse::Evidence, PHOTO).unwrap();
    let event = note("带照片").with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    push_all(&store, &headquarters);
    store
        .record_blob_receipt(&headquarters.blob_receipt(blob.sha256, blob.len))
        .unwrap();
    store.append(note("not yet sent")).unwrap();
    store.open_incarnation(&Reason::Forked, alice()).unwrap();
    let opened = Body::CircuitOpened(CircuitOpened {});
    store
        .append(NewEvent::on(&state, alice(), occurred(), opened))
        .unwrap();
    store.append(note("in the second log")).unwrap();
    store.put_draft(job(), "note", "half a sen").unwrap();
    store.put_setting("language", b"zh-CN").unwrap();
    let unfiled = store.store_blob(BlobUse::Evidence, b"never filed");
    unfiled.unwrap();
    let raws = store.outbox().unwrap().into_iter();
    let lines = raws.map(|entry| store.raw_event(entry.event).unwrap().unwrap());
    let log: Vec<u8> = lines
        .flat_map(|raw| [raw, b"\n".to_vec()].concat())
        .collect();
    drop(store);
    fs::write(folder.join("outbox.ndjson"), log).unwrap();
    fs::remove_file(folder.join("lineproof.lock")).unwrap();
    fs::remove_dir(folder.join("incoming")).unwrap();
}

#[test]
fn the_database_of_the_first_version_opens_verifies_and_goes_on() {
    if !committed().exists() && std::env::var_os("LINEPROOF_WRITE_FIRST_VERSION").is_some() {
        make(&committed());
    }
    let folders = tempfile::tempdir().unwrap();
    let folder = folders.path().join("copy");
    copy(&committed(), &folder);
    let store = open(&folder);
    assert_eq!(store.newer_form(), None);
    let verdict = store.verify().unwrap();
    assert_eq!((verdict.finding, verdict.entries), (None, ENTRIES));

    let state = store.job_state(job()).unwrap().unwrap();
    assert_eq!(state.status, JobStatus::Opened);
    assert_eq!(state.timeline.len(), 7);
    assert_eq!(state.current_plan().unwrap().circuit_name, "示例专线");
    let notes: Vec<&str> = state.notes.iter().map(|note| note.value.as_str()).collect();
    assert_eq!(notes, ["带照片", "not yet sent", "in the second log"]);
    assert_eq!(store.blob_bytes(Sha256Digest::of(PHOTO)).unwrap(), PHOTO);
    assert_eq!(store.unfiled_blobs().unwrap().len(), 1);
    assert_eq!(store.drafts(job()).unwrap()["note"], "half a sen");
    assert_eq!(store.setting("language").unwrap().unwrap(), b"zh-CN");

    for checkpoint in store.checkpoints().unwrap() {
        checkpoint.verify(&public_key(&log_key())).unwrap();
    }
    let headquarters = Headquarters::new();
    for receipt in store.log_receipts().unwrap() {
        receipt.verify(&public_key(&headquarters.key)).unwrap();
    }
    let safety = store.safety().unwrap();
    assert_eq!((safety.entries_received, safety.blobs_received), (3, 1));

    let outbox = fs::read(committed().join("outbox.ndjson")).unwrap();
    let lines = outbox
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty());
    for (line, entry) in lines.zip(store.outbox().unwrap()) {
        assert_eq!(Event::parse(line).unwrap().id, entry.event);
        assert_eq!(store.raw_event(entry.event).unwrap().unwrap(), line);
    }
    assert_eq!(push_all(&store, &headquarters), 4);
    store.append(note("by a later version")).unwrap();
    assert_eq!(store.verify().unwrap().entries, ENTRIES + 1);
}
