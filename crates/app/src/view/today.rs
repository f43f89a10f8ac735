use lineproof_domain::catalogue::QuestionKind;
use lineproof_domain::job::{JobState, JobStatus};
use lineproof_domain::registry::plan::Plan;
use lineproof_domain::rules::{self, MissingCount};

use super::words::{both, time, words};
use super::{ViewContext, clock, flag, job, step};
use crate::dto::{ClockState, JobRow, Level, Preparation, StepName, TodayView, Words};

/// Counts of one job's things, for its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With a receipt.
    pub at_hq: u32,
    /// All.
    pub total: u32,
}

/// A job in the list.
pub fn job_row(context: &ViewContext<'_>, counts: Counts) -> JobRow {
    let plan = context.plan;
    let clocks = clock::clocks(context);
    let finished = job::is_finished(context.state.status);
    let current = rules::current_step(context.state, context.catalogue).filter(|_| !finished);
    let missing = rules::missing(context.state, context.catalogue, None, context.now);
    JobRow {
        service: job::service(plan, context.catalogue),
        level: job::level(context.level()),
        clock: clock::leading(&clocks).cloned(),
        next_step: current.map(|step| StepName {
            key: step.key.clone(),
            name: words(&step.title),
        }),
        missing: step::count(MissingCount::of(&missing).musts),
        flags: flag::flags(context),
        ..bare_row(context.state, plan, counts)
    }
}

/// A job whose rules have not arrived: everything the plan alone tells.
pub fn waiting_row(state: &JobState, plan: &Plan, counts: Counts) -> JobRow {
    JobRow {
        waiting_rules: true,
        ..bare_row(state, plan, counts)
    }
}

fn bare_row(state: &JobState, plan: &Plan, counts: Counts) -> JobRow {
    let completed = state.milestones.get("job.completed");
    let rate = format!("{}M", plan.rate_mbps);
    JobRow {
        id: state.job.to_string(),
        order_no: plan.order_no.clone(),
        kind: job::kind(&plan.kind),
        customer: plan.customer.name.clone(),
        service: both(rate.clone(), rate),
        level: plan.level.parse().map_or(Level::Standard, job::level),
        clock: None,
        next_step: None,
        missing: 0,
        appointment: plan.appointment.map(|agreed| time(agreed.from)),
        completed_at: completed.map(|completed| time(completed.occurred_at.at)),
        at_hq: counts.at_hq,
        total: counts.total,
        waiting_rules: false,
        flags: Vec::new(),
    }
}

/// The list: what hurts most is to be done now.
pub fn today_view(rows: Vec<(JobRow, JobStatus)>, preparation: Option<Preparation>) -> TodayView {
    let (done, open): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(_, status)| job::is_finished(*status));
    let (paused, mut running): (Vec<_>, Vec<_>) = open.into_iter().partition(|(row, _)| {
        row.clock
            .as_ref()
            .is_some_and(|clock| clock.state == ClockState::Paused)
    });
    running.sort_by_key(|(row, _)| urgency(row));
    let mut running = running.into_iter().map(|(row, _)| row);
    let now = running.next();
    let mut done: Vec<_> = done.into_iter().map(|(row, _)| row).collect();
    done.sort_by(|a, b| b.completed_at.cmp(&a.completed_at));
    TodayView {
        now,
        next: running.collect(),
        paused: paused.into_iter().map(|(row, _)| row).collect(),
        done,
        preparation,
    }
}

fn urgency(row: &JobRow) -> (bool, Option<String>, String) {
    let due = row.clock.as_ref().map(|clock| clock.due.clone());
    (due.is_none(), due, row.order_no.clone())
}

/// The preparation card of a job that has not been set out for.
pub fn preparation(context: &ViewContext<'_>) -> Option<Preparation> {
    let departed = context.state.milestones.contains_key("visit.departed");
    if departed || job::is_finished(context.state.status) {
        return None;
    }
    let kind = context.catalogue.job_kind(&context.plan.kind)?;
    let first = kind.steps.first()?;
    let checks = first
        .questions
        .iter()
        .filter(|asked| asked.kind == QuestionKind::Check);
    let (settled, open): (Vec<_>, Vec<_>) = checks.partition(|asked| {
        context
            .state
            .answer(&first.key, &asked.key)
            .is_some_and(|given| given.value != "no")
    });
    let names = |asked: Vec<&lineproof_domain::catalogue::Question>| -> Vec<Words> {
        asked.into_iter().map(|asked| words(&asked.ask)).collect()
    };
    Some(Preparation {
        job: context.state.job.to_string(),
        step: first.key.clone(),
        customer: context.plan.customer.name.clone(),
        appointment: context.plan.appointment.map(|agreed| time(agreed.from)),
        open: names(open),
        settled: names(settled),
    })
}
