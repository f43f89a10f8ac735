//! What every request of the console passes: headers against foreign pages, the session, headers against misuse.

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use lineproof_domain::event::Role;
use serde::de::DeserializeOwned;

use super::ApiProblem;
use super::dto::ProblemCode;
use super::session;
use crate::device_api::{BodyLimit, read_body};
use crate::server::Server;
use crate::storage::accounts::Person;

/// Most bytes of a console request.
const MAX_BODY_BYTES: usize = 64 * 1024;
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// A supervisor who is logged in.
#[derive(Clone)]
pub(super) struct Supervisor {
    pub person: Person,
    pub expires_at_ms: i64,
    pub token: String,
}

/// Lets a request of the console API through, or not.
pub(super) async fn guard(
    State(server): State<Server>,
    mut request: Request,
    next: Next,
) -> Response {
    if changes_something(request.method()) && !comes_from_console(request.headers()) {
        return ApiProblem::new(ProblemCode::Forbidden).into_response();
    }
    let is_login = request.method() == Method::POST && request.uri().path() == "/api/session";
    if !is_login {
        match session::supervisor(&server, request.headers()).await {
            Ok(supervisor) if supervisor.person.role == Role::Supervisor => {
                request.extensions_mut().insert(supervisor);
            }
            Ok(_) => return ApiProblem::new(ProblemCode::Forbidden).into_response(),
            Err(problem) => return problem.into_response(),
        }
    }
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// A foreign page can send none of this without a permission that is never given.
fn comes_from_console(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_json = text(&header::CONTENT_TYPE)
        .is_some_and(|value| value.split(';').next() == Some("application/json"));
    let is_marked = headers
        .get("x-lineproof")
        .is_some_and(|value| value == "console");
    let is_same_site = headers
        .get("sec-fetch-site")
        .is_none_or(|value| value == "same-origin" || value == "none");
    let is_same_origin = match (text(&header::ORIGIN), text(&header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").map(|(_, rest)| rest) == Some(host),
        _ => true,
    };
    is_json && is_marked && is_same_site && is_same_origin
}

/// Headers against sniffing, framing and leaking addresses.
pub(super) async fn security_headers(
    State(server): State<Server>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut keep = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    keep(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    keep(header::REFERRER_POLICY, "no-referrer");
    keep(header::X_FRAME_OPTIONS, "SAMEORIGIN");
    keep(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    keep(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    if server.is_secure() {
        keep(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

impl FromRequestParts<Server> for Supervisor {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &Server) -> Result<Supervisor, ApiProblem> {
        parts
            .extensions
            .get::<Supervisor>()
            .cloned()
            .ok_or_else(|| ApiProblem::new(ProblemCode::Unauthenticated))
    }
}

/// Reads a JSON body; a shape that does not fit is `invalid` without fields.
pub(super) async fn read_json<T: DeserializeOwned>(
    server: &Server,
    body: Body,
) -> Result<T, ApiProblem> {
    let limit = BodyLimit {
        bytes: MAX_BODY_BYTES,
        stall: server.stall_timeout(),
    };
    let bytes = read_body(body, limit).await?;
    serde_json::from_slice(&bytes).map_err(|_| ApiProblem::invalid(Vec::new()))
}
