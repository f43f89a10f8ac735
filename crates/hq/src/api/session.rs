//! Logging in and out.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lineproof_domain::digest::Sha256Digest;

use super::ApiProblem;
use super::dto::{Login, Problem, ProblemCode, Session, SessionPerson};
use super::guard::{Supervisor, read_json};
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::accounts::{self, Person};
use crate::storage::{StorageError, notices};
use crate::{clock, passwords, random};

const COOKIE: &str = "lineproof_session";
/// How long a session lasts after it was last used.
const SESSION_VALID_MS: i64 = 8 * 3600 * 1000;
/// A session is prolonged at most this often, so that reading does not write.
const PROLONG_EVERY_MS: i64 = 5 * 60 * 1000;
/// Longest login name counted, characters.
const MAX_COUNTED_NAME_CHARS: usize = 80;

/// Log in.
#[utoipa::path(post, path = "/api/session", request_body = Login,
    responses((status = 200, body = Session), (status = "4XX", body = Problem)))]
pub(super) async fn login(
    State(server): State<Server>,
    body: Body,
) -> Result<Response, ApiProblem> {
    let login: Login = read_json(&server, body).await?;
    let counted: String = login.name.chars().take(MAX_COUNTED_NAME_CHARS).collect();
    if let Err(left) = server.login_attempts().begin(&counted) {
        let seconds = u32::try_from(left.as_secs() + 1).unwrap_or(u32::MAX);
        return Err(ApiProblem::new(ProblemCode::LoginThrottled).retry_after(seconds));
    }
    let turn = server.password_checks().acquire().await;
    let turn = turn.map_err(|error| ApiProblem::internal(&error))?;
    let opened = server.blocking(move |hq| open(hq, &login)).await??;
    drop(turn);
    let supervisor = opened.ok_or_else(|| ApiProblem::new(ProblemCode::LoginWrong))?;
    server.login_attempts().forget(&counted);
    let cookie = cookie(&supervisor.token, server.is_secure());
    let mut response = Json(session(&server, &supervisor)).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie?);
    Ok(response)
}

fn open(hq: &Headquarters, login: &Login) -> Result<Option<Supervisor>, StorageError> {
    let known = hq
        .storage
        .read(|db| accounts::fetch_by_login(db, &login.name))?
        .filter(|person| person.active);
    let stored = known
        .as_ref()
        .and_then(|person| person.password_hash.as_deref());
    if !passwords::fits(&login.password, stored) {
        return Ok(None);
    }
    let Some(person) = known else {
        return Ok(None);
    };
    let token = URL_SAFE_NO_PAD.encode(random::bytes::<32>());
    let now_ms = clock::now_ms();
    let expires_at_ms = now_ms + SESSION_VALID_MS;
    hq.storage.write(|db| {
        let hash = Sha256Digest::of(token.as_bytes());
        accounts::insert_session(db, hash, person.id, now_ms, expires_at_ms)?;
        notices::insert_audit(db, Some(person.id), "session.opened", None, now_ms)
    })?;
    Ok(Some(Supervisor {
        person,
        expires_at_ms,
        token,
    }))
}

/// Who is logged in.
#[utoipa::path(get, path = "/api/session",
    responses((status = 200, body = Session), (status = "4XX", body = Problem)))]
pub(super) async fn current(State(server): State<Server>, supervisor: Supervisor) -> Json<Session> {
    Json(session(&server, &supervisor))
}

/// Log out.
#[utoipa::path(delete, path = "/api/session",
    responses((status = 204), (status = "4XX", body = Problem)))]
pub(super) async fn logout(
    State(server): State<Server>,
    supervisor: Supervisor,
) -> Result<Response, ApiProblem> {
    let hash = Sha256Digest::of(supervisor.token.as_bytes());
    server
        .blocking(move |hq| {
            hq.storage.write(|db| {
                let by = Some(supervisor.person.id);
                notices::insert_audit(db, by, "session.closed", None, clock::now_ms())?;
                accounts::delete_session(db, hash)
            })
        })
        .await??;
    server.headquarters().live.ring();
    let mut response = StatusCode::NO_CONTENT.into_response();
    let gone = HeaderValue::from_static(
        "lineproof_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
    );
    response.headers_mut().insert(header::SET_COOKIE, gone);
    Ok(response)
}

fn session(server: &Server, supervisor: &Supervisor) -> Session {
    let Person {
        id, name, title, ..
    } = &supervisor.person;
    Session {
        person: SessionPerson {
            id: id.0,
            name: name.clone(),
            title: title.clone(),
        },
        expires_at: clock::from_ms(supervisor.expires_at_ms),
        now: clock::now(),
        sample_data: server.headquarters().sample,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

fn cookie(token: &str, is_secure: bool) -> Result<HeaderValue, ApiProblem> {
    let secure = if is_secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}"
    ))
    .map_err(|error| ApiProblem::internal(&error))
}

/// The person behind the cookie. Using a session prolongs it.
pub(super) async fn supervisor(
    server: &Server,
    headers: &HeaderMap,
) -> Result<Supervisor, ApiProblem> {
    let ended = || ApiProblem::new(ProblemCode::Unauthenticated);
    let token = token(headers).ok_or_else(ended)?;
    server
        .blocking(move |hq| find(hq, token))
        .await??
        .ok_or_else(ended)
}

fn token(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, token)| token.to_owned())
}

fn find(hq: &Headquarters, token: String) -> Result<Option<Supervisor>, StorageError> {
    let hash = Sha256Digest::of(token.as_bytes());
    let now_ms = clock::now_ms();
    let found = hq.storage.read(|db| {
        let Some((person, expires_at_ms)) = accounts::fetch_session(db, hash, now_ms)? else {
            return Ok(None);
        };
        let person = accounts::fetch_person(db, person)?.filter(|person| person.active);
        Ok::<_, StorageError>(person.map(|person| (person, expires_at_ms)))
    })?;
    let Some((person, mut expires_at_ms)) = found else {
        return Ok(None);
    };
    if expires_at_ms < now_ms + SESSION_VALID_MS - PROLONG_EVERY_MS {
        expires_at_ms = now_ms + SESSION_VALID_MS;
        hq.storage
            .write(|db| accounts::prolong_session(db, hash, expires_at_ms))?;
    }
    Ok(Some(Supervisor {
        person,
        expires_at_ms,
        token,
    }))
}

/// Whether a session still holds; looking does not prolong it.
pub(super) async fn holds(server: &Server, supervisor: &Supervisor) -> bool {
    let hash = Sha256Digest::of(supervisor.token.as_bytes());
    let found = server
        .blocking(move |hq| {
            hq.storage
                .read(|db| accounts::fetch_session(db, hash, clock::now_ms()))
        })
        .await;
    matches!(found, Ok(Ok(Some(_))))
}
