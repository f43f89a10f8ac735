//! The description of the console API.

use axum::Json;
use utoipa::OpenApi;
use utoipa::openapi;

use super::dto::JobStateFilter;
use super::guard::Supervisor;
use super::{acts, blob, calendar, deeds, jobs, live, notices, people, session};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Lineproof headquarters: console API",
        description = "What the supervisors' console and headquarters say to each other. The session is a cookie; requests that change something carry `X-Lineproof: console`."
    ),
    paths(
        session::login,
        session::current,
        session::logout,
        jobs::list,
        jobs::record,
        jobs::summary,
        acts::dispatch,
        acts::due_date,
        acts::catalogue,
        acts::cancel,
        acts::reassign,
        acts::amend,
        acts::choose_report,
        deeds::do_act,
        people::people,
        calendar::calendar,
        calendar::import,
        blob::blob,
        live::events,
        notices::notices,
    ),
    // Named by a query parameter only, which the derive does not follow.
    components(schemas(JobStateFilter))
)]
struct Description;

/// The description of the console API.
pub fn document() -> openapi::OpenApi {
    Description::openapi()
}

pub(super) async fn serve(_: Supervisor) -> Json<openapi::OpenApi> {
    Json(document())
}
