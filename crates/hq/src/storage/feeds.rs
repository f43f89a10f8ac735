//! Feeds: one chain per device and epoch.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::feed::{FeedEntry, feed_genesis_hash, feed_hash};
use lineproof_protocol::receipt::Epoch;
use rusqlite::{Connection, params};

use super::StorageError;
use super::row::{collected, optional, parsed, signed, unsigned};

/// The end of a feed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FeedEnd {
    pub pos: u64,
    pub hash: Sha256Digest,
}

pub(crate) fn fetch_end(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
) -> Result<FeedEnd, StorageError> {
    let end = optional(
        db.prepare_cached(
            "SELECT pos, hash FROM feed_entry WHERE device = ?1 AND epoch = ?2 ORDER BY pos DESC LIMIT 1",
        )?
        .query_row(params![device.to_string(), signed(epoch)], |row| {
            Ok(FeedEnd {
                pos: unsigned(row, 0)?,
                hash: parsed(row, 1)?,
            })
        }),
    )?;
    Ok(end.unwrap_or(FeedEnd {
        pos: 0,
        hash: feed_genesis_hash(device, epoch),
    }))
}

/// Adds an item unless the feed already carries one about `subject`. Tells whether it was added.
pub(crate) fn insert_once(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    subject: &str,
    item: &str,
    now_ms: i64,
) -> Result<bool, StorageError> {
    if carries(db, device, epoch, subject)? {
        return Ok(false);
    }
    let end = fetch_end(db, device, epoch)?;
    let pos = end.pos + 1;
    let hash = feed_hash(device, epoch, pos, end.hash, item);
    db.prepare_cached(
        "INSERT INTO feed_entry (device, epoch, pos, hash, item, subject, added_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        device.to_string(),
        signed(epoch),
        signed(pos),
        hash.to_string(),
        item,
        subject,
        now_ms,
    ])?;
    Ok(true)
}

fn carries(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    subject: &str,
) -> Result<bool, StorageError> {
    let found = optional(
        db.prepare_cached(
            "SELECT 1 FROM feed_entry WHERE device = ?1 AND epoch = ?2 AND subject = ?3",
        )?
        .query_row(params![device.to_string(), signed(epoch), subject], |_| {
            Ok(())
        }),
    )?;
    Ok(found.is_some())
}

/// The last subject of a kind that a feed carries up to a position.
pub(crate) fn fetch_last_subject(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    prefix: &str,
    until_pos: u64,
) -> Result<Option<String>, StorageError> {
    optional(
        db.prepare_cached(
            "SELECT subject FROM feed_entry WHERE device = ?1 AND epoch = ?2 AND pos <= ?3
             AND substr(subject, 1, length(?4)) = ?4 ORDER BY pos DESC LIMIT 1",
        )?
        .query_row(
            params![device.to_string(), signed(epoch), signed(until_pos), prefix],
            |row| row.get(0),
        ),
    )
}

/// Items after a position, with the hash at each.
pub(crate) fn fetch_after(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    after_pos: u64,
    most: usize,
) -> Result<Vec<(FeedEntry, Sha256Digest)>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT pos, item, hash FROM feed_entry WHERE device = ?1 AND epoch = ?2 AND pos > ?3 ORDER BY pos LIMIT ?4",
    )?;
    let rows = statement.query_map(
        params![
            device.to_string(),
            signed(epoch),
            signed(after_pos),
            signed(most as u64)
        ],
        |row| {
            let entry = FeedEntry {
                pos: unsigned(row, 0)?,
                item: row.get(1)?,
            };
            Ok((entry, parsed(row, 2)?))
        },
    )?;
    collected(rows)
}

/// Notes how far a device has fetched; tells whether that is new.
pub(crate) fn advance_cursor(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    pos: u64,
) -> Result<bool, StorageError> {
    let changed = db
        .prepare_cached(
            "INSERT INTO feed_cursor (device, epoch, pos) VALUES (?1, ?2, ?3)
             ON CONFLICT (device) DO UPDATE SET epoch = excluded.epoch, pos = excluded.pos
             WHERE feed_cursor.epoch <> excluded.epoch OR feed_cursor.pos < excluded.pos",
        )?
        .execute(params![device.to_string(), signed(epoch), signed(pos)])?;
    Ok(changed > 0)
}

/// How far a device has fetched in an epoch.
pub(crate) fn fetch_cursor(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
) -> Result<u64, StorageError> {
    let pos = optional(
        db.prepare_cached("SELECT pos FROM feed_cursor WHERE device = ?1 AND epoch = ?2")?
            .query_row(params![device.to_string(), signed(epoch)], |row| {
                unsigned(row, 0)
            }),
    )?;
    Ok(pos.unwrap_or(0))
}

/// Subjects of the items between two positions, the later one included.
pub(crate) fn fetch_subjects(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    after_pos: u64,
    until_pos: u64,
) -> Result<Vec<String>, StorageError> {
    let mut statement = db.prepare_cached(
        "SELECT subject FROM feed_entry WHERE device = ?1 AND epoch = ?2 AND pos > ?3 AND pos <= ?4 ORDER BY pos",
    )?;
    let rows = statement.query_map(
        params![
            device.to_string(),
            signed(epoch),
            signed(after_pos),
            signed(until_pos)
        ],
        |row| row.get(0),
    )?;
    collected(rows)
}

/// Where an item about `subject` stands in a feed.
pub(crate) fn fetch_pos_of(
    db: &Connection,
    device: DeviceId,
    epoch: Epoch,
    subject: &str,
) -> Result<Option<u64>, StorageError> {
    optional(
        db.prepare_cached(
            "SELECT pos FROM feed_entry WHERE device = ?1 AND epoch = ?2 AND subject = ?3",
        )?
        .query_row(params![device.to_string(), signed(epoch), subject], |row| {
            unsigned(row, 0)
        }),
    )
}
