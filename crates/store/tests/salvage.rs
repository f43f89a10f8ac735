//! A damaged database file: what can be read is saved, the file is kept, a new log begins.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lineproof_store::blob::BlobUse;
use lineproof_store::{Store, StoreError};
use support::{Headquarters, alice, create, data_key, job, log_key, note, open, options, push_all};

const PAGE_BYTES: usize = 4096;
const NOTES: usize = 60;

fn filled(folder: &Path) {
    let store = create(folder);
    let mut headquarters = Headquarters::new();
    headquarters.dispatches();
    store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    let blob = store.store_blob(BlobUse::Evidence, b"photo").unwrap();
    let event = note("with a photo").with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    for number in 1..NOTES {
        store
            .append(note(&format!("note {number} {}", "x".repeat(300))))
            .unwrap();
    }
}

fn texts(store: &Store) -> BTreeSet<String> {
    let notes = store.job_state(job()).unwrap().unwrap().notes;
    notes.into_iter().map(|note| note.value).collect()
}

#[test]
fn whatever_page_is_damaged_the_rest_is_saved_and_can_be_sent() {
    let folders = tempfile::tempdir().unwrap();
    let whole = folders.path().join("whole");
    filled(&whole);
    let before = texts(&open(&whole));
    let good = fs::read(whole.join("lineproof.db")).unwrap();
    let pages = good.len() / PAGE_BYTES;
    let step = if std::env::var_os("LINEPROOF_SOAK").is_some() {
        1
    } else {
        5
    };
    let (mut whole_again, mut tried) = (0, 0);
    for page in (1..pages).step_by(step) {
        tried += 1;
        let mut bad = good.clone();
        bad[page * PAGE_BYTES + 1000] ^= 0x10;
        let folder = folders.path().join(format!("page-{page}"));
        fs::create_dir_all(folder.join("blobs")).unwrap();
        for blob in fs::read_dir(whole.join("blobs")).unwrap() {
            let blob = blob.unwrap();
            fs::copy(blob.path(), folder.join("blobs").join(blob.file_name())).unwrap();
        }
        fs::copy(whole.join("key-id"), folder.join("key-id")).unwrap();
        fs::write(folder.join("lineproof.db"), &bad).unwrap();

        let told = Store::open(&folder, &data_key(), options()).and_then(|store| store.verify());
        assert!(
            matches!(told, Err(StoreError::Damaged { .. })),
            "page {page}"
        );
        let saved = match Store::salvage(&folder, &data_key(), options(), alice()) {
            Ok(saved) => saved,
            // The page that says what tables there are, or who the device is.
            Err(StoreError::Damaged { .. } | StoreError::Mismatch(_)) => continue,
            Err(error) => panic!("page {page}: {error}"),
        };
        assert_eq!(fs::read(&saved.damaged).unwrap().len(), bad.len());
        let store = saved.store;
        let verdict = store.verify().unwrap();
        assert_eq!(verdict.finding, None, "page {page}");
        // One bad page costs no work at all, wherever it is.
        let after = texts(&store);
        assert_eq!(after, before, "page {page}");
        assert_eq!(store.missing_blobs().unwrap(), [], "page {page}");
        assert_eq!(store.unfiled_blobs().unwrap(), [], "page {page}");
        assert_eq!(store.pending_blobs().unwrap().len(), 1, "page {page}");
        whole_again += 1;
        store.append(note("goes on")).unwrap();
        let safety = store.safety().unwrap();
        let pushed = push_all(&store, &Headquarters::new());
        assert_eq!(pushed as u64, safety.entries, "page {page}");
        // Everything that reads here reaches headquarters, in the old log or again in the new one.
        assert!(
            pushed > after.len(),
            "page {page}: {pushed} of {}",
            after.len()
        );
        drop(store);
        open(&folder).verify().unwrap();
    }
    assert!(whole_again * 10 > tried * 9, "{whole_again} of {tried}");
}

#[test]
fn a_salvage_cut_short_is_finished_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let database = folder.path().join("lineproof.db");
    fs::rename(&database, folder.path().join("lineproof.db.salvaged")).unwrap();
    let store = open(folder.path());
    assert_eq!(store.verify().unwrap().entries, NOTES as u64);
    assert!(store.make_batch(1, &log_key()).unwrap().is_some());
}

#[test]
fn a_salvaged_store_writes_ahead_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    Store::salvage(folder.path(), &data_key(), options(), alice()).unwrap();
    let store = open(folder.path());
    store.append(note("goes on")).unwrap();
    assert!(folder.path().join("lineproof.db-wal").exists());
}

#[test]
fn a_file_that_is_damaged_from_its_beginning_is_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let database = folder.path().join("lineproof.db");
    fs::write(&database, vec![0x55; 40_960]).unwrap();
    let told = Store::salvage(folder.path(), &data_key(), options(), alice());
    assert!(matches!(told, Err(StoreError::Damaged { .. })), "{told:?}");
    assert_eq!(
        fs::read(&database).unwrap().len(),
        40_960,
        "it is left as it is"
    );
}
