//! The console API under `/api`, and the console itself.

mod acts;
mod blob;
mod calendar;
mod console;
mod deeds;
pub mod dto;
mod form;
mod guard;
mod jobs;
mod live;
mod needs;
mod notices;
mod openapi;
mod people;
mod problem;
mod session;
mod view;

pub use openapi::document as openapi_document;
pub(crate) use problem::ApiProblem;

use axum::Router;
use axum::middleware;
use axum::routing::{any, get, post};

use crate::server::Server;

/// The routes of `/api`, and the console under everything else.
pub(crate) fn routes(server: Server) -> Router<Server> {
    let api = Router::new()
        .route(
            "/api/session",
            get(session::current)
                .post(session::login)
                .delete(session::logout),
        )
        .route("/api/jobs", get(jobs::list).post(acts::dispatch))
        .route("/api/due-date", post(acts::due_date))
        .route("/api/catalogue", get(acts::catalogue))
        .route("/api/people", get(people::people))
        .route(
            "/api/calendar",
            get(calendar::calendar).post(calendar::import),
        )
        .route("/api/jobs/{id}", get(jobs::record))
        .route("/api/jobs/{id}/summary", get(jobs::summary))
        .route("/api/jobs/{id}/blobs/{sha256}", get(blob::blob))
        .route("/api/jobs/{id}/cancel", post(acts::cancel))
        .route("/api/jobs/{id}/reassign", post(acts::reassign))
        .route("/api/jobs/{id}/amend", post(acts::amend))
        .route("/api/jobs/{id}/choose-report", post(acts::choose_report))
        .route("/api/jobs/{id}/acts", post(deeds::do_act))
        .route("/api/events", get(live::events))
        .route("/api/notices", get(notices::notices))
        .route("/api/openapi.json", get(openapi::serve))
        .route("/api", any(problem::no_such_route))
        .route("/api/{*rest}", any(problem::no_such_route))
        .layer(middleware::from_fn_with_state(server.clone(), guard::guard));
    Router::new()
        .merge(api)
        .fallback(console::file)
        .layer(middleware::from_fn_with_state(
            server,
            guard::security_headers,
        ))
}
