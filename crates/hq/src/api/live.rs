//! `GET /api/events`: what changed, as it changes.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Sse;
use axum::response::sse::Event;
use futures::Stream;
use futures::stream;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::ApiProblem;
use super::dto::{JobChanged, LiveEvent, LiveHello};
use super::guard::Supervisor;
use super::session;
use crate::clock;
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::{StorageError, jobs, notices};

/// How often the line says that it lives.
const BEAT_EVERY: Duration = Duration::from_secs(15);
/// Another process rings no bell: look again this often.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// Events that may wait for a slow browser before headquarters waits for it.
const MAX_WAITING_EVENTS: usize = 64;

type Line = mpsc::Sender<Result<Event, Infallible>>;

/// What changed, as server-sent events.
#[utoipa::path(get, path = "/api/events",
    responses((status = 200, content_type = "text/event-stream", body = LiveEvent)))]
pub(super) async fn events(
    State(server): State<Server>,
    supervisor: Supervisor,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiProblem> {
    let heard = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse().ok());
    let (line, events) = mpsc::channel(MAX_WAITING_EVENTS);
    tokio::spawn(async move {
        // The browser went away, or headquarters failed and logged it: either ends the line.
        let _ = speak(&server, &supervisor, heard, &line).await;
    });
    let events = stream::unfold(events, |mut events| async move {
        events.recv().await.map(|event| (event, events))
    });
    Ok(Sse::new(events))
}

/// Where a line stands.
#[derive(Clone, Copy)]
struct Heard {
    change: u64,
    notices: u64,
}

async fn speak(
    server: &Server,
    supervisor: &Supervisor,
    heard: Option<u64>,
    line: &Line,
) -> Result<(), ApiProblem> {
    let mut bell = server.headquarters().live.subscribe();
    let now = server.blocking(newest).await??;
    say(line, "hello", Some(now.change), &hello(now)).await?;
    let mut heard = Heard {
        change: heard
            .filter(|heard| *heard <= now.change)
            .unwrap_or(now.change),
        notices: now.notices,
    };
    let mut next_beat = Instant::now() + BEAT_EVERY;
    while !server.is_stopping() && !line.is_closed() {
        heard = tell_changes(server, line, heard).await?;
        if Instant::now() >= next_beat {
            if !session::holds(server, supervisor).await {
                return say(line, "sessionEnded", None, &()).await;
            }
            say(line, "beat", None, &hello(heard)).await?;
            next_beat = Instant::now() + BEAT_EVERY;
        }
        let next_look = next_beat.min(Instant::now() + LOOK_AGAIN);
        // Rung or time to look: both lead to another look.
        let _ = tokio::time::timeout_at(next_look, bell.changed()).await;
    }
    Ok(())
}

fn newest(hq: &Headquarters) -> Result<Heard, StorageError> {
    hq.storage.read(|db| {
        Ok(Heard {
            change: jobs::fetch_newest_change(db)?,
            notices: notices::fetch_newest_change(db)?,
        })
    })
}

fn hello(heard: Heard) -> LiveHello {
    LiveHello {
        now: clock::now(),
        change: heard.change,
    }
}

async fn tell_changes(server: &Server, line: &Line, heard: Heard) -> Result<Heard, ApiProblem> {
    let (now, changes) = server
        .blocking(move |hq| {
            let now = newest(hq)?;
            let changes = hq
                .storage
                .read(|db| jobs::fetch_changes_after(db, heard.change))?;
            Ok::<_, StorageError>((now, changes))
        })
        .await??;
    let mut change = heard.change;
    for changed in changes {
        change = changed.change;
        let told = JobChanged {
            job: changed.job.0,
            change,
            at: clock::from_ms(changed.at_ms),
        };
        say(line, "job", Some(change), &told).await?;
    }
    if now.notices > heard.notices {
        say(line, "notices", None, &()).await?;
    }
    Ok(Heard {
        change,
        notices: now.notices,
    })
}

async fn say<T: Serialize>(
    line: &Line,
    name: &str,
    id: Option<u64>,
    data: &T,
) -> Result<(), ApiProblem> {
    let text = serde_json::to_string(data).map_err(|error| ApiProblem::internal(&error))?;
    let mut event = Event::default().event(name).data(text);
    if let Some(id) = id {
        event = event.id(id.to_string());
    }
    // A closed line is noticed by the caller's loop.
    let _ = line.send(Ok(event)).await;
    Ok(())
}
