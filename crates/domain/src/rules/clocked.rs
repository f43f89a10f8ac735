use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::catalogue::{Catalogue, shipped};
use crate::clock::{Clock, ClockState, clocks_of_job};
use crate::job::JobState;

/// The calendar that came with the program: what a job asks for must not change with a holiday imported later.
static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::import(shipped::CALENDAR, NaiveDate::MIN).unwrap_or_default());

/// Every clock of the job, under each of its profiles, at the newest of its moments.
pub(super) fn all(job: &JobState, catalogue: &Catalogue) -> impl Iterator<Item = Clock> {
    let newest = job.moments.iter().map(|moment| moment.at.at).max();
    newest
        .into_iter()
        .flat_map(|newest| clocks_of_job(job, catalogue, &CALENDAR, newest))
}

/// How the clocks of this name stood.
pub(super) fn states(
    job: &JobState,
    catalogue: &Catalogue,
    clock: &str,
) -> impl Iterator<Item = ClockState> {
    all(job, catalogue)
        .filter(move |found| found.clock == clock)
        .map(|found| found.state)
}
