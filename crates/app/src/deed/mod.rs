//! What an engineer does to a job: one use-case a file, each one save.

mod answer;
mod document;
mod instrument;
mod measure;
mod milestone;
mod note;
mod photo;
mod record;
mod sign;
mod step;
mod trace;

use lineproof_domain::ids::JobId;
use lineproof_domain::job::JobStatus;
use lineproof_domain::registry::Body;
use lineproof_store::NewEvent;

use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{AppError, ErrorCode, JobView};
use crate::view::{self, job::is_finished};

/// Longest free text, characters.
const MAX_TEXT_CHARS: usize = 2000;
/// Longest name or title, characters.
const MAX_NAME_CHARS: usize = 120;

impl App {
    /// A job as the engineer works on it.
    pub fn job_view(&self, job: &str) -> Result<JobView, AppError> {
        let device = self.device()?;
        device.job_view(&device.job(Device::job_id(job)?)?)
    }

    /// Plans the events of a deed, saves them in one transaction and shows the job as it then is on disk.
    fn deed(
        &self,
        job: &str,
        plan: impl FnOnce(&Device, &OpenJob) -> Result<Vec<NewEvent>, AppError>,
    ) -> Result<JobView, AppError> {
        self.deed_where(job, Device::may_change, plan)
    }

    /// The same for what may still be written down once a job is reported complete.
    fn late_deed(
        &self,
        job: &str,
        plan: impl FnOnce(&Device, &OpenJob) -> Result<Vec<NewEvent>, AppError>,
    ) -> Result<JobView, AppError> {
        self.deed_where(job, Device::may_follow, plan)
    }

    fn deed_where(
        &self,
        job: &str,
        may: impl FnOnce(&Device, &OpenJob) -> Result<(), AppError>,
        plan: impl FnOnce(&Device, &OpenJob) -> Result<Vec<NewEvent>, AppError>,
    ) -> Result<JobView, AppError> {
        let device = self.device()?;
        let open = device.job(Device::job_id(job)?)?;
        may(&device, &open)?;
        let events = plan(&device, &open)?;
        device.save(open.state.job, &events)
    }
}

impl Device {
    pub(crate) fn job_view(&self, job: &OpenJob) -> Result<JobView, AppError> {
        let calendar = self.calendar()?;
        let mut view = self.view(job, &calendar, view::job_view);
        view.read_only |= self.store.newer_form().is_some();
        Ok(view)
    }

    /// Saves events and reads the job back.
    fn save(&self, job: JobId, events: &[NewEvent]) -> Result<JobView, AppError> {
        if !events.is_empty() {
            self.store.append_all(events)?;
        }
        self.job_view(&self.job(job)?)
    }

    /// Finished jobs take nothing but late signatures and the entries that follow the work.
    fn may_change(&self, job: &OpenJob) -> Result<(), AppError> {
        if is_finished(job.state.status) {
            return Err(ErrorCode::JobFinished.into());
        }
        self.must_have_had(job)
    }

    /// The entries that follow the work are taken while the job goes on and once it is reported complete.
    fn may_follow(&self, job: &OpenJob) -> Result<(), AppError> {
        if job.state.status == JobStatus::Completed {
            return self.must_have_had(job);
        }
        self.may_change(job)
    }

    /// A job is changed by whoever has it or had it.
    fn must_have_had(&self, job: &OpenJob) -> Result<(), AppError> {
        let assignee = job.state.assignee.as_ref();
        match assignee.filter(|assignee| assignee.person != self.profile.person.id) {
            Some(other)
                if job
                    .state
                    .assignees
                    .values()
                    .all(|had| had.person != self.profile.person.id) =>
            {
                Err(AppError::new(ErrorCode::JobNotYours).with("name", &other.name))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn event(&self, job: &OpenJob, body: Body) -> NewEvent {
        NewEvent::on(&job.state, self.actor(), self.occurred_now(), body)
    }
}

/// Free text of a bearable length.
fn text(typed: &str, limit: usize) -> Result<String, AppError> {
    let text = typed.trim();
    if text.chars().count() > limit {
        return Err(AppError::new(ErrorCode::TextTooLong).with("limit", limit));
    }
    Ok(text.to_owned())
}

/// The same where nothing typed means nothing said.
fn optional_text(typed: Option<&str>, limit: usize) -> Result<Option<String>, AppError> {
    let typed = typed.map(|typed| text(typed, limit)).transpose()?;
    Ok(typed.filter(|typed| !typed.is_empty()))
}
