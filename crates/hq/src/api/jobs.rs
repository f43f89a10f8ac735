//! The list and the record.

use axum::Json;
use axum::extract::{Path, Query, State};
use lineproof_domain::ids::JobId;
use rusqlite::Connection;
use uuid::Uuid;

use super::ApiProblem;
use super::dto::{
    ClockState, JobCounts, JobFilter, JobList, JobRecord, JobRow, JobStateFilter, JobSummary,
    Level, Problem, ProblemCode,
};
use super::guard::Supervisor;
use super::view::{Desk, Files, Record};
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::{StorageError, attachments, blobs, jobs};

/// Jobs by time left.
#[utoipa::path(get, path = "/api/jobs", params(JobFilter),
    responses((status = 200, body = JobList), (status = "4XX", body = Problem)))]
pub(super) async fn list(
    State(server): State<Server>,
    _: Supervisor,
    query: Result<Query<JobFilter>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<JobList>, ApiProblem> {
    let Query(filter) = query.map_err(|_| ApiProblem::invalid(Vec::new()))?;
    let wanted = Wanted::read(&filter)?;
    let list = server
        .blocking(move |hq| hq.storage.read(|db| gather(hq, db, &wanted)))
        .await??;
    Ok(Json(list))
}

/// A filter taken apart.
struct Wanted {
    state: JobStateFilter,
    levels: Vec<Level>,
    kinds: Vec<String>,
    assignee: Option<Uuid>,
    text: String,
}

impl Wanted {
    fn read(filter: &JobFilter) -> Result<Wanted, ApiProblem> {
        let levels = listed(filter.level.as_deref())
            .map(|word| match word {
                "gold" => Ok(Level::Gold),
                "silver" => Ok(Level::Silver),
                "bronze" => Ok(Level::Bronze),
                "standard" => Ok(Level::Standard),
                _ => Err(ApiProblem::invalid(Vec::new())),
            })
            .collect::<Result<_, _>>()?;
        Ok(Wanted {
            state: filter.state.unwrap_or_default(),
            levels,
            kinds: listed(filter.kind.as_deref()).map(str::to_owned).collect(),
            assignee: filter.assignee,
            text: filter
                .q
                .as_deref()
                .unwrap_or_default()
                .trim()
                .to_lowercase(),
        })
    }

    fn fits(&self, row: &JobRow, circuit_name: &str) -> bool {
        let is_open = row.where_now.phase.is_open();
        let state = match self.state {
            JobStateFilter::Open => is_open,
            JobStateFilter::Closed => !is_open,
            JobStateFilter::All => true,
        };
        let engineer = row.assignee.as_ref();
        let texts = [
            row.order_no.as_str(),
            &row.customer,
            &row.circuit_no,
            circuit_name,
            engineer.map_or("", |engineer| engineer.name.as_str()),
        ];
        state
            && (self.levels.is_empty() || self.levels.contains(&row.level))
            && (self.kinds.is_empty() || self.kinds.contains(&row.kind))
            && self
                .assignee
                .is_none_or(|wanted| engineer.is_some_and(|engineer| engineer.id == wanted))
            && texts
                .iter()
                .any(|text| text.to_lowercase().contains(&self.text))
    }
}

/// The words of a comma separated list.
fn listed(words: Option<&str>) -> impl Iterator<Item = &str> {
    let words = words.unwrap_or_default().split(',');
    words.filter(|word| !word.is_empty())
}

fn gather(hq: &Headquarters, db: &Connection, wanted: &Wanted) -> Result<JobList, StorageError> {
    let desk = Desk::read(hq, db)?;
    let mut counts = JobCounts::default();
    let mut rows = Vec::new();
    for job in jobs::fetch_all(db)? {
        let Some(row) = desk.row(&job)? else {
            continue;
        };
        tally(&mut counts, &row, &desk);
        let circuit_name = job
            .state
            .current_plan()
            .map_or("", |plan| plan.circuit_name.as_str());
        if wanted.fits(&row, circuit_name) {
            rows.push(row);
        }
    }
    rows.sort_by_key(urgency);
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.truncate(JobList::MAX_ROWS);
    Ok(JobList {
        now: desk.now,
        change: jobs::fetch_newest_change(db)?,
        jobs: rows,
        total,
        counts,
    })
}

fn tally(counts: &mut JobCounts, row: &JobRow, desk: &Desk<'_>) {
    if !row.where_now.phase.is_open() {
        counts.closed += 1;
        return;
    }
    counts.open += 1;
    let running = row
        .clock
        .as_ref()
        .filter(|clock| clock.state != ClockState::Done);
    match running {
        Some(clock) if clock.state == ClockState::Overdue => counts.overdue += 1,
        Some(clock) if clock.due_at - desk.now <= chrono::TimeDelta::hours(1) => {
            counts.within_hour += 1;
        }
        _ => {}
    }
}

/// Open jobs by deadline, those without a running clock after them, closed jobs last, newest first.
fn urgency(row: &JobRow) -> (bool, bool, i64, String) {
    let is_closed = !row.where_now.phase.is_open();
    let running = row
        .clock
        .as_ref()
        .filter(|clock| clock.state != ClockState::Done);
    let time = if is_closed {
        row.where_now.since.map_or(0, |since| -since.timestamp())
    } else {
        running.map_or(0, |clock| clock.due_at.timestamp())
    };
    (is_closed, running.is_none(), time, row.order_no.clone())
}

/// What the list's side pane shows.
#[utoipa::path(get, path = "/api/jobs/{id}/summary", params(("id" = Uuid, Path)),
    responses((status = 200, body = JobSummary), (status = "4XX", body = Problem)))]
pub(super) async fn summary(
    State(server): State<Server>,
    _: Supervisor,
    Path(job): Path<String>,
) -> Result<Json<JobSummary>, ApiProblem> {
    summary_of(&server, named(&job)?).await
}

/// The id in a path.
pub(super) fn named(job: &str) -> Result<JobId, ApiProblem> {
    job.parse()
        .map_err(|_| ApiProblem::new(ProblemCode::NotFound))
}

pub(super) async fn summary_of(
    server: &Server,
    job: JobId,
) -> Result<Json<JobSummary>, ApiProblem> {
    server
        .blocking(move |hq| {
            hq.storage.read(|db| {
                let desk = Desk::read(hq, db)?;
                match Record::open(&desk, job)? {
                    Some(record) => record.summary(),
                    None => Ok(None),
                }
            })
        })
        .await??
        .map(Json)
        .ok_or_else(|| ApiProblem::new(ProblemCode::NotFound))
}

/// Everything headquarters has of a job, its files hashed again.
#[utoipa::path(get, path = "/api/jobs/{id}", params(("id" = Uuid, Path)),
    responses((status = 200, body = JobRecord), (status = "4XX", body = Problem)))]
pub(super) async fn record(
    State(server): State<Server>,
    _: Supervisor,
    Path(job): Path<String>,
) -> Result<Json<JobRecord>, ApiProblem> {
    let job = named(&job)?;
    let stored = server
        .blocking(move |hq| {
            hq.storage.read(|db| {
                let mut stored = Vec::new();
                for attachment in attachments::fetch_job(db, job)? {
                    if blobs::fetch(db, attachment.sha256)?.is_some() {
                        stored.push(attachment);
                    }
                }
                Ok::<_, StorageError>(stored)
            })
        })
        .await??;
    let files = Files::read(&server.headquarters().blobs, stored).await?;
    server
        .blocking(move |hq| {
            hq.storage.read(|db| {
                let desk = Desk::read(hq, db)?;
                match Record::open(&desk, job)? {
                    Some(record) => record.whole(&files),
                    None => Ok(None),
                }
            })
        })
        .await??
        .map(Json)
        .ok_or_else(|| ApiProblem::new(ProblemCode::NotFound))
}
