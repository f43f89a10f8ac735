//! What there is to say and to heed on a job, for looking up.

use crate::app::App;
use crate::device::Device;
use crate::dto::{AppError, CardBox};
use crate::view;

impl App {
    /// All script cards, conduct rules and forbidden speech, filled with the names of the job.
    pub fn card_box(&self, job: &str) -> Result<CardBox, AppError> {
        let device = self.device()?;
        let open = device.job(Device::job_id(job)?)?;
        let calendar = device.calendar()?;
        Ok(device.view(&open, &calendar, view::card_box))
    }
}
