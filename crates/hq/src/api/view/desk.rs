//! What every view of a job needs at hand.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::job::JobState;
use rusqlite::Connection;

use super::Directory;
use crate::headquarters::Headquarters;
use crate::storage::StorageError;
use crate::{clock, rules};

/// What every view of a job needs at hand.
pub(in crate::api) struct Desk<'a> {
    pub hq: &'a Headquarters,
    pub db: &'a Connection,
    pub directory: Directory,
    pub calendar: Calendar,
    pub now: DateTime<FixedOffset>,
}

impl<'a> Desk<'a> {
    pub fn read(hq: &'a Headquarters, db: &'a Connection) -> Result<Desk<'a>, StorageError> {
        Ok(Desk {
            hq,
            db,
            directory: Directory::read(db)?,
            calendar: rules::calendar(db)?,
            now: clock::now(),
        })
    }

    /// The catalogue a job is pinned to; none before its dispatch is known.
    pub fn catalogue_of(&self, state: &JobState) -> Result<Option<Arc<Catalogue>>, StorageError> {
        match state.current_plan() {
            Some(plan) => self.hq.catalogues.get(self.db, plan.catalogue),
            None => Ok(None),
        }
    }
}
