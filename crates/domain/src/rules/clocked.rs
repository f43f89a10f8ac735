use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::catalogue::{Catalogue, shipped};
use crate::clock::{ClockState, clocks_of_job};
use crate::job::JobState;

/// The calendar that came with the program: what a job asks for must not change with a holiday imported later.
static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::import(shipped::CALENDAR, NaiveDate::MIN).unwrap_or_default());

/// How the clocks of this name stood, under every profile of the job, at the newest of its moments.
pub(super) fn states(
    job: &JobState,
    catalogue: &Catalogue,
    clock: &str,
) -> impl Iterator<Item = ClockState> {
    let newest = job.moments.iter().map(|moment| moment.at.at).max();
    newest
        .into_iter()
        .flat_map(|newest| clocks_of_job(job, catalogue, &CALENDAR, newest))
        .filter(move |found| found.clock == clock)
        .map(|found| found.state)
}
