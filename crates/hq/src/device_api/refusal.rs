//! Why a device is refused, as `application/problem+json`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lineproof_protocol::problem::{PROBLEM_MEDIA_TYPE, ProblemCode};

use crate::blobs::BlobError;
use crate::own_log::OwnLogError;
use crate::storage::StorageError;

/// Why a device is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// Headquarters' own word, with what it is about.
    #[error("{}: {detail}", code.code())]
    Because { code: ProblemCode, detail: String },
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    OwnLog(#[from] OwnLogError),
    #[error(transparent)]
    Blob(#[from] BlobError),
    #[error("a file failed: {0}")]
    File(#[from] std::io::Error),
    #[error("{0}")]
    Certificate(#[from] lineproof_report::certificate::CertificateError),
    /// A task was lost to a panic.
    #[error("a task ended early: {0}")]
    Task(#[from] tokio::task::JoinError),
    /// The other side went silent; not a word of headquarters, so it is tried again.
    #[error("the request stood still for too long")]
    Stalled,
    /// The other side broke off.
    #[error("the request broke off")]
    BrokenOff,
}

/// A problem code with its reason.
pub(crate) trait Because {
    /// The refusal that says what it is about; never a secret, a name or a phone.
    fn because(self, detail: impl Into<String>) -> Refusal;
}

impl Because for ProblemCode {
    fn because(self, detail: impl Into<String>) -> Refusal {
        Refusal::Because {
            code: self,
            detail: detail.into(),
        }
    }
}

impl Refusal {
    fn code(&self) -> Option<ProblemCode> {
        match self {
            Refusal::Because { code, .. } => Some(*code),
            Refusal::Storage(error) if error.is_disk_full() => Some(ProblemCode::StorageFull),
            Refusal::Blob(error) if error.is_disk_full() => Some(ProblemCode::StorageFull),
            Refusal::File(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                Some(ProblemCode::StorageFull)
            }
            Refusal::Stalled | Refusal::BrokenOff => None,
            Refusal::Storage(_)
            | Refusal::OwnLog(_)
            | Refusal::Blob(_)
            | Refusal::File(_)
            | Refusal::Certificate(_)
            | Refusal::Task(_) => Some(ProblemCode::Internal),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Some(code) = self.code() else {
            return StatusCode::REQUEST_TIMEOUT.into_response();
        };
        let detail = match &self {
            Refusal::Because { detail, .. } => Some(detail.clone()),
            inside => {
                tracing::error!(error = %inside, "a device request failed");
                None
            }
        };
        let problem = code.problem(detail);
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(problem)).into_response();
        let media_type = HeaderValue::from_static(PROBLEM_MEDIA_TYPE);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type);
        response
    }
}

pub(super) async fn no_such_route() -> Refusal {
    ProblemCode::NotFound.because("no such route")
}
