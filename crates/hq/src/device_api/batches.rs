//! `POST /v1/events`: a batch of a device's log.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::{BatchError, MAX_BATCH_BYTES, PushResponse, unpack};

use super::body::{BodyLimit, read_body};
use super::token::Caller;
use super::{Because as _, Refusal};
use crate::server::Server;

pub(super) async fn push(
    State(server): State<Server>,
    Caller(device): Caller,
    body: Body,
) -> Result<Json<PushResponse>, Refusal> {
    let limit = BodyLimit {
        bytes: MAX_BATCH_BYTES,
        stall: server.stall_timeout(),
    };
    let packed = read_body(body, limit).await?;
    let response = server
        .blocking(move |hq| {
            let request = unpack(&packed).map_err(|error| match error {
                BatchError::TooLong => ProblemCode::TooLarge.because(error.to_string()),
                BatchError::Unpack(_) | BatchError::Shape(_) => {
                    ProblemCode::BadRequest.because(error.to_string())
                }
            })?;
            hq.receive(&device, &request)
        })
        .await??;
    Ok(Json(response))
}
