use chrono::{DateTime, FixedOffset};

use super::{Clock, JobFacts, Mark, clocks};
use crate::calendar::Calendar;
use crate::catalogue::Catalogue;
use crate::job::JobState;
use crate::registry::plan::Plan;

/// Every clock of a job as its events make it; none before its plan has arrived.
#[must_use]
pub fn clocks_of_job(
    job: &JobState,
    catalogue: &Catalogue,
    calendar: &Calendar,
    now: DateTime<FixedOffset>,
) -> Vec<Clock> {
    job.current_plan().map_or_else(Vec::new, |plan| {
        clocks(
            &facts_of_plan(plan),
            catalogue,
            calendar,
            &marks_of_job(job),
            now,
        )
    })
}

/// What clocks need to know of a plan.
#[must_use]
pub fn facts_of_plan(plan: &Plan) -> JobFacts {
    JobFacts {
        kind: plan.kind.clone(),
        level: plan.level.parse().ok(),
        distance_km: plan.distance_km.as_str().parse().ok(),
        profiles: plan.profiles.clone(),
        appointment: plan.appointment,
        promised_on: plan.promised_on,
    }
}

/// The marks of a job. The plan in force says when the order came in, so that an amendment of
/// that time moves the clock.
#[must_use]
pub fn marks_of_job(job: &JobState) -> Vec<Mark> {
    let mark = |kind: &str, at, new_due| Mark {
        kind: kind.to_owned(),
        at,
        new_due,
    };
    let ordered = job
        .current_plan()
        .map(|plan| mark("order.received", plan.order_received_at, None));
    let milestones = job
        .milestones
        .iter()
        .filter(|(kind, _)| ordered.is_none() || *kind != "order.received")
        .map(|(kind, milestone)| mark(kind, milestone.occurred_at.at, None));
    let extensions = job.extensions.iter().map(|extension| {
        mark(
            "extension.approved",
            extension.approved_at,
            Some(extension.new_due),
        )
    });
    ordered
        .clone()
        .into_iter()
        .chain(milestones)
        .chain(extensions)
        .collect()
}
