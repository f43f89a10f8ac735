//! Jobs: their entries from all logs, and their states.

use std::collections::BTreeSet;

use lineproof_domain::ids::{EventId, JobId};
use lineproof_domain::job::JobState;
use lineproof_domain::reduce::{Entry, reduce};
use lineproof_domain::registry::Origin;
use lineproof_protocol::feed::FeedItem;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::queries;
use crate::store::Store;

impl Store {
    /// Every entry on a job: own ones in the order they were written, then those of the feed.
    pub fn entries_of(&self, job: JobId) -> Result<Vec<Entry>, StoreError> {
        self.entries(&*self.read()?, job)
    }

    /// The raw bytes of an own event, unless they were erased by law.
    pub fn raw_event(&self, event: EventId) -> Result<Option<Vec<u8>>, StoreError> {
        let row = queries::log::fetch_event(&*self.read()?, event)?;
        Ok(row.and_then(|row| row.raw))
    }

    /// A job's state; none if no event speaks of it.
    pub fn job_state(&self, job: JobId) -> Result<Option<JobState>, StoreError> {
        let connection = self.read()?;
        if let Some(state) = queries::job_state::fetch(&connection, job)? {
            return Ok(Some(state));
        }
        let entries = self.entries(&connection, job)?;
        drop(connection);
        if entries.is_empty() {
            return Ok(None);
        }
        if self.newer_form().is_some() {
            return Ok(Some(reduce(job, &entries)));
        }
        self.write("building a job's state anew", |transaction| {
            self.project(transaction, job)
        })
        .map(Some)
    }

    /// Every job this device knows and still works on, by id. Jobs that headquarters took away are left out unless the
    /// device wrote on them.
    pub fn jobs(&self) -> Result<Vec<JobState>, StoreError> {
        let connection = self.read()?;
        let own: BTreeSet<JobId> = queries::log::fetch_jobs(&connection)?.into_iter().collect();
        let mut known: BTreeSet<JobId> = queries::feed::fetch_jobs(&connection)?
            .into_iter()
            .collect();
        for gone in queries::feed::fetch_out_of_scope(&connection)? {
            known.remove(&gone);
        }
        known.extend(own);
        drop(connection);
        known
            .into_iter()
            .filter_map(|job| self.job_state(job).transpose())
            .collect()
    }

    /// Computes a job's state and stores it.
    pub(crate) fn project(
        &self,
        connection: &Connection,
        job: JobId,
    ) -> Result<JobState, StoreError> {
        let state = reduce(job, &self.entries(connection, job)?);
        queries::job_state::upsert(connection, &state)?;
        Ok(state)
    }

    /// An entry that is not what was written must neither hide the others nor speak; [`Store::verify`] names it.
    fn entries(&self, connection: &Connection, job: JobId) -> Result<Vec<Entry>, StoreError> {
        let own = queries::log::fetch_of_job(connection, job)?
            .into_iter()
            .filter_map(|row| {
                let log = self.log(row.incarnation);
                let entry = Entry::read(log, row.seq, Origin::Device, row.raw.as_deref()?).ok();
                entry.filter(|entry| entry.raw_hash == row.raw_hash)
            });
        let from_feed = queries::feed::fetch_items_of_job(connection, job)?
            .into_iter()
            .filter_map(|item| match serde_json::from_str(&item).ok()? {
                FeedItem::Event {
                    log,
                    seq,
                    writer,
                    raw,
                    ..
                } => Entry::read(log, seq, writer, raw.as_bytes()).ok(),
                _ => None,
            });
        Ok(own.chain(from_feed).collect())
    }
}
