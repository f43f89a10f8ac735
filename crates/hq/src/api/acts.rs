//! Dispatching and changing jobs, and what the form needs for it.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::clock::JobFacts;
use lineproof_domain::ids::{EventId, JobId, PersonId};
use lineproof_domain::registry::plan::Plan;

use super::ApiProblem;
use super::dto::{
    AmendJob, CancelJob, CatalogueSummary, ChooseReport, DispatchJob, Dispatched, DueDate,
    DueDateQuestion, FieldProblemCode, JobForm, JobSummary, Problem, ProblemCode, ProfileChoice,
    ReassignJob,
};
use super::form::{self, FieldCheck, JOB_KIND};
use super::guard::{Supervisor, read_json};
use super::jobs::{named, summary_of};
use super::view::{self, is_opening};
use crate::acts::ActError;
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::{clock, rules};

const MIN_REASON_CHARS: usize = 2;
const MAX_REASON_CHARS: usize = 500;

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
            hq.dispatch(supervisor.person.id, JobId(asked.id), plan)?;
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

fn opening_profiles(catalogue: &Catalogue) -> Vec<&str> {
    catalogue
        .profiles
        .iter()
        .filter(|profile| is_opening(profile, JOB_KIND))
        .map(|profile| profile.key.as_str())
        .collect()
}

fn plan_of(hq: &Headquarters, form: &JobForm) -> Result<Plan, ApiProblem> {
    let catalogue = current_catalogue(hq)?;
    form::to_plan(form, &opening_profiles(&catalogue), clock::now()).map_err(ApiProblem::invalid)
}

/// What the form may offer.
#[utoipa::path(get, path = "/api/catalogue",
    responses((status = 200, body = CatalogueSummary), (status = "4XX", body = Problem)))]
pub(super) async fn catalogue(
    State(server): State<Server>,
    _: Supervisor,
) -> Result<Json<CatalogueSummary>, ApiProblem> {
    let catalogue = server.blocking(current_catalogue).await??;
    let profiles = catalogue
        .profiles
        .iter()
        .filter(|profile| is_opening(profile, JOB_KIND))
        .map(|profile| ProfileChoice {
            id: profile.key.clone(),
            name: view::text(&profile.title),
        })
        .collect();
    Ok(Json(CatalogueSummary {
        digest: catalogue.hash.to_string(),
        profiles,
    }))
}

/// Compute the due date of an order.
#[utoipa::path(post, path = "/api/due-date", request_body = DueDateQuestion,
    responses((status = 200, body = DueDate), (status = "4XX", body = Problem)))]
pub(super) async fn due_date(
    State(server): State<Server>,
    _: Supervisor,
    body: Body,
) -> Result<Json<DueDate>, ApiProblem> {
    let question: DueDateQuestion = read_json(&server, body).await?;
    server
        .blocking(move |hq| compute_due(hq, &question))
        .await?
        .map(Json)
}

fn compute_due(hq: &Headquarters, question: &DueDateQuestion) -> Result<DueDate, ApiProblem> {
    let catalogue = current_catalogue(hq)?;
    let mut check = FieldCheck::default();
    check.profiles(&question.profiles, &opening_profiles(&catalogue));
    let distance_km = check.distance_km(&question.distance_km);
    check.received(question.order_received_at, clock::now());
    check.finish().map_err(ApiProblem::invalid)?;
    let calendar = hq.storage.read(rules::calendar)?;
    let facts = JobFacts {
        kinds: vec![JOB_KIND.to_owned()],
        level: form::level_word(question.level).to_owned(),
        distance_km: distance_km.as_str().parse().ok(),
        profiles: question.profiles.clone(),
        ..JobFacts::default()
    };
    view::due_date(&facts, &catalogue, &calendar, question.order_received_at).ok_or_else(|| {
        let mut check = FieldCheck::default();
        check.add("profiles", FieldProblemCode::Unknown, None);
        ApiProblem::invalid(check.finish().err().unwrap_or_default())
    })
}

/// Runs an act and answers with the job as it is then.
async fn act(
    server: &Server,
    job: JobId,
    act: impl FnOnce(&Headquarters) -> Result<(), ActError> + Send + 'static,
) -> Result<Json<JobSummary>, ApiProblem> {
    server.blocking(act).await??;
    summary_of(server, job).await
}

fn reason(field: &str, text: &str) -> Result<String, ApiProblem> {
    let mut check = FieldCheck::default();
    let text = check.text(field, text, MAX_REASON_CHARS);
    if !text.is_empty() && text.chars().count() < MIN_REASON_CHARS {
        check.add(field, FieldProblemCode::Required, None);
    }
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
    let (by, to) = (supervisor.person.id, PersonId(asked.assignee));
    act(&server, job, move |hq| hq.reassign(by, job, to)).await
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
    let (by, event) = (supervisor.person.id, EventId(asked.event));
    act(&server, job, move |hq| hq.choose_report(by, job, event)).await
}
