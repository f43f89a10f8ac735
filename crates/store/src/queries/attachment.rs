//! Links between events and blobs.

use lineproof_domain::event::{Attachment, Event};
use rusqlite::Connection;

use super::job_bytes;
use crate::error::{During as _, StoreError};

pub(crate) fn insert(
    connection: &Connection,
    event: &Event,
    attachment: &Attachment,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO attachment (event, role, sha256, mime, job) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
        .and_then(|mut statement| {
            statement.execute((
                event.id.0.as_bytes(),
                &attachment.role,
                attachment.sha256.0,
                &attachment.mime,
                job_bytes(event.job),
            ))
        })
        .during("linking an attachment")?;
    Ok(())
}
