//! Bytes erased by law: only by headquarters' signed order, and the chain still holds.

use lineproof_protocol::tombstone::Tombstone;
use rusqlite::Connection;

use crate::changes::Changes;
use crate::error::StoreError;
use crate::feed::pinned_key;
use crate::queries;
use crate::queries::log::LogRow;
use crate::store::Store;

impl Store {
    /// Erases the bytes of an own entry. The entry keeps its place, its hashes and its event's id.
    pub fn erase(&self, tombstone: &Tombstone) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("erasing an entry", |transaction| {
            let order = &tombstone.order;
            self.check_tombstone(transaction, tombstone)?;
            let before = order.seq.saturating_sub(1);
            let rows = queries::log::fetch_after(transaction, order.log.incarnation, before, 1)?;
            let row = rows
                .into_iter()
                .find(|row| row.seq == order.seq && row.raw_hash == order.raw_hash)
                .ok_or(StoreError::Mismatch("an entry that is not here"))?;
            queries::tombstone::insert(transaction, tombstone)?;
            queries::log::erase(transaction, row.incarnation, row.seq)?;
            let mut changes = Changes::default();
            if let Some(job) = row.job {
                changes.jobs.insert(job);
                self.project(transaction, job)?;
            }
            Ok(((), changes))
        })?;
        Ok(changes)
    }

    /// Whether headquarters, by a pinned key, ordered to erase an entry of this device.
    pub(crate) fn check_tombstone(
        &self,
        connection: &Connection,
        tombstone: &Tombstone,
    ) -> Result<(), StoreError> {
        if tombstone.order.log.device != self.device {
            return Err(StoreError::Mismatch("an entry of another device"));
        }
        tombstone.verify(&pinned_key(connection, &tombstone.key_id)?)?;
        Ok(())
    }

    /// Whether the bytes of an entry are gone by a signed order.
    pub(crate) fn is_erased(
        &self,
        connection: &Connection,
        row: &LogRow,
    ) -> Result<bool, StoreError> {
        let order = queries::tombstone::fetch(connection, self.device, row.incarnation, row.seq)?;
        Ok(order.is_some_and(|order| {
            order.order.raw_hash == row.raw_hash && self.check_tombstone(connection, &order).is_ok()
        }))
    }
}
