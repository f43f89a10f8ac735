//! Why the console is refused, as `application/problem+json`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lineproof_protocol::problem::PROBLEM_MEDIA_TYPE;
use uuid::Uuid;

use super::dto::{FieldProblem, Problem, ProblemCode};
use crate::acts::ActError;
use crate::blobs::BlobError;
use crate::device_api::Refusal;
use crate::storage::StorageError;

/// A refusal of the console API.
pub(crate) struct ApiProblem(Box<Problem>);

impl ApiProblem {
    pub fn new(code: ProblemCode) -> ApiProblem {
        let (name, status, title) = words(code);
        ApiProblem(Box::new(Problem {
            type_uri: format!("urn:lineproof:problem:{name}"),
            title: title.to_owned(),
            status,
            code,
            fields: Vec::new(),
            job: None,
            retry_after_s: None,
            incident: None,
        }))
    }

    pub fn invalid(fields: Vec<FieldProblem>) -> ApiProblem {
        let mut problem = ApiProblem::new(ProblemCode::Invalid);
        problem.0.fields = fields;
        problem
    }

    pub fn retry_after(mut self, seconds: u32) -> ApiProblem {
        self.0.retry_after_s = Some(seconds);
        self
    }

    /// Something inside failed: the log has the detail under a number, the answer only the number.
    pub fn internal(error: &dyn std::fmt::Display) -> ApiProblem {
        let incident = Uuid::new_v4().simple().to_string();
        tracing::error!(incident, %error, "a console request failed");
        let mut problem = ApiProblem::new(ProblemCode::Internal);
        problem.0.incident = Some(incident);
        problem
    }
}

fn words(code: ProblemCode) -> (&'static str, u16, &'static str) {
    match code {
        ProblemCode::Unauthenticated => ("unauthenticated", 401, "There is no session"),
        ProblemCode::LoginWrong => ("login-wrong", 401, "Name or password do not fit"),
        ProblemCode::LoginThrottled => ("login-throttled", 429, "Too many wrong passwords"),
        ProblemCode::Forbidden => ("forbidden", 403, "This is not allowed"),
        ProblemCode::NotFound => ("not-found", 404, "There is nothing under this name"),
        ProblemCode::Invalid => ("invalid", 422, "Some fields cannot be taken"),
        ProblemCode::OrderNoTaken => ("order-no-taken", 409, "Another job has this order number"),
        ProblemCode::AssigneeUnknown => ("assignee-unknown", 422, "There is no such engineer"),
        ProblemCode::AssigneeWithoutDevice => (
            "assignee-without-device",
            422,
            "The engineer has no enrolled device",
        ),
        ProblemCode::PlanChanged => ("plan-changed", 409, "The plan was changed meanwhile"),
        ProblemCode::JobClosed => ("job-closed", 409, "The job is closed"),
        ProblemCode::NothingToChoose => ("nothing-to-choose", 409, "There is no report to choose"),
        ProblemCode::NothingToDecide => (
            "nothing-to-decide",
            409,
            "There is nothing this could answer",
        ),
        ProblemCode::BlobNotHere => ("blob-not-here", 404, "The bytes are not here yet"),
        ProblemCode::CatalogueMissing => ("catalogue-missing", 503, "No catalogue is published"),
        ProblemCode::BodyTooLarge => ("body-too-large", 413, "The request is too large"),
        ProblemCode::Internal => ("internal", 500, "Headquarters failed"),
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(*self.0)).into_response();
        let media_type = HeaderValue::from_static(PROBLEM_MEDIA_TYPE);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type);
        response
    }
}

impl From<StorageError> for ApiProblem {
    fn from(error: StorageError) -> ApiProblem {
        ApiProblem::internal(&error)
    }
}

impl From<tokio::task::JoinError> for ApiProblem {
    fn from(error: tokio::task::JoinError) -> ApiProblem {
        ApiProblem::internal(&error)
    }
}

impl From<BlobError> for ApiProblem {
    fn from(error: BlobError) -> ApiProblem {
        ApiProblem::internal(&error)
    }
}

impl From<ActError> for ApiProblem {
    fn from(error: ActError) -> ApiProblem {
        let code = match &error {
            ActError::Storage(_) | ActError::OwnLog(_) => return ApiProblem::internal(&error),
            ActError::NoSuchJob(_) => ProblemCode::NotFound,
            ActError::OrderNoTaken { .. } => ProblemCode::OrderNoTaken,
            ActError::AssigneeUnknown(_) => ProblemCode::AssigneeUnknown,
            ActError::AssigneeWithoutDevice(_) => ProblemCode::AssigneeWithoutDevice,
            ActError::PlanChanged { .. } => ProblemCode::PlanChanged,
            ActError::JobClosed => ProblemCode::JobClosed,
            ActError::NothingToChoose => ProblemCode::NothingToChoose,
            ActError::NothingToDecide => ProblemCode::NothingToDecide,
            ActError::Wrong(fields) => return ApiProblem::invalid(fields.clone()),
            ActError::CatalogueMissing => ProblemCode::CatalogueMissing,
        };
        let mut problem = ApiProblem::new(code);
        if let ActError::OrderNoTaken { job } = error {
            problem.0.job = Some(job.0);
        }
        problem
    }
}

/// Reading a body fails the same way for devices and the console; only the words differ.
impl From<Refusal> for ApiProblem {
    fn from(refusal: Refusal) -> ApiProblem {
        match refusal {
            Refusal::Because { .. } => ApiProblem::new(ProblemCode::BodyTooLarge),
            other => ApiProblem::internal(&other),
        }
    }
}

pub(super) async fn no_such_route() -> ApiProblem {
    ApiProblem::new(ProblemCode::NotFound)
}
