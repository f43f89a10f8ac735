//! Headquarters' answers. "At headquarters" on a screen means a receipt checked here, nothing less.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Actor;
use lineproof_domain::ids::EventId;
use lineproof_protocol::push::{Disposition, EntryDisposition, PushResponse};
use lineproof_protocol::receipt::{BlobReceipt, Epoch, LogReceipt};
use rusqlite::Connection;

use crate::append::current_life;
use crate::changes::Changes;
use crate::error::StoreError;
use crate::feed::pinned_key;
use crate::incarnation::Reason;
use crate::queries;
use crate::store::Store;

impl Store {
    /// Takes headquarters' answer to a batch: checks the receipt, notes what became of each entry and, where the present
    /// life has branched, begins a new one for `actor` in the same step. An earlier life stays branched for ever.
    pub fn record_push(
        &self,
        response: &PushResponse,
        actor: Actor,
    ) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("noting headquarters' answer", |transaction| {
            self.note_receipt(transaction, &response.receipt)?;
            let incarnation = response.receipt.head.log.incarnation;
            let mut changes = Changes::outbox();
            for answer in &response.dispositions {
                self.note_disposition(transaction, incarnation, answer, &mut changes)?;
            }
            if response.forked && current_life(transaction)?.incarnation == incarnation {
                self.begin_life(transaction, &Reason::Forked, actor, &mut changes)?;
            }
            Ok(((), changes))
        })?;
        Ok(changes)
    }

    /// Takes a receipt for the log on its own.
    pub fn record_receipt(&self, receipt: &LogReceipt) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("noting a receipt", |transaction| {
            self.note_receipt(transaction, receipt)?;
            Ok(((), Changes::outbox()))
        })?;
        Ok(changes)
    }

    /// Takes a receipt for a blob.
    pub fn record_blob_receipt(&self, receipt: &BlobReceipt) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("noting a blob's receipt", |transaction| {
            if receipt.device != self.device {
                return Err(StoreError::Mismatch("a receipt for another device"));
            }
            let known = queries::blob::fetch_len(transaction, receipt.sha256)?;
            if known != Some(receipt.len) {
                return Err(StoreError::Mismatch(
                    "a receipt for bytes this device has not",
                ));
            }
            receipt.verify(&pinned_key(transaction, &receipt.key_id)?)?;
            adopt_epoch(transaction, receipt.epoch)?;
            queries::receipt::insert_blob(transaction, receipt, self.clock.read().wall)?;
            Ok(((), Changes::blob(receipt.sha256)))
        })?;
        Ok(changes)
    }

    /// Takes note that headquarters' store lives in `epoch`: after a restore everything is sent again that the new life
    /// has no receipt for.
    pub fn note_epoch(&self, epoch: Epoch) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("noting headquarters' epoch", |transaction| {
            let is_new = adopt_epoch(transaction, epoch)?;
            let changes = if is_new {
                Changes::outbox()
            } else {
                Changes::default()
            };
            Ok(((), changes))
        })?;
        Ok(changes)
    }

    /// The life of headquarters' store that receipts count for; 0 before the first contact.
    pub fn epoch(&self) -> Result<Epoch, StoreError> {
        queries::meta::epoch(&*self.read()?)
    }

    /// Every receipt for the log, the oldest first.
    pub fn log_receipts(&self) -> Result<Vec<LogReceipt>, StoreError> {
        queries::receipt::fetch_all(&*self.read()?, self.device)
    }

    /// The best receipt of the current epoch for a blob, and when it came (RFC 3339).
    pub fn blob_receipt(
        &self,
        sha256: Sha256Digest,
    ) -> Result<Option<(BlobReceipt, String)>, StoreError> {
        let connection = self.read()?;
        let epoch = queries::meta::epoch(&connection)?;
        queries::receipt::fetch_blob(&connection, self.device, sha256, epoch)
    }

    /// When the receipt of the current epoch that covers an own event came (RFC 3339); none before it did.
    pub fn event_received_at(&self, event: EventId) -> Result<Option<String>, StoreError> {
        let connection = self.read()?;
        let Some(row) = queries::log::fetch_event(&connection, event)? else {
            return Ok(None);
        };
        let epoch = queries::meta::epoch(&connection)?;
        queries::receipt::fetch_received_at(&connection, row.incarnation, row.seq, epoch)
    }

    /// What headquarters said of an own event, if it did.
    pub fn disposition(&self, event: EventId) -> Result<Option<Disposition>, StoreError> {
        let connection = self.read()?;
        match queries::log::fetch_event(&connection, event)? {
            Some(row) => queries::disposition::fetch(&connection, row.incarnation, row.seq),
            None => Ok(None),
        }
    }

    fn note_receipt(
        &self,
        connection: &Connection,
        receipt: &LogReceipt,
    ) -> Result<(), StoreError> {
        let head = &receipt.head;
        let own = queries::log::fetch_hash(connection, head.log.incarnation, head.seq)?;
        if head.log.device != self.device || own != Some(head.hash) {
            return Err(StoreError::Mismatch("a receipt for another log"));
        }
        receipt.verify(&pinned_key(connection, &receipt.key_id)?)?;
        adopt_epoch(connection, receipt.epoch)?;
        queries::receipt::insert(connection, receipt, self.clock.read().wall)
    }

    fn note_disposition(
        &self,
        connection: &Connection,
        incarnation: lineproof_domain::ids::Incarnation,
        answer: &EntryDisposition,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        let known = queries::disposition::fetch(connection, incarnation, answer.seq)?;
        // "It was here already" says less than what was said the first time.
        if known.is_some() && answer.disposition == Disposition::Duplicate {
            return Ok(());
        }
        queries::disposition::upsert(connection, incarnation, answer.seq, &answer.disposition)?;
        let rows =
            queries::log::fetch_after(connection, incarnation, answer.seq.saturating_sub(1), 1)?;
        changes.jobs.extend(rows.first().and_then(|row| row.job));
        Ok(())
    }
}

/// Epochs only grow; an answer of an older one that was under way is still a true receipt of its time.
fn adopt_epoch(connection: &Connection, epoch: Epoch) -> Result<bool, StoreError> {
    let is_new = epoch > queries::meta::epoch(connection)?;
    if is_new {
        queries::meta::put_epoch(connection, epoch)?;
    }
    Ok(is_new)
}
