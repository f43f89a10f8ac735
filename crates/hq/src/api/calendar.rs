//! The working-day calendar: what is in force, and a file that a supervisor brings.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use chrono::NaiveDate;
use lineproof_domain::calendar::{self, Calendar, CalendarError, Publication, YearStatus};
use lineproof_domain::ids::PersonId;
use lineproof_i18n::Language;

use super::ApiProblem;
use super::dto::{CalendarAnswer, CalendarImport, CalendarInForce, CalendarYear, Problem, Text};
use super::guard::{Supervisor, read_json};
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::{clock, rules};

/// The working-day calendar in force.
#[utoipa::path(get, path = "/api/calendar",
    responses((status = 200, body = CalendarInForce), (status = "4XX", body = Problem)))]
pub(super) async fn calendar(
    State(server): State<Server>,
    _: Supervisor,
) -> Result<Json<CalendarInForce>, ApiProblem> {
    let calendar = server
        .blocking(|hq| hq.storage.read(rules::calendar))
        .await??;
    Ok(Json(CalendarInForce {
        years: years(&calendar),
    }))
}

/// Look at a calendar file, or send it to every device.
#[utoipa::path(post, path = "/api/calendar", request_body = CalendarImport,
    responses((status = 200, body = CalendarAnswer), (status = "4XX", body = Problem)))]
pub(super) async fn import(
    State(server): State<Server>,
    supervisor: Supervisor,
    body: Body,
) -> Result<Json<CalendarAnswer>, ApiProblem> {
    let asked: CalendarImport = read_json(&server, body).await?;
    server
        .blocking(move |hq| weigh(hq, &asked, supervisor.person.id))
        .await?
        .map(Json)
}

/// A file that cannot be used is an answer, not a failure: the person mends it and brings it again.
fn weigh(
    hq: &Headquarters,
    asked: &CalendarImport,
    by: PersonId,
) -> Result<CalendarAnswer, ApiProblem> {
    let today = clock::now().date_naive();
    let in_force = hq.storage.read(rules::calendar)?;
    let found = Calendar::import(&asked.text, today);
    let weighed = found.and_then(|read| Ok((read, in_force.publication(&asked.text, today)?)));
    let (read, publication) = match weighed {
        Ok(weighed) => weighed,
        Err(error) => {
            return Ok(CalendarAnswer {
                refused: Some(refusal(&error)),
                years: Vec::new(),
                changes: false,
                version: String::new(),
            });
        }
    };
    let (changes, version) = match publication {
        Publication::InForce { version } => (false, version),
        Publication::New { version, .. } => (true, version),
    };
    if asked.publish && changes {
        hq.publish_calendar_text(&asked.text, Some(by))
            .map_err(|error| ApiProblem::internal(&error))?;
    }
    Ok(CalendarAnswer {
        refused: None,
        years: years(&read),
        changes,
        version,
    })
}

fn years(calendar: &Calendar) -> Vec<CalendarYear> {
    let mut years: Vec<CalendarYear> = calendar
        .years()
        .map(|(year, data)| shown(year, data, calendar))
        .collect();
    years.reverse();
    years
}

fn shown(year: i32, data: &calendar::CalendarYear, calendar: &Calendar) -> CalendarYear {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(first);
    CalendarYear {
        year,
        official: data.status == YearStatus::Official,
        version: data.version,
        revision: data.revision,
        source: data.source.clone(),
        rest_days: count(data.off.len()),
        extra_workdays: count(data.work.len()),
        working_days: count(calendar.workdays_between(first, last)),
    }
}

/// Why a file cannot be taken, in both languages.
fn refusal(error: &CalendarError) -> Text {
    match error {
        CalendarError::UnknownShape => told("unknown-shape", &[]),
        CalendarError::Unreadable(cause) => told(
            "unreadable",
            &[
                ("line", cause.line().to_string()),
                ("column", cause.column().to_string()),
            ],
        ),
        CalendarError::NotAYear(name) => told("not-a-year", &[("name", name.clone())]),
        CalendarError::NotAnnounced(year) => told("not-announced", &[("year", year.to_string())]),
        CalendarError::StrayDay { year, date } => told(
            "stray-day",
            &[("year", year.to_string()), ("date", date.to_string())],
        ),
        CalendarError::Contradiction(date) => told("contradiction", &[("date", date.to_string())]),
        CalendarError::WrongSum {
            year,
            stated,
            counted,
        } => told(
            "wrong-sum",
            &[
                ("year", year.to_string()),
                ("stated", stated.to_string()),
                ("counted", counted.to_string()),
            ],
        ),
    }
}

fn told(code: &str, args: &[(&str, String)]) -> Text {
    let key = format!("console-calendar-refused-{code}");
    let args: Vec<_> = args
        .iter()
        .map(|(name, value)| (*name, value.as_str().into()))
        .collect();
    Text {
        zh: lineproof_i18n::text(Language::ZhCn, &key, &args),
        en: lineproof_i18n::text(Language::En, &key, &args),
    }
}
