//! The engine: independent lanes over one store, so that a photo never holds up a signature.

mod backoff;
mod blobs;
mod events;
mod feed;
mod heads;
mod lanes;
mod session;
mod status;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ed25519_dalek::SigningKey;
use lineproof_domain::event::{Actor, Role};
use lineproof_domain::ids::{DeviceId, PersonId};
use lineproof_protocol::receipt::Epoch;
use lineproof_store::{Store, StoreError};
use tokio::sync::{Notify, watch};

use crate::transport::{Transport, TransportError};
use blobs::Lane;
use session::HeldToken;

pub use status::Status;

/// What the engine signs with and for whom.
pub struct EngineKeys {
    /// The device.
    pub device: DeviceId,
    /// Whose it is: the actor of what the log says about itself.
    pub person: PersonId,
    /// Signs checkpoints and challenges.
    pub log_key: SigningKey,
}

/// Why a step of sync did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The network, or headquarters' word.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The store of this device.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What came does not fit what was asked for.
    #[error("headquarters sent {0}")]
    Unexpected(&'static str),
    /// A task of the engine ended before its time.
    #[error("a task of the engine ended before its time")]
    Interrupted,
}

/// What one round came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Headquarters was reached.
    pub reached: bool,
    /// Entries and blobs that got a receipt in this round.
    pub sent: u64,
    /// Items that came from headquarters in this round.
    pub received: u64,
    /// Entries and blobs still without a receipt.
    pub left: u64,
    /// What stood in the way.
    pub trouble: Option<TransportError>,
}

impl Shared {
    fn refused_returns(&self) -> MutexGuard<'_, BTreeSet<(Epoch, Epoch)>> {
        self.refused_returns
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The engine of one open profile. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Engine {
    shared: Arc<Shared>,
}

struct Shared {
    store: Arc<Store>,
    transport: Arc<dyn Transport>,
    keys: EngineKeys,
    token: tokio::sync::Mutex<Option<HeldToken>>,
    /// One writer of the log's fate at a time: pushes, and what may begin a new life.
    pushing: tokio::sync::Mutex<()>,
    /// One uploader per lane, shared by the lanes and a round asked for by hand.
    uploading: [tokio::sync::Mutex<()>; Lane::COUNT],
    status: Mutex<Status>,
    /// Old feeds (epoch, and the epoch they were offered to) that headquarters will not take, until the next start.
    refused_returns: Mutex<BTreeSet<(Epoch, Epoch)>>,
    changed: Notify,
    stop: watch::Sender<bool>,
}

impl Engine {
    /// An engine that does nothing yet.
    pub fn new(store: Arc<Store>, transport: Arc<dyn Transport>, keys: EngineKeys) -> Engine {
        Engine {
            shared: Arc::new(Shared {
                store,
                transport,
                keys,
                token: tokio::sync::Mutex::default(),
                pushing: tokio::sync::Mutex::default(),
                uploading: Default::default(),
                status: Mutex::default(),
                refused_returns: Mutex::default(),
                changed: Notify::new(),
                stop: watch::Sender::new(false),
            }),
        }
    }

    /// One whole round, now: time, feed, rules, log, small blobs, photos. Always answers.
    pub async fn sync_once(&self) -> SyncReport {
        let before = self.safe_count().await;
        let mut report = SyncReport::default();
        if let Err(error) = self.round(&mut report).await {
            report.trouble = Some(self.note_trouble(error));
        }
        report.reached |= report.trouble.is_none();
        let after = self.safe_count().await;
        report.sent = after.0.saturating_sub(before.0);
        report.left = after.1;
        report
    }

    async fn round(&self, report: &mut SyncReport) -> Result<(), SyncError> {
        self.greet().await?;
        report.reached = true;
        self.compare_heads().await?;
        report.received = self.pull_feed().await?;
        self.push_events().await?;
        let mut blobs = Ok(());
        for lane in Lane::ALL {
            blobs = blobs.and(self.push_blobs(lane).await);
        }
        report.received += self.pull_feed().await?;
        blobs
    }

    /// Things with a receipt, and things without.
    async fn safe_count(&self) -> (u64, u64) {
        let safety = self
            .with_store(|store| store.safety())
            .await
            .unwrap_or_default();
        let safe = safety.entries_received + safety.blobs_received;
        (safe, (safety.entries + safety.blobs).saturating_sub(safe))
    }

    /// How it stands with headquarters.
    pub fn status(&self) -> Status {
        self.shared
            .status
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Something is to be sent: waiting lanes look again, at once.
    pub fn wake(&self) {
        self.shared.changed.notify_waiters();
    }

    /// [`Engine::wake`] for the store's own observers: it does not keep the store open.
    pub fn waker(&self) -> impl Fn() + Send + Sync + 'static {
        let shared = Arc::downgrade(&self.shared);
        move || {
            if let Some(shared) = shared.upgrade() {
                shared.changed.notify_waiters();
            }
        }
    }

    /// Ends the lanes.
    pub fn stop(&self) {
        self.shared.stop.send_replace(true);
    }

    fn actor(&self) -> Actor {
        Actor {
            person: self.shared.keys.person,
            role: Role::Engineer,
        }
    }

    /// Blocking work on the store, off the runtime's threads.
    async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, SyncError> {
        let store = Arc::clone(&self.shared.store);
        let done = tokio::task::spawn_blocking(move || work(&store)).await;
        done.map_err(|_| SyncError::Interrupted)?
            .map_err(SyncError::Store)
    }
}
