//! One writer per upload; the later one takes over.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::problem::ProblemCode;
use tokio::sync::{OwnedMutexGuard, watch};

use super::super::{Because as _, Refusal};

/// How long the one before may take to sync and let go.
const HAND_OVER_TIMEOUT: Duration = Duration::from_secs(10);

/// Uploads that somebody is at.
#[derive(Default)]
pub(crate) struct Uploads(Mutex<HashMap<(DeviceId, Sha256Digest), Weak<Desk>>>);

struct Desk {
    seat: Arc<tokio::sync::Mutex<()>>,
    /// Counts those who came; whoever sits gets up when it grows.
    arrivals: watch::Sender<u64>,
}

/// The right to write to an upload.
pub(super) struct Turn {
    _seat: OwnedMutexGuard<()>,
    _desk: Arc<Desk>,
    arrivals: watch::Receiver<u64>,
}

impl Uploads {
    /// Asks whoever writes to this upload to stop, and takes his place.
    pub(super) async fn take_turn(
        &self,
        device: DeviceId,
        sha256: Sha256Digest,
    ) -> Result<Turn, Refusal> {
        let desk = self.desk(device, sha256);
        desk.arrivals.send_modify(|arrivals| *arrivals += 1);
        let arrivals = desk.arrivals.subscribe();
        let seat = tokio::time::timeout(HAND_OVER_TIMEOUT, desk.seat.clone().lock_owned())
            .await
            .map_err(|_| ProblemCode::UploadLocked.because("try again in a moment"))?;
        Ok(Turn {
            _seat: seat,
            _desk: desk,
            arrivals,
        })
    }

    fn desk(&self, device: DeviceId, sha256: Sha256Digest) -> Arc<Desk> {
        let mut desks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        desks.retain(|_, desk| desk.strong_count() > 0);
        let known = desks.get(&(device, sha256)).and_then(Weak::upgrade);
        known.unwrap_or_else(|| {
            let desk = Arc::new(Desk {
                seat: Arc::default(),
                arrivals: watch::channel(0).0,
            });
            desks.insert((device, sha256), Arc::downgrade(&desk));
            desk
        })
    }
}

impl Turn {
    /// Waits until somebody else wants to write.
    pub(super) async fn is_wanted(&mut self) {
        if self.arrivals.changed().await.is_err() {
            std::future::pending().await
        }
    }
}
