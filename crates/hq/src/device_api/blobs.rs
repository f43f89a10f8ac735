//! `POST /v1/blobs/have`: which blobs headquarters has.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::blobs::{
    BlobName, BlobPresence, HaveRequest, HaveResponse, MAX_HAVE_BLOBS,
};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::receipt::{BlobClaim, BlobReceipt};

use super::body::read_json;
use super::token::Caller;
use super::{Because as _, Refusal, tus};
use crate::clock;
use crate::headquarters::Headquarters;
use crate::publication;
use crate::server::Server;
use crate::storage::attachments;
use crate::storage::blobs::{self, StoredBlob};
use crate::storage::notices::{self, StoredNotice};
use crate::storage::{StorageError, jobs, receipts, uploads};

pub(super) async fn have(
    State(server): State<Server>,
    Caller(device): Caller,
    body: Body,
) -> Result<Json<HaveResponse>, Refusal> {
    let request: HaveRequest = read_json(body, server.stall_timeout()).await?;
    if request.blobs.len() > MAX_HAVE_BLOBS {
        return Err(ProblemCode::TooLarge.because(format!("{MAX_HAVE_BLOBS} blobs a question")));
    }
    let mut blobs = Vec::with_capacity(request.blobs.len());
    for blob in request.blobs {
        prove(&server, blob.sha256).await?;
        let presence = server.blocking(move |hq| hq.presence(device.id, blob));
        blobs.push(presence.await??);
    }
    Ok(Json(HaveResponse { blobs }))
}

/// Before the first receipt of an epoch the bytes are hashed again: the database of a backup may be newer than the blobs
/// beside it.
async fn prove(server: &Server, sha256: Sha256Digest) -> Result<(), Refusal> {
    let is_due = server.blocking(move |hq| hq.is_unproven(sha256)).await??;
    if !is_due {
        return Ok(());
    }
    match server.headquarters().blobs.get(sha256).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_lost() => {
            tracing::warn!(%error, "a blob is asked from the devices again");
            server
                .blocking(move |hq| hq.withdraw_blob(sha256))
                .await??;
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

impl Headquarters {
    /// Whether a blob counts as stored without anybody having looked in this epoch.
    fn is_unproven(&self, sha256: Sha256Digest) -> Result<bool, StorageError> {
        self.storage.read(|db| {
            let epoch = publication::epoch(db)?;
            let given = receipts::fetch_blob_receipts(db, sha256)?;
            let is_proven = given.iter().any(|receipt| receipt.epoch == epoch);
            Ok(!is_proven && blobs::fetch(db, sha256)?.is_some())
        })
    }

    /// Takes back that a blob is stored, so that a device may send it again.
    pub(crate) fn withdraw_blob(&self, sha256: Sha256Digest) -> Result<(), StorageError> {
        self.storage.write(|db| {
            blobs::delete(db, sha256)?;
            let now_ms = clock::now_ms();
            let jobs = attachments::fetch_jobs_of(db, sha256)?;
            let notice = StoredNotice {
                id: notices::fresh_id(),
                kind: "blobLost",
                at_ms: now_ms,
                device: None,
                job: jobs.first().copied(),
                seq: None,
                reason: Some(sha256.to_string()),
            };
            notices::insert(db, &notice)?;
            for job in jobs {
                jobs::touch(db, job, now_ms)?;
            }
            Ok::<_, StorageError>(())
        })?;
        self.live.ring();
        Ok(())
    }

    fn presence(&self, device: DeviceId, asked: BlobName) -> Result<BlobPresence, Refusal> {
        let (stored, upload) = self.storage.read(|db| {
            Ok::<_, StorageError>((
                blobs::fetch(db, asked.sha256)?,
                uploads::fetch(db, device, asked.sha256)?,
            ))
        })?;
        if let Some(blob) = stored {
            let receipt = self.give_blob_receipt(device, &blob)?;
            return Ok(BlobPresence::Stored { receipt });
        }
        let Some(upload) = upload else {
            return Ok(BlobPresence::Absent);
        };
        Ok(BlobPresence::Partial {
            upload: tus::location(upload.sha256),
            offset: tus::synced_len(&tus::part_path(self, device, upload.sha256))?,
        })
    }

    /// Signs that a blob is here, and remembers having done so.
    pub(super) fn give_blob_receipt(
        &self,
        device: DeviceId,
        blob: &StoredBlob,
    ) -> Result<BlobReceipt, StorageError> {
        let claim = BlobClaim {
            device,
            sha256: blob.sha256,
            len: blob.len,
            level: blob.level,
        };
        let sign =
            |epoch| BlobReceipt::sign(claim, epoch, &self.keys.receipt_key_id, &self.keys.receipt);
        let known = self.storage.read(|db| {
            let receipt = sign(publication::epoch(db)?);
            let given = receipts::fetch_blob_receipts(db, blob.sha256)?;
            Ok::<_, StorageError>(given.contains(&receipt).then_some(receipt))
        })?;
        if let Some(receipt) = known {
            return Ok(receipt);
        }
        self.storage.write(|db| {
            let receipt = sign(publication::epoch(db)?);
            let now_ms = clock::now_ms();
            receipts::insert_blob_receipt(db, &receipt, now_ms)?;
            for job in attachments::fetch_jobs_of(db, blob.sha256)? {
                jobs::touch(db, job, now_ms)?;
            }
            Ok(receipt)
        })
    }
}
