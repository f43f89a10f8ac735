//! Dispatching and changing jobs, and what the form needs for it.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use lineproof_domain::catalogue::{Catalogue, ResourceCase};
use lineproof_domain::clock::JobFacts;
use lineproof_domain::ids::{EventId, JobId, PersonId};
use lineproof_domain::registry::plan::Plan;

use super::ApiProblem;
use super::dto::{
    AmendJob, CancelJob, CatalogueSummary, ChooseReport, DispatchJob, Dispatched, DueDateAnswer,
    DueDateQuestion, JobForm, JobSummary, Problem, ProblemCode, ReassignJob,
};
use super::form::{self, FieldCheck};
use super::guard::{Supervisor, read_json};
use super::jobs::{named, summary_of};
use super::{needs, view};
use crate::acts::ActError;
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::{clock, rules};

pub(super) const MIN_REASON_CHARS: usize = 2;
pub(super) const MAX_REASON_CHARS: usize = 500;

/// Dispatch a job.
#[utoipa::path(post, path = "/api/jobs", request_body = DispatchJob,
    responses((status = 201, body = Dispatched), (status = "4XX", body = Problem)))]
pub(super) async fn dispatch(
    State(server): State<Server>,
    supervisor: Supervisor,
    body: Body,
) -> Result<(StatusCode, Json<Dispatched>), ApiProblem> {
    let asked: DispatchJob = read_json(&server, body).await?;
    let dispatched = server
        .blocking(move |hq| {
            let plan = plan_of(hq, &asked.form)?;
            let order_no = plan.order_no.clone();
            let ticket = form::ticket(&asked.form);
            hq.dispatch_ticket(supervisor.person.id, JobId(asked.id), plan, ticket)?;
            Ok::<_, ApiProblem>(Dispatched {
                id: asked.id,
                order_no,
            })
        })
        .await??;
    Ok((StatusCode::CREATED, Json(dispatched)))
}

fn current_catalogue(hq: &Headquarters) -> Result<std::sync::Arc<Catalogue>, ApiProblem> {
    hq.storage
        .read(|db| hq.catalogues.current(db))?
        .ok_or_else(|| ApiProblem::new(ProblemCode::CatalogueMissing))
}

fn plan_of(hq: &Headquarters, form: &JobForm) -> Result<Plan, ApiProblem> {
    let catalogue = current_catalogue(hq)?;
    form::to_plan(form, &catalogue, clock::now()).map_err(ApiProblem::invalid)
}

/// What the form may offer.
#[utoipa::path(get, path = "/api/catalogue",
    responses((status = 200, body = CatalogueSummary), (status = "4XX", body = Problem)))]
pub(super) async fn catalogue(
    State(server): State<Server>,
    _: Supervisor,
) -> Result<Json<CatalogueSummary>, ApiProblem> {
    let catalogue = server.blocking(current_catalogue).await??;
    Ok(Json(view::offer(&catalogue)))
}

/// Compute by when the job of a form must be done.
#[utoipa::path(post, path = "/api/due-date", request_body = DueDateQuestion,
    responses((status = 200, body = DueDateAnswer), (status = "4XX", body = Problem)))]
pub(super) async fn due_date(
    State(server): State<Server>,
    _: Supervisor,
    body: Body,
) -> Result<Json<DueDateAnswer>, ApiProblem> {
    let question: DueDateQuestion = read_json(&server, body).await?;
    server
        .blocking(move |hq| compute_due(hq, &question))
        .await?
        .map(Json)
}

fn compute_due(hq: &Headquarters, question: &DueDateQuestion) -> Result<DueDateAnswer, ApiProblem> {
    let catalogue = current_catalogue(hq)?;
    let mut check = FieldCheck::default();
    check.kind(&question.kind, &catalogue);
    check.service(&question.service, &catalogue);
    check.profiles(
        &question.profiles,
        &form::fitting(&catalogue, &question.kind),
    );
    let needs = needs::of_kind(&question.kind, &catalogue);
    let distance_km = check.distance_km(needs.distance, &question.distance_km);
    check.received(question.order_received_at, clock::now());
    let resource_case = check.resource_case("resourceCase", question.resource_case.as_deref());
    check.finish().map_err(ApiProblem::invalid)?;
    let calendar = hq.storage.read(rules::calendar)?;
    let facts = JobFacts {
        kinds: vec![question.kind.clone()],
        service: question.service.clone(),
        level: form::level_word(question.level).to_owned(),
        distance_km: distance_km.as_str().parse().ok(),
        points: question.points,
        resource_case: resource_case.as_deref().and_then(ResourceCase::of),
        profiles: question.profiles.clone(),
        ..JobFacts::default()
    };
    let received_at = question.order_received_at;
    Ok(DueDateAnswer {
        due: view::due_date(
            &facts,
            &catalogue,
            &calendar,
            received_at,
            question.opened_on,
        ),
    })
}

/// Runs an act and answers with the job as it is then.
pub(super) async fn act(
    server: &Server,
    job: JobId,
    act: impl FnOnce(&Headquarters) -> Result<(), ActError> + Send + 'static,
) -> Result<Json<JobSummary>, ApiProblem> {
    server.blocking(act).await??;
    summary_of(server, job).await
}

fn reason(field: &str, text: &str) -> Result<String, ApiProblem> {
    let mut check = FieldCheck::default();
    let text = check.reason(field, text);
    check.finish().map_err(ApiProblem::invalid)?;
    Ok(text)
}

/// Call a job off.
#[utoipa::path(post, path = "/api/jobs/{id}/cancel", params(("id" = Uuid, Path)), request_body = CancelJob,
    responses((status = 200, body = JobSummary), (status = "4XX", body = Problem)))]
pub(super) async fn cancel(
    State(server): State<Server>,
    supervisor: Supervisor,
    Path(job): Path<String>,
    body: Body,
) -> Result<Json<JobSummary>, ApiProblem> {
    let (job, asked): (JobId, CancelJob) = (named(&job)?, read_json(&server, body).await?);
    let reason = reason("reason", &asked.reason)?;
    let by = supervisor.person.id;
    act(&server, job, move |hq| hq.cancel(by, job, &reason)).await
}

/// Give a job to another engineer.
#[utoipa::path(post, path = "/api/jobs/{id}/reassign", params(("id" = Uuid, Path)), request_body = ReassignJob,
    responses((status = 200, body = JobSummary), (status = "4XX", body = Problem)))]
pub(super) async fn reassign(
    State(server): State<Server>,
    supervisor: Supervisor,
    Path(job): Path<String>,
    body: Body,
) -> Result<Json<JobSummary>, ApiProblem> {
    let (job, asked): (JobId, ReassignJob) = (named(&job)?, read_json(&server, body).await?);
    let reason = reason("reason", &asked.reason)?;
    let (by, to) = (supervisor.person.id, PersonId(asked.assignee));
    act(&server, job, move |hq| hq.reassign(by, job, to, &reason)).await
}

/// Change a job's plan.
#[utoipa::path(post, path = "/api/jobs/{id}/amend", params(("id" = Uuid, Path)), request_body = AmendJob,
    responses((status = 200, body = JobSummary), (status = "4XX", body = Problem)))]
pub(super) async fn amend(
    State(server): State<Server>,
    supervisor: Supervisor,
    Path(job): Path<String>,
    body: Body,
) -> Result<Json<JobSummary>, ApiProblem> {
    let (job, asked): (JobId, AmendJob) = (named(&job)?, read_json(&server, body).await?);
    let what = reason("what", &asked.what)?;
    let by = supervisor.person.id;
    server
        .blocking(move |hq| {
            let plan = plan_of(hq, &asked.form)?;
            hq.amend(by, job, asked.base_rev, &what, plan)?;
            Ok::<_, ApiProblem>(())
        })
        .await??;
    summary_of(&server, job).await
}

/// Choose the report of record of a job completed twice.
#[utoipa::path(post, path = "/api/jobs/{id}/choose-report", params(("id" = Uuid, Path)), request_body = ChooseReport,
    responses((status = 200, body = JobSummary), (status = "4XX", body = Problem)))]
pub(super) async fn choose_report(
    State(server): State<Server>,
    supervisor: Supervisor,
    Path(job): Path<String>,
    body: Body,
) -> Result<Json<JobSummary>, ApiProblem> {
    let (job, asked): (JobId, ChooseReport) = (named(&job)?, read_json(&server, body).await?);
    let reason = reason("reason", &asked.reason)?;
    let (by, event) = (supervisor.person.id, EventId(asked.event));
    act(&server, job, move |hq| {
        hq.choose_report(by, job, event, &reason)
    })
    .await
}
