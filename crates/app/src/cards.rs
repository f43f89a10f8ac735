//! What there is to say and to heed, for looking up on a job and at any other time.

use std::sync::Arc;

use lineproof_domain::catalogue::{Catalogue, shipped};
use lineproof_domain::job::JobState;

use crate::app::App;
use crate::device::Device;
use crate::dto::{AppError, CardBox, ErrorCode};
use crate::view;

impl App {
    /// All script cards, conduct rules and forbidden speech: filled with the names of a job, or without one with what
    /// is true of every job.
    pub fn card_box(&self, job: Option<&str>) -> Result<CardBox, AppError> {
        let device = self.device()?;
        let Some(job) = job else {
            let person = &device.profile.person;
            return Ok(view::common_cards(
                &*device.newest_catalogue()?,
                &person.name,
                &person.company,
            ));
        };
        let open = device.job(Device::job_id(job)?)?;
        let calendar = device.calendar()?;
        Ok(device.view(&open, &calendar, view::card_box))
    }
}

impl Device {
    /// The rules of the job that came in last; before any job those that came with the program.
    fn newest_catalogue(&self) -> Result<Arc<Catalogue>, AppError> {
        let jobs = self.store.jobs()?;
        let plans = jobs.iter().filter_map(JobState::current_plan);
        if let Some(plan) = plans.max_by_key(|plan| plan.order_received_at)
            && let Some(known) = self.catalogue(plan.catalogue)?
        {
            return Ok(known);
        }
        let shipped = self.catalogue(shipped::bundle().hash())?;
        shipped.ok_or_else(|| ErrorCode::JobWaitingRules.into())
    }
}
