//! Comparing logs: is this folder an older copy of itself, or one of two copies?

use std::collections::VecDeque;

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::LogId;
use lineproof_protocol::heads::{HeadsRequest, LogComparison, LogPage, Relation};
use lineproof_store::{Reason, StoreError};

use super::{Engine, SyncError};

impl Engine {
    /// Compares every log with headquarters' and mends what differs.
    pub(super) async fn compare_heads(&self) -> Result<(), SyncError> {
        let _only_one = self.shared.pushing.lock().await;
        self.settle_heads().await?;
        Ok(())
    }

    /// Takes back what headquarters has more of, then begins one new life, for whatever was found. Gives the places up to
    /// which headquarters has the logs that go on here.
    pub(super) async fn settle_heads(&self) -> Result<Vec<Head>, SyncError> {
        let heads = self.with_store(|store| store.heads()).await?;
        let current = self.with_store(|store| store.incarnations()).await?.current;
        let request = HeadsRequest { heads };
        let transport = &self.shared.transport;
        let asked = &request;
        let answer = self
            .with_token(|token| async move { transport.heads(&token, asked).await })
            .await?;
        let forked = answer
            .logs
            .iter()
            .any(|log| log.incarnation == current && log.relation == Relation::Forked);
        let behind = answer
            .logs
            .iter()
            .filter(|log| matches!(log.relation, Relation::DeviceAhead | Relation::Unknown))
            .map(|log| self.known_place(log))
            .collect();
        let ahead = answer
            .logs
            .into_iter()
            .filter(|log| log.relation == Relation::HeadquartersAhead && log.known_seq > 0)
            .collect();
        if self.take_all_back(ahead, &request.heads).await? {
            self.begin_life(Reason::Restored).await?;
        } else if forked {
            self.begin_life(Reason::Forked).await?;
        }
        Ok(behind)
    }

    /// The end of a log as headquarters has it; its beginning, of any hash, where it has none.
    fn known_place(&self, log: &LogComparison) -> Head {
        Head {
            log: LogId {
                device: self.shared.keys.device,
                incarnation: log.incarnation,
            },
            seq: log.known_seq,
            hash: log.known_hash.unwrap_or(Sha256Digest([0; 32])),
        }
    }

    /// Takes logs back, each after the one it goes on from. Tells whether there was any.
    async fn take_all_back(
        &self,
        mut waiting: VecDeque<LogComparison>,
        heads: &[Head],
    ) -> Result<bool, SyncError> {
        let is_any = !waiting.is_empty();
        let mut put_off = 0;
        while let Some(log) = waiting.pop_front() {
            match self.take_back(&log, heads).await {
                Err(SyncError::Store(StoreError::UnknownPredecessor))
                    if put_off < waiting.len() =>
                {
                    put_off += 1;
                    waiting.push_back(log);
                }
                done => {
                    done?;
                    put_off = 0;
                }
            }
        }
        Ok(is_any)
    }

    async fn take_back(&self, log: &LogComparison, heads: &[Head]) -> Result<(), SyncError> {
        if log.known_hash.is_none() {
            return Err(SyncError::Unexpected("the end of a log without its hash"));
        }
        let end = self.known_place(log);
        let here = heads
            .iter()
            .find(|head| head.log == end.log)
            .map_or(0, |head| head.seq);
        let pages = self.log_pages(end, here).await?;
        self.with_store(move |store| store.take_back(&pages, end))
            .await?;
        Ok(())
    }

    async fn log_pages(&self, end: Head, here: u64) -> Result<Vec<LogPage>, SyncError> {
        let transport = &self.shared.transport;
        let incarnation = end.log.incarnation;
        let mut pages = Vec::new();
        let mut after = here;
        while after < end.seq {
            let page = self
                .with_token(|token| async move {
                    let until = end.hash;
                    transport.log_page(&token, incarnation, after, until).await
                })
                .await?;
            let count = page.entries.len() as u64;
            if count == 0 || page.first_seq != after + 1 {
                return Err(SyncError::Unexpected(
                    "a page of the log that does not follow",
                ));
            }
            after += count;
            pages.push(page);
        }
        Ok(pages)
    }
}
