//! After a restore from a backup: a new epoch, a new life of the own log, feeds from the start.

use lineproof_protocol::chain::Predecessor;
use lineproof_protocol::receipt::Epoch;
use rusqlite::Connection;

use crate::headquarters::Headquarters;
use crate::storage::{StorageError, devices, meta};
use crate::{clock, own_log, publication};

impl Headquarters {
    /// Declares the store restored from an older backup. Devices notice the new epoch, push what is missing and hand
    /// back headquarters' own events.
    pub fn begin_epoch(&self) -> Result<Epoch, StorageError> {
        let epoch = self.storage.write(|db| self.begin_epoch_in(db))?;
        self.live.ring();
        Ok(epoch)
    }

    /// The same within a transaction; the caller rings the bell.
    pub(crate) fn begin_epoch_in(&self, db: &Connection) -> Result<Epoch, StorageError> {
        let epoch = next_epoch(publication::epoch(db)?, clock::now_ms());
        meta::upsert(db, "epoch", &epoch.to_string())?;
        let left = own_log::head(db)?;
        let predecessor = Predecessor {
            incarnation: left.log.incarnation,
            seq: left.seq,
            hash: left.hash,
        };
        own_log::open(db, self.device, Some(predecessor))?;
        for device in devices::fetch_all(db)? {
            if !device.revoked {
                publication::begin_feed(db, device.id, device.person)?;
            }
        }
        Ok(epoch)
    }
}

/// One more than the copy knows would not do: the same copy restored twice would begin the same epoch twice, and what
/// the first of the two received would count in the second, which has nothing of it.
fn next_epoch(copy: Epoch, now_ms: i64) -> Epoch {
    u64::try_from(now_ms).unwrap_or(0).max(copy + 1)
}
