//! Killed at a sync, a full disk, a disk that fails: what was called saved is there, and nothing is half there.
//!
//! `LINEPROOF_SOAK=1` kills at every sync, write, link and removal instead of a few.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::path::Path;
use std::process::Command;

use lineproof_store::blob::BlobUse;
use lineproof_store::{Options, Refused, Store, StoreError};
use support::faults::{SAVES, assert_nothing_lost, be_the_child, can_trace, run};
use support::{create, data_key, device, job, note, open, options};

const CHILD: &str = "child_that_saves";
/// Kill points of a normal run at the syncs; two more at every other call.
const SHORT_RUN: usize = 12;

#[test]
fn child_that_saves() {
    be_the_child();
}

/// Numbers from 1 to `count`, all of them in a long run, else a few spread evenly.
fn points(count: usize, few: usize) -> Vec<usize> {
    if std::env::var_os("LINEPROOF_SOAK").is_some() || count <= few {
        return (1..=count).collect();
    }
    (1..=few).map(|point| point * count / few).collect()
}

#[test]
fn killed_at_a_sync_of_a_save_nothing_that_was_called_saved_is_lost() {
    if !can_trace("killed_at_a_sync_of_a_save_nothing_that_was_called_saved_is_lost") {
        return;
    }
    let folders = tempfile::tempdir().unwrap();
    let folder = |name: &str| folders.path().join(name);
    drop(create(&folder("whole")));
    let whole = run(CHILD, &folder("whole"), false, None);
    assert!(
        whole.finished && whole.saved.len() == usize::from(SAVES),
        "{whole:?}"
    );
    assert_nothing_lost(&folder("whole"), &whole);
    let syncs = |call: &str| whole.calls.get(call).copied().unwrap_or(0);
    assert!(syncs("fsync") + syncs("fdatasync") > usize::from(SAVES) * 3);
    for (call, count) in &whole.calls {
        let few = if call.contains("sync") { SHORT_RUN } else { 2 };
        for point in points(*count, few) {
            let folder = folder(&format!("{call}-{point}"));
            drop(create(&folder));
            let inject = format!("inject={call}:signal=SIGKILL:when={point}");
            let told = run(CHILD, &folder, false, Some(&inject));
            // The test program itself writes a few lines after the child's last word.
            let is_own = call != "write";
            assert!(!(is_own && told.finished), "{call} {point} did not kill");
            assert_nothing_lost(&folder, &told);
        }
    }
}

#[test]
fn killed_while_a_store_is_made_it_is_made_again_or_opens() {
    if !can_trace("killed_while_a_store_is_made_it_is_made_again_or_opens") {
        return;
    }
    let folders = tempfile::tempdir().unwrap();
    for (call, count) in [("fsync", 8), ("linkat", 1), ("pwrite64", 40)] {
        for point in points(count, 4) {
            let folder = folders.path().join(format!("{call}-{point}"));
            let inject = format!("inject={call}:signal=SIGKILL:when={point}");
            let told = run(CHILD, &folder, true, Some(&inject));
            match Store::create(&folder, &data_key(), device(), options()) {
                Ok(store) => drop(store),
                Err(StoreError::Exists { .. }) => {}
                Err(error) => panic!("{call} {point}: {error}"),
            }
            assert_nothing_lost(&folder, &told);
        }
    }
}

#[test]
fn a_disk_that_fails_costs_the_save_and_nothing_before_it() {
    if !can_trace("a_disk_that_fails_costs_the_save_and_nothing_before_it") {
        return;
    }
    let folders = tempfile::tempdir().unwrap();
    for (call, error) in [
        ("fsync", "EIO"),
        ("pwrite64", "EIO"),
        ("pwrite64", "ENOSPC"),
    ] {
        for point in points(60, 4) {
            let folder = folders.path().join(format!("{call}-{error}-{point}"));
            drop(create(&folder));
            let inject = format!("inject={call}:error={error}:when={point}");
            let told = run(CHILD, &folder, false, Some(&inject));
            assert_nothing_lost(&folder, &told);
        }
    }
}

#[test]
fn a_database_on_a_full_disk_says_so_and_keeps_what_it_has() {
    if !can_trace("a_database_on_a_full_disk_says_so_and_keeps_what_it_has") {
        return;
    }
    let folders = tempfile::tempdir().unwrap();
    let whole_run = folders.path().join("whole");
    drop(create(&whole_run));
    let writes = run(CHILD, &whole_run, false, None).calls["pwrite64"];
    let folder = folders.path().join("full");
    drop(create(&folder));
    // From the middle on, for ever: giving up the reserve does not help.
    let inject = format!("inject=pwrite64:error=ENOSPC:when={}+", writes / 2);
    let told = run(CHILD, &folder, false, Some(&inject));
    assert!(told.finished && !told.saved.is_empty(), "{told:?}");
    assert!(told.saved.len() < usize::from(SAVES), "{told:?}");
    let is_told = told
        .failed
        .iter()
        .all(|why| why.contains("the disk is full"));
    assert!(is_told && !told.failed.is_empty(), "{told:?}");
    assert_nothing_lost(&folder, &told);
}

/// A real small disk. Mounting needs rights that not every machine gives.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(at: &'a Path, megabytes: u32) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(at)
            .status();
        matches!(mounted, Ok(status) if status.success()).then_some(SmallDisk(at))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _unmounted = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn on_a_full_disk_the_photo_being_saved_is_finished_and_the_next_is_refused_before_text_is() {
    let name =
        "on_a_full_disk_the_photo_being_saved_is_finished_and_the_next_is_refused_before_text_is";
    let folders = tempfile::tempdir().unwrap();
    let at = folders.path().join("disk");
    let Some(_disk) = SmallDisk::mount(&at, 6) else {
        println!("SKIPPED: {name}: no right to mount a small disk");
        return;
    };
    let folder = at.join("store");
    let store = create(&folder);
    assert_eq!(store.refused(), None);
    let mut photos = Vec::new();
    let refused = loop {
        let mut bytes = vec![photos.len() as u8; 300_000];
        bytes[1] = 7;
        match store.store_blob(BlobUse::Evidence, &bytes) {
            Ok(blob) => photos.push(blob),
            Err(error) => break error,
        }
        let last = *photos.last().unwrap();
        let event = note("p").with_blob(last, "image/jpeg", "photo.original");
        store.append(event).unwrap();
    };
    // The reserve went into the photo that was being saved; only the one after it is refused.
    assert!(
        matches!(
            refused,
            StoreError::DiskFull {
                refused: Refused::Photos
            }
        ),
        "{refused}"
    );
    assert_eq!(store.refused(), Some(Refused::Photos));
    store.append(note("text still goes in")).unwrap();
    store.store_blob(BlobUse::Document, b"pages").unwrap();

    // Then even text finds no room, says so, and loses nothing.
    let everything = loop {
        if let Err(error) = store.append(note(&"x".repeat(30_000))) {
            break error;
        }
    };
    assert!(
        matches!(
            everything,
            StoreError::DiskFull {
                refused: Refused::Everything
            }
        ),
        "{everything}"
    );
    drop(store);
    let store = open(&folder);
    assert_eq!(store.verify().unwrap().finding, None);
    for photo in &photos {
        store.verify_blob(photo.sha256).unwrap();
    }
    let notes = store.job_state(job()).unwrap().unwrap().notes;
    assert!(notes.iter().any(|note| note.value == "text still goes in"));
}

#[test]
fn the_reserve_comes_back_when_there_is_room_again() {
    let folders = tempfile::tempdir().unwrap();
    let at = folders.path().join("disk");
    let Some(_disk) = SmallDisk::mount(&at, 6) else {
        println!(
            "SKIPPED: the_reserve_comes_back_when_there_is_room_again: no right to mount a small disk"
        );
        return;
    };
    let filler = at.join("filler");
    std::fs::write(&filler, vec![1; 5 * 1024 * 1024]).unwrap();
    let folder = at.join("store");
    let store = create(&folder);
    assert_eq!(store.refused(), Some(Refused::Photos));
    assert!(store.store_blob(BlobUse::Evidence, b"photo").is_err());
    store.append(note("text goes in")).unwrap();
    std::fs::remove_file(filler).unwrap();
    store.store_blob(BlobUse::Evidence, b"photo").unwrap();
    assert_eq!(store.refused(), None);
}

#[test]
fn a_store_without_a_reserve_works() {
    let folder = tempfile::tempdir().unwrap();
    let no_reserve = Options {
        ballast_bytes: 0,
        ..options()
    };
    let store = Store::create(folder.path(), &data_key(), device(), no_reserve).unwrap();
    assert_eq!(store.refused(), None);
    store.store_blob(BlobUse::Evidence, b"photo").unwrap();
}
