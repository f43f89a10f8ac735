use std::collections::BTreeSet;

use chrono::NaiveDate;
use lineproof_domain::calendar::local_day;
use lineproof_domain::catalogue::{
    self, JudgeContext, LimitForm, LimitShown, MetricKind, MetricUse, Outcome, Severity,
    SourceClass, judge,
};
use lineproof_domain::job::Current;
use lineproof_domain::registry::body::{self, InstrumentNoted, MeasurementRecorded};

use super::ViewContext;
use super::step::count;
use super::words::{both, words};
use crate::dto::{
    AnswerOption, Direction, Instrument, InstrumentKind, Limit, LimitOrigin, Metric, MetricInput,
    Scope, ValueSource, Verdict, VerdictKind,
};

pub(super) fn scope(scope: body::Scope) -> Scope {
    match scope {
        body::Scope::Local => Scope::Local,
        body::Scope::EndToEnd => Scope::E2e,
    }
}

/// A metric as a step asks for it, with what was recorded: a line for each run, one where there is none yet.
pub(super) fn lines(
    wanted: MetricUse<'_>,
    judging: &JudgeContext,
    context: &ViewContext<'_>,
) -> Vec<Metric> {
    let mut runs: Vec<_> = context
        .state
        .measurements_of(wanted.scope.as_str(), &wanted.metric.key)
        .filter_map(|field| Some((field.latest()?, field.is_disputed())))
        .collect();
    runs.sort_by_key(|(value, _)| (value.value.direction, value.value.run));
    if runs.is_empty() {
        return vec![blank(wanted, judging, context)];
    }
    let asked = wanted.metric;
    runs.iter()
        .map(|&(current, disputed)| {
            let value = &current.value;
            let opinion = standing(asked, current, judging, context);
            let judged = judge(asked, &value.value, judging);
            Metric {
                value: Some(value.value.clone()),
                run: value.run,
                direction: value.direction.map(Direction::shown),
                runs: count(runs.len()),
                source: Some(source(value.source)),
                verdict: if disputed {
                    Verdict {
                        is: VerdictKind::Flag,
                        ..opinion
                    }
                } else {
                    opinion
                },
                remark: value.remark.clone(),
                wants_remark: value.remark.is_none()
                    && matches!(judged.outcome, Outcome::RemarkNeeded | Outcome::GoOn),
                ..blank(wanted, judging, context)
            }
        })
        .collect()
}

fn blank(wanted: MetricUse<'_>, judging: &JudgeContext, context: &ViewContext<'_>) -> Metric {
    let asked = wanted.metric;
    Metric {
        key: asked.key.clone(),
        scope: scope(wanted.scope),
        name: words(&asked.title),
        unit: shown_unit(asked),
        input: input(asked.kind),
        limit: limit(&LimitShown::of(asked, judging), asked.kind),
        origin: origin(asked),
        value: None,
        run: 1,
        direction: None,
        runs: 1,
        source: None,
        verdict: miss(),
        required: wanted.severity(context.severity(&asked.need())) == Severity::Must,
        method: asked.method.as_ref().map(words),
        choices: asked.choices.iter().map(choice).collect(),
        remark: None,
        wants_remark: false,
    }
}

/// A bare count has no unit to show.
fn shown_unit(asked: &catalogue::Metric) -> String {
    asked
        .unit
        .clone()
        .filter(|unit| unit != "1")
        .unwrap_or_default()
}

fn choice(choice: &catalogue::Choice) -> AnswerOption {
    AnswerOption {
        value: choice.key.clone(),
        name: words(&choice.text),
        asks_remark: false,
    }
}

fn input(kind: MetricKind) -> MetricInput {
    match kind {
        MetricKind::Number => MetricInput::Number,
        MetricKind::YesNo => MetricInput::YesNo,
        MetricKind::Choice => MetricInput::Choice,
        MetricKind::Text => MetricInput::Text,
    }
}

fn source(source: body::ValueSource) -> ValueSource {
    match source {
        body::ValueSource::Typed => ValueSource::Typed,
        body::ValueSource::File => ValueSource::Trace,
    }
}

fn origin(asked: &catalogue::Metric) -> LimitOrigin {
    if matches!(asked.limit, catalogue::Limit::ContractRate { .. }) {
        LimitOrigin::Order
    } else {
        match SourceClass::of(&asked.source) {
            SourceClass::Default => LimitOrigin::Default,
            SourceClass::Carrier => LimitOrigin::Carrier,
            SourceClass::Public => LimitOrigin::Public,
        }
    }
}

fn limit(shown: &LimitShown, kind: MetricKind) -> Limit {
    let text = |number: Option<lineproof_domain::decimal::Decimal>| {
        number.map(|number| number.to_string()).unwrap_or_default()
    };
    match shown.form {
        LimitForm::Range => Limit::Range {
            low: text(shown.min),
            high: text(shown.max),
        },
        LimitForm::AtLeast => Limit::AtLeast {
            low: text(shown.min),
        },
        LimitForm::AtMost => Limit::AtMost {
            high: text(shown.max),
        },
        LimitForm::Equals if kind == MetricKind::YesNo => Limit::Works,
        LimitForm::Equals => Limit::Equal {
            value: shown.value.clone().unwrap_or_default(),
        },
        LimitForm::None | LimitForm::Unknown => Limit::Open,
    }
}

fn miss() -> Verdict {
    Verdict {
        is: VerdictKind::Miss,
        margin: None,
        below: false,
        out_of_calibration: false,
    }
}

/// The opinion of the rules on a value.
pub(crate) fn verdict(
    asked: &catalogue::Metric,
    value: &str,
    judging: &catalogue::JudgeContext,
) -> Verdict {
    let judged = judge(asked, value, judging);
    let is = match judged.outcome {
        Outcome::Pass => VerdictKind::Pass,
        Outcome::Fail => VerdictKind::Fail,
        Outcome::RemarkNeeded | Outcome::GoOn | Outcome::Unreadable => VerdictKind::Flag,
        Outcome::Recorded | Outcome::Undecided(_) => VerdictKind::Noted,
    };
    let below = match (
        value.parse::<lineproof_domain::decimal::Decimal>(),
        judged.limit.min,
    ) {
        (Ok(value), Some(min)) => value < min,
        _ => false,
    };
    let margin = judged
        .margin
        .map(|margin| margin.to_string().trim_start_matches('-').to_owned());
    Verdict {
        is,
        margin,
        below,
        out_of_calibration: false,
    }
}

impl Verdict {
    /// The same where the instrument's calibration had run out: whatever is not bad already has to be looked at.
    pub(crate) fn read_on(self, instrument: Option<&InstrumentNoted>, on: NaiveDate) -> Self {
        if !instrument.is_some_and(|instrument| instrument.is_run_out(on)) {
            return self;
        }
        let is = match self.is {
            VerdictKind::Fail => VerdictKind::Fail,
            VerdictKind::Pass | VerdictKind::Flag | VerdictKind::Miss | VerdictKind::Noted => {
                VerdictKind::Flag
            }
        };
        Verdict {
            is,
            out_of_calibration: true,
            ..self
        }
    }
}

/// The opinion on a value that was recorded.
fn standing(
    asked: &catalogue::Metric,
    current: &Current<MeasurementRecorded>,
    judging: &catalogue::JudgeContext,
    context: &ViewContext<'_>,
) -> Verdict {
    let mut noted = context.state.instruments.iter();
    let instrument = noted.find(|noted| Some(noted.event) == current.value.instrument);
    let mut told = context.state.timeline.iter();
    let entry = told.find(|entry| entry.event == current.event);
    let read_at = entry.map_or(context.now, |entry| entry.occurred_at.at);
    let opinion = verdict(asked, &current.value.value, judging);
    opinion.read_on(instrument.map(|noted| &noted.value), local_day(read_at))
}

/// The instruments that the shown metrics are measured with; all of them, as one visit uses few.
pub(super) fn instruments(context: &ViewContext<'_>) -> Vec<Instrument> {
    let today = local_day(context.now);
    let mut seen = BTreeSet::new();
    let noted = context.state.instruments.iter().rev();
    let mut newest: Vec<_> = noted
        .filter(|Current { value, .. }| {
            seen.insert((
                value.kind.clone(),
                value.serial.clone(),
                value.settings.clone(),
            ))
        })
        .map(|noted| instrument(noted, today, context))
        .collect();
    newest.reverse();
    newest
}

/// The kinds of instrument that can be noted.
pub(super) fn instrument_kinds(context: &ViewContext<'_>) -> Vec<InstrumentKind> {
    let kinds = context.catalogue.instruments.iter();
    kinds
        .map(|known| InstrumentKind {
            kind: known.key.clone(),
            name: words(&known.title),
            note: Some(words(&known.note)),
        })
        .collect()
}

fn instrument(
    noted: &Current<InstrumentNoted>,
    today: NaiveDate,
    context: &ViewContext<'_>,
) -> Instrument {
    let known = context.catalogue.instrument(&noted.value.kind);
    let until = noted.value.calibrated_until;
    Instrument {
        event: noted.event.to_string(),
        kind: noted.value.kind.clone(),
        name: known.map_or_else(
            || both(&*noted.value.kind, &*noted.value.kind),
            |known| words(&known.title),
        ),
        model: noted.value.model.clone(),
        serial: noted.value.serial.clone(),
        calibrated_until: until.map(|until| until.to_string()),
        settings: noted.value.settings.clone(),
        expired: noted.value.is_run_out(today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meter(until: &str) -> InstrumentNoted {
        InstrumentNoted {
            kind: "power_meter".to_owned(),
            model: "PM-1".to_owned(),
            serial: "1".to_owned(),
            calibrated_until: Some(until.parse().unwrap()),
            settings: None,
        }
    }

    #[test]
    fn a_value_read_after_the_calibration_had_run_out_is_flagged_and_a_bad_one_stays_bad() {
        let day = "2026-11-27".parse().unwrap();
        let of = |is, until: &str| {
            let opinion = Verdict { is, ..miss() };
            let judged = opinion.read_on(Some(&meter(until)), day);
            (judged.is, judged.out_of_calibration)
        };
        assert_eq!(
            of(VerdictKind::Pass, "2026-11-27"),
            (VerdictKind::Pass, false)
        );
        assert_eq!(
            of(VerdictKind::Pass, "2026-11-26"),
            (VerdictKind::Flag, true)
        );
        assert_eq!(
            of(VerdictKind::Fail, "2026-11-26"),
            (VerdictKind::Fail, true)
        );
        let unread = Verdict {
            is: VerdictKind::Pass,
            ..miss()
        };
        assert!(!unread.read_on(None, day).out_of_calibration);
    }
}
