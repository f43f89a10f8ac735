//! tus 1.0: creation, `HEAD` and `PATCH` with a checksum.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::blobs::BlobName;
use lineproof_protocol::problem::ProblemCode;
use reqwest::header::LOCATION;
use reqwest::{Method, RequestBuilder, Response, Url};

use super::answer;
use super::client::HttpTransport;
use crate::transport::{Answer, TransportError};

const FILES: &str = "/v1/files";
const TUS_VERSION: &str = "1.0.0";
const UPLOAD_OFFSET: &str = "upload-offset";

fn tus(request: RequestBuilder) -> RequestBuilder {
    request.header("tus-resumable", TUS_VERSION)
}

pub(super) async fn create(
    transport: &HttpTransport,
    token: &str,
    blob: BlobName,
) -> Answer<String> {
    let name = STANDARD.encode(blob.sha256.to_string());
    let request = tus(transport.request(Method::POST, FILES, Some(token)))
        .header("upload-length", blob.len)
        .header("upload-metadata", format!("sha256 {name}"));
    let response = answer::accepted(transport.send(request).await?).await?;
    let location = response
        .headers()
        .get(LOCATION)
        .and_then(|value| value.to_str().ok());
    let location = location.ok_or_else(|| answer::stranger(&response))?;
    upload_path(transport, location).ok_or_else(|| answer::stranger(&response))
}

/// The path of an upload on this server; an address that leads elsewhere is not followed.
fn upload_path(transport: &HttpTransport, location: &str) -> Option<String> {
    let base = Url::parse(&format!("{}/", transport.address())).ok()?;
    let target = base.join(location).ok()?;
    let inside = target.origin() == base.origin() && target.path().starts_with(FILES);
    inside.then(|| target.path().to_owned())
}

pub(super) async fn offset(transport: &HttpTransport, token: &str, upload: &str) -> Answer<u64> {
    let request = tus(transport.request(Method::HEAD, upload, Some(token)));
    let response = transport.send(request).await?;
    // An answer to HEAD has no body, so a problem cannot name itself.
    let code = match response.status().as_u16() {
        200 | 204 => return upload_offset(&response),
        401 => ProblemCode::TokenInvalid,
        404 | 410 => ProblemCode::NotFound,
        423 => ProblemCode::UploadLocked,
        460 => ProblemCode::ChecksumMismatch,
        507 => ProblemCode::StorageFull,
        _ => return Err(answer::stranger(&response)),
    };
    Err(TransportError::Refused { code, detail: None })
}

pub(super) async fn patch(
    transport: &HttpTransport,
    token: &str,
    upload: &str,
    offset: u64,
    bytes: Bytes,
) -> Answer<u64> {
    let checksum = STANDARD.encode(Sha256Digest::of(&bytes).0);
    let request = tus(transport.request(Method::PATCH, upload, Some(token)))
        .header("content-type", "application/offset+octet-stream")
        .header(UPLOAD_OFFSET, offset)
        .header("upload-checksum", format!("sha256 {checksum}"));
    let response = answer::accepted(transport.send_body(request, bytes).await?).await?;
    upload_offset(&response)
}

fn upload_offset(response: &Response) -> Answer<u64> {
    let is_tus = response.headers().contains_key("tus-resumable");
    let offset = response
        .headers()
        .get(UPLOAD_OFFSET)
        .and_then(|value| value.to_str().ok());
    let offset = offset.filter(|_| is_tus).and_then(|text| text.parse().ok());
    offset.ok_or_else(|| answer::stranger(response))
}
