//! The console itself, built into the program.

use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

/// Path and bytes of every file of the built console; empty where it was not built.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/console_files.rs"));

const NOT_BUILT: &str = "The console is not built into this headquarters. Build ui/console, then build lineproof-hq again.\n\
这个总部程序里没有装控制台：先构建 ui/console，再构建 lineproof-hq。\n";

/// A file of the console; every other path is a place inside it.
pub(super) async fn file(method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let (name, bytes) = match find(path).or_else(|| find("index.html")) {
        Some(found) => found,
        None => return (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response(),
    };
    // What the builder put into `assets/` carries its hash in its name.
    let caching = if name.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(media_type(name)),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
    ];
    (headers, bytes).into_response()
}

fn find(path: &str) -> Option<(&'static str, &'static [u8])> {
    FILES.iter().find(|(name, _)| *name == path).copied()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
