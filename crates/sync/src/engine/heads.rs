//! Comparing logs: is this folder an older copy of itself, or one of two copies?

use lineproof_domain::event::Head;
use lineproof_domain::ids::Incarnation;
use lineproof_protocol::heads::{HeadsRequest, LogComparison, Relation};
use lineproof_store::Reason;

use super::{Engine, SyncError};

impl Engine {
    /// Compares every log with headquarters' and mends what differs.
    pub(super) async fn compare_heads(&self) -> Result<(), SyncError> {
        let _only_one = self.shared.pushing.lock().await;
        self.settle_heads().await
    }

    pub(super) async fn settle_heads(&self) -> Result<(), SyncError> {
        let heads = self.with_store(|store| store.heads()).await?;
        let current = self.with_store(|store| store.incarnations()).await?.current;
        let request = HeadsRequest {
            heads: heads.clone(),
        };
        let transport = &self.shared.transport;
        let request = &request;
        let answer = self
            .with_token(|token| async move { transport.heads(&token, request).await })
            .await?;
        let mut was_restored = false;
        for log in answer.logs {
            was_restored |= self.settle(&log, &heads, current).await?;
        }
        if was_restored {
            self.begin_life(Reason::Restored).await?;
        }
        Ok(())
    }

    /// Mends what differs in one log. True where entries came back: this folder is an older copy, and goes on in a new life.
    async fn settle(
        &self,
        log: &LogComparison,
        heads: &[Head],
        current: Incarnation,
    ) -> Result<bool, SyncError> {
        let is_known = |head: &&Head| head.log.incarnation == log.incarnation;
        let here = heads.iter().find(is_known).map_or(0, |head| head.seq);
        match log.relation {
            Relation::HeadquartersAhead => {
                self.take_back(log.incarnation, here, log.known_seq).await?;
                Ok(true)
            }
            Relation::Forked if log.incarnation == current => {
                self.begin_life(Reason::Forked).await?;
                Ok(false)
            }
            Relation::Forked | Relation::Equal | Relation::DeviceAhead | Relation::Unknown => {
                Ok(false)
            }
        }
    }

    async fn take_back(
        &self,
        incarnation: Incarnation,
        here: u64,
        until: u64,
    ) -> Result<(), SyncError> {
        let transport = &self.shared.transport;
        let mut after = here;
        while after < until {
            let page = self
                .with_token(
                    |token| async move { transport.log_page(&token, incarnation, after).await },
                )
                .await?;
            let count = page.entries.len() as u64;
            if count == 0 {
                return Err(SyncError::Unexpected("an empty page of the log"));
            }
            after = page.first_seq + count - 1;
            self.with_store(move |store| store.take_back(&page)).await?;
        }
        Ok(())
    }
}
