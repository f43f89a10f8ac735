//! `GET /v1/feed`, and catalogues by hash.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::feed::{FeedHead, FeedPage, MAX_FEED_PAGE_ITEMS, MAX_FEED_WAIT_S};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::receipt::Epoch;
use rusqlite::Connection;
use serde::Deserialize;
use tokio::time::Instant;

use super::token::Caller;
use super::{Because as _, Refusal};
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::notices::{self, StoredNotice};
use crate::storage::{StorageError, catalogues, feeds, jobs};
use crate::{clock, publication};

/// Another process (a command line beside the server) rings no bell: look again this often.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// From where on, and how long to wait for something new.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct FeedQuery {
    /// The epoch the cursor counts in; the present one where absent.
    epoch: Option<Epoch>,
    #[serde(default)]
    cursor: u64,
    #[serde(default)]
    wait: u64,
}

impl FeedQuery {
    /// Whether the device has not heard yet that another epoch began.
    fn is_of_other_epoch(self, now: Epoch) -> bool {
        self.epoch.is_some_and(|epoch| epoch != now)
    }

    /// Whether the device knows more than a store that ends at `end` in `now`. Epochs are numbered by the clock: what has
    /// not come yet is no epoch of ours.
    fn is_ahead_of(self, now: Epoch, end: u64, now_ms: i64) -> bool {
        let is_past = |epoch| i64::try_from(epoch).is_ok_and(|epoch: i64| epoch < now_ms);
        self.epoch.is_some_and(|known| {
            (known == now && self.cursor > end) || (known > now && is_past(known))
        })
    }

    /// A position in another epoch says nothing about this one: its feed begins anew.
    fn cursor_in(self, now: Epoch) -> u64 {
        if self.is_of_other_epoch(now) {
            0
        } else {
            self.cursor
        }
    }
}

pub(super) async fn feed(
    State(server): State<Server>,
    Caller(device): Caller,
    Query(query): Query<FeedQuery>,
) -> Result<Json<FeedPage>, Refusal> {
    let until = Instant::now() + Duration::from_secs(query.wait.min(MAX_FEED_WAIT_S));
    let mut bell = server.headquarters().live.subscribe();
    let id = device.id;
    server
        .blocking(move |hq| {
            hq.note_older_copy(id, query)?;
            hq.note_fetched(id, query)
        })
        .await??;
    loop {
        let page = server.blocking(move |hq| hq.feed_page(id, query)).await??;
        let is_news = !page.items.is_empty() || query.is_of_other_epoch(page.epoch);
        if is_news || Instant::now() >= until || server.is_stopping() {
            return Ok(Json(page));
        }
        let next_look = until.min(Instant::now() + LOOK_AGAIN);
        // Rung, time to look, or the server stops: each leads to another look.
        let _ = tokio::time::timeout_at(next_look, bell.changed()).await;
    }
}

impl Headquarters {
    fn feed_page(&self, device: DeviceId, query: FeedQuery) -> Result<FeedPage, StorageError> {
        self.storage.read(|db| {
            let epoch = publication::epoch(db)?;
            let cursor = query.cursor_in(epoch);
            let found = feeds::fetch_after(db, device, epoch, cursor, MAX_FEED_PAGE_ITEMS)?;
            let end = feeds::fetch_end(db, device, epoch)?;
            let told = publication::key_told_at(db, device, epoch, cursor)?;
            let (key_id, key) = self.keys.receipt_key_known_by(told.as_deref());
            let head = found
                .last()
                .map(|(last, hash)| FeedHead::sign(device, epoch, last.pos, *hash, key_id, key));
            let more = head.as_ref().is_some_and(|head| head.pos < end.pos);
            Ok(FeedPage {
                epoch,
                items: found.into_iter().map(|(entry, _)| entry).collect(),
                head,
                more,
            })
        })
    }

    /// A device that was sent more than is here proves this store to be an older copy that nobody declared: a new epoch
    /// begins, in which devices send and hand back what is missing.
    fn note_older_copy(&self, device: DeviceId, query: FeedQuery) -> Result<(), StorageError> {
        let is_older = |db: &Connection| {
            let epoch = publication::epoch(db)?;
            let end = feeds::fetch_end(db, device, epoch)?;
            Ok::<_, StorageError>(query.is_ahead_of(epoch, end.pos, clock::now_ms()))
        };
        if !self.storage.read(is_older)? {
            return Ok(());
        }
        self.storage.write(|db| {
            // Another device may have told meanwhile.
            if !is_older(db)? {
                return Ok(());
            }
            let epoch = self.begin_epoch_in(db)?;
            tracing::warn!(%device, epoch, "the store is an older copy: a new epoch begins");
            let notice = StoredNotice {
                id: format!("storeOlder:{epoch}"),
                kind: "storeOlder",
                at_ms: clock::now_ms(),
                device: Some(device),
                job: None,
                seq: None,
                reason: None,
            };
            notices::insert(db, &notice)
        })?;
        self.live.ring();
        Ok(())
    }

    /// Asking for what follows a position says that everything before has arrived.
    fn note_fetched(&self, device: DeviceId, query: FeedQuery) -> Result<(), StorageError> {
        let is_news = self.storage.read(|db| {
            let epoch = publication::epoch(db)?;
            let cursor = query.cursor_in(epoch);
            let end = feeds::fetch_end(db, device, epoch)?;
            let before = feeds::fetch_cursor(db, device, epoch)?;
            Ok::<_, StorageError>(cursor > before && cursor <= end.pos)
        })?;
        if !is_news {
            return Ok(());
        }
        self.storage.write(|db| {
            let epoch = publication::epoch(db)?;
            let cursor = query.cursor_in(epoch);
            let before = feeds::fetch_cursor(db, device, epoch)?;
            feeds::advance_cursor(db, device, epoch, cursor)?;
            for subject in feeds::fetch_subjects(db, device, epoch, before, cursor)? {
                let job = subject
                    .strip_prefix("scope:")
                    .and_then(|rest| rest.split(':').next())
                    .and_then(|job| job.parse().ok());
                if let Some(job) = job {
                    jobs::touch(db, job, clock::now_ms())?;
                }
            }
            Ok::<_, StorageError>(())
        })?;
        self.live.ring();
        Ok(())
    }
}

pub(super) async fn snapshot(
    State(server): State<Server>,
    Caller(_): Caller,
    Path(hash): Path<String>,
) -> Result<Response, Refusal> {
    let missing = || ProblemCode::NotFound.because("no catalogue has this hash");
    let hash: Sha256Digest = hash.parse().map_err(|_| missing())?;
    let bundle = server
        .blocking(move |hq| hq.storage.read(|db| catalogues::fetch(db, hash)))
        .await??
        .ok_or_else(missing)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], bundle).into_response())
}
