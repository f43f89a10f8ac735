//! A way to headquarters that is cut, answered by strangers, or leads to a headquarters that forgot.

use lineproof_app::dto::ErrorCode;
use lineproof_protocol::push::MAX_BATCH_BYTES;
use lineproof_testkit::net::Stranger;
use lineproof_testkit::{World, copy_folder, samples};

#[tokio::test(flavor = "multi_thread")]
async fn strangers_on_the_way_are_not_taken_for_headquarters_and_nothing_is_lost() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    alice.sync_all().await.unwrap();
    let strangers = [
        Stranger::LoginPage,
        Stranger::BrokenGateway,
        Stranger::Doorkeeper,
    ];
    for stranger in strangers {
        world.way.answer_as(stranger);
        alice.add_note(&job, &format!("{stranger:?}")).unwrap();
        let answer = alice.sync_now().await.unwrap();
        assert_eq!(answer.trouble, Some(ErrorCode::HqNotOurs), "{stranger:?}");
        assert!(!answer.reached && answer.left > 0, "{answer:?}");
    }
    assert_eq!(alice.safe_view().unwrap().on_device, 3);
    world.way.restore();
    alice.sync_all().await.unwrap();
    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    assert_eq!(record.job.notes.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_upload_goes_on_from_the_byte_where_it_stopped() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    alice.sync_all().await.unwrap();
    world.way.cut();
    // Noise does not shrink, so its bytes on the way are its bytes on the disk.
    let mut photo = samples::photo("I03");
    let mut noise = 0x2545_f491_4f6c_dd1d_u64;
    photo.extend(
        std::iter::repeat_with(|| {
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            (noise >> 24) as u8
        })
        .take(3_000_000),
    );
    alice.put_photo(&job, "I03", "big.jpg", &photo).unwrap();

    world.way.restore();
    let before = world.way.bytes_up();
    world.way.cut_after_bytes_up(2_000_000);
    let started = std::time::Instant::now();
    while world.way.bytes_up() < before + 2_000_000 {
        assert!(started.elapsed().as_secs() < 60, "nothing was sent");
        alice.sync_now().await.unwrap();
    }
    world.way.restore();
    let cut_at = world.way.bytes_up();
    alice.sync_all().await.unwrap();
    let sent_again = world.way.bytes_up() - cut_at;
    let rest = photo.len() as u64 - 2_000_000;
    assert!(
        sent_again < rest + 900_000,
        "{sent_again} bytes for a rest of about {rest}"
    );
    let record = world
        .headquarters
        .export(id, &world.folder("export"))
        .await
        .unwrap();
    assert!(record.blobs.iter().all(|blob| blob.stored));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headquarters_restored_from_an_older_copy_gets_everything_again() {
    let mut world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    world.headquarters.stop().await;
    let backup = world.folder("backup");
    copy_folder(&world.headquarters.folder, &backup).unwrap();
    world.headquarters.restart().await.unwrap();

    alice.add_note(&job, "after the backup").unwrap();
    alice
        .put_photo(&job, "I02", "gear.jpg", &samples::photo("I02"))
        .unwrap();
    alice.sync_all().await.unwrap();
    world.headquarters.stop().await;
    std::fs::remove_dir_all(&world.headquarters.folder).unwrap();
    copy_folder(&backup, &world.headquarters.folder).unwrap();
    let restored = lineproof_hq::Headquarters::open(&world.headquarters.folder).unwrap();
    restored.begin_epoch().unwrap();
    drop(restored);
    world.headquarters.restart().await.unwrap();

    alice
        .sync_until("the new life of headquarters", |device| {
            Ok(device.safe_view()?.on_device == 0)
        })
        .await
        .unwrap();
    alice.sync_all().await.unwrap();
    let out = world.folder("export");
    let record = world.headquarters.export(id, &out).await.unwrap();
    assert_eq!(record.job.notes.len(), 1);
    assert!(!record.blobs.is_empty() && record.blobs.iter().all(|blob| blob.stored));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_too_large_is_refused_in_words_and_the_next_one_is_taken() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let address = world.way.address();
    let body = vec![b'x'; MAX_BATCH_BYTES + 1];
    let answer = post(&address.to_string(), "/v1/enrol", &body).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
    alice.add_note(&id.to_string(), "still there").unwrap();
    alice.sync_all().await.unwrap();
}

/// Posts a body and gives what came back, also where the server stops reading.
async fn post(address: &str, path: &str, body: &[u8]) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let (mut reads, mut writes) = stream.into_split();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let body = body.to_vec();
    tokio::spawn(async move {
        writes.write_all(head.as_bytes()).await.ok();
        writes.write_all(&body).await.ok();
    });
    let mut answer = Vec::new();
    reads.read_to_end(&mut answer).await.ok();
    String::from_utf8_lossy(&answer).into_owned()
}
