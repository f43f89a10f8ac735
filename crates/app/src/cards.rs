//! What there is to say and to heed, for looking up on a job and at any other time.

use std::sync::Arc;

use lineproof_domain::catalogue::{Catalogue, shipped};
use lineproof_domain::job::JobState;

use crate::app::App;
use crate::device::Device;
use crate::dto::{AppError, CardBox};
use crate::fault::internal;
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
        let newest = plans.max_by_key(|plan| plan.order_received_at);
        let known = newest.map_or(Ok(None), |plan| self.catalogue(plan.catalogue))?;
        known.map_or_else(
            || {
                let shipped = Catalogue::load(&shipped::bundle());
                shipped
                    .map(Arc::new)
                    .map_err(|errors| internal("loading the program's catalogue")(&errors))
            },
            Ok,
        )
    }
}
