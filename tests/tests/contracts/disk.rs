//! A disk that is full in the middle of the work.

use lineproof_app::dto::ErrorCode;
use lineproof_testkit::{Device, World, order, samples};
use std::path::Path;
use std::process::Command;

const TEST: &str =
    "a_disk_that_fills_up_while_photos_are_saved_costs_the_last_photo_and_nothing_before_it";
/// The reserve of 64 MB, the database, and room for a dozen photos.
const DISK: &str = "size=120m";

/// A small disk, gone when dropped.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(at: &'a Path) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", DISK, "tmpfs"]).arg(at);
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        mounted.then_some(Self(at))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(self.0).output().ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_while_photos_are_saved_costs_the_last_photo_and_nothing_before_it() {
    let world = World::start().await.unwrap();
    let at = world.folder("small");
    let Some(_disk) = SmallDisk::mount(&at) else {
        println!("SKIPPED: {TEST}: a small disk can only be mounted by root");
        return;
    };
    let code = world
        .headquarters
        .enrolment_code(world.headquarters.alice)
        .unwrap();
    let alice = Device::enrolled(&at, &code).await.unwrap();
    let plan = order::sample(world.headquarters.alice);
    let id = world.headquarters.dispatch(plan).unwrap();
    let job = id.to_string();
    alice.sync_job(&job).await.unwrap();
    world.way.cut();

    let mut saved = 0_usize;
    let refused = loop {
        let mut photo = samples::photo("I03");
        photo.extend(std::iter::repeat_n(saved as u8, 2_000_000));
        match alice.put_photo(&job, "I03", &format!("{saved}.jpg"), &photo) {
            Ok(_) => saved += 1,
            Err(error) => break error,
        }
        assert!(saved < 100, "the disk never filled");
    };
    assert_eq!(refused.code, ErrorCode::DiskFull);
    assert!(saved > 0);
    // Text still fits: the reserve was kept for it.
    alice.add_note(&job, "磁盘满了").unwrap();

    let alice = alice.restarted().await.unwrap();
    let view = alice.job_view(&job).unwrap();
    let slot = lineproof_testkit::work::slot_of(&view, "I03").unwrap();
    assert_eq!(slot.photos.len(), saved);
    assert_eq!(view.notes[0].text, "磁盘满了");
    world.way.restore();
    alice.sync_all().await.unwrap();
    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    assert!(record.blobs.iter().all(|blob| blob.stored));
    alice.gone().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_for_the_lock_screen_that_cannot_be_written_does_not_take_the_list_away() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let store = alice.store_folder().unwrap();
    let glance = store.parent().unwrap().join("glance.json");
    std::fs::remove_file(&glance).ok();
    std::fs::create_dir(&glance).unwrap();
    let now = alice.today().unwrap().now.map(|row| row.id);
    assert_eq!(now, Some(id.to_string()));
}
