use lineproof_domain::catalogue::{Metric, MetricKind};
use lineproof_domain::decimal::{Decimal, NumberProblem, Reading, read_number};
use lineproof_domain::ids::EventId;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{self, MeasurementRecorded, ValueSource};
use lineproof_domain::rules;
use lineproof_store::NewEvent;

use super::{MAX_TEXT_CHARS, optional_text, text};
use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{AppError, ErrorCode, JobView, MeasurementInput, Scope, Verdict};
use crate::view::metric::verdict;

impl App {
    /// What the rules would say of a value; saves nothing.
    pub fn judge_measurement(
        &self,
        job: &str,
        input: &MeasurementInput,
    ) -> Result<Verdict, AppError> {
        let device = self.device()?;
        let open = device.job(Device::job_id(job)?)?;
        let metric = metric(&open, &input.metric)?;
        let value = understood(metric, &input.value)?;
        Ok(verdict(
            metric,
            &value,
            &rules::judge_context(&open.state, &open.catalogue),
        ))
    }

    /// Records a value; recording the same run again corrects it.
    pub fn record_measurement(
        &self,
        job: &str,
        input: &MeasurementInput,
    ) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let asked = metric(open, &input.metric)?;
            let value = Value {
                scope: scope(input.scope),
                run: input.run.unwrap_or(1),
                text: understood(asked, &input.value)?,
                source: ValueSource::Typed,
                trace: None,
                remark: optional_text(input.remark.as_deref(), MAX_TEXT_CHARS)?,
            };
            Ok(vec![recorded(device, open, asked, value)])
        })
    }
}

/// A value that was understood.
pub(super) struct Value {
    pub(super) scope: body::Scope,
    pub(super) run: u32,
    pub(super) text: String,
    pub(super) source: ValueSource,
    pub(super) trace: Option<EventId>,
    pub(super) remark: Option<String>,
}

/// The event of a value; what stood for its run is corrected.
pub(super) fn recorded(device: &Device, open: &OpenJob, metric: &Metric, value: Value) -> NewEvent {
    let key = format!("{}/{}/{}", value.scope.as_str(), metric.key, value.run);
    let earlier = open.state.measurements.get(&key);
    let instrument = metric.instrument.as_ref().and_then(|kind| {
        open.state
            .instruments
            .iter()
            .rev()
            .find(|noted| noted.value.kind == *kind)
    });
    let body = Body::MeasurementRecorded(MeasurementRecorded {
        metric: metric.key.clone(),
        scope: value.scope,
        run: value.run,
        value: value.text,
        unit: metric.unit.clone().unwrap_or_default(),
        source: value.source,
        trace: value.trace,
        instrument: instrument.map(|noted| noted.event),
        remark: value.remark,
    });
    let event = device
        .event(open, body)
        .clearing_draft(format!("measurement:{key}"));
    let earlier = earlier.into_iter().flat_map(|field| &field.values);
    earlier.fold(event, |event, earlier| event.superseding(earlier.event))
}

pub(super) fn scope(scope: Scope) -> body::Scope {
    match scope {
        Scope::Local => body::Scope::Local,
        Scope::E2e => body::Scope::EndToEnd,
    }
}

fn metric<'a>(open: &'a OpenJob, key: &str) -> Result<&'a Metric, AppError> {
    open.catalogue
        .metric(key)
        .ok_or_else(|| AppError::new(ErrorCode::MetricUnknown).with("metric", key))
}

/// What was typed, as it is recorded: plain decimal text, a choice's code, or text.
fn understood(metric: &Metric, typed: &str) -> Result<String, AppError> {
    match metric.kind {
        MetricKind::Number => number(metric, typed),
        MetricKind::YesNo if matches!(typed, "yes" | "no") => Ok(typed.to_owned()),
        MetricKind::Choice if metric.choices.iter().any(|choice| choice.key == typed) => {
            Ok(typed.to_owned())
        }
        MetricKind::YesNo | MetricKind::Choice => {
            Err(AppError::new(ErrorCode::AnswerNotOffered).with("value", typed))
        }
        MetricKind::Text => text(typed, MAX_TEXT_CHARS),
    }
}

fn number(metric: &Metric, typed: &str) -> Result<String, AppError> {
    let not_a_number = || AppError::new(ErrorCode::ValueNotNumber).with("value", typed.trim());
    let value = match read_number(typed, metric.unit.as_deref().unwrap_or_default()) {
        Ok(Reading::Value { value, .. }) => value,
        Ok(Reading::Ask { .. }) => return Err(not_a_number()),
        Err(
            NumberProblem::Empty { .. }
            | NumberProblem::NotANumber { .. }
            | NumberProblem::TooLong { .. }
            | NumberProblem::OtherUnit { .. },
        ) => return Err(not_a_number()),
    };
    if metric.is_plausible(value) {
        return Ok(value.to_string());
    }
    let (low, high) = metric
        .plausible
        .as_ref()
        .map_or((Decimal::ZERO, Decimal::ZERO), |range| {
            (range.min, range.max)
        });
    Err(AppError::new(ErrorCode::ValueOutOfRange)
        .with("value", value)
        .with("low", low)
        .with("high", high))
}
