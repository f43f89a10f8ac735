//! Comparing logs after anything odd, and taking one's own entries back.

use std::collections::{BTreeSet, HashSet};

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{Incarnation, LogId};
use lineproof_protocol::heads::{HeadsRequest, HeadsResponse, LogComparison, LogPage, Relation};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::{MAX_BATCH_EVENTS, PushEntry};
use rusqlite::Connection;
use serde::Deserialize;

use super::body::read_json;
use super::token::Caller;
use super::{Because as _, Refusal};
use crate::publication;
use crate::server::Server;
use crate::storage::entries::{self, StoredEntry, StoredLog};
use crate::storage::{StorageError, tombstones};

/// Most bytes of raw entries in one page.
const MAX_PAGE_BYTES: usize = 4 * 1024 * 1024;

pub(super) async fn heads(
    State(server): State<Server>,
    Caller(device): Caller,
    body: Body,
) -> Result<Json<HeadsResponse>, Refusal> {
    let request: HeadsRequest = read_json(body, server.stall_timeout()).await?;
    if request
        .heads
        .iter()
        .any(|head| head.log.device != device.id)
    {
        return Err(ProblemCode::BadRequest.because("a head belongs to another device"));
    }
    let response = server
        .blocking(move |hq| {
            hq.storage.read(|db| {
                let known = entries::fetch_logs(db, Some(device.id))?;
                let logs: BTreeSet<LogId> = known
                    .iter()
                    .map(|log| log.log)
                    .chain(request.heads.iter().map(|head| head.log))
                    .collect();
                let logs = in_order(logs, &known)
                    .into_iter()
                    .map(|log| {
                        let said = request.heads.iter().find(|head| head.log == log);
                        compare(db, log, said)
                    })
                    .collect::<Result<_, StorageError>>()?;
                Ok::<_, StorageError>(HeadsResponse {
                    epoch: publication::epoch(db)?,
                    logs,
                })
            })
        })
        .await??;
    Ok(Json(response))
}

/// Every log after the one it goes on from; lives that are equal in that, by their names.
fn in_order(mut left: BTreeSet<LogId>, opened: &[StoredLog]) -> Vec<LogId> {
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |log: &LogId| {
            let rows = opened.iter().filter(|opened| opened.log == *log);
            rows.filter_map(|opened| opened.predecessor).any(|before| {
                let before = LogId {
                    device: log.device,
                    incarnation: before.incarnation,
                };
                before != *log && left.contains(&before)
            })
        };
        let mut ready: Vec<LogId> = left.iter().copied().filter(|log| !waits(log)).collect();
        if ready.is_empty() {
            // Lives that name each other in a ring: no order is right, any is as good.
            ready.extend(&left);
        }
        left.retain(|log| !ready.contains(log));
        ordered.append(&mut ready);
    }
    ordered
}

fn compare(
    db: &Connection,
    log: LogId,
    said: Option<&Head>,
) -> Result<LogComparison, StorageError> {
    let ends = entries::fetch_ends(db, log)?;
    let answer = |relation, end: Option<&Head>| LogComparison {
        incarnation: log.incarnation,
        relation,
        known_seq: end.map_or(0, |end| end.seq),
        known_hash: end.map(|end| end.hash),
    };
    let longest = ends.first();
    let Some(said) = said else {
        let relation = match longest {
            Some(_) => Relation::HeadquartersAhead,
            None => Relation::Unknown,
        };
        return Ok(answer(relation, longest));
    };
    if entries::is_known(db, said)? {
        let end = end_of_branch(db, said)?;
        let relation = if end.seq == said.seq {
            Relation::Equal
        } else {
            Relation::HeadquartersAhead
        };
        return Ok(answer(relation, Some(&end)));
    }
    Ok(match longest {
        None => answer(Relation::Unknown, None),
        Some(end) if end.seq >= said.seq => answer(Relation::Forked, longest),
        Some(_) => answer(Relation::DeviceAhead, longest),
    })
}

/// The longest continuation of a known head.
fn end_of_branch(db: &Connection, head: &Head) -> Result<Head, StorageError> {
    let mut reached = HashSet::from([head.hash]);
    let mut end = *head;
    for entry in entries::fetch_log(db, head.log, head.seq + 1)? {
        if entry
            .previous_hash
            .is_some_and(|previous| reached.contains(&previous))
        {
            reached.insert(entry.hash);
            if entry.seq > end.seq {
                end.seq = entry.seq;
                end.hash = entry.hash;
            }
        }
    }
    Ok(end)
}

/// Which entries a device asks back.
#[derive(Debug, Deserialize)]
pub(super) struct LogQuery {
    incarnation: String,
    #[serde(default)]
    after: u64,
    /// The end of the branch that is wanted; the longest one where absent.
    until_hash: Option<String>,
}

pub(super) async fn log(
    State(server): State<Server>,
    Caller(device): Caller,
    Query(query): Query<LogQuery>,
) -> Result<Json<LogPage>, Refusal> {
    let incarnation: Incarnation = parsed(&query.incarnation)?;
    let until: Option<Sha256Digest> = query.until_hash.as_deref().map(parsed).transpose()?;
    let log = LogId {
        device: device.id,
        incarnation,
    };
    let page = server
        .blocking(move |hq| hq.storage.read(|db| read_page(db, log, query.after, until)))
        .await??;
    Ok(Json(page))
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Refusal>
where
    T::Err: std::fmt::Display,
{
    text.parse()
        .map_err(|error: T::Err| ProblemCode::BadRequest.because(error.to_string()))
}

fn read_page(
    db: &Connection,
    log: LogId,
    after: u64,
    until: Option<Sha256Digest>,
) -> Result<LogPage, Refusal> {
    let opened: Vec<StoredLog> = entries::fetch_logs(db, Some(log.device))?
        .into_iter()
        .filter(|opened| opened.log == log)
        .collect();
    let first = opened
        .first()
        .ok_or_else(|| ProblemCode::NotFound.because("no such log"))?;
    let longest = entries::fetch_ends(db, log)?.first().map(|end| end.hash);
    let branch = branch(entries::fetch_log(db, log, 0)?, until.or(longest));
    if branch.is_empty() && until.is_some() {
        return Err(ProblemCode::NotFound.because("no branch of the log ends with this hash"));
    }
    let root = branch.first().and_then(|first| first.previous_hash);
    let predecessor = opened
        .iter()
        .find(|opened| Some(opened.genesis_hash) == root)
        .unwrap_or(first)
        .predecessor;
    let wanted: Vec<StoredEntry> = branch
        .into_iter()
        .filter(|entry| entry.seq > after)
        .collect();
    let mut bytes = 0;
    let page: Vec<PushEntry> = wanted
        .iter()
        .take(MAX_BATCH_EVENTS)
        .take_while(|entry| {
            let fits = bytes < MAX_PAGE_BYTES;
            bytes += entry.raw.as_ref().map_or(0, Vec::len);
            fits
        })
        .map(|entry| page_entry(db, entry))
        .collect::<Result<_, _>>()?;
    Ok(LogPage {
        incarnation: log.incarnation,
        predecessor,
        first_seq: after + 1,
        more: page.len() < wanted.len(),
        entries: page,
    })
}

fn page_entry(db: &Connection, entry: &StoredEntry) -> Result<PushEntry, StorageError> {
    let raw = entry
        .raw
        .clone()
        .and_then(|raw| String::from_utf8(raw).ok());
    let tombstone = match raw {
        Some(_) => None,
        None => tombstones::fetch(db, entry.log, entry.seq, entry.raw_hash)?,
    };
    Ok(PushEntry {
        raw_hash: entry.raw_hash,
        raw,
        tombstone,
    })
}

/// One branch of a log, from its start to the wanted end.
fn branch(all: Vec<StoredEntry>, until: Option<Sha256Digest>) -> Vec<StoredEntry> {
    let mut wanted = until;
    let mut kept = Vec::new();
    for entry in all.into_iter().rev() {
        if Some(entry.hash) == wanted {
            wanted = entry.previous_hash;
            kept.push(entry);
        }
    }
    kept.reverse();
    kept
}
