use std::path::PathBuf;
use std::process::Command;

use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::blobs::{BlobName, BlobPresence, HaveRequest, HaveResponse};

use crate::support::{Device, Office};

const SCRIPT: &str = r#"
import hashlib, sys
from tusclient import client
url, token, path = sys.argv[1:4]
sha256 = hashlib.sha256(open(path, 'rb').read()).hexdigest()
tus = client.TusClient(url, headers={'Authorization': 'Bearer ' + token})
uploader = tus.uploader(path, chunk_size=70000, metadata={'sha256': sha256})
uploader.upload_chunk()
again = tus.uploader(path, chunk_size=70000, metadata={'sha256': sha256}, url=uploader.url)
assert again.offset == 70000, again.offset
again.upload()
"#;

/// Python with `tuspy`, where there is one.
fn python() -> Option<PathBuf> {
    let named = std::env::var_os("LINEPROOF_TUSPY_PYTHON").map(PathBuf::from);
    let candidates = named.into_iter().chain([PathBuf::from("python3")]);
    candidates.into_iter().find(|python| {
        Command::new(python)
            .args(["-c", "import tusclient"])
            .output()
            .is_ok_and(|output| output.status.success())
    })
}

#[tokio::test]
async fn a_tus_client_of_others_uploads_in_pieces_and_resumes() {
    let Some(python) = python() else {
        eprintln!("skipped: no Python with tuspy (set LINEPROOF_TUSPY_PYTHON)");
        return;
    };
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
    let file = office.data.path().join("photo.jpg");
    std::fs::write(&file, &bytes).unwrap();
    let url = office.url("/v1/files");
    let token = alice.token.clone();
    let output = tokio::task::spawn_blocking(move || {
        Command::new(python)
            .args(["-c", SCRIPT, &url, &token])
            .arg(file)
            .output()
            .unwrap()
    });
    let output = output.await.unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let asked = HaveRequest {
        blobs: vec![BlobName {
            sha256: Sha256Digest::of(&bytes),
            len: bytes.len() as u64,
        }],
    };
    let answer: HaveResponse = alice.ask("/v1/blobs/have", &asked).await;
    assert!(matches!(answer.blobs[0], BlobPresence::Stored { .. }));
}
