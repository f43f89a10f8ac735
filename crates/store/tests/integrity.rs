//! Nobody changes the record unseen: not a program, not a flipped bit, not a second process, not a copy of the folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::fs;
use std::path::Path;

use ed25519_dalek::SigningKey;
use lineproof_protocol::tombstone::{Erasure, Tombstone};
use lineproof_store::blob::{BlobError, BlobUse};
use lineproof_store::{DataKey, Store, StoreError};
use support::{
    Headquarters, KEY_ID, alice, create, data_key, device, job, log_key, note, open, options,
    outside, push_all,
};

#[test]
fn the_record_refuses_to_be_changed_or_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let mut headquarters = Headquarters::new();
    headquarters.dispatches();
    store.apply_feed_page(&headquarters.page(0, 10)).unwrap();
    let blob = store.store_blob(BlobUse::Evidence, b"p").unwrap();
    let event = note("p").with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    push_all(&store, &headquarters);
    store
        .record_blob_receipt(&headquarters.blob_receipt(blob.sha256, blob.len))
        .unwrap();
    drop(store);

    let outside = outside(folder.path());
    let tables = [
        ("log", "kind = 'x'"),
        ("log", "raw = NULL"),
        ("log_spare", "raw = x'00'"),
        ("log_spare", "raw = NULL"),
        ("incarnation", "reason = 'forked'"),
        ("checkpoint", "seq = 9"),
        ("feed_entry", "item = '{}'"),
        ("feed_head", "pos = 9"),
        ("receipt", "epoch = 9"),
        ("blob", "len = 9"),
        ("blob_receipt", "epoch = 9"),
    ];
    for (table, change) in tables {
        let count: i64 = outside
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(count > 0, "{table} is empty: the test proves nothing");
        for statement in [
            format!("UPDATE {table} SET {change}"),
            format!("DELETE FROM {table}"),
            format!("REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = outside.execute(&statement, []).unwrap_err().to_string();
            assert!(refused.contains("only grows"), "{statement}: {refused}");
        }
    }
}

#[test]
fn bytes_of_an_entry_go_only_with_a_signed_tombstone_and_the_chain_still_holds() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let written = store.append_all(&[note("a"), note("b")]).unwrap().entries;
    let headquarters = Headquarters::new();
    let order = |raw_hash| Erasure {
        log: written[0].head.log,
        seq: 1,
        raw_hash,
        statement: "by law".to_owned(),
    };
    let forger = SigningKey::from_bytes(&[99; 32]);
    let forged = Tombstone::sign(order(written[0].raw_hash), KEY_ID, &forger);
    assert!(matches!(
        store.erase(&forged),
        Err(StoreError::Signature(_))
    ));
    let of_other = Tombstone::sign(order(written[1].raw_hash), KEY_ID, &headquarters.key);
    assert!(matches!(
        store.erase(&of_other),
        Err(StoreError::Mismatch(_))
    ));
    assert!(store.job_state(job()).unwrap().unwrap().notes.len() == 2);

    let tombstone = Tombstone::sign(order(written[0].raw_hash), KEY_ID, &headquarters.key);
    store.erase(&tombstone).unwrap();
    store.erase(&tombstone).unwrap();
    assert_eq!(store.job_state(job()).unwrap().unwrap().notes.len(), 1);
    assert_eq!(store.verify().unwrap().entries, 2);
    let batch = store.make_batch(10, &log_key()).unwrap().unwrap();
    assert_eq!(batch.entries[0].raw, None);
    assert_eq!(batch.entries[0].tombstone, Some(tombstone));
    assert!(batch.entries[1].raw.is_some() && batch.entries[1].tombstone.is_none());
    drop(store);
    let outside = outside(folder.path());
    let spare = "SELECT count(*) FROM log_spare WHERE raw IS NULL";
    let erased: i64 = outside.query_row(spare, [], |row| row.get(0)).unwrap();
    assert_eq!(erased, 1, "the bytes must not stay behind in the spare");
}

#[test]
fn bytes_that_went_without_an_order_of_headquarters_are_damage() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.append_all(&[note("a"), note("b")]).unwrap();
    drop(store);
    {
        let outside = outside(folder.path());
        let erase = "UPDATE log SET raw = NULL WHERE seq = 1";
        assert!(outside.execute(erase, []).is_err());
        outside
            .execute(
                "INSERT INTO tombstone (incarnation, seq, raw_hash, statement, key_id, signature)
                 SELECT incarnation, seq, raw_hash, x'41', 'hq-1', zeroblob(64) FROM log WHERE seq = 1",
                [],
            )
            .unwrap();
        assert!(outside.execute("UPDATE log SET raw = NULL", []).is_err());
        assert_eq!(outside.execute(erase, []).unwrap(), 1);
    }
    let finding = open(folder.path()).verify().unwrap().finding.unwrap();
    assert_eq!(finding.last_good_seq, 0);
    assert!(
        finding.what.contains("without a signed order"),
        "{finding:?}"
    );
}

#[test]
fn a_second_process_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let second = Store::open(folder.path(), &data_key(), options());
    assert!(matches!(second, Err(StoreError::InUse { .. })));
    drop(store);
    open(folder.path());
}

#[test]
fn a_wrong_key_and_a_missing_or_present_store_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = Store::open(folder.path(), &data_key(), options());
    assert!(matches!(nothing, Err(StoreError::Missing { .. })));
    drop(create(folder.path()));
    let other_key = Store::open(folder.path(), &DataKey::new([8; 32]), options());
    assert!(matches!(other_key, Err(StoreError::WrongKey { .. })));
    let again = Store::create(folder.path(), &data_key(), device(), options());
    assert!(matches!(again, Err(StoreError::Exists { .. })));
}

#[test]
fn nothing_readable_lies_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let secret = "李雷 13800000000 SECRET-CUSTOMER";
    let blob = store
        .store_blob(BlobUse::Evidence, secret.repeat(9000).as_bytes())
        .unwrap();
    let event = note(secret).with_blob(blob, "image/jpeg", "photo.original");
    store.append(event).unwrap();
    for entry in walk(folder.path()) {
        let bytes = fs::read(&entry).unwrap();
        let found = bytes.windows(15).any(|window| window == b"SECRET-CUSTOMER");
        assert!(!found, "{}", entry.display());
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn any_flipped_byte_of_a_blob_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let blob = store.store_blob(BlobUse::Evidence, &[5; 70_000]).unwrap();
    let path = folder.path().join("blobs").join(blob.sha256.to_string());
    let good = fs::read(&path).unwrap();
    let places = (0..good.len()).filter(|at| *at < 200 || at % 997 == 0 || *at > good.len() - 40);
    for at in places {
        let mut bad = good.clone();
        bad[at] ^= 0x40;
        fs::write(&path, &bad).unwrap();
        let told = store.verify_blob(blob.sha256);
        assert!(
            matches!(told, Err(StoreError::Blob(_))),
            "byte {at}: {told:?}"
        );
    }
    for len in [0, 50, 121, 122, good.len() - 1] {
        fs::write(&path, &good[..len]).unwrap();
        let told = store.verify_blob(blob.sha256);
        assert!(
            matches!(told, Err(StoreError::Blob(_))),
            "cut at {len}: {told:?}"
        );
    }
    fs::write(&path, &good).unwrap();
    store.verify_blob(blob.sha256).unwrap();
}

#[test]
fn a_blob_under_another_name_is_told_and_the_same_bytes_again_mend_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let one = store.store_blob(BlobUse::Evidence, b"one").unwrap();
    let two = store.store_blob(BlobUse::Evidence, b"two").unwrap();
    let path = |blob: lineproof_store::blob::StoredBlob| {
        folder.path().join("blobs").join(blob.sha256.to_string())
    };
    fs::copy(path(one), path(two)).unwrap();
    assert!(matches!(
        store.blob_reader(two.sha256).map(|reader| reader.holds()),
        Err(StoreError::Blob(BlobError::Damaged { .. }))
    ));
    store.store_blob(BlobUse::Evidence, b"two").unwrap();
    assert_eq!(store.blob_bytes(two.sha256).unwrap(), b"two");
    let kept = walk(&folder.path().join("blobs"));
    assert_eq!(kept.len(), 3, "the damaged file is kept aside");
}

#[test]
fn any_flipped_byte_of_the_database_is_told_and_nothing_panics() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    for number in 0..20 {
        store.append(note(&number.to_string().repeat(500))).unwrap();
    }
    drop(store);
    let path = folder.path().join("lineproof.db");
    let good = fs::read(&path).unwrap();
    assert!(!folder.path().join("lineproof.db-wal").exists());
    let pages = good.len() / 4096;
    let places = (0..pages).map(|page| page * 4096 + page * 131 % 4096);
    for at in places.chain([0, 1, 16, 17, 100, good.len() - 1]) {
        let mut bad = good.clone();
        bad[at] ^= 0x01;
        fs::write(&path, &bad).unwrap();
        let told =
            Store::open(folder.path(), &data_key(), options()).and_then(|store| store.verify());
        assert!(
            matches!(told, Err(StoreError::Damaged { .. })),
            "byte {at}: {told:?}"
        );
        for suffix in ["-wal", "-shm"] {
            let _none = fs::remove_file(folder.path().join(format!("lineproof.db{suffix}")));
        }
    }
    fs::write(&path, &good).unwrap();
    assert_eq!(open(folder.path()).verify().unwrap().entries, 20);
}

#[test]
fn two_copies_of_a_folder_fork_and_both_logs_are_kept() {
    let folders = tempfile::tempdir().unwrap();
    let original = folders.path().join("original");
    let copy = folders.path().join("copy");
    let store = create(&original);
    let headquarters = Headquarters::new();
    store.append(note("shared")).unwrap();
    push_all(&store, &headquarters);
    drop(store);
    fs::create_dir_all(&copy).unwrap();
    for file in walk(&original) {
        let to = copy.join(file.strip_prefix(&original).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&file, to).unwrap();
    }
    let (first, second) = (open(&original), open(&copy));
    first.append(note("on the original")).unwrap();
    second.append(note("on the copy")).unwrap();
    assert_eq!(push_all(&first, &headquarters), 1);

    // Headquarters has another entry at 2: it takes the branch, and says so.
    let batch = second.make_batch(10, &log_key()).unwrap().unwrap();
    let mut answer = headquarters.accepts(&batch);
    answer.forked = true;
    second.record_push(&answer, alice()).unwrap();
    assert_eq!(second.incarnations().unwrap().all.len(), 2);
    // The answer once more: the life it speaks of is over.
    second.record_push(&answer, alice()).unwrap();
    assert_eq!(second.incarnations().unwrap().all.len(), 2);
    second.append(note("in the new log")).unwrap();
    let batch = second.make_batch(10, &log_key()).unwrap().unwrap();
    assert_eq!((batch.first_seq, batch.entries.len()), (1, 2));
    assert_eq!(batch.predecessor.unwrap().hash, answer.receipt.head.hash);
    let notes = second.job_state(job()).unwrap().unwrap().notes;
    let read: Vec<&str> = notes.iter().map(|note| note.value.as_str()).collect();
    assert_eq!(read, ["shared", "on the copy", "in the new log"]);
    assert_eq!(second.verify().unwrap().finding, None);
}

#[test]
fn an_older_program_opens_a_newer_database_for_reading_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.append(note("n")).unwrap();
    drop(store);
    outside(folder.path())
        .execute_batch("PRAGMA user_version = 99;")
        .unwrap();
    let store = open(folder.path());
    assert_eq!(store.newer_form(), Some(99));
    assert_eq!(store.job_state(job()).unwrap().unwrap().notes.len(), 1);
    let refused = store.append(note("m"));
    assert!(matches!(
        refused,
        Err(StoreError::NewerDatabase { found: 99, .. })
    ));
    assert!(matches!(
        store.store_blob(BlobUse::Evidence, b"p"),
        Err(StoreError::NewerDatabase { .. })
    ));
    assert_eq!(store.verify().unwrap().entries, 1);
}

#[test]
fn states_of_an_older_reducer_are_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.append(note("n")).unwrap();
    drop(store);
    let spoilt = "UPDATE job_state SET reducer_version = 0, state = '{\"old\":true}'";
    assert_eq!(outside(folder.path()).execute(spoilt, []).unwrap(), 1);
    let store = open(folder.path());
    assert_eq!(store.jobs().unwrap().len(), 1);
    assert_eq!(store.job_state(job()).unwrap().unwrap().notes.len(), 1);
}
