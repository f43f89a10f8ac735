//! Logs that were damaged, copied, forged or sent twice.

use crate::tools::Inside;
use chrono::Local;
use lineproof_app::dto::NoticeCode;
use lineproof_domain::event::{Actor, OccurredAt, Precision, Role};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::ExtensionApproved;
use lineproof_protocol::export::ExportDisposition;
use lineproof_store::NewEvent;
use lineproof_testkit::{Device, World, copy_folder};

fn kinds(record: &lineproof_protocol::export::ExportRecord) -> Vec<String> {
    let kinds = record.events.iter().filter_map(|event| event.kind.clone());
    kinds.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_damaged_on_disk_begins_a_new_log_and_everything_else_still_arrives() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    alice.add_note(&job, "first").unwrap();
    alice.sync_all().await.unwrap();
    world.way.cut();
    for text in ["second", "third", "fourth"] {
        alice.add_note(&job, text).unwrap();
    }
    let folder = alice.folder.clone();
    alice.gone().await.unwrap();
    {
        let inside = Inside::of(&folder);
        let database = inside.database();
        // What a failing disk does, no guard of the database prevents.
        database.execute_batch("DROP TRIGGER log_update").unwrap();
        let harmed = database
            .execute(
                "UPDATE log SET raw = CAST(replace(CAST(raw AS TEXT), 'third', 'thirt') AS BLOB)
                 WHERE CAST(raw AS TEXT) LIKE '%third%'",
                [],
            )
            .unwrap();
        assert_eq!(harmed, 1);
    }
    world.way.restore();
    let alice = Device::opened(&folder).await.unwrap();
    alice.sync_all().await.unwrap();

    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    let notes: Vec<_> = record
        .job
        .notes
        .iter()
        .map(|note| note.value.as_str())
        .collect();
    for kept in ["first", "second", "fourth"] {
        assert!(notes.contains(&kept), "{kept} is lost: {notes:?}");
    }
    assert!(
        !notes.contains(&"thirt"),
        "a damaged entry passed for a whole one"
    );
    let logs: std::collections::BTreeSet<_> = record
        .events
        .iter()
        .filter(|event| event.kind.as_deref() == Some("note.added"))
        .map(|event| event.log)
        .collect();
    assert_eq!(logs.len(), 2, "both logs are kept");
}

fn is_told_of_damage(device: &Device) -> bool {
    let notices = device.shell_state().map(|shell| shell.notices);
    let notices = notices.unwrap_or_default();
    notices
        .iter()
        .any(|notice| notice.code == NoticeCode::LogDamaged)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_page_found_while_working_is_cured_at_the_next_start_and_nothing_is_lost() {
    const PAGE_BYTES: usize = 4096;
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    world.way.cut();
    for number in 0..60 {
        alice.add_note(&job, &format!("note {number}")).unwrap();
    }
    let folder = alice.folder.clone();
    let database = alice.store_folder().unwrap().join("lineproof.db");
    alice.gone().await.unwrap();
    let mut bytes = std::fs::read(&database).unwrap();
    // Late pages hold entries of the log; the first ones are read by opening already.
    let page = bytes.len() / PAGE_BYTES * 3 / 4;
    bytes[page * PAGE_BYTES + 1000] ^= 0x10;
    std::fs::write(&database, bytes).unwrap();

    let alice = Device::opened(&folder).await.unwrap();
    let wanted = alice.store_folder().unwrap().join("salvage-wanted");
    // Where opening itself meets the page, it is cured at once.
    while !wanted.exists() && !is_told_of_damage(&alice) {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let alice = if wanted.exists() {
        alice.gone().await.unwrap();
        Device::opened(&folder).await.unwrap()
    } else {
        alice
    };
    assert!(is_told_of_damage(&alice));
    alice.add_note(&job, "goes on").unwrap();
    world.way.restore();
    alice.sync_all().await.unwrap();
    let out = world.folder("export");
    let record = world.headquarters.export(id, &out).await.unwrap();
    assert_eq!(record.job.notes.len(), 61);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_whose_answer_was_lost_is_sent_twice_and_counts_once() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    alice.sync_all().await.unwrap();
    let mut cut_at = 200;
    for text in ["one", "two", "three", "four", "five"] {
        world.way.cut_after_bytes_up(cut_at);
        cut_at += 300;
        alice.add_note(&job, text).unwrap();
        alice.sync_now().await.unwrap();
        world.way.restore();
    }
    alice.sync_all().await.unwrap();
    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    let notes = kinds(&record)
        .iter()
        .filter(|kind| *kind == "note.added")
        .count();
    assert_eq!(notes, 5);
    assert!(record.quarantined.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_device_forks_and_both_copies_keep_all_they_wrote() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    alice.add_note(&job, "before the copy").unwrap();
    alice.sync_all().await.unwrap();
    let original = alice.folder.clone();
    alice.gone().await.unwrap();
    let copy = world.folder("copy");
    copy_folder(&original, &copy).unwrap();

    world.way.cut();
    let first = Device::opened(&original).await.unwrap();
    first.add_note(&job, "by the original").unwrap();
    let second = Device::opened(&copy).await.unwrap();
    second.add_note(&job, "by the copy").unwrap();
    world.way.restore();
    first.sync_all().await.unwrap();
    second.sync_all().await.unwrap();
    first.add_note(&job, "original again").unwrap();
    first.sync_all().await.unwrap();

    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    let notes: Vec<_> = record
        .job
        .notes
        .iter()
        .map(|note| note.value.clone())
        .collect();
    for text in [
        "before the copy",
        "by the original",
        "by the copy",
        "original again",
    ] {
        assert!(
            notes.iter().any(|note| note == text),
            "{text} is lost: {notes:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_claims_an_approval_of_headquarters_is_kept_apart_and_flagged() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let folder = alice.folder.clone();
    alice.gone().await.unwrap();
    {
        let store = Inside::of(&folder).open_store();
        let state = store.job_state(id).unwrap().unwrap();
        let actor = Actor {
            person: world.headquarters.alice,
            role: Role::Engineer,
        };
        let now = OccurredAt {
            at: Local::now().fixed_offset(),
            precision: Precision::Second,
        };
        let approved = ExtensionApproved {
            new_due: "2099-01-01".parse().unwrap(),
            reason: "I say so".to_owned(),
        };
        store
            .append(NewEvent::on(
                &state,
                actor,
                now,
                Body::ExtensionApproved(approved),
            ))
            .unwrap();
    }
    let alice = Device::opened(&folder).await.unwrap();
    alice.add_note(&job, "an honest note").unwrap();
    let safe = alice.sync_all().await.unwrap();
    assert_eq!(safe.refused, 1, "the device is not told");

    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    let claimed = record
        .events
        .iter()
        .find(|event| event.kind.as_deref() == Some("extension.approved"))
        .expect("it is kept");
    assert_eq!(claimed.disposition, ExportDisposition::Quarantined);
    assert!(record.job.extensions.is_empty(), "the claim took effect");
    assert_eq!(record.job.notes.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_laptop_restored_from_an_older_copy_takes_its_own_entries_back() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    alice.add_note(&job, "in the backup").unwrap();
    alice.sync_all().await.unwrap();
    let folder = alice.folder.clone();
    alice.gone().await.unwrap();
    let backup = world.folder("backup");
    copy_folder(&folder, &backup).unwrap();

    let alice = Device::opened(&folder).await.unwrap();
    alice.add_note(&job, "after the backup").unwrap();
    alice.sync_all().await.unwrap();
    alice.gone().await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    copy_folder(&backup, &folder).unwrap();

    let alice = Device::opened(&folder).await.unwrap();
    alice
        .sync_until("the lost note", |device| {
            let notes = device.job_view(&job)?.notes;
            Ok(notes.iter().any(|note| note.text == "after the backup"))
        })
        .await
        .unwrap();
    alice.add_note(&job, "and on").unwrap();
    alice.sync_all().await.unwrap();
    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    assert_eq!(record.job.notes.len(), 3);
    assert!(record.quarantined.is_empty());
}
