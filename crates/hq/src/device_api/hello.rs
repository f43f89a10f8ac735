//! What headquarters says to anybody.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use lineproof_protocol::hello::Hello;

use super::Refusal;
use crate::server::Server;

pub(super) async fn hello(State(server): State<Server>) -> Result<Json<Hello>, Refusal> {
    let hello = server.blocking(|hq| hq.hello()).await??;
    Ok(Json(hello))
}

/// The CA certificate in DER; a device believes it only when its fingerprint stands in the enrolment code.
pub(super) async fn ca(State(server): State<Server>) -> impl IntoResponse {
    let certificate = server.headquarters().ca_certificate().to_vec();
    (
        [(header::CONTENT_TYPE, "application/pkix-cert")],
        certificate,
    )
}
