//! The test template with what was measured.

use lineproof_domain::catalogue::{
    self, LimitForm, LimitShown, Metric, MetricUse, Outcome, Severity, SourceClass,
};
use lineproof_domain::ids::EventId;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{self, MeasurementRecorded, Scope};
use lineproof_domain::rules::{judge_context, severity, steps_of, verdicts};

use super::record::Record;
use super::subject;
use crate::api::dto::{Limit, LimitOrigin, MeasuredValue, Measurement, ValueSource, Verdict};

/// The rows of the job's templates, local before end-to-end.
pub(super) fn of_job(record: &Record<'_>) -> Vec<Measurement> {
    let state = &record.job.state;
    let catalogue = record.catalogue();
    let service = state
        .current_plan()
        .map_or("", |plan| plan.service.as_str());
    let mut wanted: Vec<MetricUse<'_>> = Vec::new();
    for step in steps_of(state, catalogue) {
        for asked in catalogue.metrics_of(step, service) {
            let is_new = wanted
                .iter()
                .all(|known| known.metric.key != asked.metric.key || known.scope != asked.scope);
            if is_new {
                wanted.push(asked);
            }
        }
    }
    wanted.sort_by_key(|asked| asked.scope);
    let recorded = recorded(record);
    wanted
        .into_iter()
        .map(|asked| row(record, asked, &recorded))
        .collect()
}

fn recorded(record: &Record<'_>) -> Vec<(EventId, MeasurementRecorded)> {
    record
        .bodies()
        .filter_map(|(id, body)| match body {
            Body::MeasurementRecorded(body) => Some((id, body)),
            _ => None,
        })
        .collect()
}

fn row(
    record: &Record<'_>,
    asked: MetricUse<'_>,
    recorded: &[(EventId, MeasurementRecorded)],
) -> Measurement {
    let MetricUse { metric, scope, .. } = asked;
    let state = &record.job.state;
    let judged = verdicts(state, record.catalogue(), metric, scope);
    let worst = judged.iter().max_by_key(|judged| weight(&judged.outcome));
    let values = recorded
        .iter()
        .filter(|(_, body)| body.metric == metric.key && body.scope == scope)
        .filter_map(|(id, body)| value(record, metric, *id, body))
        .collect();
    Measurement {
        metric: metric.key.clone(),
        name: subject::text(&metric.title),
        scope: match scope {
            Scope::Local => "local".to_owned(),
            Scope::EndToEnd => "e2e".to_owned(),
        },
        unit: metric
            .unit
            .clone()
            .filter(|unit| unit != "1")
            .unwrap_or_default(),
        required: asked.severity(severity(&metric.need(), state, record.catalogue()))
            == Severity::Must,
        limit: limit(
            metric,
            &LimitShown::of(metric, &judge_context(state, record.catalogue())),
        ),
        values,
        disputed: state
            .measurements_of(scope.as_str(), &metric.key)
            .any(|field| field.is_disputed()),
        verdict: worst.map_or(Verdict::Missing, |judged| verdict(&judged.outcome)),
        margin: worst.and_then(|judged| judged.margin.map(|margin| margin.to_string())),
    }
}

fn value(
    record: &Record<'_>,
    metric: &Metric,
    id: EventId,
    body: &MeasurementRecorded,
) -> Option<MeasuredValue> {
    Some(MeasuredValue {
        event: id.0,
        value: body.value.clone(),
        label: subject::choice(metric, &body.value),
        run: Some(body.run),
        source: match body.source {
            body::ValueSource::Typed => ValueSource::Typed,
            body::ValueSource::File => ValueSource::Trace,
        },
        time: record.time(id)?,
        by: record.author(id),
        superseded_by: record.job.state.superseded.get(&id).map(|event| event.0),
    })
}

fn limit(metric: &Metric, shown: &LimitShown) -> Option<Limit> {
    if matches!(shown.form, LimitForm::None | LimitForm::Unknown) {
        return None;
    }
    Some(Limit {
        low: shown.min.map(|bound| bound.to_string()),
        high: shown.max.map(|bound| bound.to_string()),
        equals: shown.value.as_deref().map(|value| {
            subject::choice(metric, value).unwrap_or_else(|| subject::unlisted(value))
        }),
        origin: match metric.limit {
            catalogue::Limit::ContractRate { .. } => LimitOrigin::Order,
            _ => match SourceClass::of(&metric.source) {
                SourceClass::Default => LimitOrigin::Default,
                SourceClass::Carrier => LimitOrigin::Carrier,
                SourceClass::Public => LimitOrigin::Public,
            },
        },
    })
}

/// The worst of several runs stands for all.
fn weight(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Recorded => 0,
        Outcome::Pass => 1,
        Outcome::Undecided(_) => 2,
        Outcome::RemarkNeeded => 3,
        Outcome::GoOn => 4,
        Outcome::Unreadable => 5,
        Outcome::Fail => 6,
    }
}

fn verdict(outcome: &Outcome) -> Verdict {
    match outcome {
        Outcome::Pass => Verdict::Pass,
        Outcome::Fail | Outcome::Unreadable => Verdict::Fail,
        Outcome::RemarkNeeded | Outcome::GoOn => Verdict::Flag,
        Outcome::Recorded | Outcome::Undecided(_) => Verdict::Unjudged,
    }
}
