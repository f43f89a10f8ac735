//! A headquarters put back to an older copy of its folder.

use crate::tools::code;
use lineproof_app::dto::{ErrorCode, LockState};
use lineproof_domain::ids::JobId;
use lineproof_testkit::device::PIN;
use lineproof_testkit::{Device, World, copy_folder, samples};
use std::path::{Path, PathBuf};

async fn back_up(world: &mut World) -> PathBuf {
    world.headquarters.stop().await;
    let backup = world.folder("backup");
    copy_folder(&world.headquarters.folder, &backup).unwrap();
    world.headquarters.restart().await.unwrap();
    backup
}

async fn put_back(world: &mut World, backup: &Path, is_declared: bool) {
    world.headquarters.stop().await;
    std::fs::remove_dir_all(&world.headquarters.folder).unwrap();
    copy_folder(backup, &world.headquarters.folder).unwrap();
    if is_declared {
        let restored = lineproof_hq::Headquarters::open(&world.headquarters.folder).unwrap();
        restored.begin_epoch().unwrap();
    }
    world.headquarters.restart().await.unwrap();
}

async fn work(alice: &Device, job: &str) {
    alice.add_note(job, "after the backup").unwrap();
    let photo = samples::photo("I02");
    alice.put_photo(job, "I02", "gear.jpg", &photo).unwrap();
    alice.sync_all().await.unwrap();
}

/// Headquarters has the note and the photo.
async fn assert_complete(world: &World, job: JobId, out: &str) {
    let out = world.folder(out);
    let record = world.headquarters.export(job, &out).await.unwrap();
    assert_eq!(record.job.notes.len(), 1);
    assert!(!record.blobs.is_empty() && record.blobs.iter().all(|blob| blob.stored));
    let checked = world.headquarters.itself().verify().await.unwrap();
    assert!(checked.findings.is_empty(), "{checked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_copy_put_back_twice_gets_everything_twice() {
    let mut world = World::start().await.unwrap();
    let (alice, job) = world.alice_with_job().await.unwrap();
    let backup = back_up(&mut world).await;
    work(&alice, &job.to_string()).await;
    for out in ["first", "second"] {
        put_back(&mut world, &backup, true).await;
        alice.sync_all().await.unwrap();
        assert_complete(&world, job, out).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_put_back_without_a_word_gets_everything_from_a_device_that_knows_more() {
    let mut world = World::start().await.unwrap();
    let alice = world.alice().await.unwrap();
    let backup = back_up(&mut world).await;
    let plan = lineproof_testkit::order::sample(world.headquarters.alice);
    let job = world.headquarters.dispatch(plan).unwrap();
    alice.sync_job(&job.to_string()).await.unwrap();
    work(&alice, &job.to_string()).await;
    put_back(&mut world, &backup, false).await;
    alice.sync_all().await.unwrap();
    assert_complete(&world, job, "export").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_enrolled_after_the_copy_was_made_is_known_again_by_a_new_code_and_sends_all() {
    let mut world = World::start().await.unwrap();
    let backup = back_up(&mut world).await;
    let (alice, job) = world.alice_with_job().await.unwrap();
    work(&alice, &job.to_string()).await;
    put_back(&mut world, &backup, true).await;

    let answer = alice.sync_now().await.unwrap();
    assert_eq!(answer.trouble, Some(ErrorCode::DeviceNotEnrolled));
    let of_bob = world.headquarters.bob;
    let wrong = world.headquarters.enrolment_code(of_bob).unwrap();
    assert_eq!(
        code(alice.enrol_again(&wrong).await),
        ErrorCode::EnrolOtherPerson
    );
    let right = world.headquarters.alice;
    let given = world.headquarters.enrolment_code(right).unwrap();
    let view = alice.enrol_again(&given).await.unwrap();
    assert_eq!(view.state, LockState::Locked);
    alice.unlock(&alice.profile().unwrap(), PIN).unwrap();

    alice.sync_all().await.unwrap();
    assert_complete(&world, job, "export").await;
}
