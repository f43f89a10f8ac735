//! The catalogues and calendars that jobs are judged by, loaded once and kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use lineproof_domain::calendar::{Calendar, CalendarError, Publication};
use lineproof_domain::catalogue::{Bundle, Catalogue};
use lineproof_domain::digest::Sha256Digest;
use rusqlite::Connection;

use crate::clock;
use crate::storage::{StorageError, catalogues};

/// A calendar that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the calendar cannot be used: {0}")]
pub struct CalendarUnusable(#[from] CalendarError);

/// Catalogues by hash. A catalogue never changes, so what was loaded once stays right.
#[derive(Default)]
pub(crate) struct Catalogues(Mutex<HashMap<Sha256Digest, Arc<Catalogue>>>);

impl Catalogues {
    /// The catalogue with a hash, when headquarters has it.
    pub fn get(
        &self,
        db: &Connection,
        hash: Sha256Digest,
    ) -> Result<Option<Arc<Catalogue>>, StorageError> {
        let mut loaded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(catalogue) = loaded.get(&hash) {
            return Ok(Some(catalogue.clone()));
        }
        let Some(text) = catalogues::fetch(db, hash)? else {
            return Ok(None);
        };
        let bundle: Bundle = serde_json::from_str(&text)
            .map_err(|error| StorageError::corrupt("a catalogue", error))?;
        let catalogue = Catalogue::load(&bundle)
            .map_err(|error| StorageError::corrupt("a catalogue", error))?;
        let catalogue = Arc::new(catalogue);
        loaded.insert(hash, catalogue.clone());
        Ok(Some(catalogue))
    }

    /// The one that new jobs are pinned to.
    pub fn current(&self, db: &Connection) -> Result<Option<Arc<Catalogue>>, StorageError> {
        match catalogues::fetch_current(db)? {
            Some(hash) => self.get(db, hash),
            None => Ok(None),
        }
    }
}

/// Every published calendar laid over each other, the newest official data on top.
pub(crate) fn calendar(db: &Connection) -> Result<Calendar, StorageError> {
    let mut merged = Calendar::default();
    for (version, text) in catalogues::fetch_calendars(db)? {
        let read = Calendar::import_published(&version, &text)
            .map_err(|error| StorageError::corrupt("a calendar", error))?;
        merged.merge(read);
    }
    Ok(merged)
}

/// What a calendar file is to be published as beside those published before.
pub(crate) fn publication(
    published: &Calendar,
    text: &str,
) -> Result<Publication, CalendarUnusable> {
    Ok(published.publication(text, clock::now().date_naive())?)
}
