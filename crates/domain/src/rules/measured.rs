use super::{Bench, Missing, MissingGroup, MissingItem, MissingReason};
use crate::catalogue::{
    Catalogue, ContextField, JudgeContext, Metric, Outcome, Severity, Step, Verdict, judge,
};
use crate::job::{Current, Field, JobState};
use crate::registry::body::{MeasurementRecorded, Scope};

/// What the limits of a job need to know: its plan, and the values that tell something of the line.
#[must_use]
pub fn judge_context(job: &JobState, catalogue: &Catalogue) -> JudgeContext {
    let plan = job.current_plan();
    let given = |wanted: ContextField| {
        let metrics = catalogue
            .templates
            .iter()
            .flat_map(|template| &template.metrics);
        let telling = metrics.filter(|metric| metric.gives == Some(wanted));
        telling
            .flat_map(|metric| values(job, metric, Scope::Local))
            .find_map(|current| current.value.value.parse().ok())
    };
    JudgeContext {
        level: plan.and_then(|plan| plan.level.parse().ok()),
        rate_mbps: plan.and_then(|plan| plan.rate_mbps.as_str().parse().ok()),
        length_km: given(ContextField::LengthKm),
        splices: given(ContextField::Splices),
        connectors: given(ContextField::Connectors),
    }
}

/// The verdict on every standing value of a metric, in the order of its runs.
#[must_use]
pub fn verdicts(
    job: &JobState,
    catalogue: &Catalogue,
    metric: &Metric,
    scope: Scope,
) -> Vec<Verdict> {
    let context = judge_context(job, catalogue);
    values(job, metric, scope)
        .map(|current| judge(metric, &current.value.value, &context))
        .collect()
}

/// Measured values of a step that are not there or do not pass.
pub(super) fn missing_metrics(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let context = judge_context(bench.job, bench.catalogue);
    bench
        .catalogue
        .metrics_of(step, &bench.plan.service)
        .filter_map(|(metric, scope)| missing_metric(bench, step, metric, scope, &context))
        .collect()
}

fn missing_metric(
    bench: &Bench<'_>,
    step: &Step,
    metric: &Metric,
    scope: Scope,
    context: &JudgeContext,
) -> Option<Missing> {
    let what = MissingItem::Metric {
        metric: metric.key.clone(),
        scope,
    };
    let recorded: Vec<_> = bench
        .job
        .measurements_of(scope.as_str(), &metric.key)
        .collect();
    if recorded.is_empty() {
        return bench.lack(step, &metric.need(), what, MissingReason::Absent);
    }
    if recorded.iter().any(|field| field.is_disputed()) {
        return bench.lack(step, &metric.need(), what, MissingReason::Disputed);
    }
    let (severity, reason) = values(bench.job, metric, scope)
        .filter_map(|current| shortcoming(metric, &current.value, context))
        .min_by_key(|(severity, _)| *severity)?;
    let group = MissingGroup::from(step.group);
    Some(Missing {
        group,
        step: step.key.clone(),
        what,
        reason,
        severity,
    })
}

/// What is wrong with a value that was recorded. Judged even where the metric need not be measured.
fn shortcoming(
    metric: &Metric,
    measured: &MeasurementRecorded,
    context: &JudgeContext,
) -> Option<(Severity, MissingReason)> {
    let has_remark = measured
        .remark
        .as_ref()
        .is_some_and(|remark| !remark.trim().is_empty());
    let verdict = judge(metric, &measured.value, context);
    match verdict.outcome {
        Outcome::Pass | Outcome::Recorded => None,
        Outcome::Fail => Some((
            Severity::Must,
            MissingReason::OutsideLimit {
                margin: verdict.margin,
            },
        )),
        Outcome::RemarkNeeded => {
            (!has_remark).then_some((Severity::Should, MissingReason::RemarkWanted))
        }
        Outcome::Undecided(needs) => {
            Some((Severity::Should, MissingReason::LimitUnknown { needs }))
        }
        Outcome::Unreadable => Some((Severity::Must, MissingReason::Unreadable)),
    }
}

fn values<'a>(
    job: &'a JobState,
    metric: &'a Metric,
    scope: Scope,
) -> impl Iterator<Item = &'a Current<MeasurementRecorded>> {
    job.measurements_of(scope.as_str(), &metric.key)
        .filter_map(Field::latest)
}
