//! Is this profile's folder still what was written? A damaged database is salvaged when it is opened; the log is
//! hashed again in the background after each unlocking. What was damaged and what was saved are both kept.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use lineproof_domain::event::Actor;
use lineproof_store::{DataKey, Options, Reason, Store, StoreError};

use crate::platform;

/// Stands beside a database with a damaged page until it is salvaged.
const SALVAGE_WANTED: &str = "salvage-wanted";

/// What was found since the profile was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// Entries were damaged; a new log was begun.
    pub(crate) damaged: bool,
    /// Files without an entry, left behind by a crash.
    pub(crate) unfiled: usize,
}

/// The findings, written in the background and read by the screens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Health(Arc<Mutex<Findings>>);

impl Health {
    pub(crate) fn findings(&self) -> Findings {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, change: impl FnOnce(&mut Findings)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Opens a store, or saves what can be read of a damaged one.
    pub(crate) fn open(
        &self,
        dir: &Path,
        key: &DataKey,
        actor: Actor,
    ) -> Result<Store, StoreError> {
        let wanted = dir.join(SALVAGE_WANTED);
        if !wanted.exists() {
            match Store::open(dir, key, Options::default()) {
                Err(StoreError::Damaged { .. }) => {}
                opened => return opened,
            }
        }
        let saved = Store::salvage(dir, key, Options::default(), actor)?;
        tracing::warn!(store.saved_rows = saved.rows, store.kept = %saved.damaged.display());
        self.note(|findings| findings.damaged = true);
        if let Err(error) = std::fs::remove_file(&wanted)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(store.marker = %error);
        }
        Ok(saved.store)
    }

    /// Counts the files without an entry.
    pub(crate) fn look_for_unfiled(&self, store: &Store) -> Result<(), StoreError> {
        let unfiled = store.unfiled_blobs()?.len();
        self.note(|findings| findings.unfiled = unfiled);
        Ok(())
    }

    /// Reads every page and hashes the log again. A damaged entry begins a new log; a store with a damaged page is
    /// salvaged when it is opened next. Nothing is taken away.
    pub(crate) fn check(&self, dir: &Path, store: &Store, actor: Actor) -> Result<(), StoreError> {
        self.look_for_unfiled(store)?;
        let verdict = store.verify();
        if let Err(StoreError::Damaged { .. }) = &verdict {
            let wanted = dir.join(SALVAGE_WANTED);
            if let Err(error) = platform::write_private(&wanted, b"") {
                tracing::warn!(store.marker = %error);
            }
            // Told last: who is told to start again is cured by it.
            self.note(|findings| findings.damaged = true);
        }
        if let Some(finding) = verdict?.finding {
            tracing::warn!(log.damaged = finding.what);
            store.open_incarnation(&Reason::Damaged(finding), actor)?;
            self.note(|findings| findings.damaged = true);
        }
        Ok(())
    }
}
