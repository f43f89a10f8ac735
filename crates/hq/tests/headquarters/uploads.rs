use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::stream;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Attachment;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::PhotoTaken;
use lineproof_protocol::blobs::{BlobName, BlobPresence, HaveRequest, HaveResponse};
use lineproof_protocol::problem::ProblemCode;
use reqwest::{Method, Response};

use crate::support::{Browser, Device, Office, problem};

const STREAM: &str = "application/offset+octet-stream";

pub fn picture(seed: u8, len: usize) -> Vec<u8> {
    (0..len)
        .map(|at| (at as u8).wrapping_mul(31) ^ seed)
        .collect()
}

pub async fn create(device: &Device, bytes: &[u8]) -> Response {
    let name = Sha256Digest::of(bytes).to_string();
    device
        .request(Method::POST, "/v1/files")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", bytes.len())
        .header(
            "upload-metadata",
            format!("sha256 {}", STANDARD.encode(name)),
        )
        .send()
        .await
        .unwrap()
}

pub fn patch(device: &Device, bytes: &[u8], offset: usize) -> reqwest::RequestBuilder {
    device
        .request(
            Method::PATCH,
            &format!("/v1/files/{}", Sha256Digest::of(bytes)),
        )
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", offset)
        .header("content-type", STREAM)
}

async fn offset(device: &Device, bytes: &[u8]) -> usize {
    let response = device
        .request(
            Method::HEAD,
            &format!("/v1/files/{}", Sha256Digest::of(bytes)),
        )
        .header("tus-resumable", "1.0.0")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    response.headers()["upload-offset"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap()
}

pub async fn presence(device: &Device, bytes: &[u8]) -> BlobPresence {
    let asked = HaveRequest {
        blobs: vec![BlobName {
            sha256: Sha256Digest::of(bytes),
            len: bytes.len() as u64,
        }],
    };
    let mut answer: HaveResponse = device.ask("/v1/blobs/have", &asked).await;
    answer.blobs.remove(0)
}

#[tokio::test]
async fn a_photo_is_stored_hashed_again_and_receipted_for_each_device() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes = picture(1, 100_000);
    assert_eq!(presence(&alice, &bytes).await, BlobPresence::Absent);
    let created = create(&alice, &bytes).await;
    assert_eq!(created.status(), 201);
    let location = created.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(location, format!("/v1/files/{}", Sha256Digest::of(&bytes)));
    let sent = patch(&alice, &bytes, 0)
        .body(bytes.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(sent.status(), 204);

    for device in [&alice, &Device::enrolled(&office, office.bob).await] {
        let BlobPresence::Stored { receipt } = presence(device, &bytes).await else {
            panic!("it is stored");
        };
        let key = device.enrolment.as_ref().unwrap().keys[0].public_key;
        receipt.verify(&key).unwrap();
        assert_eq!((receipt.device, receipt.len), (device.id, 100_000));
    }
    assert_eq!(
        offset(&alice, &bytes).await,
        100_000,
        "asking again tells the end"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_patch_cut_in_the_middle_keeps_every_byte_that_came() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes = picture(2, 300_000);
    create(&alice, &bytes).await;
    send_and_cut(&office, &alice, &bytes, 123_457).await;

    assert_eq!(offset(&alice, &bytes).await, 123_457);
    assert!(matches!(
        presence(&alice, &bytes).await,
        BlobPresence::Partial {
            offset: 123_457,
            ..
        }
    ));
    let office = office.restart().await;
    let alice = alice.moved_to(&office);
    assert_eq!(
        offset(&alice, &bytes).await,
        123_457,
        "a restart keeps them too"
    );
    let rest = patch(&alice, &bytes, 123_457).body(bytes[123_457..].to_vec());
    assert_eq!(rest.send().await.unwrap().status(), 204);
    assert!(matches!(
        presence(&alice, &bytes).await,
        BlobPresence::Stored { .. }
    ));
}

/// Sends the head of a `PATCH` with so many of its bytes, then pulls the cable.
async fn send_and_cut(office: &Office, device: &Device, bytes: &[u8], sent: usize) {
    let head = format!(
        "PATCH /v1/files/{} HTTP/1.1\r\nhost: hq\r\nauthorization: Bearer {}\r\ntus-resumable: 1.0.0\r\n\
         upload-offset: 0\r\ncontent-type: {STREAM}\r\ncontent-length: {}\r\n\r\n",
        Sha256Digest::of(bytes),
        device.token,
        bytes.len()
    );
    let mut stream = TcpStream::connect(office.server.address()).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&bytes[..sent]).unwrap();
    while offset_file(office) < sent as u64 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(stream);
}

#[tokio::test]
async fn a_connection_that_stands_still_gives_way_to_the_next() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes = picture(3, 50_000);
    create(&alice, &bytes).await;
    let first = bytes[..10_000].to_vec();
    let (still, pieces) = futures::channel::mpsc::unbounded::<Result<Vec<u8>, std::io::Error>>();
    still.unbounded_send(Ok(first)).unwrap();
    let hanging = patch(&alice, &bytes, 0).body(reqwest::Body::wrap_stream(pieces));
    let hanging = tokio::spawn(async move { hanging.send().await });
    while offset_file(&office) < 10_000 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    let found = tokio::time::timeout(Duration::from_secs(5), offset(&alice, &bytes)).await;

    assert_eq!(found.unwrap(), 10_000);
    drop(still);
    let first = hanging.await.unwrap();
    assert!(first.is_err() || first.unwrap().status() != 204);
}

fn offset_file(office: &Office) -> u64 {
    let uploads = office.data.path().join("hq/uploads");
    std::fs::read_dir(uploads)
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum()
}

#[tokio::test]
async fn a_body_that_stands_still_is_given_up_with_what_came() {
    let office = Office::open_with_stall(Some(Duration::from_millis(300))).await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes = picture(4, 5_000);
    create(&alice, &bytes).await;
    let (still, pieces) = futures::channel::mpsc::unbounded::<Result<Vec<u8>, std::io::Error>>();
    still.unbounded_send(Ok(bytes[..1_000].to_vec())).unwrap();
    let hanging = patch(&alice, &bytes, 0)
        .body(reqwest::Body::wrap_stream(pieces))
        .send();
    let answered = tokio::time::timeout(Duration::from_secs(10), hanging).await;
    if let Ok(response) = answered.expect("the server gives up") {
        assert_eq!(response.status(), 408);
    }
    drop(still);
    assert_eq!(offset(&alice, &bytes).await, 1_000);
}

#[tokio::test]
async fn wrong_bytes_are_refused_and_not_kept() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes = picture(5, 1_000);
    create(&alice, &bytes).await;
    let checksum = STANDARD.encode(Sha256Digest::of(b"something else").0);
    let response = patch(&alice, &bytes, 0)
        .header("upload-checksum", format!("sha256 {checksum}"))
        .body(bytes[..500].to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 460);
    assert_eq!(problem(response).await, ProblemCode::ChecksumMismatch);
    assert_eq!(offset(&alice, &bytes).await, 0, "the piece is thrown away");

    let wrong = picture(6, 1_000);
    let response = patch(&alice, &bytes, 0).body(wrong).send().await.unwrap();
    assert_eq!(problem(response).await, ProblemCode::ChecksumMismatch);
    assert_eq!(presence(&alice, &bytes).await, BlobPresence::Absent);
    let browser = Browser::logged_in(&office).await;
    let notices = browser.get("/api/notices").await;
    assert_eq!(notices["notices"][0]["kind"], "blobMismatch");
}

#[tokio::test]
async fn offsets_sizes_and_names_that_do_not_fit_are_refused() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes = picture(7, 1_000);
    create(&alice, &bytes).await;
    let response = patch(&alice, &bytes, 10).body("x").send().await.unwrap();
    assert_eq!(problem(response).await, ProblemCode::OffsetConflict);
    let long = patch(&alice, &bytes, 0).body(picture(7, 1_001));
    assert_eq!(
        problem(long.send().await.unwrap()).await,
        ProblemCode::TooLarge
    );
    let chunked = stream::iter([Ok::<_, std::io::Error>(picture(7, 1_001))]);
    let long = patch(&alice, &bytes, 0).body(reqwest::Body::wrap_stream(chunked));
    assert_eq!(
        problem(long.send().await.unwrap()).await,
        ProblemCode::TooLarge
    );
    assert_eq!(offset(&alice, &bytes).await, 0);
    let other = alice
        .request(Method::PATCH, "/v1/files/..%2f..%2fkeys%2fca.key")
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", 0)
        .header("content-type", STREAM)
        .body("x")
        .send()
        .await
        .unwrap();
    assert_eq!(problem(other).await, ProblemCode::NotFound);
    let bob = Device::enrolled(&office, office.bob).await;
    let foreign = patch(&bob, &bytes, 0).body("x").send().await.unwrap();
    assert_eq!(problem(foreign).await, ProblemCode::NotFound);
    let ended = alice
        .request(
            Method::DELETE,
            &format!("/v1/files/{}", Sha256Digest::of(&bytes)),
        )
        .header("tus-resumable", "1.0.0")
        .send()
        .await
        .unwrap();
    assert_eq!(ended.status(), 204);
    assert_eq!(presence(&alice, &bytes).await, BlobPresence::Absent);
}

#[tokio::test]
async fn an_empty_file_is_a_file() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    assert_eq!(create(&alice, b"").await.status(), 201);
    assert!(matches!(
        presence(&alice, b"").await,
        BlobPresence::Stored { .. }
    ));
}

#[tokio::test]
async fn a_file_reaches_the_console_of_its_own_job_only() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    let other = office.dispatch(office.alice);
    let bytes = picture(8, 2_000);
    let sha256 = Sha256Digest::of(&bytes);
    let attachment = Attachment {
        sha256,
        len: 2_000,
        mime: "image/jpeg".to_owned(),
        role: "photo.original".to_owned(),
    };
    let taken = PhotoTaken {
        slot: "I05".to_owned(),
        file_name: "IMG_0005.JPG".to_owned(),
        format: "jpeg".to_owned(),
        width: Some(40),
        height: Some(30),
        orientation: Some(6),
        taken_at: None,
        latitude: None,
        longitude: None,
        problem: None,
    };
    alice.write_with(Some(job), Body::PhotoTaken(taken), vec![attachment]);
    alice.push().await;
    let browser = Browser::logged_in(&office).await;
    let path = format!("/api/jobs/{job}/blobs/{sha256}");
    let waiting = browser.fetch(&path).await;
    assert_eq!(
        crate::support::code(waiting).await,
        (404, "blob-not-here".to_owned())
    );
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert_eq!(record["verification"]["state"], "waiting");

    create(&alice, &bytes).await;
    let sent = patch(&alice, &bytes, 0)
        .body(bytes.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(sent.status(), 204);

    let response = browser.fetch(&path).await;
    assert_eq!(response.headers()["content-type"], "image/jpeg");
    assert_eq!(response.headers()["content-disposition"], "inline");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    assert_eq!(response.bytes().await.unwrap(), bytes);
    let foreign = browser
        .fetch(&format!("/api/jobs/{other}/blobs/{sha256}"))
        .await;
    assert_eq!(foreign.status(), 404);
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert_eq!(
        record["verification"]["state"], "verified",
        "{}",
        record["verification"]
    );
    let slot = record["photos"]
        .as_array()
        .unwrap()
        .iter()
        .find(|slot| slot["key"] == "I05")
        .unwrap();
    assert_eq!(slot["photos"][0]["width"], 30, "as shown, turned");
    assert_eq!(slot["photos"][0]["original"]["level"], "stored");
}
