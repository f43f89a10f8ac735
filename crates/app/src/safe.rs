//! "Is my work safe?": what is only here, what is on its way, what headquarters signed for.

use std::collections::BTreeMap;

use lineproof_domain::ids::JobId;
use lineproof_domain::job::JobState;
use lineproof_domain::registry::attachment_role::{
    DOCUMENT_PAGES, DOCUMENT_SIGNED, SIGNATURE_STROKES, TRACE_ORIGINAL,
};
use lineproof_protocol::push::QuarantineReason;
use lineproof_store::PendingBlob;

use crate::app::App;
use crate::device::Device;
use crate::dto::{
    AppError, AtRisk, RefusedReason, SafeItem, SafeItemKind, SafeView, Storage, SyncAnswer, Words,
};
use crate::fault::network;
use crate::today::count;
use crate::view::both;

const BYTES_PER_KILOBYTE: u64 = 1024;

impl App {
    /// The sheet "is my work safe".
    pub fn safe_view(&self) -> Result<SafeView, AppError> {
        self.device()?.safe_view()
    }

    /// Tries now. Always an answer.
    pub async fn sync_now(&self) -> Result<SyncAnswer, AppError> {
        let device = self.device()?;
        let report = device.engine.sync_once().await;
        let trouble = report.trouble.as_ref();
        let trouble = trouble.map(|error| network(&device.profile.headquarters_address, error));
        Ok(SyncAnswer {
            reached: report.reached,
            sent: count(report.sent),
            received: count(report.received),
            left: count(report.left),
            args: trouble
                .as_ref()
                .map(|error| error.args.clone())
                .unwrap_or_default(),
            trouble: trouble.map(|error| error.code),
        })
    }
}

impl Device {
    fn safe_view(&self) -> Result<SafeView, AppError> {
        let jobs: BTreeMap<JobId, JobState> = self
            .store
            .jobs()?
            .into_iter()
            .map(|state| (state.job, state))
            .collect();
        let mut items = self.unsent_records(&jobs)?;
        let pending = self.store.pending_blobs()?;
        items.extend(pending.iter().map(|blob| self.unsent_blob(blob, &jobs)));
        items.extend(self.refused_records(&jobs)?);
        number(&mut items);
        let safe = self.safe_summary()?;
        let sending: u32 = items
            .iter()
            .filter(|item| item.storage == Storage::Sending)
            .map(|item| item.count)
            .sum();
        let at_risk = at_risk(&items);
        items.extend(self.safe_jobs(&jobs)?);
        Ok(SafeView {
            on_device: safe.on_device.saturating_sub(sending),
            sending,
            at_hq: safe.at_hq,
            refused: count(self.store.quarantined()?.len() as u64),
            online: safe.online,
            last_contact: safe.last_contact,
            at_risk,
            items,
        })
    }

    /// Entries without a receipt, one line a job.
    fn unsent_records(&self, jobs: &BTreeMap<JobId, JobState>) -> Result<Vec<SafeItem>, AppError> {
        let mut by_job: BTreeMap<Option<JobId>, u32> = BTreeMap::new();
        for entry in self.store.outbox()? {
            *by_job.entry(entry.job).or_default() += 1;
        }
        Ok(by_job
            .into_iter()
            .map(|(job, entries)| SafeItem {
                id: format!(
                    "records:{}",
                    job.map(|job| job.to_string()).unwrap_or_default()
                ),
                count: entries,
                ..item(SafeItemKind::Records, job.and_then(|job| jobs.get(&job)))
            })
            .collect())
    }

    fn unsent_blob(&self, blob: &PendingBlob, jobs: &BTreeMap<JobId, JobState>) -> SafeItem {
        let kind = match blob.role.as_str() {
            TRACE_ORIGINAL => SafeItemKind::Trace,
            SIGNATURE_STROKES => SafeItemKind::Signature,
            DOCUMENT_PAGES | DOCUMENT_SIGNED => SafeItemKind::Document,
            _ => SafeItemKind::Photo,
        };
        let job = blob.job.and_then(|job| jobs.get(&job));
        #[expect(clippy::cast_precision_loss, reason = "a share of a progress bar")]
        let share = blob.offset as f64 / blob.len.max(1) as f64;
        SafeItem {
            id: blob.sha256.to_string(),
            name: job.map_or_else(|| both("", ""), |job| self.blob_name(blob, job)),
            size_kb: count(blob.len.div_ceil(BYTES_PER_KILOBYTE)),
            storage: match (&blob.problem, blob.offset) {
                (Some(_), _) => Storage::Refused,
                (None, 0) => Storage::OnDevice,
                (None, _) => Storage::Sending,
            },
            progress: (blob.offset > 0).then_some(share),
            reason: blob.problem.as_ref().map(|_| RefusedReason::File),
            ..item(kind, job)
        }
    }

    /// Code and title of a photo's slot, the file of a trace, the signer of a document.
    fn blob_name(&self, blob: &PendingBlob, job: &JobState) -> Words {
        let is_it = |sha256| sha256 == blob.sha256;
        let photos = job
            .photos
            .iter()
            .flat_map(|(slot, taken)| taken.iter().map(move |photo| (slot, photo)));
        for (slot, photo) in photos {
            if photo
                .attachments
                .iter()
                .any(|attachment| is_it(attachment.sha256))
            {
                return self.photo_name(slot, job);
            }
        }
        for trace in &job.traces {
            if trace.file.as_ref().is_some_and(|file| is_it(file.sha256)) {
                let name = &trace.facts.file_name;
                return both(name, name);
            }
        }
        for made in &job.documents {
            for signature in &made.signatures {
                let files = [&signature.file, &signature.strokes];
                if files.into_iter().flatten().any(|file| is_it(file.sha256)) {
                    let name = &signature.facts.name;
                    return both(name, name);
                }
            }
        }
        both("", "")
    }

    /// The code alone while the rules of the job have not come.
    fn photo_name(&self, slot: &str, job: &JobState) -> Words {
        let hash = job.current_plan().map(|plan| plan.catalogue);
        let catalogue = hash.and_then(|hash| self.catalogue(hash).ok().flatten());
        let title = catalogue.as_ref().and_then(|known| {
            let place = known.photo_place(slot)?;
            Some(place.title())
        });
        title.map_or_else(
            || both(slot, slot),
            |title| {
                both(
                    format!("{slot} {}", title.zh),
                    format!("{slot} {}", title.en),
                )
            },
        )
    }

    fn refused_records(&self, jobs: &BTreeMap<JobId, JobState>) -> Result<Vec<SafeItem>, AppError> {
        let refused = self.store.quarantined()?.into_iter();
        Ok(refused
            .map(|(entry, reason)| SafeItem {
                id: format!("refused:{}", entry.event),
                storage: Storage::Refused,
                reason: Some(why_refused(reason)),
                ..item(
                    SafeItemKind::Records,
                    entry.job.and_then(|job| jobs.get(&job)),
                )
            })
            .collect())
    }

    /// Jobs of which headquarters has everything.
    fn safe_jobs(&self, jobs: &BTreeMap<JobId, JobState>) -> Result<Vec<SafeItem>, AppError> {
        let mut lines = Vec::new();
        for state in jobs.values() {
            let counts = self.counts(state);
            let own_last = state
                .timeline
                .iter()
                .rev()
                .find(|entry| entry.log.device == self.profile.device);
            if counts.total == 0 || counts.at_hq < counts.total {
                continue;
            }
            let receipt_at = match own_last {
                Some(entry) => self.store.event_received_at(entry.event)?,
                None => None,
            };
            lines.push(SafeItem {
                id: format!("job:{}", state.job),
                count: counts.total,
                received: counts.at_hq,
                storage: Storage::AtHq,
                receipt_at,
                ..item(SafeItemKind::Job, Some(state))
            });
        }
        Ok(lines)
    }
}

fn item(kind: SafeItemKind, job: Option<&JobState>) -> SafeItem {
    let plan = job.and_then(JobState::current_plan);
    SafeItem {
        id: String::new(),
        kind,
        name: both("", ""),
        order_no: plan.map(|plan| plan.order_no.clone()),
        customer: plan.map(|plan| plan.customer.name.clone()),
        count: 1,
        received: 0,
        size_kb: 0,
        storage: Storage::OnDevice,
        place: None,
        progress: None,
        receipt_at: None,
        reason: None,
    }
}

fn why_refused(reason: QuarantineReason) -> RefusedReason {
    match reason {
        QuarantineReason::Unreadable => RefusedReason::Unreadable,
        QuarantineReason::IdReused => RefusedReason::IdReused,
        QuarantineReason::Malformed => RefusedReason::Malformed,
        QuarantineReason::WrongOrigin => RefusedReason::WrongOrigin,
        QuarantineReason::WrongRole => RefusedReason::WrongRole,
        QuarantineReason::NotAssigned => RefusedReason::NotAssigned,
    }
}

/// Numbers what waits in the order of sending.
fn number(items: &mut [SafeItem]) {
    let waiting = items
        .iter_mut()
        .filter(|item| item.storage != Storage::Refused);
    for (place, item) in (1..).zip(waiting) {
        item.place = Some(place);
    }
}

fn at_risk(items: &[SafeItem]) -> AtRisk {
    let mut risk = AtRisk::default();
    for item in items {
        let place = match item.kind {
            SafeItemKind::Signature => &mut risk.signatures,
            SafeItemKind::Photo => &mut risk.photos,
            SafeItemKind::Trace => &mut risk.traces,
            SafeItemKind::Document => &mut risk.documents,
            SafeItemKind::Records => &mut risk.records,
            SafeItemKind::Job => continue,
        };
        *place += item.count;
    }
    risk
}
