//! Waking those who wait: devices at their feed, consoles at their stream.

use tokio::sync::watch;

/// Rings when something was committed. It tells nothing else: who wakes up reads the database.
pub(crate) struct Live(watch::Sender<u64>);

impl Default for Live {
    fn default() -> Live {
        Live(watch::channel(0).0)
    }
}

impl Live {
    pub fn ring(&self) {
        self.0.send_modify(|rung| *rung = rung.wrapping_add(1));
    }

    /// Subscribe before reading the database, or a commit in between is missed.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
