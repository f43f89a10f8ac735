//! Whose answer is it? Only what headquarters itself writes counts; all else means: try again.

use lineproof_protocol::problem::{PROBLEM_MEDIA_TYPE, Problem, ProblemCode};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::transport::{Answer, TransportError};

const JSON: &str = "application/json";
const CERTIFICATE: &str = "application/pkix-cert";

pub(super) fn failed(error: &reqwest::Error) -> TransportError {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    TransportError::Unreachable(text)
}

pub(super) async fn json<T: DeserializeOwned>(response: Response) -> Answer<T> {
    let response = accepted(response).await?;
    if response.status() == StatusCode::NO_CONTENT {
        return serde_json::from_str("null").map_err(|_| stranger(&response));
    }
    let strange = stranger(&response);
    if media_type(&response) != JSON {
        return Err(strange);
    }
    let bytes = response.bytes().await.map_err(|error| failed(&error))?;
    serde_json::from_slice(&bytes).map_err(|_| strange)
}

/// A certificate in DER.
pub(super) async fn certificate(response: Response) -> Answer<Vec<u8>> {
    let response = accepted(response).await?;
    if media_type(&response) != CERTIFICATE {
        return Err(stranger(&response));
    }
    Ok(response
        .bytes()
        .await
        .map_err(|error| failed(&error))?
        .to_vec())
}

/// A success, or headquarters' own problem, or a stranger.
pub(super) async fn accepted(response: Response) -> Answer<Response> {
    if response.status().is_success() {
        return Ok(response);
    }
    let strange = stranger(&response);
    if media_type(&response) != PROBLEM_MEDIA_TYPE {
        return Err(strange);
    }
    let bytes = response.bytes().await.map_err(|error| failed(&error))?;
    let problem: Problem = serde_json::from_slice(&bytes).map_err(|_| strange.clone())?;
    let code = ProblemCode::of(&problem).ok_or(strange)?;
    Err(TransportError::Refused {
        code,
        detail: problem.detail,
    })
}

pub(super) fn stranger(response: &Response) -> TransportError {
    TransportError::NotHeadquarters {
        status: response.status().as_u16(),
        content_type: media_type(response).to_owned(),
    }
}

fn media_type(response: &Response) -> &str {
    let value = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    value
        .and_then(|value| value.split(';').next())
        .unwrap_or("nothing")
        .trim()
}
