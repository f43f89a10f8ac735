//! An upload has all its bytes: hash, store, hash again, give the receipt.

use bytes::Bytes;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::receipt::BlobLevel;

use super::super::{Because as _, Refusal};
use super::{drop_upload, part_path};
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::blobs::{self, StoredBlob};
use crate::storage::notices::{self, StoredNotice};
use crate::storage::uploads::Upload;
use crate::storage::{StorageError, attachments, jobs};
use crate::{clock, publication};

/// Makes a blob of an upload. May be repeated; the upload stays until the blob is stored.
pub(super) async fn finish(server: &Server, upload: Upload) -> Result<(), Refusal> {
    let path = part_path(server.headquarters(), upload.device, upload.sha256);
    let bytes = if upload.len == 0 {
        Bytes::new()
    } else {
        Bytes::from(tokio::fs::read(&path).await?)
    };
    let hashed = bytes.clone();
    let found = server.blocking(move |_| Sha256Digest::of(&hashed)).await?;
    if found != upload.sha256 {
        server.blocking(move |hq| refuse(hq, &upload)).await??;
        return Err(
            ProblemCode::ChecksumMismatch.because("the whole has another hash than its name")
        );
    }
    server
        .headquarters()
        .blobs
        .put(upload.sha256, bytes)
        .await?;
    server.blocking(move |hq| keep(hq, &upload)).await??;
    server.headquarters().live.ring();
    Ok(())
}

fn keep(hq: &Headquarters, upload: &Upload) -> Result<(), Refusal> {
    let blob = StoredBlob {
        sha256: upload.sha256,
        len: upload.len,
        level: BlobLevel::Stored,
    };
    hq.storage.write(|db| {
        blobs::insert(db, &blob, clock::now_ms())?;
        for job in attachments::fetch_jobs_of(db, upload.sha256)? {
            jobs::touch(db, job, clock::now_ms())?;
            if let Some(known) = jobs::fetch(db, job)? {
                publication::publish_job(db, &known.state)?;
            }
        }
        Ok::<_, StorageError>(())
    })?;
    hq.give_blob_receipt(upload.device, &blob)?;
    drop_upload(hq, upload)
}

/// Bytes of another hash are of no use to anybody; the device sends them again from the start.
fn refuse(hq: &Headquarters, upload: &Upload) -> Result<(), Refusal> {
    let now_ms = clock::now_ms();
    hq.storage.write(|db| {
        let notice = StoredNotice {
            id: notices::fresh_id(),
            kind: "blobMismatch",
            at_ms: now_ms,
            device: Some(upload.device),
            job: attachments::fetch_jobs_of(db, upload.sha256)?
                .into_iter()
                .next(),
            seq: None,
            reason: Some(upload.sha256.to_string()),
        };
        notices::insert(db, &notice)
    })?;
    drop_upload(hq, upload)
}
