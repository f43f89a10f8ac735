//! A job with everything headquarters has of it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bytes::Bytes;
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Attachment, Event};
use lineproof_domain::ids::{EventId, JobId};
use lineproof_domain::job::JobStatus;
use lineproof_domain::registry::Body;

use super::{
    Desk, clock, decision, document, flag, measurement, missing, photo, timeline, trace, trade,
    verification,
};
use crate::api::dto::{
    BlobLevel, BlobRef, CompletionChoice, EventTime, JobRecord, JobSummary, PersonRef, Plan,
};
use crate::api::form;
use crate::blobs::{BlobError, BlobStore};
use crate::deeds;
use crate::storage::StorageError;
use crate::storage::attachments::JobAttachment;
use crate::storage::entries::{self, StoredEntry};
use crate::storage::jobs::{self, StoredJob};
use crate::witness::Witness;

/// Newest entries in the list's side pane.
const RECENT_ENTRIES: usize = 8;

/// The files of a job as they are found in the store right now.
#[derive(Default)]
pub(in crate::api) struct Files {
    /// Bytes of documents and traces.
    pub bytes: HashMap<Sha256Digest, Bytes>,
    /// Stored and hashed again.
    pub sound: HashSet<Sha256Digest>,
    /// Stored, but the bytes do not fit the name.
    pub mismatched: HashSet<Sha256Digest>,
}

impl Files {
    /// Reads and hashes every stored file of a job. Only what is read into is kept.
    pub async fn read(store: &BlobStore, stored: Vec<JobAttachment>) -> Result<Files, BlobError> {
        let mut files = Files::default();
        for attachment in stored {
            let sha256 = attachment.sha256;
            match store.get(sha256).await {
                Ok(bytes) => {
                    files.sound.insert(sha256);
                    let is_read =
                        attachment.mime == "application/pdf" || attachment.role == "trace.original";
                    if is_read {
                        files.bytes.insert(sha256, bytes);
                    }
                }
                Err(BlobError::Mismatch { .. }) => {
                    files.mismatched.insert(sha256);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(files)
    }

    /// A file of an event as it travels.
    pub fn blob(&self, attachment: &Attachment) -> BlobRef {
        let sha256 = attachment.sha256;
        let is_here = self.sound.contains(&sha256) || self.mismatched.contains(&sha256);
        BlobRef {
            sha256: sha256.to_string(),
            len: attachment.len,
            mime: attachment.mime.clone(),
            role: attachment.role.clone(),
            level: if is_here {
                BlobLevel::Stored
            } else {
                BlobLevel::Absent
            },
        }
    }
}

/// A job being looked at.
pub(in crate::api) struct Record<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) job: StoredJob,
    /// In the order of arrival; what cannot be read has no event.
    pub(super) entries: Vec<(StoredEntry, Option<Event>)>,
    catalogue: Arc<Catalogue>,
    by_event: HashMap<EventId, usize>,
    witness: Witness,
}

impl<'a> Record<'a> {
    /// Opens the record of a job; none before its dispatch is known here.
    pub fn open(desk: &'a Desk<'a>, job: JobId) -> Result<Option<Record<'a>>, StorageError> {
        let Some(stored) = jobs::fetch(desk.db, job)? else {
            return Ok(None);
        };
        let Some(catalogue) = desk.catalogue_of(&stored.state)? else {
            return Ok(None);
        };
        let mut by_event = HashMap::new();
        let mut witness = Witness::default();
        let mut entries = Vec::new();
        for entry in entries::fetch_job(desk.db, job)? {
            let event = entry.raw.as_deref().and_then(|raw| Event::parse(raw).ok());
            if let Some(event) = &event {
                witness.hear(entry.log, &event.recorded);
                by_event.entry(event.id).or_insert(entries.len());
            }
            entries.push((entry, event));
        }
        Ok(Some(Record {
            desk,
            job: stored,
            entries,
            catalogue,
            by_event,
            witness,
        }))
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// An event with the place it stands in.
    pub(super) fn entry(&self, event: EventId) -> Option<(&StoredEntry, &Event)> {
        let (entry, event) = &self.entries[*self.by_event.get(&event)?];
        Some((entry, event.as_ref()?))
    }

    /// When an event happened.
    pub(super) fn time(&self, event: EventId) -> Option<EventTime> {
        let (entry, event) = self.entry(event)?;
        Some(super::time::of_entry(entry, event, &self.witness))
    }

    /// Who wrote an event.
    pub(super) fn author(&self, event: EventId) -> Option<PersonRef> {
        let (_, event) = self.entry(event)?;
        self.desk.directory.person(event.actor.person)
    }

    /// Events that count, with their bodies, in the record's order.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (EventId, Body)> {
        self.job
            .state
            .timeline
            .iter()
            .filter(|entry| entry.effective)
            .filter_map(|entry| {
                let (_, event) = self.entry(entry.event)?;
                Some((entry.event, Body::of(event).ok()?))
            })
    }

    /// What the list's side pane shows.
    pub fn summary(&self) -> Result<Option<JobSummary>, StorageError> {
        let state = &self.job.state;
        let row = self.desk.row_with(&self.job, &self.catalogue)?;
        let (Some(row), Some(plan)) = (row, self.plan()) else {
            return Ok(None);
        };
        let missing = if row.where_now.phase.is_open() {
            missing::of_job(self.desk, state, &self.catalogue)
        } else {
            Vec::new()
        };
        let mut recent = timeline::of_job(self);
        recent.reverse();
        recent.truncate(RECENT_ENTRIES);
        Ok(Some(JobSummary {
            now: self.desk.now,
            plan,
            clocks: clock::of_job(self.desk, state, &self.catalogue),
            missing,
            flags: flag::of_job(self.desk, &self.job, &self.catalogue)?,
            decisions: decision::of_job(self),
            acts: deeds::KINDS
                .into_iter()
                .filter(|kind| deeds::is_possible(kind, state, &self.catalogue, self.desk.now))
                .map(str::to_owned)
                .collect(),
            choices: self.choices(),
            recent,
            row,
        }))
    }

    /// Everything, with the files as they are now.
    pub fn whole(&self, files: &Files) -> Result<Option<JobRecord>, StorageError> {
        let Some(summary) = self.summary()? else {
            return Ok(None);
        };
        let documents = document::of_job(self, files);
        Ok(Some(JobRecord {
            summary,
            timeline: timeline::of_job(self),
            trade: trade::of_job(self),
            photos: photo::of_job(self, files),
            traces: trace::of_job(self, files),
            measurements: measurement::of_job(self),
            verification: verification::of_job(self, files, &documents)?,
            documents,
        }))
    }

    fn plan(&self) -> Option<Plan> {
        let state = &self.job.state;
        let plan = state.current_plan()?;
        let due = plan.computed_due.as_ref();
        Some(Plan {
            rev: plan.rev,
            form: form::of_plan(plan, state.assignee.as_ref()),
            service_name: self.catalogue.service(&plan.service).map_or_else(
                || super::subject::unlisted(&plan.service),
                |service| super::subject::text(&service.title),
            ),
            profile_names: plan
                .profiles
                .iter()
                .filter_map(|key| self.catalogue.profile(key))
                .map(|profile| super::subject::text(&profile.title))
                .collect(),
            catalogue: plan.catalogue.to_string(),
            computed_due_at: due.map(|due| due.at),
            hotline: plan.details.hotline.clone(),
            calendar: due.map(|due| due.calendar.clone()),
            provisional: due.is_some_and(|due| due.provisional),
            sample: plan.sample,
        })
    }

    fn choices(&self) -> Vec<CompletionChoice> {
        if self.job.state.status != JobStatus::DoubleCompleted {
            return Vec::new();
        }
        self.bodies()
            .filter_map(|(id, body)| match body {
                Body::JobCompleted(body) => Some(CompletionChoice {
                    event: id.0,
                    by: self.author(id),
                    time: self.time(id)?,
                    documents: body.documents.iter().map(|made| made.0).collect(),
                }),
                _ => None,
            })
            .collect()
    }
}
