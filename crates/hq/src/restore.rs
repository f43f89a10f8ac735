//! After a restore from a backup: a new epoch, a new life of the own log, feeds from the start.

use lineproof_protocol::chain::Predecessor;
use lineproof_protocol::receipt::Epoch;

use crate::headquarters::Headquarters;
use crate::storage::{StorageError, devices, meta};
use crate::{own_log, publication};

impl Headquarters {
    /// Declares the store restored from an older backup. Devices notice the new epoch, push what is missing and hand
    /// back headquarters' own events.
    pub fn begin_epoch(&self) -> Result<Epoch, StorageError> {
        let epoch = self.storage.write(|db| {
            let epoch = meta::next(db, "epoch")?;
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
            Ok::<_, StorageError>(epoch)
        })?;
        self.live.ring();
        Ok(epoch)
    }
}
