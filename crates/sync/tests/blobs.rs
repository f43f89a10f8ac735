//! Blobs reach headquarters, whatever stopped the one before.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::sync::Arc;

use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::problem::ProblemCode;
use lineproof_store::Store;
use lineproof_store::blob::BlobUse;
use support::office::{Office, Upload};
use support::{create, engine, note};

fn document(store: &Store, bytes: &[u8]) -> Sha256Digest {
    let blob = store.store_blob(BlobUse::Document, bytes).unwrap();
    let event = note("with a document").with_blob(blob, "application/pdf", "document");
    store.append(event).unwrap();
    blob.sha256
}

#[tokio::test]
async fn an_upload_that_is_whole_but_unfinished_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let (store, office) = (create(folder.path()), Arc::new(Office::new()));
    let whole = document(&store, b"every byte is there");
    office.set(|state| {
        let upload = Upload {
            len: 19,
            bytes: b"every byte is there".to_vec(),
            stored: false,
        };
        state.uploads.insert(whole, upload);
    });
    let report = engine(&store, &office).sync_once().await;
    assert_eq!((report.trouble, report.left), (None, 0));
}

#[tokio::test]
async fn a_blob_without_bytes_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let (store, office) = (create(folder.path()), Arc::new(Office::new()));
    document(&store, b"");
    let report = engine(&store, &office).sync_once().await;
    assert_eq!((report.trouble, report.left), (None, 0));
}

#[tokio::test]
async fn a_blob_that_fails_holds_up_none_of_the_others() {
    for code in [ProblemCode::StorageFull, ProblemCode::BadRequest] {
        let folder = tempfile::tempdir().unwrap();
        let (store, office) = (create(folder.path()), Arc::new(Office::new()));
        let first = document(&store, b"fails");
        document(&store, b"goes on");
        let photo = store.store_blob(BlobUse::Evidence, b"photo").unwrap();
        let event = note("with a photo").with_blob(photo, "image/jpeg", "photo.original");
        store.append(event).unwrap();
        office.set(|state| {
            state.refused.insert(first, code);
        });
        let report = engine(&store, &office).sync_once().await;
        assert_eq!(report.left, 1, "{code:?}");
        let pending = store.pending_blobs().unwrap();
        assert_eq!(pending[0].sha256, first, "{code:?}");
        // Only a refusal for good is told as one; the other is tried again.
        assert_eq!(pending[0].problem.is_some(), code.is_permanent());
        assert_eq!(report.trouble.is_some(), !code.is_permanent());
        office.set(|state| state.refused.clear());
        let report = engine(&store, &office).sync_once().await;
        assert_eq!((report.trouble, report.left), (None, 0), "{code:?}");
    }
}
