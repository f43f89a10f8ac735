//! Lanes that run while the profile is open. None waits for another.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use super::backoff::Backoff;
use super::blobs::Lane;
use super::{Engine, SyncError};

/// How long one request waits for news of headquarters, seconds; below the usual patience of proxies.
const FEED_WAIT_S: u64 = 25;
/// A lane with nothing to do looks again after this, whatever it was told.
const IDLE: Duration = Duration::from_secs(60);

impl Engine {
    /// Starts every lane on the present runtime. They end with [`Engine::stop`].
    pub fn start(&self) {
        self.run_lane("feed", |engine| async move {
            engine.greet().await?;
            engine.compare_heads().await?;
            engine.pull_feed().await?;
            loop {
                engine.pull_page(FEED_WAIT_S).await?;
                engine.fetch_rules().await?;
                engine.greet().await?;
            }
        });
        self.run_lane("events", |engine| async move { engine.push_events().await });
        for lane in Lane::ALL {
            self.run_lane("blobs", move |engine| async move {
                engine.push_blobs(lane).await
            });
        }
    }

    /// Runs `work` again and again: after a change, after a while, and after a failure when its wait is over.
    fn run_lane<F>(&self, name: &'static str, work: impl Fn(Engine) -> F + Send + Sync + 'static)
    where
        F: Future<Output = Result<(), SyncError>> + Send + 'static,
    {
        let engine = self.clone();
        tokio::spawn(async move {
            let mut stop = engine.shared.stop.subscribe();
            let mut backoff = Backoff::default();
            while !*stop.borrow() {
                let mut changed = pin!(engine.shared.changed.notified());
                changed.as_mut().enable();
                let done = tokio::select! {
                    done = work(engine.clone()) => done,
                    _ = stop.wait_for(|stop| *stop) => return,
                };
                let wait = match done {
                    Ok(()) => {
                        backoff.clear();
                        IDLE
                    }
                    Err(error) => {
                        tracing::info!(sync.lane = name, sync.error = %error);
                        engine.note_trouble(error);
                        backoff.next()
                    }
                };
                tokio::select! {
                    () = tokio::time::sleep(wait) => {}
                    () = changed => backoff.clear(),
                    _ = stop.wait_for(|stop| *stop) => return,
                }
            }
        });
    }
}
