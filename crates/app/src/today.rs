//! The list of jobs, and what stands around every screen.

use std::sync::atomic::Ordering;

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::job::JobState;

use crate::app::App;
use crate::device::Device;
use crate::dto::{
    AppError, Notice, NoticeCode, Preparation, SafeSummary, ShellState, Storage, TodayView,
};
use crate::view::{self, Counts, StorageOf as _};

/// A clock this far off is spoken of, seconds.
const CLOCK_OFF_S: i64 = 120;

impl App {
    /// What stands around every screen.
    pub fn shell_state(&self) -> Result<ShellState, AppError> {
        let device = self.device()?;
        let safe = device.safe_summary()?;
        Ok(ShellState {
            name: device.profile.person.name.clone(),
            company: device.profile.person.company.clone(),
            notices: device.notices(&safe, self.shared.system_is_silent.load(Ordering::Relaxed))?,
            safe,
            read_only: device.store.newer_form().is_some(),
            sample: device.profile.sample,
        })
    }

    /// The list of jobs.
    pub fn today(&self) -> Result<TodayView, AppError> {
        let device = self.device()?;
        let view = device.today()?;
        // The lock screen shows it; a disk that is full must not take the list away.
        if let Err(error) = device.keep_glance(&view) {
            tracing::warn!(%error, "the glance of the lock screen is not up to date");
        }
        Ok(view)
    }
}

impl Device {
    fn today(&self) -> Result<TodayView, AppError> {
        let calendar = self.calendar()?;
        let mut rows = Vec::new();
        let mut preparations = Vec::new();
        for state in self.store.jobs()? {
            let Some(plan) = state.current_plan().cloned() else {
                continue;
            };
            let counts = self.counts(&state);
            let status = state.status;
            match self.with_rules(state.clone()) {
                Ok(open) => {
                    let row = self.view(&open, &calendar, |context| view::job_row(context, counts));
                    preparations.extend(self.view(&open, &calendar, view::preparation));
                    rows.push((row, status));
                }
                Err(_) => rows.push((view::waiting_row(&state, &plan, counts), status)),
            }
        }
        Ok(view::today_view(rows, soonest(preparations)))
    }

    /// Events and bytes of a job, and how many of them have a receipt. Headquarters' own are not counted.
    pub(crate) fn counts(&self, state: &JobState) -> Counts {
        let own = state
            .timeline
            .iter()
            .filter(|entry| entry.log.device == self.profile.device);
        let events = own.map(|entry| self.event(entry.event));
        let blobs = blobs_of(state).into_iter().map(|sha256| self.blob(&sha256));
        events
            .chain(blobs)
            .fold(Counts::default(), |counts, storage| Counts {
                at_hq: counts.at_hq + u32::from(storage == Storage::AtHq),
                total: counts.total + 1,
            })
    }

    pub(crate) fn safe_summary(&self) -> Result<SafeSummary, AppError> {
        let safety = self.store.safety()?;
        let at_hq = safety.entries_received + safety.blobs_received;
        let all = safety.entries + safety.blobs;
        let status = self.engine.status();
        Ok(SafeSummary {
            on_device: count(all.saturating_sub(at_hq)),
            at_hq: count(at_hq),
            online: status.online,
            last_contact: self.last_contact()?,
        })
    }

    /// When headquarters last answered: in this run, or as it was last heard before.
    pub(crate) fn last_contact(&self) -> Result<Option<String>, AppError> {
        if let Some(at) = self.engine.status().last_contact {
            return Ok(Some(at.to_rfc3339()));
        }
        Ok(self
            .store
            .heard_time()?
            .map(|heard| heard.headquarters.to_rfc3339()))
    }

    fn notices(&self, safe: &SafeSummary, system_is_silent: bool) -> Result<Vec<Notice>, AppError> {
        let mut notices = Vec::new();
        let mut say = |code, args: &[(&str, String)]| {
            let args = args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()));
            notices.push(Notice {
                code,
                args: args.collect(),
            });
        };
        if self.store.refused().is_some() {
            say(NoticeCode::DiskFull, &[]);
        }
        let status = self.engine.status();
        if let Some(lineproof_sync::TransportError::Refused { code, .. }) = &status.trouble
            && *code == lineproof_protocol::problem::ProblemCode::DeviceRevoked
        {
            say(NoticeCode::DeviceRevoked, &[]);
        }
        let findings = self.health.findings();
        if findings.damaged {
            say(NoticeCode::LogDamaged, &[]);
        }
        if self.store.newer_form().is_some() {
            say(NoticeCode::ReadOnly, &[]);
        }
        let refused = self.store.quarantined()?.len();
        if refused > 0 {
            say(NoticeCode::Refused, &[("count", refused.to_string())]);
        }
        if let Some(off) = status.clock_off_s.filter(|off| off.abs() > CLOCK_OFF_S) {
            let minutes = (off.abs() / 60).to_string();
            let ahead = if off > 0 { "yes" } else { "no" };
            say(
                NoticeCode::ClockOff,
                &[("minutes", minutes), ("ahead", ahead.to_owned())],
            );
        }
        if findings.unfiled > 0 {
            say(
                NoticeCode::Unfiled,
                &[("count", findings.unfiled.to_string())],
            );
        }
        if system_is_silent {
            say(NoticeCode::RemindersSilent, &[]);
        }
        if !safe.online {
            let since = safe.last_contact.clone().unwrap_or_default();
            say(NoticeCode::Offline, &[("since", since)]);
        }
        Ok(notices)
    }

    fn keep_glance(&self, view: &TodayView) -> Result<(), AppError> {
        let safe = self.safe_summary()?;
        let glance = crate::profile::Glance {
            on_device: safe.on_device,
            at_hq: safe.at_hq,
            next_due: view.now.as_ref().and_then(|row| row.clock.clone()),
            last_contact: safe.last_contact,
            #[expect(
                clippy::cast_precision_loss,
                reason = "a clock is off by far less than 2^52 s"
            )]
            clock_off_s: self.engine.status().clock_off_s.map(|off| off as f64),
        };
        if glance != self.folder.glance() {
            self.folder.write_glance(&glance)?;
        }
        Ok(())
    }
}

/// Every blob that a job's standing work names.
fn blobs_of(state: &JobState) -> std::collections::BTreeSet<Sha256Digest> {
    let photos = state
        .photos
        .values()
        .flatten()
        .flat_map(|photo| &photo.attachments);
    let traces = state.traces.iter().filter_map(|trace| trace.file.as_ref());
    let documents = state.documents.iter().flat_map(|made| {
        let signed = made
            .signatures
            .iter()
            .flat_map(|signature| [&signature.file, &signature.strokes]);
        made.pages_file.iter().chain(signed.flatten())
    });
    photos
        .chain(traces)
        .chain(documents)
        .map(|attachment| attachment.sha256)
        .collect()
}

fn soonest(preparations: Vec<Preparation>) -> Option<Preparation> {
    preparations
        .into_iter()
        .min_by_key(|card| (card.appointment.is_none(), card.appointment.clone()))
}

pub(crate) fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
