use std::path::PathBuf;

use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::blobs::BlobPresence;

use crate::support::{Browser, Device, Office};
use crate::uploads::{create, patch, picture, presence};

fn file_of(office: &Office, bytes: &[u8]) -> PathBuf {
    let name = Sha256Digest::of(bytes).to_string();
    let folder = office.data.path().join("hq/blobs").join(&name[..2]);
    folder.join(name)
}

async fn upload(device: &Device, bytes: &[u8]) {
    assert_eq!(create(device, bytes).await.status(), 201);
    let sent = patch(device, bytes, 0).body(bytes.to_vec()).send().await;
    assert_eq!(sent.unwrap().status(), 204);
}

/// What a backup whose blobs are older than its database, or a bad disk, leaves.
#[derive(Clone, Copy)]
enum Harm {
    Gone,
    Flipped,
}

impl Harm {
    fn befall(self, file: &std::path::Path) {
        match self {
            Harm::Gone => std::fs::remove_file(file).unwrap(),
            Harm::Flipped => {
                let mut bytes = std::fs::read(file).unwrap();
                bytes[7] ^= 1;
                std::fs::write(file, bytes).unwrap();
            }
        }
    }
}

#[tokio::test]
async fn a_blob_whose_bytes_a_restore_lost_gets_no_receipt_and_is_taken_again() {
    for harm in [Harm::Gone, Harm::Flipped] {
        let office = Office::open().await;
        let alice = Device::enrolled(&office, office.alice).await;
        let bytes = picture(1, 10_000);
        upload(&alice, &bytes).await;
        harm.befall(&file_of(&office, &bytes));
        office.hq().begin_epoch().unwrap();

        assert_eq!(presence(&alice, &bytes).await, BlobPresence::Absent);
        upload(&alice, &bytes).await;

        assert!(matches!(
            presence(&alice, &bytes).await,
            BlobPresence::Stored { .. }
        ));
        assert_eq!(std::fs::read(file_of(&office, &bytes)).unwrap(), bytes);
        assert!(office.hq().verify().await.unwrap().findings.is_empty());
        let browser = Browser::logged_in(&office).await;
        let notices = browser.get("/api/notices").await;
        assert_eq!(notices["notices"][0]["kind"], "blobLost");
    }
}

#[tokio::test]
async fn checking_headquarters_lets_a_damaged_blob_be_sent_again() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bytes = picture(2, 10_000);
    upload(&alice, &bytes).await;
    Harm::Flipped.befall(&file_of(&office, &bytes));

    let found = office.hq().verify().await.unwrap();

    assert_eq!(found.findings.len(), 1, "{found:?}");
    assert_eq!(presence(&alice, &bytes).await, BlobPresence::Absent);
    upload(&alice, &bytes).await;
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
}
