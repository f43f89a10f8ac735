//! Lanes that run while the profile is open. None waits for another.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use tokio::sync::{Notify, watch};

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
        // The feed waits at headquarters, not here.
        self.run_lane("feed", Duration::ZERO, |engine, is_first| async move {
            engine.greet().await?;
            if is_first {
                engine.compare_heads().await?;
                engine.pull_feed().await?;
                return Ok(());
            }
            engine.pull_page(FEED_WAIT_S).await?;
            engine.fetch_rules().await
        });
        self.run_lane("events", IDLE, |engine, _| async move {
            engine.push_events().await
        });
        for lane in Lane::ALL {
            self.run_lane("blobs", IDLE, move |engine, _| async move {
                engine.push_blobs(lane).await
            });
        }
    }

    fn run_lane<F>(
        &self,
        name: &'static str,
        idle: Duration,
        work: impl Fn(Engine, bool) -> F + Send + Sync + 'static,
    ) where
        F: Future<Output = Result<(), SyncError>> + Send + 'static,
    {
        let engine = self.clone();
        tokio::spawn(async move {
            let round = |is_first| {
                let done = work(engine.clone(), is_first);
                let engine = &engine;
                async move {
                    done.await.map_err(|error| {
                        tracing::info!(sync.lane = name, sync.error = %error);
                        engine.note_trouble(error);
                    })
                }
            };
            let stop = engine.shared.stop.subscribe();
            repeat(round, idle, &engine.shared.changed, stop).await;
        });
    }
}

/// Runs `work` again and again until it is stopped: after a change, after `idle`, and after a failure when its wait is
/// over. `work` hears whether it is the first time or the first after a failure. Every success ends the growth of waits.
async fn repeat<F>(
    work: impl Fn(bool) -> F,
    idle: Duration,
    changed: &Notify,
    mut stop: watch::Receiver<bool>,
) where
    F: Future<Output = Result<(), ()>>,
{
    let mut backoff = Backoff::default();
    let mut is_first = true;
    while !*stop.borrow() {
        let mut change = pin!(changed.notified());
        change.as_mut().enable();
        let done = tokio::select! {
            done = work(is_first) => done,
            _ = stop.wait_for(|stop| *stop) => return,
        };
        is_first = done.is_err();
        let wait = if is_first {
            backoff.next()
        } else {
            backoff.clear();
            idle
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = change => backoff.clear(),
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use tokio::time::Instant;

    use super::*;

    /// Runs a lane over the outcomes of its rounds; gives when each round began and whether it was a first one.
    async fn rounds(outcomes: &[Result<(), ()>]) -> Vec<(Duration, bool)> {
        let begun = RefCell::new(Vec::new());
        let (stop, stopped) = watch::channel(false);
        let start = Instant::now();
        let work = |is_first| {
            let mut begun = begun.borrow_mut();
            let outcome = outcomes[begun.len()];
            begun.push((start.elapsed(), is_first));
            if begun.len() == outcomes.len() {
                stop.send_replace(true);
            }
            async move { outcome }
        };
        repeat(work, Duration::ZERO, &Notify::new(), stopped).await;
        begun.into_inner()
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_after_a_success_waits_no_longer_than_the_first_one() {
        let outcomes: Vec<_> = (0..40)
            .map(|round| if round % 2 == 0 { Err(()) } else { Ok(()) })
            .collect();
        let begun = rounds(&outcomes).await;
        let longest = begun.windows(2).map(|pair| pair[1].0 - pair[0].0).max();
        assert!(
            longest.unwrap() <= Duration::from_millis(1010),
            "{longest:?}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn waits_grow_while_nothing_works() {
        let begun = rounds(&[Err(()); 8]).await;
        let last = begun[7].0 - begun[6].0;
        assert!(last > Duration::from_secs(20), "{last:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_round_and_the_one_after_a_failure_begin_anew() {
        let begun = rounds(&[Ok(()), Ok(()), Err(()), Ok(()), Ok(())]).await;
        let firsts: Vec<bool> = begun.into_iter().map(|(_, is_first)| is_first).collect();
        assert_eq!(firsts, [true, false, false, true, false]);
    }
}
