//! `lineproof://localhost/blob/<sha256>`: stored pictures for the window, only while unlocked.

use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager as _, UriSchemeContext, UriSchemeResponder, Wry};

use crate::shell::Shell;

/// Name of the scheme.
pub const SCHEME: &str = "lineproof";
const PREFIX: &str = "blob/";

pub fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let path = request
        .uri()
        .path()
        .trim_start_matches('/')
        .replace("%2F", "/");
    let handle = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let picture = path
            .strip_prefix(PREFIX)
            .and_then(|sha256| handle.try_state::<Shell>()?.app().picture(sha256).ok());
        responder.respond(response(picture));
    });
}

/// Names are hashes of their bytes, so a picture may be kept for ever.
fn response(picture: Option<Vec<u8>>) -> Response<Vec<u8>> {
    let (status, body) = match picture {
        Some(jpeg) => (StatusCode::OK, jpeg),
        None => (StatusCode::NOT_FOUND, Vec::new()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("image/jpeg"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("private, max-age=31536000, immutable"),
    );
    response
}
