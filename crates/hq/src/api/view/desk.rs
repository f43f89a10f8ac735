//! What every view of a job needs at hand.

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::job::JobState;
use rusqlite::Connection;

use super::Directory;
use crate::headquarters::Headquarters;
use crate::repeats::Repeats;
use crate::storage::{StorageError, jobs};
use crate::{clock, rules};

/// What every view of a job needs at hand.
pub(in crate::api) struct Desk<'a> {
    pub hq: &'a Headquarters,
    pub db: &'a Connection,
    pub directory: Directory,
    pub calendar: Calendar,
    pub now: DateTime<FixedOffset>,
    repeats: OnceCell<Repeats>,
}

impl<'a> Desk<'a> {
    pub fn read(hq: &'a Headquarters, db: &'a Connection) -> Result<Desk<'a>, StorageError> {
        Ok(Desk {
            hq,
            db,
            directory: Directory::read(db)?,
            calendar: rules::calendar(db)?,
            now: clock::now(),
            repeats: OnceCell::new(),
        })
    }

    /// The faults of all jobs, read once.
    pub(super) fn repeats(&self) -> Result<&Repeats, StorageError> {
        match self.repeats.get() {
            Some(repeats) => Ok(repeats),
            None => {
                let catalogue = self.hq.catalogues.current(self.db)?;
                let days = catalogue.map_or(0, |catalogue| catalogue.repeat_days());
                let repeats = Repeats::of(&jobs::fetch_all(self.db)?, days);
                Ok(self.repeats.get_or_init(|| repeats))
            }
        }
    }

    /// The catalogue a job is pinned to; none before its dispatch is known.
    pub fn catalogue_of(&self, state: &JobState) -> Result<Option<Arc<Catalogue>>, StorageError> {
        match state.current_plan() {
            Some(plan) => self.hq.catalogues.get(self.db, plan.catalogue),
            None => Ok(None),
        }
    }
}
