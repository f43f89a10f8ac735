use std::collections::{BTreeMap, BTreeSet};

use super::steps::steps_of;
use super::{Bench, Missing, MissingGroup, MissingItem, MissingReason, severity};
use crate::catalogue::{
    Catalogue, ContextField, JudgeContext, Level, Metric, MetricUse, Need, Outcome, Severity, Step,
    TestTemplate, TestTime, Verdict, judge,
};
use crate::job::{Current, Field, JobState};
use crate::registry::body::{MeasurementRecorded, Scope, TestRunNoted};

/// What the limits of a job need to know: its plan, the values that tell something of the line,
/// and those that other limits refer to.
#[must_use]
pub fn judge_context(job: &JobState, catalogue: &Catalogue) -> JudgeContext {
    let plan = job.current_plan();
    let measured = measured_metrics(job, catalogue);
    let given = |wanted: ContextField| {
        let telling = measured
            .iter()
            .filter(|metric| metric.gives == Some(wanted));
        telling
            .filter_map(|metric| recorded(job, &metric.key))
            .find_map(|value| value.parse().ok())
    };
    let mut values = BTreeMap::new();
    for key in measured.iter().flat_map(|metric| metric.limit.metrics()) {
        if let Some(metric) = measured.iter().find(|metric| metric.key == key) {
            let value = recorded(job, &metric.key).map(str::to_owned);
            values.insert(key.to_owned(), value);
        }
    }
    JudgeContext {
        level: plan.and_then(|plan| catalogue.level(&plan.level)),
        rate_mbps: plan.and_then(|plan| plan.rate_mbps.as_str().parse().ok()),
        length_km: given(ContextField::LengthKm),
        splices: given(ContextField::Splices),
        connectors: given(ContextField::Connectors),
        path_km: given(ContextField::PathKm),
        nodes: given(ContextField::Nodes),
        values,
    }
}

/// Every metric that the steps of the job measure, once.
fn measured_metrics<'a>(job: &'a JobState, catalogue: &'a Catalogue) -> Vec<&'a Metric> {
    let Some(plan) = job.current_plan() else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    steps_of(job, catalogue)
        .into_iter()
        .flat_map(|step| catalogue.metrics_of(step, &plan.service))
        .map(|asked| asked.metric)
        .filter(|metric| seen.insert(metric.key.as_str()))
        .collect()
}

/// What stands of a metric; the local value before the one from end to end.
pub(super) fn recorded<'a>(job: &'a JobState, metric: &str) -> Option<&'a str> {
    let standing = |scope: Scope| {
        let field = job.measurements.values().find_map(|field| {
            let value = &field.latest()?.value;
            (value.scope == scope && value.metric == metric).then_some(value)
        });
        field.map(|value| value.value.as_str())
    };
    standing(Scope::Local).or_else(|| standing(Scope::EndToEnd))
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

/// Whether a value of the metric was neither accepted nor rejected.
pub(super) fn goes_on(job: &JobState, catalogue: &Catalogue, metric: &Metric) -> bool {
    let mut judged = [Scope::Local, Scope::EndToEnd]
        .into_iter()
        .flat_map(|scope| verdicts(job, catalogue, metric, scope));
    judged.any(|verdict| verdict.outcome == Outcome::GoOn)
}

/// Whether the long test that follows an undecided one was made and passed.
fn long_test_passed(bench: &Bench<'_>, metric: &Metric, scope: Scope) -> bool {
    let decides = |row: &&Metric| matches!(row.need(), Need::WhenGoesOn(of) if of == metric.key);
    let mut rows = bench
        .catalogue
        .templates
        .iter()
        .flat_map(|template| &template.metrics);
    rows.find(decides).is_some_and(|row| {
        let judged = verdicts(bench.job, bench.catalogue, row, scope);
        let passes = |verdict: &Verdict| verdict.outcome == Outcome::Pass;
        !judged.is_empty() && judged.iter().all(passes)
    })
}

/// Measured values of a step that are not there or do not pass.
pub(super) fn missing_metrics(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let context = judge_context(bench.job, bench.catalogue);
    bench
        .catalogue
        .metrics_of(step, &bench.plan.service)
        .filter_map(|asked| missing_metric(bench, step, asked, &context))
        .collect()
}

fn missing_metric(
    bench: &Bench<'_>,
    step: &Step,
    asked: MetricUse<'_>,
    context: &JudgeContext,
) -> Option<Missing> {
    let MetricUse { metric, scope, .. } = asked;
    let what = MissingItem::Metric {
        metric: metric.key.clone(),
        scope,
    };
    let recorded: Vec<_> = bench
        .job
        .measurements_of(scope.as_str(), &metric.key)
        .collect();
    let lack = |reason| {
        let wanted = severity(&metric.need(), bench.job, bench.catalogue);
        bench.lacking(step, asked.severity(wanted), what.clone(), reason)
    };
    if recorded.is_empty() {
        return lack(MissingReason::Absent);
    }
    if recorded.iter().any(|field| field.is_disputed()) {
        return lack(MissingReason::Disputed);
    }
    let (severity, reason) = values(bench.job, metric, scope)
        .filter_map(|current| shortcoming(metric, &current.value, context))
        .filter(|(_, reason)| {
            *reason != MissingReason::GoOn || !long_test_passed(bench, metric, scope)
        })
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

/// Tests that take their time and of which a value stands, but not when and how they ran (DOMAIN 2.0), or that ran
/// too short for the circuit's level (2.15). A reading on the spot says all of that itself.
pub(super) fn missing_test_runs(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let templates = bench.catalogue.templates_of(step, &bench.plan.service);
    templates
        .filter(|(template, scope)| {
            let mut metrics = template.metrics.iter();
            metrics.any(|metric| values(bench.job, metric, *scope).next().is_some())
        })
        .filter_map(|(template, scope)| {
            let reason = shortcoming_of_runs(bench, template, scope)?;
            let template = template.key.clone();
            let what = MissingItem::TestRun { template, scope };
            bench.lack(step, &Need::Should, what, reason)
        })
        .collect()
}

fn shortcoming_of_runs(
    bench: &Bench<'_>,
    template: &TestTemplate,
    scope: Scope,
) -> Option<MissingReason> {
    let level = bench.catalogue.level(&bench.plan.level);
    let time = template.time(scope, level.unwrap_or(Level::Standard))?;
    let wanted_s = match time {
        TestTime::Minutes(minutes) => Some(i64::from(*minutes) * 60),
        TestTime::Calls(_) => None,
        TestTime::Spot | TestTime::ByLevel(_) => return None,
    };
    let noted: Vec<_> = bench
        .job
        .test_runs_of(scope, &template.key)
        .filter_map(Field::latest)
        .collect();
    if noted.is_empty() {
        return Some(MissingReason::Absent);
    }
    let wanted_s = wanted_s?;
    let is_short = |run: &TestRunNoted| {
        let lasted = run.start.zip(run.end);
        lasted.is_some_and(|(start, end)| (end - start).num_seconds() < wanted_s)
    };
    let all_short = noted.iter().all(|run| is_short(&run.value));
    all_short.then_some(MissingReason::TooShort { wanted_s })
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
        Outcome::GoOn => Some((Severity::Must, MissingReason::GoOn)),
        Outcome::Undecided(needs) => (metric.severity != Severity::Info)
            .then_some((metric.severity, MissingReason::LimitUnknown { needs })),
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
