//! The lanes of blobs: what is short first, photos beside it, each from where it stopped.

use std::collections::HashMap;

use bytes::Bytes;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::blobs::{
    BlobName, BlobPresence, HaveRequest, HaveResponse, MAX_HAVE_BLOBS,
};
use lineproof_protocol::problem::ProblemCode;
use lineproof_store::PendingBlob;

use super::{Engine, SyncError};
use crate::transport::TransportError;

/// Up to this many bytes a blob that is no photo travels in the quick lane.
const SMALL_BLOB_BYTES: u64 = 512 * 1024;
/// Bytes of one `PATCH`: a minute on a link of 70 kB/s.
const PATCH_BYTES: usize = 4 * 1024 * 1024;
const PHOTO_ROLES: &str = "photo.";

/// A lane of blobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    /// Documents, strokes, traces.
    Small,
    /// Photos and everything long.
    Photos,
}

impl Lane {
    pub(super) const ALL: [Lane; Lane::COUNT] = [Lane::Small, Lane::Photos];
    pub(super) const COUNT: usize = 2;

    fn takes(self, blob: &PendingBlob) -> bool {
        let is_small = blob.len <= SMALL_BLOB_BYTES && !blob.role.starts_with(PHOTO_ROLES);
        is_small == (self == Lane::Small)
    }
}

impl Engine {
    /// Sends every blob of a lane that has no receipt. One that does not arrive holds up none of the others: refused for
    /// good it is noted, failed for now it is tried again in the next round.
    pub(super) async fn push_blobs(&self, lane: Lane) -> Result<(), SyncError> {
        let _only_one = self.shared.uploading[lane as usize].lock().await;
        let pending = self.with_store(|store| store.pending_blobs()).await?;
        let pending: Vec<_> = pending
            .into_iter()
            .filter(|blob| lane.takes(blob))
            .collect();
        let mut failed = None;
        for some in pending.chunks(MAX_HAVE_BLOBS) {
            let known = self.presence(some).await?;
            for blob in some {
                match self.push_blob(blob, known.get(&blob.sha256)).await {
                    Err(error) if ends_lane(&error) => return Err(error),
                    Err(error) => {
                        tracing::info!(blob.sha256 = %blob.sha256, blob.error = %error);
                        failed.get_or_insert(error);
                    }
                    Ok(()) => {}
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn presence(
        &self,
        blobs: &[PendingBlob],
    ) -> Result<HashMap<Sha256Digest, BlobPresence>, SyncError> {
        let names = blobs.iter().map(name).collect();
        let answer = self.have(HaveRequest { blobs: names }).await?;
        if answer.blobs.len() != blobs.len() {
            return Err(SyncError::Unexpected(
                "another number of answers than questions",
            ));
        }
        Ok(blobs
            .iter()
            .map(|blob| blob.sha256)
            .zip(answer.blobs)
            .collect())
    }

    async fn have(&self, request: HaveRequest) -> Result<HaveResponse, SyncError> {
        let (transport, request) = (&self.shared.transport, &request);
        Ok(self
            .with_token(|token| async move { transport.have(&token, request).await })
            .await?)
    }

    async fn push_blob(
        &self,
        blob: &PendingBlob,
        presence: Option<&BlobPresence>,
    ) -> Result<(), SyncError> {
        match self.bring(blob, presence).await {
            Err(SyncError::Transport(error)) if error.is_permanent() && !error.is_of_device() => {
                let problem = error.to_string();
                self.note(blob, None, 0, Some(problem)).await
            }
            Err(SyncError::Store(error)) => {
                tracing::error!(blob.sha256 = %blob.sha256, blob.error = %error);
                self.note(blob, None, 0, Some(error.to_string())).await
            }
            done => done,
        }
    }

    async fn bring(
        &self,
        blob: &PendingBlob,
        presence: Option<&BlobPresence>,
    ) -> Result<(), SyncError> {
        if let Some(BlobPresence::Stored { receipt }) = presence {
            let receipt = receipt.clone();
            self.with_store(move |store| store.record_blob_receipt(&receipt))
                .await?;
            return Ok(());
        }
        let (upload, offset) = match presence {
            Some(BlobPresence::Partial { upload, offset }) => (upload.clone(), *offset),
            _ => (self.create(blob).await?, 0),
        };
        self.send_from(blob, &upload, offset).await?;
        let answer = self
            .have(HaveRequest {
                blobs: vec![name(blob)],
            })
            .await?;
        match answer.blobs.into_iter().next() {
            Some(BlobPresence::Stored { receipt }) => {
                self.with_store(move |store| store.record_blob_receipt(&receipt))
                    .await?;
                Ok(())
            }
            _ => Err(SyncError::Unexpected("no receipt for a blob it has taken")),
        }
    }

    async fn create(&self, blob: &PendingBlob) -> Result<String, SyncError> {
        let (transport, name) = (&self.shared.transport, name(blob));
        let upload = self
            .with_token(|token| async move { transport.create_upload(&token, name).await })
            .await?;
        self.note(blob, Some(upload.clone()), 0, None).await?;
        Ok(upload)
    }

    async fn send_from(
        &self,
        blob: &PendingBlob,
        upload: &str,
        mut offset: u64,
    ) -> Result<(), SyncError> {
        let transport = &self.shared.transport;
        if offset == blob.len {
            // Every byte is there, but nobody finished it: asked where it stands, headquarters does.
            self.with_token(|token| async move { transport.upload_offset(&token, upload).await })
                .await?;
        }
        while offset < blob.len {
            let piece = self.piece(blob.sha256, offset).await?;
            let sent = self
                .with_token(|token| {
                    let piece = piece.clone();
                    async move { transport.patch(&token, upload, offset, piece).await }
                })
                .await;
            let next = match sent {
                Err(TransportError::Refused {
                    code: ProblemCode::OffsetConflict,
                    ..
                }) => {
                    self.with_token(
                        |token| async move { transport.upload_offset(&token, upload).await },
                    )
                    .await?
                }
                sent => sent?,
            };
            if next == offset {
                return Err(SyncError::Unexpected("the same offset after a piece"));
            }
            offset = next;
            self.note(blob, Some(upload.to_owned()), offset, None)
                .await?;
        }
        Ok(())
    }

    async fn piece(&self, sha256: Sha256Digest, offset: u64) -> Result<Bytes, SyncError> {
        self.with_store(move |store| {
            let mut reader = store.blob_reader(sha256)?;
            reader.seek_to(offset);
            let mut piece = vec![0; PATCH_BYTES];
            let mut filled = 0;
            while filled < piece.len() {
                match reader.read_some(&mut piece[filled..])? {
                    0 => break,
                    count => filled += count,
                }
            }
            piece.truncate(filled);
            Ok(Bytes::from(piece))
        })
        .await
    }

    async fn note(
        &self,
        blob: &PendingBlob,
        upload: Option<String>,
        offset: u64,
        problem: Option<String>,
    ) -> Result<(), SyncError> {
        let sha256 = blob.sha256;
        self.with_store(move |store| {
            store.note_transfer(sha256, upload.as_deref(), offset, problem.as_deref())
        })
        .await?;
        Ok(())
    }
}

/// Whether the other blobs of the lane would meet the same.
fn ends_lane(error: &SyncError) -> bool {
    match error {
        SyncError::Transport(error) => match error {
            TransportError::Unreachable(_)
            | TransportError::Stalled { .. }
            | TransportError::NotHeadquarters { .. } => true,
            TransportError::Refused { .. } => error.is_of_device(),
        },
        SyncError::Interrupted => true,
        SyncError::Store(_) | SyncError::Unexpected(_) => false,
    }
}

fn name(blob: &PendingBlob) -> BlobName {
    BlobName {
        sha256: blob.sha256,
        len: blob.len,
    }
}
