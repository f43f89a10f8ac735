//! Commands that take or give bytes. Header values are percent-encoded UTF-8.

use lineproof_app::dto::{AppError, Direction, ErrorCode, JobView};
use percent_encoding::percent_decode_str;
use tauri::State;
use tauri::ipc::{InvokeBody, Request, Response};

use crate::shell::Shell;

#[tauri::command]
pub async fn put_photo(request: Request<'_>, shell: State<'_, Shell>) -> Result<JobView, AppError> {
    let (job, slot) = (header(&request, "job")?, header(&request, "slot")?);
    let (name, bytes) = (header(&request, "file-name")?, body(&request)?);
    shell
        .blocking(move |app| app.put_photo(&job, &slot, &name, &bytes))
        .await
}

#[tauri::command]
pub async fn import_trace(
    request: Request<'_>,
    shell: State<'_, Shell>,
) -> Result<JobView, AppError> {
    let (job, name) = (header(&request, "job")?, header(&request, "file-name")?);
    let direction = direction(&request)?;
    let bytes = body(&request)?;
    shell
        .blocking(move |app| app.import_trace(&job, &name, &bytes, direction))
        .await
}

#[tauri::command]
pub async fn document_bytes(
    document: String,
    shell: State<'_, Shell>,
) -> Result<Response, AppError> {
    shell
        .blocking(move |app| app.document_bytes(&document))
        .await
        .map(Response::new)
}

/// Which way a trace was measured, where the person said so.
fn direction(request: &Request<'_>) -> Result<Option<Direction>, AppError> {
    if !request.headers().contains_key("direction") {
        return Ok(None);
    }
    match header(request, "direction")?.as_str() {
        "aToZ" => Ok(Some(Direction::AToZ)),
        "zToA" => Ok(Some(Direction::ZToA)),
        _ => Err(ErrorCode::Internal.into()),
    }
}

fn header(request: &Request<'_>, name: &str) -> Result<String, AppError> {
    let value = request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok());
    let text = value.and_then(|value| percent_decode_str(value).decode_utf8().ok());
    text.map(|text| text.into_owned())
        .ok_or_else(|| ErrorCode::Internal.into())
}

fn body(request: &Request<'_>) -> Result<Vec<u8>, AppError> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(bytes.clone()),
        InvokeBody::Json(_) => Err(ErrorCode::Internal.into()),
    }
}
