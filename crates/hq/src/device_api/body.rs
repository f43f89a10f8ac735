//! Reading bodies: never longer than allowed, never waiting for ever.

use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures::StreamExt as _;
use lineproof_protocol::problem::ProblemCode;
use serde::de::DeserializeOwned;

use super::{Because as _, Refusal};

/// How long a body may stand still.
pub(crate) const STALL_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a short body may take altogether: a drip of single bytes must not hold a connection for days.
const WHOLE_TIMEOUT: Duration = Duration::from_secs(300);
/// Most bytes of a JSON request.
const MAX_JSON_BYTES: usize = 256 * 1024;

/// How long a body may be and how long it may stand still.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimit {
    pub bytes: usize,
    pub stall: Duration,
}

/// Reads a whole body.
pub(crate) async fn read_body(body: Body, limit: BodyLimit) -> Result<Bytes, Refusal> {
    let read = async {
        let mut stream = body.into_data_stream();
        let mut whole = BytesMut::new();
        while let Some(piece) = next_piece(&mut stream, limit.stall).await? {
            if whole.len() + piece.len() > limit.bytes {
                return Err(ProblemCode::TooLarge
                    .because(format!("the body is longer than {} bytes", limit.bytes)));
            }
            whole.extend_from_slice(&piece);
        }
        Ok(whole.freeze())
    };
    tokio::time::timeout(WHOLE_TIMEOUT, read)
        .await
        .unwrap_or(Err(Refusal::Stalled))
}

/// The next piece of a body, or none at its end.
pub(super) async fn next_piece(
    stream: &mut axum::body::BodyDataStream,
    stall: Duration,
) -> Result<Option<Bytes>, Refusal> {
    match tokio::time::timeout(stall, stream.next()).await {
        Err(_) => Err(Refusal::Stalled),
        Ok(None) => Ok(None),
        Ok(Some(Ok(piece))) => Ok(Some(piece)),
        Ok(Some(Err(_))) => Err(Refusal::BrokenOff),
    }
}

/// Reads a JSON request.
pub(super) async fn read_json<T: DeserializeOwned>(
    body: Body,
    stall: Duration,
) -> Result<T, Refusal> {
    read_json_of(body, MAX_JSON_BYTES, stall).await
}

/// Reads a JSON request of up to `bytes`.
pub(super) async fn read_json_of<T: DeserializeOwned>(
    body: Body,
    bytes: usize,
    stall: Duration,
) -> Result<T, Refusal> {
    let body = read_body(body, BodyLimit { bytes, stall }).await?;
    serde_json::from_slice(&body)
        .map_err(|error| ProblemCode::BadRequest.because(error.to_string()))
}
