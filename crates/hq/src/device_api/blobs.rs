//! `POST /v1/blobs/have`: which blobs headquarters has.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
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
    let blobs = server
        .blocking(move |hq| {
            request
                .blobs
                .iter()
                .map(|blob| hq.presence(device.id, *blob))
                .collect::<Result<_, Refusal>>()
        })
        .await??;
    Ok(Json(HaveResponse { blobs }))
}

impl Headquarters {
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
