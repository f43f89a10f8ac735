use lineproof_domain::calendar::local_day;
use lineproof_domain::catalogue::{Metric, MetricKind};
use lineproof_domain::decimal::{Decimal, NumberProblem, Reading, read_number};
use lineproof_domain::ids::EventId;
use lineproof_domain::job::Current;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{
    self, Direction, InstrumentNoted, MeasurementRecorded, ValueSource,
};
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
        let judging = rules::judge_context(&open.state, &open.catalogue);
        let instrument = at_hand(&open, metric).map(|noted| &noted.value);
        let today = local_day(device.now());
        Ok(verdict(metric, &value, &judging).read_on(instrument, today))
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
                direction: input.direction.map(crate::dto::Direction::recorded),
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
    pub(super) direction: Option<Direction>,
    pub(super) remark: Option<String>,
}

/// The event of a value; what stood for its run is corrected.
pub(super) fn recorded(device: &Device, open: &OpenJob, metric: &Metric, value: Value) -> NewEvent {
    let instrument = at_hand(open, metric);
    let body = MeasurementRecorded {
        metric: metric.key.clone(),
        scope: value.scope,
        run: value.run,
        value: value.text,
        unit: metric.unit.clone().unwrap_or_default(),
        source: value.source,
        trace: value.trace,
        instrument: instrument.map(|noted| noted.event),
        remark: value.remark,
        direction: value.direction,
    };
    let key = body.key();
    let earlier = open.state.measurements.get(&key);
    let event = device
        .event(open, Body::MeasurementRecorded(body))
        .clearing_draft(format!("measurement:{key}"));
    let earlier = earlier.into_iter().flat_map(|field| &field.values);
    earlier.fold(event, |event, earlier| event.superseding(earlier.event))
}

/// The instrument noted last of the kind that measures this.
fn at_hand<'a>(open: &'a OpenJob, metric: &Metric) -> Option<&'a Current<InstrumentNoted>> {
    let kind = metric.instrument.as_ref()?;
    let mut noted = open.state.instruments.iter().rev();
    noted.find(|noted| noted.value.kind == *kind)
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
    let value = read(typed, metric.unit.as_deref().unwrap_or_default())?;
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

/// A typed number in `unit`; what can mean two numbers is asked about.
pub(super) fn read(typed: &str, unit: &str) -> Result<Decimal, AppError> {
    let typed = typed.trim();
    let refused = |code| AppError::new(code).with("value", typed);
    match read_number(typed, unit) {
        Ok(Reading::Value { value, .. }) => Ok(value),
        Ok(Reading::Ask { candidates }) => {
            let mut error = refused(ErrorCode::ValueAmbiguous);
            for (name, candidate) in ["first", "second"].into_iter().zip(candidates) {
                error = error.with(name, candidate);
            }
            Err(error)
        }
        Err(NumberProblem::OtherUnit { .. }) => {
            Err(refused(ErrorCode::ValueOtherUnit).with("unit", unit))
        }
        Err(NumberProblem::TooLong { .. }) => Err(refused(ErrorCode::ValueTooLong)),
        Err(NumberProblem::Empty { .. } | NumberProblem::NotANumber { .. }) => {
            Err(refused(ErrorCode::ValueNotNumber))
        }
    }
}

#[cfg(test)]
mod tests {
    use lineproof_domain::catalogue::{Catalogue, shipped};

    use super::*;

    fn refusal(metric: &str, typed: &str) -> AppError {
        let catalogue = Catalogue::load(&shipped::bundle()).unwrap();
        number(catalogue.metric(metric).unwrap(), typed).unwrap_err()
    }

    #[test]
    fn a_value_that_can_be_read_two_ways_is_asked_about_with_both() {
        let error = refusal("internet.rate_down", "1,234");
        assert_eq!(error.code, ErrorCode::ValueAmbiguous);
        assert_eq!(
            (&*error.args["first"], &*error.args["second"]),
            ("1.234", "1234")
        );
    }

    #[test]
    fn a_value_in_milliwatts_is_not_turned_into_a_level() {
        let error = refusal("light.rx_power", "0.2 mW");
        assert_eq!(error.code, ErrorCode::ValueOtherUnit);
        assert_eq!(error.args["unit"], "dBm");
    }
}
