//! Entries damaged on the disk: what is whole goes on in a new log, once, and nothing is lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::path::Path;

use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::push::PushRequest;
use lineproof_store::{Finding, Reason, Store};
use support::{Headquarters, alice, create, job, log_key, note, open, outside, push_all};

/// Changes the bytes of an entry past the triggers, as only damage or a forger with the key can.
fn damage_entry(folder: &Path, table: &str, seq: u64) {
    let outside = outside(folder);
    outside
        .execute_batch(&format!("DROP TRIGGER {table}_update;"))
        .unwrap();
    let damage = format!(
        "UPDATE {table} SET raw = CAST(replace(CAST(raw AS TEXT), 'note', 'nope') AS BLOB) WHERE seq = ?1"
    );
    outside
        .execute(&damage, [i64::try_from(seq).unwrap()])
        .unwrap();
}

fn finding(store: &Store) -> Finding {
    store.verify().unwrap().finding.unwrap()
}

/// Five notes, two of them sent, and the fourth damaged in the log and in the other tables named.
fn damaged(folder: &Path, also: &[&str]) -> (Store, Headquarters) {
    let store = create(folder);
    let headquarters = Headquarters::new();
    store.append_all(&[note("1"), note("2")]).unwrap();
    push_all(&store, &headquarters);
    store.append_all(&["3", "4", "5"].map(note)).unwrap();
    drop(store);
    damage_entry(folder, "log", 4);
    also.iter().for_each(|table| damage_entry(folder, table, 4));
    let store = open(folder);
    let finding = finding(&store);
    assert_eq!(finding.last_good_seq, 3);
    assert!(finding.what.contains("entry 4"), "{}", finding.what);
    let first = store
        .open_incarnation(&Reason::Damaged(finding), alice())
        .unwrap()
        .entries
        .remove(0);
    assert_eq!(first.event.kind, "log.damaged");
    assert_eq!(first.head.seq, 1);
    assert_eq!(store.incarnations().unwrap().all.len(), 2);
    (store, headquarters)
}

fn send(store: &Store, headquarters: &Headquarters) -> Vec<PushRequest> {
    let mut sent = Vec::new();
    while let Some(batch) = store.make_batch(10, &log_key()).unwrap() {
        store
            .record_push(&headquarters.accepts(&batch), alice())
            .unwrap();
        sent.push(batch);
    }
    sent
}

fn notes(store: &Store) -> Vec<String> {
    let notes = store.job_state(job()).unwrap().unwrap().notes;
    notes.into_iter().map(|note| note.value).collect()
}

#[test]
fn a_damaged_entry_begins_a_new_log_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (store, headquarters) = damaged(folder.path(), &[]);
    // 3 goes up in the old log; log.damaged, 4 from its spare, and 5 in the new one.
    let sent = send(&store, &headquarters);
    assert_eq!(sent.len(), 2);
    assert_eq!((sent[0].first_seq, sent[0].entries.len()), (3, 1));
    assert_eq!((sent[1].first_seq, sent[1].entries.len()), (1, 3));
    let left = sent[1].predecessor.unwrap();
    assert_eq!((left.incarnation, left.seq), (sent[0].log.incarnation, 3));
    assert_eq!(store.verify().unwrap().finding, None);
    let safety = store.safety().unwrap();
    assert_eq!((safety.entries, safety.entries_received), (6, 6));
    assert_eq!(notes(&store), ["1", "2", "3", "4", "5"]);
}

#[test]
fn damage_that_two_find_at_once_begins_one_new_log() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.append_all(&["1", "2", "3"].map(note)).unwrap();
    drop(store);
    damage_entry(folder.path(), "log", 2);
    let store = open(folder.path());
    let found = Reason::Damaged(finding(&store));
    for lives in [2, 2] {
        store.open_incarnation(&found, alice()).unwrap();
        assert_eq!(store.incarnations().unwrap().all.len(), lives);
    }
    assert_eq!(store.verify().unwrap().finding, None);
    assert_eq!(notes(&store), ["1", "2", "3"]);
}

#[test]
fn an_entry_whose_spare_is_damaged_too_does_not_take_the_later_ones_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (store, headquarters) = damaged(folder.path(), &["log_spare"]);
    let sent = send(&store, &headquarters);
    assert_eq!(sent[1].entries.len(), 2);
    assert!(sent[1].entries[1].raw.as_ref().unwrap().contains("\"5\""));
    assert_eq!(store.verify().unwrap().finding, None);
    assert_eq!(notes(&store), ["1", "2", "3", "5"]);
}

#[test]
fn damage_found_earlier_in_a_log_already_left_begins_one_more_log_and_no_endless_row() {
    let folder = tempfile::tempdir().unwrap();
    let (store, headquarters) = damaged(folder.path(), &[]);
    drop(store);
    outside(folder.path())
        .execute_batch("UPDATE log SET raw = CAST(x'FF' || raw AS BLOB) WHERE position = 2")
        .unwrap();
    let store = open(folder.path());
    let earlier = finding(&store);
    assert_eq!(earlier.last_good_seq, 1);
    store
        .open_incarnation(&Reason::Damaged(earlier), alice())
        .unwrap();
    assert_eq!(store.verify().unwrap().finding, None);
    assert_eq!(store.incarnations().unwrap().all.len(), 3);
    send(&store, &headquarters);
    let safety = store.safety().unwrap();
    assert_eq!(safety.entries, safety.entries_received);
}

#[test]
fn bytes_that_are_no_text_any_more_are_not_sent_as_if_they_had_been_erased() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.append(note("1")).unwrap();
    drop(store);
    let damage = "DROP TRIGGER log_update; UPDATE log SET raw = CAST(x'FF' || raw AS BLOB);";
    outside(folder.path()).execute_batch(damage).unwrap();
    let batch = open(folder.path()).make_batch(10, &log_key()).unwrap();
    let sent = batch.unwrap().entries.remove(0);
    assert_ne!(
        Sha256Digest::of(sent.raw.unwrap().as_bytes()),
        sent.raw_hash
    );
}
