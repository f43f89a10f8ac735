use std::collections::BTreeSet;

use chrono::NaiveDate;
use lineproof_domain::calendar::local_day;
use lineproof_domain::catalogue::{
    self, LimitForm, LimitShown, MetricKind, Outcome, SourceClass, judge,
};
use lineproof_domain::job::Current;
use lineproof_domain::registry::body::{self, InstrumentNoted, MeasurementRecorded};
use lineproof_domain::rules;

use super::ViewContext;
use super::words::{both, words};
use crate::dto::{
    AnswerOption, Instrument, InstrumentKind, Limit, LimitOrigin, Metric, MetricInput, Run, Scope,
    ValueSource, Verdict, VerdictKind,
};

pub(super) fn scope(scope: body::Scope) -> Scope {
    match scope {
        body::Scope::Local => Scope::Local,
        body::Scope::EndToEnd => Scope::E2e,
    }
}

/// A metric as a step asks for it, with what was recorded.
pub(super) fn metric(
    asked: &catalogue::Metric,
    of: body::Scope,
    context: &ViewContext<'_>,
) -> Metric {
    let fields: Vec<_> = context
        .state
        .measurements_of(of.as_str(), &asked.key)
        .collect();
    let latest = fields
        .iter()
        .filter_map(|field| field.latest())
        .max_by_key(|value| value.value.run);
    let disputed = fields.iter().any(|field| field.is_disputed());
    let judging = rules::judge_context(context.state, context.catalogue);
    Metric {
        key: asked.key.clone(),
        scope: scope(of),
        name: words(&asked.title),
        unit: shown_unit(asked),
        input: input(asked.kind),
        limit: limit(&LimitShown::of(asked, &judging), asked.kind),
        origin: origin(asked),
        value: latest.map(|current| current.value.value.clone()),
        runs: fields
            .iter()
            .filter_map(|field| field.latest())
            .map(run)
            .collect(),
        source: latest.map(|current| source(current.value.source)),
        verdict: match latest {
            None => miss(),
            Some(current) if disputed => Verdict {
                is: VerdictKind::Flag,
                ..standing(asked, current, &judging, context)
            },
            Some(current) => standing(asked, current, &judging, context),
        },
        required: context.is_required(&asked.need()),
        method: asked.method.as_ref().map(words),
        choices: asked.choices.iter().map(choice).collect(),
        remark: latest.and_then(|current| current.value.remark.clone()),
        wants_remark: latest.is_some_and(|current| {
            let judged = judge(asked, &current.value.value, &judging);
            matches!(judged.outcome, Outcome::RemarkNeeded | Outcome::GoOn)
                && current.value.remark.is_none()
        }),
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

fn run(current: &Current<MeasurementRecorded>) -> Run {
    Run {
        run: current.value.run,
        value: current.value.value.clone(),
    }
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
        .filter(|noted| seen.insert((noted.value.kind.clone(), noted.value.serial.clone())))
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
