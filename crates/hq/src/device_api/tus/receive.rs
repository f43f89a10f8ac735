//! Taking the bytes of a `PATCH` as they come.

use std::path::Path;

use axum::body::{Body, BodyDataStream};
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::problem::ProblemCode;
use sha2::{Digest as _, Sha256};
use tokio::fs::{File, OpenOptions};
use tokio::io::AsyncWriteExt as _;

use super::super::body::next_piece;
use super::super::{Because as _, Refusal};
use super::turns::Turn;
use super::{UPLOAD_VALID_MS, finish, part_path, synced_len};
use crate::headquarters::MAX_PATCH_BYTES;
use crate::server::Server;
use crate::storage::uploads::{self, Upload};
use crate::{clock, platform};

/// What a `PATCH` says of its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patch {
    pub offset: u64,
    pub checksum: Option<Sha256Digest>,
    pub announced: Option<u64>,
}

/// Takes the bytes in a task of its own: when the connection dies the handler is dropped, the task syncs what it has.
pub(super) async fn receive(
    server: &Server,
    upload: Upload,
    patch: Patch,
    body: Body,
) -> Result<u64, Refusal> {
    let turn = server
        .uploads()
        .take_turn(upload.device, upload.sha256)
        .await?;
    let server = server.clone();
    tokio::spawn(async move {
        let offset = append(&server, upload, patch, body, turn).await?;
        if offset == upload.len {
            finish::finish(&server, upload).await?;
        }
        Ok(offset)
    })
    .await?
}

/// A `PATCH` to a blob that is here already may bring nothing.
pub(super) fn nothing_more(len: u64, patch: &Patch) -> Result<(), Refusal> {
    if patch.offset == len && patch.announced.is_none_or(|announced| announced == 0) {
        Ok(())
    } else {
        Err(conflict(len))
    }
}

fn conflict(offset: u64) -> Refusal {
    ProblemCode::OffsetConflict.because(format!("it stands at {offset}"))
}

async fn append(
    server: &Server,
    upload: Upload,
    patch: Patch,
    body: Body,
    mut turn: Turn,
) -> Result<u64, Refusal> {
    let path = part_path(server.headquarters(), upload.device, upload.sha256);
    let known = path.clone();
    let standing = server.blocking(move |_| synced_len(&known)).await??;
    if standing != patch.offset {
        return Err(conflict(standing));
    }
    let room = upload
        .len
        .saturating_sub(standing)
        .min(u64::from(MAX_PATCH_BYTES));
    let too_large = || ProblemCode::TooLarge.because(format!("this PATCH may bring {room} bytes"));
    if patch.announced.is_some_and(|announced| announced > room) {
        return Err(too_large());
    }
    let mut file = open(&path).await?;
    let mut stream = body.into_data_stream();
    let mut taken = Taken {
        hasher: Sha256::new(),
        len: 0,
    };
    let stall = server.stall_timeout();
    let outcome = tokio::select! {
        outcome = taken.all(&mut file, &mut stream, room, stall) => outcome,
        () = turn.is_wanted() => Err(ProblemCode::UploadLocked.because("another connection goes on with it")),
    };
    // Whatever ended it: what has come is kept, unless it is known to be wrong.
    file.flush().await?;
    let is_wrong = match &outcome {
        Ok(()) => taken.differs_from(patch.checksum),
        Err(_) => taken.len > room,
    };
    if is_wrong {
        file.set_len(standing).await?;
    }
    file.sync_all().await?;
    outcome?;
    if is_wrong {
        return Err(ProblemCode::ChecksumMismatch.because("Upload-Checksum does not fit the bytes"));
    }
    prolong(server, upload).await?;
    Ok(standing + taken.len)
}

async fn open(path: &Path) -> Result<File, Refusal> {
    let is_new = !tokio::fs::try_exists(path).await?;
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .await?;
    if let Some(folder) = path.parent().filter(|_| is_new) {
        platform::sync_folder(folder)?;
    }
    Ok(file)
}

async fn prolong(server: &Server, upload: Upload) -> Result<(), Refusal> {
    server
        .blocking(move |hq| {
            let expires_at_ms = clock::now_ms() + UPLOAD_VALID_MS;
            hq.storage
                .write(|db| uploads::prolong(db, upload.device, upload.sha256, expires_at_ms))
        })
        .await??;
    Ok(())
}

/// What a `PATCH` has brought so far.
struct Taken {
    hasher: Sha256,
    len: u64,
}

impl Taken {
    async fn all(
        &mut self,
        file: &mut File,
        stream: &mut BodyDataStream,
        room: u64,
        stall: std::time::Duration,
    ) -> Result<(), Refusal> {
        while let Some(piece) = next_piece(stream, stall).await? {
            self.len += piece.len() as u64;
            if self.len > room {
                return Err(
                    ProblemCode::TooLarge.because(format!("this PATCH may bring {room} bytes"))
                );
            }
            file.write_all(&piece).await?;
            self.hasher.update(&piece);
        }
        Ok(())
    }

    fn differs_from(&self, checksum: Option<Sha256Digest>) -> bool {
        let found: [u8; 32] = self.hasher.clone().finalize().into();
        checksum.is_some_and(|checksum| checksum.0 != found)
    }
}
