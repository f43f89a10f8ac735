//! The feed's lane: what headquarters has for this device, and the rules its jobs are pinned to.

use lineproof_protocol::receipt::Epoch;

use super::{Engine, SyncError};
use crate::transport::TransportError;

impl Engine {
    /// Takes in everything that is there; gives the number of items.
    pub(super) async fn pull_feed(&self) -> Result<u64, SyncError> {
        let mut received = 0;
        loop {
            let (count, more) = self.pull_page(0).await?;
            received += count;
            if !more {
                break;
            }
        }
        self.fetch_rules().await?;
        Ok(received)
    }

    /// Takes in one page, waiting up to `wait_s` for something new.
    pub(super) async fn pull_page(&self, wait_s: u64) -> Result<(u64, bool), SyncError> {
        let cursor = self.with_store(|store| store.feed_cursor()).await?;
        let transport = &self.shared.transport;
        let page = self
            .with_token(|token| async move {
                transport
                    .feed(&token, cursor.epoch, cursor.pos, wait_s)
                    .await
            })
            .await?;
        let (count, more, epoch) = (page.items.len() as u64, page.more, page.epoch);
        self.with_store(move |store| store.apply_feed_page(&page))
            .await?;
        self.hand_back(epoch).await?;
        Ok((count, more))
    }

    /// A headquarters that was restored from an older backup gets its own signed items back, once. What it will not take
    /// is offered again at the next start; the feed goes on meanwhile.
    async fn hand_back(&self, now: Epoch) -> Result<(), SyncError> {
        let epochs = self.with_store(|store| store.feed_epochs()).await?;
        for epoch in epochs.into_iter().filter(|epoch| *epoch < now) {
            if !self.shared.refused_returns().contains(&(epoch, now)) {
                self.hand_back_epoch(epoch, now).await?;
            }
        }
        Ok(())
    }

    /// Part by part, each ending where headquarters signed; the setting keeps the position reached without a refusal.
    async fn hand_back_epoch(&self, epoch: Epoch, now: Epoch) -> Result<(), SyncError> {
        let key = format!("feed-handed-back/{epoch}/{now}");
        let asked = key.clone();
        let reached = self.with_store(move |store| store.setting(&asked)).await?;
        let mut after = reached
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u64::from_be_bytes);
        let mut is_refused = false;
        while let Some(part) = self
            .with_store(move |store| store.feed_return(epoch, after))
            .await?
        {
            let (transport, sent) = (&self.shared.transport, &part);
            let done = self
                .with_token(|token| async move { transport.return_feed(&token, sent).await })
                .await;
            match done {
                Err(TransportError::Refused { code, detail }) if code.is_permanent() => {
                    tracing::warn!(feed.epoch = epoch, feed.refused = ?code, ?detail);
                    self.shared.refused_returns().insert((epoch, now));
                    is_refused = true;
                }
                done => done?,
            }
            after = part.head.pos;
            if is_refused {
                continue;
            }
            let key = key.clone();
            self.with_store(move |store| store.put_setting(&key, &after.to_be_bytes()))
                .await?;
        }
        Ok(())
    }

    /// Fetches every catalogue that jobs are pinned to and that is not here.
    pub(super) async fn fetch_rules(&self) -> Result<(), SyncError> {
        let wanted = self.with_store(|store| store.missing_catalogues()).await?;
        for hash in wanted {
            let transport = &self.shared.transport;
            let bundle = self
                .with_token(|token| async move { transport.snapshot(&token, hash).await })
                .await?;
            if bundle.hash() != hash {
                return Err(SyncError::Unexpected(
                    "another catalogue than was asked for",
                ));
            }
            self.with_store(move |store| store.put_catalogue(&bundle))
                .await?;
        }
        Ok(())
    }
}
