//! The headers of tus.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::problem::ProblemCode;

use super::super::{Because as _, Refusal};
use crate::clock;
use crate::headquarters::MAX_BLOB_BYTES;
use crate::storage::uploads::Upload;

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,creation-with-upload,checksum,expiration,termination";
const OFFSET_STREAM: &str = "application/offset+octet-stream";

/// What tus asks of a request's headers.
pub(super) trait TusHeaders {
    fn check_version(&self) -> Result<(), Refusal>;
    fn number(&self, name: &'static str) -> Result<u64, Refusal>;
    fn metadata_sha256(&self) -> Result<Sha256Digest, Refusal>;
    fn checksum(&self) -> Result<Option<Sha256Digest>, Refusal>;
    fn content_length(&self) -> Option<u64>;
    fn brings_bytes(&self) -> bool;
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

impl TusHeaders for HeaderMap {
    fn check_version(&self) -> Result<(), Refusal> {
        if text(self, "tus-resumable") == Some(VERSION) {
            Ok(())
        } else {
            Err(ProblemCode::BadRequest.because("uploads speak Tus-Resumable: 1.0.0"))
        }
    }

    fn number(&self, name: &'static str) -> Result<u64, Refusal> {
        text(self, name)
            .and_then(|value| value.parse().ok())
            .ok_or_else(|| ProblemCode::BadRequest.because(format!("{name} is not a number")))
    }

    /// `Upload-Metadata: sha256 <base64 of 64 hexadecimal digits>,…`
    fn metadata_sha256(&self) -> Result<Sha256Digest, Refusal> {
        text(self, "upload-metadata")
            .unwrap_or_default()
            .split(',')
            .filter_map(|pair| pair.trim().split_once(' '))
            .find(|(key, _)| *key == "sha256")
            .and_then(|(_, value)| STANDARD.decode(value.trim()).ok())
            .and_then(|value| String::from_utf8(value).ok())
            .and_then(|value| value.parse().ok())
            .ok_or_else(|| ProblemCode::BadRequest.because("Upload-Metadata names no sha256"))
    }

    fn checksum(&self) -> Result<Option<Sha256Digest>, Refusal> {
        let Some(value) = text(self, "upload-checksum") else {
            return Ok(None);
        };
        value
            .strip_prefix("sha256 ")
            .and_then(|value| STANDARD.decode(value.trim()).ok())
            .and_then(|value| value.try_into().ok())
            .map(|digest| Some(Sha256Digest(digest)))
            .ok_or_else(|| ProblemCode::BadRequest.because("Upload-Checksum is sha256 in base64"))
    }

    fn content_length(&self) -> Option<u64> {
        text(self, header::CONTENT_LENGTH.as_str()).and_then(|value| value.parse().ok())
    }

    fn brings_bytes(&self) -> bool {
        text(self, header::CONTENT_TYPE.as_str()) == Some(OFFSET_STREAM)
    }
}

/// Where an upload stands, as response headers.
pub(super) fn state(offset: u64, upload: Option<Upload>, location: Option<String>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    put(&mut headers, "upload-offset", &offset.to_string());
    put(&mut headers, "cache-control", "no-store");
    if let Some(upload) = upload {
        put(&mut headers, "upload-length", &upload.len.to_string());
        let expires = clock::from_ms(upload.expires_at_ms).to_utc();
        let expires = expires.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        put(&mut headers, "upload-expires", &expires);
    }
    if let Some(location) = location {
        put(&mut headers, "location", &location);
    }
    headers
}

/// A blob that is here already is an upload that has ended.
pub(super) fn offset_of_stored(len: u64) -> HeaderMap {
    let mut headers = state(len, None, None);
    put(&mut headers, "upload-length", &len.to_string());
    headers
}

pub(super) fn capabilities() -> (StatusCode, HeaderMap) {
    let mut headers = HeaderMap::new();
    put(&mut headers, "tus-version", VERSION);
    put(&mut headers, "tus-extension", EXTENSIONS);
    put(&mut headers, "tus-max-size", &MAX_BLOB_BYTES.to_string());
    put(&mut headers, "tus-checksum-algorithm", "sha256");
    (StatusCode::NO_CONTENT, headers)
}

fn put(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// Every answer of tus names its version.
pub(super) fn with_tus_headers(mut response: Response) -> Response {
    put(response.headers_mut(), "tus-resumable", VERSION);
    response
}
