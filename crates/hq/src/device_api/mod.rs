//! What devices speak to: `/v1`.

mod batches;
mod blobs;
mod body;
mod enrol;
mod feed;
mod hand_back;
mod hello;
mod logs;
mod recover;
mod refusal;
mod token;
mod tus;

pub(crate) use body::{BodyLimit, STALL_TIMEOUT, read_body};
pub(crate) use refusal::{Because, Refusal};
pub(crate) use tus::{Uploads, sweep_expired};

use axum::Router;
use axum::routing::{any, get, post};

use crate::server::Server;

/// The routes of `/v1`.
pub(crate) fn routes() -> Router<Server> {
    Router::new()
        .route("/v1/hello", get(hello::hello))
        .route("/v1/ca", get(hello::ca))
        .route("/v1/enrol", post(enrol::enrol))
        .route("/v1/token/challenge", post(token::challenge))
        .route("/v1/token", post(token::token))
        .route("/v1/recover", post(recover::recover))
        .route("/v1/events", post(batches::push))
        .route("/v1/heads", post(logs::heads))
        .route("/v1/log", get(logs::log))
        .route("/v1/feed", get(feed::feed))
        .route("/v1/feed/return", post(hand_back::hand_back))
        .route("/v1/snapshot/{hash}", get(feed::snapshot))
        .route("/v1/blobs/have", post(blobs::have))
        .route("/v1/files", post(tus::create).options(tus::options))
        .route(
            "/v1/files/{sha256}",
            axum::routing::head(tus::offset)
                .patch(tus::append)
                .delete(tus::terminate)
                .options(tus::options),
        )
        .route("/v1/{*rest}", any(refusal::no_such_route))
}
