//! What the screens see, computed from a job's state and its catalogue. Pure: the same in, the same out.

mod clock;
pub(crate) mod document;
mod flag;
pub(crate) mod inspection;
pub(crate) mod job;
mod line;
pub(crate) mod metric;
mod milestone;
mod photo;
pub(crate) mod record;
mod script;
pub(crate) mod step;
mod subject;
mod today;
mod trace;
pub(crate) mod triage;
mod words;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::{Catalogue, Level, Need, Severity};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{EventId, PersonId};
use lineproof_domain::job::JobState;
use lineproof_domain::registry::plan::Plan;
use lineproof_domain::rules;

use crate::dto::Storage;

pub use clock::warnings;
pub use job::{job_documents, job_view};
pub use script::{card_box, common_cards};
pub use today::{Counts, job_row, preparation, today_view, waiting_row};
pub use trace::trace_plot;
pub(crate) use words::{both, kilobytes};

/// Everything a view is computed from.
pub struct ViewContext<'a> {
    /// The job.
    pub state: &'a JobState,
    /// Its plan.
    pub plan: &'a Plan,
    /// The catalogue it is pinned to.
    pub catalogue: &'a Catalogue,
    /// The working-day calendar of this device.
    pub calendar: &'a Calendar,
    /// Whose laptop it is.
    pub me: PersonId,
    /// Half-written entries of this device.
    pub drafts: &'a BTreeMap<String, String>,
    /// Characters of the plan that papers print as their code.
    pub substituted: &'a [String],
    /// Where events and bytes are.
    pub storage: &'a dyn StorageOf,
    /// This moment.
    pub now: DateTime<FixedOffset>,
}

/// Tells where things are: on this device, on the way, or at headquarters against a receipt.
pub trait StorageOf {
    /// Where an event is.
    fn event(&self, event: EventId) -> Storage;
    /// Where bytes are.
    fn blob(&self, sha256: &Sha256Digest) -> Storage;
}

impl ViewContext<'_> {
    /// In the words of any profile; of a level that nobody knows the least is asked.
    fn level(&self) -> Level {
        let known = self.catalogue.level(&self.plan.level);
        known.unwrap_or(Level::Standard)
    }

    /// When an event of this job happened.
    fn time_of(&self, event: EventId) -> String {
        let mut timeline = self.state.timeline.iter();
        let entry = timeline.find(|entry| entry.event == event);
        entry
            .map(|entry| words::time(entry.occurred_at.at))
            .unwrap_or_default()
    }

    fn severity(&self, need: &Need) -> Severity {
        rules::severity(need, self.state, self.catalogue)
    }

    fn is_required(&self, need: &Need) -> bool {
        self.severity(need) == Severity::Must
    }

    /// An event counts as safe only together with the bytes it brings.
    fn storage_with(&self, event: EventId, blobs: &[Sha256Digest]) -> Storage {
        let all = std::iter::once(self.storage.event(event))
            .chain(blobs.iter().map(|blob| self.storage.blob(blob)));
        least_safe(all)
    }
}

fn least_safe(all: impl Iterator<Item = Storage>) -> Storage {
    let rank = |storage: &Storage| match storage {
        Storage::Refused => 0,
        Storage::OnDevice => 1,
        Storage::Sending => 2,
        Storage::AtHq => 3,
    };
    let mut seen = all.collect::<Vec<_>>();
    seen.sort_by_key(rank);
    let some_gone_out = seen
        .iter()
        .any(|storage| matches!(storage, Storage::AtHq | Storage::Sending));
    match seen.first() {
        Some(Storage::OnDevice) if some_gone_out => Storage::Sending,
        Some(least) => *least,
        None => Storage::OnDevice,
    }
}
