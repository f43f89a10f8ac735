//! The log's lane: batches until headquarters has a receipt for every entry.

use std::sync::Arc;

use lineproof_domain::event::Head;
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::{MAX_BATCH_EVENTS, PushRequest, pack};
use lineproof_store::Reason;

use super::{Engine, SyncError};
use crate::transport::TransportError;

impl Engine {
    /// Sends every entry that has no receipt.
    pub(super) async fn push_events(&self) -> Result<(), SyncError> {
        let _only_one = self.shared.pushing.lock().await;
        let mut mended = false;
        while let Some(batch) = self.next_batch().await? {
            match self.push(&batch).await {
                Ok(()) => {}
                Err(SyncError::Transport(TransportError::Refused {
                    code: ProblemCode::ChainBroken,
                    ..
                })) if !mended => {
                    mended = true;
                    self.mend_log().await?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn next_batch(&self) -> Result<Option<PushRequest>, SyncError> {
        let shared = Arc::clone(&self.shared);
        self.with_store(move |store| store.make_batch(MAX_BATCH_EVENTS, &shared.keys.log_key))
            .await
    }

    async fn push(&self, batch: &PushRequest) -> Result<(), SyncError> {
        let packed =
            pack(batch).map_err(|_| SyncError::Unexpected("a batch that does not pack"))?;
        let transport = &self.shared.transport;
        let response = self
            .with_token(|token| {
                let packed = packed.clone();
                async move { transport.push(&token, packed).await }
            })
            .await?;
        let sent = batch.checkpoint.head;
        if response.receipt.head.log != sent.log || response.receipt.head.seq < sent.seq {
            return Err(SyncError::Unexpected("a receipt for something else"));
        }
        let actor = self.actor();
        self.with_store(move |store| store.record_push(&response, actor))
            .await?;
        Ok(())
    }

    /// Headquarters says that the chain is broken. Is it broken here?
    async fn mend_log(&self) -> Result<(), SyncError> {
        let verdict = self.with_store(|store| store.verify()).await?;
        match verdict.finding {
            Some(finding) => self.begin_life(Reason::Damaged(finding)).await,
            None => {
                for log in self.settle_heads().await? {
                    self.push_again(log).await?;
                }
                Ok(())
            }
        }
    }

    /// Headquarters lost the end of a log that it gave receipts for: everything after what it still has, again.
    async fn push_again(&self, mut known: Head) -> Result<(), SyncError> {
        loop {
            let shared = Arc::clone(&self.shared);
            let batch = self
                .with_store(move |store| {
                    store.make_batch_again(known, MAX_BATCH_EVENTS, &shared.keys.log_key)
                })
                .await?;
            let Some(batch) = batch else {
                return Ok(());
            };
            self.push(&batch).await?;
            known = batch.checkpoint.head;
        }
    }

    pub(super) async fn begin_life(&self, reason: Reason) -> Result<(), SyncError> {
        tracing::warn!(sync.new_log = ?reason);
        let actor = self.actor();
        self.with_store(move |store| store.open_incarnation(&reason, actor))
            .await?;
        Ok(())
    }
}
