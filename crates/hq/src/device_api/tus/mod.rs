//! `/v1/files`: tus 1.0.0 with creation, creation-with-upload, checksum, expiration and termination.
//!
//! An upload is named by its blob, one per device. Its offset is the length of its synced part file, so whatever a cut
//! `PATCH` brought is kept. Whoever comes later takes over: a connection that the client gave up long ago must not hold
//! its upload until a time-out.

mod finish;
mod headers;
mod receive;
mod turns;

pub(crate) use turns::Uploads;

use std::path::{Path as FilePath, PathBuf};

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::problem::ProblemCode;

use self::headers::{TusHeaders, with_tus_headers};
use self::receive::Patch;
use super::token::Caller;
use super::{Because as _, Refusal};
use crate::clock;
use crate::headquarters::{Headquarters, MAX_BLOB_BYTES};
use crate::server::Server;
use crate::storage::uploads::{self, Upload};
use crate::storage::{attachments, blobs};

/// How long an upload is kept after its last byte.
const UPLOAD_VALID_MS: i64 = 14 * 24 * 60 * 60 * 1000;

/// The path of an upload on this server.
pub(super) fn location(sha256: Sha256Digest) -> String {
    format!("/v1/files/{sha256}")
}

/// Where the bytes of an upload gather.
pub(super) fn part_path(hq: &Headquarters, device: DeviceId, sha256: Sha256Digest) -> PathBuf {
    hq.folder.uploads().join(format!("{device}-{sha256}.part"))
}

/// The length of a part file once it is synced; 0 where nothing has come yet.
pub(super) fn synced_len(path: &FilePath) -> std::io::Result<u64> {
    match std::fs::OpenOptions::new().append(true).open(path) {
        Ok(file) => {
            file.sync_all()?;
            Ok(file.metadata()?.len())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

pub(super) async fn options() -> Response {
    with_tus_headers(headers::capabilities().into_response())
}

/// `POST`: begins an upload, or names the one that exists; bytes may come along.
pub(super) async fn create(
    State(server): State<Server>,
    Caller(device): Caller,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let made = async {
        headers.check_version()?;
        let sha256 = headers.metadata_sha256()?;
        let len = headers.number("upload-length")?;
        let upload = begin(&server, device.id, sha256, len).await?;
        let Some(upload) = upload else {
            return Ok((len, None));
        };
        let has_bytes = headers.brings_bytes();
        let patch = Patch {
            offset: 0,
            checksum: headers.checksum()?,
            announced: headers.content_length(),
        };
        let offset = if has_bytes || len == 0 {
            let body = if has_bytes { body } else { Body::empty() };
            receive::receive(&server, upload, patch, body).await?
        } else {
            let path = part_path(server.headquarters(), device.id, sha256);
            server.blocking(move |_| synced_len(&path)).await??
        };
        Ok::<_, Refusal>((offset, Some(upload)))
    };
    let answer = made.await.map(|(offset, upload)| {
        let sha256 = headers.metadata_sha256().map(location).unwrap_or_default();
        (
            StatusCode::CREATED,
            headers::state(offset, upload, Some(sha256)),
        )
    });
    with_tus_headers(answer.into_response())
}

/// The upload of a blob, made when it is new; none when the blob is here already.
async fn begin(
    server: &Server,
    device: DeviceId,
    sha256: Sha256Digest,
    len: u64,
) -> Result<Option<Upload>, Refusal> {
    if len > MAX_BLOB_BYTES {
        return Err(
            ProblemCode::TooLarge.because(format!("a blob has at most {MAX_BLOB_BYTES} bytes"))
        );
    }
    server
        .blocking(move |hq| {
            hq.storage.write(|db| {
                let announced = attachments::fetch_announced_len(db, sha256, device)?;
                if !announced.is_empty() && !announced.contains(&len) {
                    return Err(ProblemCode::BadRequest
                        .because(format!("an event announced {} bytes", announced[0])));
                }
                if let Some(stored) = blobs::fetch(db, sha256)? {
                    return check_len(stored.len, len).map(|()| None);
                }
                let now_ms = clock::now_ms();
                let expires_at_ms = now_ms + UPLOAD_VALID_MS;
                if let Some(known) = uploads::fetch(db, device, sha256)? {
                    check_len(known.len, len)?;
                    uploads::prolong(db, device, sha256, expires_at_ms)?;
                    return Ok(Some(Upload {
                        expires_at_ms,
                        ..known
                    }));
                }
                let upload = Upload {
                    device,
                    sha256,
                    len,
                    expires_at_ms,
                };
                uploads::insert(db, &upload, now_ms)?;
                Ok(Some(upload))
            })
        })
        .await?
}

fn check_len(known: u64, said: u64) -> Result<(), Refusal> {
    if known == said {
        Ok(())
    } else {
        Err(ProblemCode::BadRequest.because(format!("the blob has {known} bytes, not {said}")))
    }
}

/// `HEAD`: where an upload stands.
pub(super) async fn offset(
    State(server): State<Server>,
    Caller(device): Caller,
    Path(sha256): Path<String>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        headers.check_version()?;
        let sha256 = named(&sha256)?;
        if let Some(len) = stored_len(&server, sha256).await? {
            return Ok(headers::offset_of_stored(len));
        }
        let upload = known(&server, device.id, sha256).await?;
        let _turn = server.uploads().take_turn(upload.device, sha256).await?;
        let path = part_path(server.headquarters(), upload.device, sha256);
        let offset = server.blocking(move |_| synced_len(&path)).await??;
        if offset == upload.len {
            finish::finish(&server, upload).await?;
        }
        Ok::<_, Refusal>(headers::state(offset, Some(upload), None))
    };
    with_tus_headers(found.await.into_response())
}

/// `PATCH`: more bytes.
pub(super) async fn append(
    State(server): State<Server>,
    Caller(device): Caller,
    Path(sha256): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let appended = async {
        headers.check_version()?;
        if !headers.brings_bytes() {
            return Err(
                ProblemCode::BadRequest.because("bytes come as application/offset+octet-stream")
            );
        }
        let sha256 = named(&sha256)?;
        let patch = Patch {
            offset: headers.number("upload-offset")?,
            checksum: headers.checksum()?,
            announced: headers.content_length(),
        };
        if let Some(len) = stored_len(&server, sha256).await? {
            return receive::nothing_more(len, &patch).map(|()| (len, None));
        }
        let upload = known(&server, device.id, sha256).await?;
        let offset = receive::receive(&server, upload, patch, body).await?;
        Ok::<_, Refusal>((offset, Some(upload)))
    };
    let answer = appended
        .await
        .map(|(offset, upload)| (StatusCode::NO_CONTENT, headers::state(offset, upload, None)));
    with_tus_headers(answer.into_response())
}

/// `DELETE`: gives an upload up.
pub(super) async fn terminate(
    State(server): State<Server>,
    Caller(device): Caller,
    Path(sha256): Path<String>,
    headers: HeaderMap,
) -> Response {
    let ended = async {
        headers.check_version()?;
        let upload = known(&server, device.id, named(&sha256)?).await?;
        let _turn = server
            .uploads()
            .take_turn(upload.device, upload.sha256)
            .await?;
        server
            .blocking(move |hq| drop_upload(hq, &upload))
            .await??;
        Ok::<_, Refusal>(StatusCode::NO_CONTENT)
    };
    with_tus_headers(ended.await.into_response())
}

fn named(sha256: &str) -> Result<Sha256Digest, Refusal> {
    sha256
        .parse()
        .map_err(|_| ProblemCode::NotFound.because("no such upload"))
}

async fn known(server: &Server, device: DeviceId, sha256: Sha256Digest) -> Result<Upload, Refusal> {
    server
        .blocking(move |hq| hq.storage.read(|db| uploads::fetch(db, device, sha256)))
        .await??
        .ok_or_else(|| ProblemCode::NotFound.because("no such upload"))
}

async fn stored_len(server: &Server, sha256: Sha256Digest) -> Result<Option<u64>, Refusal> {
    let stored = server
        .blocking(move |hq| hq.storage.read(|db| blobs::fetch(db, sha256)))
        .await??;
    Ok(stored.map(|blob| blob.len))
}

/// Forgets an upload and what had come of it.
fn drop_upload(hq: &Headquarters, upload: &Upload) -> Result<(), Refusal> {
    hq.storage
        .write(|db| uploads::delete(db, upload.device, upload.sha256))?;
    match std::fs::remove_file(part_path(hq, upload.device, upload.sha256)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Forgets uploads that nobody went on with. Tells how many.
pub(crate) fn sweep_expired(hq: &Headquarters) -> Result<usize, Refusal> {
    let expired = hq
        .storage
        .read(|db| uploads::fetch_expired(db, clock::now_ms()))?;
    for upload in &expired {
        drop_upload(hq, upload)?;
    }
    Ok(expired.len())
}
