//! The bytes of a job's files.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::JobId;
use serde::Deserialize;

use super::ApiProblem;
use super::dto::{Problem, ProblemCode};
use super::guard::Supervisor;
use crate::server::Server;
use crate::storage::attachments::{self, JobAttachment};
use crate::storage::{StorageError, blobs};

/// Kinds that a browser shows by itself without running anything in them.
const SHOWN: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

/// Whether to save instead of show.
#[derive(Deserialize)]
pub(super) struct BlobQuery {
    download: Option<String>,
}

/// The bytes of a file that an event of this very job attaches.
#[utoipa::path(get, path = "/api/jobs/{id}/blobs/{sha256}",
    params(("id" = Uuid, Path), ("sha256" = String, Path), ("download" = Option<String>, Query)),
    responses((status = 200, content_type = "application/octet-stream"), (status = "4XX", body = Problem)))]
pub(super) async fn blob(
    State(server): State<Server>,
    _: Supervisor,
    Path((job, sha256)): Path<(String, String)>,
    Query(query): Query<BlobQuery>,
) -> Result<Response, ApiProblem> {
    let missing = || ApiProblem::new(ProblemCode::NotFound);
    let job: JobId = job.parse().map_err(|_| missing())?;
    let sha256: Sha256Digest = sha256.parse().map_err(|_| missing())?;
    let (attachment, is_here) = server
        .blocking(move |hq| {
            hq.storage.read(|db| {
                let attachment = attachments::fetch_job(db, job)?
                    .into_iter()
                    .find(|attachment| attachment.sha256 == sha256);
                Ok::<_, StorageError>((attachment, blobs::fetch(db, sha256)?.is_some()))
            })
        })
        .await??;
    let attachment = attachment.ok_or_else(missing)?;
    if !is_here {
        return Err(ApiProblem::new(ProblemCode::BlobNotHere));
    }
    let bytes = server.headquarters().blobs.get(sha256).await?;
    let is_download = query.download.as_deref() == Some("1");
    Ok((headers(&attachment, is_download), bytes).into_response())
}

fn headers(attachment: &JobAttachment, is_download: bool) -> HeaderMap {
    let is_shown = SHOWN.contains(&attachment.mime.as_str());
    let mut headers = HeaderMap::new();
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(
        header::CACHE_CONTROL,
        "private, max-age=31536000, immutable",
    );
    put(header::CONTENT_TYPE, "application/octet-stream");
    put(header::CONTENT_TYPE, &attachment.mime);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if is_shown && !is_download {
        put(header::CONTENT_DISPOSITION, "inline");
    } else {
        let name = file_name(attachment);
        put(
            header::CONTENT_DISPOSITION,
            &format!("attachment; filename=\"{name}\""),
        );
    }
    let policy = if is_shown {
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
    } else {
        "sandbox"
    };
    put(header::CONTENT_SECURITY_POLICY, policy);
    headers
}

/// A name that says what it is without a person's words in a header.
fn file_name(attachment: &JobAttachment) -> String {
    let hash = attachment.sha256.to_string();
    let ending = match (attachment.mime.as_str(), attachment.role.as_str()) {
        ("application/pdf", _) => "pdf",
        ("image/jpeg", _) => "jpg",
        ("image/png", _) => "png",
        ("application/json", _) => "json",
        (_, "trace.original") => "sor",
        _ => "bin",
    };
    format!(
        "{}-{}.{ending}",
        attachment.role.replace('.', "-"),
        &hash[..12]
    )
}
