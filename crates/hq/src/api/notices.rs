//! What belongs to no single screen.

use axum::Json;
use axum::extract::State;
use lineproof_domain::job::JobStatus;
use rusqlite::Connection;

use super::ApiProblem;
use super::dto::{Notice, NoticeKind, Notices, Problem};
use super::guard::Supervisor;
use super::view::Directory;
use crate::clock;
use crate::server::Server;
use crate::storage::notices::{self, StoredNotice};
use crate::storage::{StorageError, jobs};

/// A device of somebody with open jobs that was not heard for so long is named.
const SILENT_AFTER_MS: i64 = 48 * 3600 * 1000;
/// Most notices shown.
const MAX_NOTICES: usize = 100;

/// What a supervisor should look at.
#[utoipa::path(get, path = "/api/notices",
    responses((status = 200, body = Notices), (status = "4XX", body = Problem)))]
pub(super) async fn notices(
    State(server): State<Server>,
    _: Supervisor,
) -> Result<Json<Notices>, ApiProblem> {
    let notices = server.blocking(|hq| hq.storage.read(gather)).await??;
    Ok(Json(Notices { notices }))
}

fn gather(db: &Connection) -> Result<Vec<Notice>, StorageError> {
    let directory = Directory::read(db)?;
    let mut found = silent_devices(db, &directory)?;
    for stored in notices::fetch_newest(db)? {
        found.push(notice(db, &directory, stored)?);
    }
    found.sort_by_key(|notice| std::cmp::Reverse(notice.at));
    found.truncate(MAX_NOTICES);
    Ok(found)
}

fn notice(
    db: &Connection,
    directory: &Directory,
    stored: StoredNotice,
) -> Result<Notice, StorageError> {
    let job = match stored.job {
        Some(job) => jobs::fetch(db, job)?,
        None => None,
    };
    let order_no = job
        .as_ref()
        .and_then(|job| job.state.current_plan())
        .map(|plan| plan.order_no.clone());
    Ok(Notice {
        id: stored.id,
        kind: kind(stored.kind),
        at: clock::from_ms(stored.at_ms),
        device: stored.device.and_then(|device| directory.device(device)),
        person: stored.device.and_then(|device| directory.owner(device)),
        job: stored.job.map(|job| job.0),
        order_no,
        seq: stored.seq,
        reason: stored.reason,
    })
}

fn kind(stored: &str) -> NoticeKind {
    match stored {
        "forked" => NoticeKind::Forked,
        "logDamaged" => NoticeKind::LogDamaged,
        "logRestored" => NoticeKind::LogRestored,
        "blobMismatch" => NoticeKind::BlobMismatch,
        "blobLost" => NoticeKind::BlobLost,
        "storeOlder" => NoticeKind::StoreOlder,
        _ => NoticeKind::Quarantined,
    }
}

/// Computed while looking: silence is not an event.
fn silent_devices(db: &Connection, directory: &Directory) -> Result<Vec<Notice>, StorageError> {
    let mut with_open_jobs = std::collections::BTreeSet::new();
    for job in jobs::fetch_all(db)? {
        let is_open = job.state.status < JobStatus::Completed;
        if let Some(assignee) = job.state.assignee.filter(|_| is_open) {
            with_open_jobs.insert(assignee.person);
        }
    }
    let latest = clock::now_ms() - SILENT_AFTER_MS;
    Ok(directory
        .devices()
        .filter(|device| !device.revoked && with_open_jobs.contains(&device.person))
        .filter_map(|device| {
            let last_ms = device.last_contact_at_ms.unwrap_or(device.enrolled_at_ms);
            (last_ms < latest).then(|| Notice {
                id: format!("silent:{}:{last_ms}", device.id),
                kind: NoticeKind::DeviceSilent,
                at: clock::from_ms(last_ms + SILENT_AFTER_MS),
                device: directory.device(device.id),
                person: directory.owner(device.id),
                job: None,
                order_no: None,
                seq: None,
                reason: None,
            })
        })
        .collect())
}
