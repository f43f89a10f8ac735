use chrono::{DateTime, FixedOffset};

use super::mark::{in_order, latest_extension};
use super::pause::{hold, is_let_run};
use super::{Clock, JobFacts, Mark, clocks};
use crate::calendar::{Calendar, end_of_day, start_of_day};
use crate::catalogue::{Catalogue, ResourceCase};
use crate::job::{Extension, Field, JobState, Said, Suspension};
use crate::registry::plan::Plan;
use crate::registry::trade::SuspendApproved;

const OPENED: &str = "circuit.opened";
const PROGRESS: &str = "progress.reported";

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
            &facts_of_job(job, plan, catalogue),
            catalogue,
            calendar,
            &marks_of_job(job),
            now,
        )
    })
}

/// The due time that was in force just before `at`, which judges a request made then: that of
/// the last extension approved before it, else `computed`, what the rules gave.
#[must_use]
pub fn due_before(
    job: &JobState,
    computed: DateTime<FixedOffset>,
    at: DateTime<FixedOffset>,
) -> DateTime<FixedOffset> {
    let marks: Vec<Mark> = job.extensions.iter().map(extended).collect();
    latest_extension(&marks, Some(at)).map_or(computed, end_of_day)
}

/// From when to when an approved suspension holds, without an end while nothing has ended it; none
/// before its approval, and where work went on before it began. It holds as well where its reason
/// lets the clocks run.
#[must_use]
pub fn held(
    suspension: &Suspension,
    job: &JobState,
    catalogue: &Catalogue,
) -> Option<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)> {
    let approval = in_order(&[approved(suspension)?]);
    let ends: Vec<Mark> = resumed(job).collect();
    let held = hold(approval.first()?, &in_order(&ends), catalogue)?;
    Some((held.from, held.to))
}

/// An approved suspension that stops the clocks which may stand still.
#[derive(Debug, Clone, Copy)]
pub struct Stop<'a> {
    /// From when.
    pub from: DateTime<FixedOffset>,
    /// Until when; none while nothing sets an end.
    pub to: Option<DateTime<FixedOffset>>,
    /// Who approved it, when and why.
    pub approval: &'a Said<SuspendApproved>,
}

/// The suspensions that stop a clock, in the order in which they were asked for; those whose reason lets
/// the clocks of its profile run are left out.
#[must_use]
pub fn stops<'a>(job: &'a JobState, clock: &Clock, catalogue: &Catalogue) -> Vec<Stop<'a>> {
    let profile = clock.profile.as_deref();
    let profile = profile.and_then(|key| catalogue.profile(key));
    let suspensions = job.trade.suspensions.iter();
    suspensions
        .filter_map(|suspension| {
            let approval = suspension.approval.as_ref()?;
            let runs = is_let_run(&approval.value.reason, catalogue, profile);
            let (from, to) = held(suspension, job, catalogue)?;
            (!runs).then_some(Stop { from, to, approval })
        })
        .collect()
}

/// What clocks need to know of a plan.
#[must_use]
pub fn facts_of_plan(plan: &Plan) -> JobFacts {
    let found = plan.details.resource_case.as_deref();
    JobFacts {
        kinds: vec![plan.kind.clone()],
        service: plan.service.clone(),
        level: plan.level.clone(),
        distance_km: plan.distance_km.as_str().parse().ok(),
        cable_cut: false,
        points: plan.details.points,
        resource_case: found.and_then(ResourceCase::of),
        profiles: plan.profiles.clone(),
        appointment: plan.appointment,
        rescheduled_at: None,
        promised_on: plan.promised_on,
    }
}

/// What the plan says, and what the work found since.
fn facts_of_job(job: &JobState, plan: &Plan, catalogue: &Catalogue) -> JobFacts {
    let planned = facts_of_plan(plan);
    let answer = job.trade.resource_answer.as_ref().and_then(Field::latest);
    let answered = answer.and_then(|answer| ResourceCase::of(&answer.value.result));
    let cause = job.trade.cause.as_ref().and_then(Field::latest);
    let cause = cause.and_then(|cause| catalogue.cause(&cause.value.cause));
    JobFacts {
        cable_cut: cause.is_some_and(|cause| cause.cable_cut),
        resource_case: planned.resource_case.or(answered),
        rescheduled_at: job.rescheduled_at,
        ..planned
    }
}

/// The marks of a job. The plan in force says when the order came in, so that an amendment of
/// that time moves the clock.
#[must_use]
pub fn marks_of_job(job: &JobState) -> Vec<Mark> {
    let ordered = job
        .current_plan()
        .map(|plan| Mark::new("order.received", plan.order_received_at));
    let is_dated = ordered.is_some();
    let opened_here = job.moments.iter().any(|moment| moment.kind == OPENED);
    let opened = job
        .current_plan()
        .and_then(|plan| plan.details.opened_on)
        .filter(|_| !opened_here)
        .map(|day| Mark::new(OPENED, start_of_day(day)));
    let moments = job
        .moments
        .iter()
        .filter(|moment| !is_dated || moment.kind != "order.received")
        .filter(|moment| moment.kind != PROGRESS)
        .map(|moment| Mark::new(&moment.kind, moment.at.at));
    let progress = job.trade.progress.iter().map(|said| Mark {
        told_customer: Some(said.value.told_customer),
        ..Mark::new(PROGRESS, said.at.at)
    });
    let extensions = job.extensions.iter().map(extended);
    let requests = job.trade.extension_requests.iter().map(|asked| Mark {
        new_due: Some(asked.request.value.new_due),
        reason: Some(asked.request.value.reason.clone()),
        ..Mark::new("extension.requested", asked.request.at.at)
    });
    ordered
        .into_iter()
        .chain(opened)
        .chain(moments)
        .chain(progress)
        .chain(extensions)
        .chain(requests)
        .chain(job.trade.suspensions.iter().filter_map(approved))
        .chain(resumed(job))
        .collect()
}

fn extended(extension: &Extension) -> Mark {
    Mark {
        new_due: Some(extension.new_due),
        reason: Some(extension.reason.clone()),
        ..Mark::new("extension.approved", extension.approved_at)
    }
}

fn resumed(job: &JobState) -> impl Iterator<Item = Mark> + '_ {
    let ends = job.trade.suspension_ends.iter();
    ends.map(|said| Mark::new("suspend.ended", said.at.at))
}

/// Where the approval sets no end, work goes on when the proposal planned it to (DOMAIN 5.4).
fn approved(suspension: &Suspension) -> Option<Mark> {
    let approval = suspension.approval.as_ref()?;
    let proposal = suspension.proposal.as_ref();
    let planned = proposal.and_then(|asked| asked.value.planned_resume);
    Some(Mark {
        reason: Some(approval.value.reason.clone()),
        effective_from: approval.value.effective_from,
        until: approval.value.until.or(planned),
        proposed_at: proposal.map(|asked| asked.at.at),
        ..Mark::new("suspend.approved", approval.at.at)
    })
}
