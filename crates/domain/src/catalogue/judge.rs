//! From a recorded value to a verdict. Exact: no binary floating point.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bounds::{Bounds, bounds};
use super::level::Level;
use super::need::Severity;
use super::template::{Metric, MetricKind};
use crate::decimal::Decimal;

/// What some limits need to know of the circuit and of the job.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JudgeContext {
    /// Service level.
    pub level: Option<Level>,
    /// Contracted rate, Mbit/s.
    pub rate_mbps: Option<Decimal>,
    /// Length of the line, km.
    pub length_km: Option<Decimal>,
    /// Number of splices in the line.
    pub splices: Option<Decimal>,
    /// Number of connector pairs in the line.
    pub connectors: Option<Decimal>,
    /// Length of the whole path from end to end, km.
    pub path_km: Option<Decimal>,
    /// Number of nodes on the path.
    pub nodes: Option<Decimal>,
    /// The metrics that other limits refer to, as far as the job measures them: what was
    /// recorded, or nothing yet.
    pub values: BTreeMap<String, Option<String>>,
}

impl JudgeContext {
    /// The answer recorded of a choice metric.
    pub(super) fn answer(&self, metric: &str) -> Option<&str> {
        self.values.get(metric)?.as_deref()
    }

    /// The number recorded of a metric.
    pub(super) fn number(&self, metric: &str) -> Option<Decimal> {
        self.answer(metric)?.parse().ok()
    }

    /// True where the job measures the metric.
    pub(super) fn asks(&self, metric: &str) -> bool {
        self.values.contains_key(metric)
    }

    /// A field that holds an amount.
    pub(super) const fn amount(&self, field: ContextField) -> Option<Decimal> {
        match field {
            ContextField::Level => None,
            ContextField::RateMbps => self.rate_mbps,
            ContextField::LengthKm => self.length_km,
            ContextField::Splices => self.splices,
            ContextField::Connectors => self.connectors,
            ContextField::PathKm => self.path_km,
            ContextField::Nodes => self.nodes,
        }
    }
}

/// A field of the [`JudgeContext`] that the order or a metric fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContextField {
    /// Service level.
    Level,
    /// Contracted rate.
    RateMbps,
    /// Length of the line.
    LengthKm,
    /// Number of splices.
    Splices,
    /// Number of connector pairs.
    Connectors,
    /// Length of the whole path.
    PathKm,
    /// Number of nodes on the path.
    Nodes,
}

/// What is still unknown of a limit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// A fact of the circuit.
    Circuit(ContextField),
    /// The value of the metric with this key.
    Metric(String),
}

/// What came of judging a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Inside the limit.
    Pass,
    /// Outside a must limit: blocks.
    Fail,
    /// Outside a should limit: say why.
    RemarkNeeded,
    /// There is nothing to judge.
    Recorded,
    /// Neither accepted nor rejected: the long test decides.
    GoOn,
    /// The limit depends on something not known yet.
    Undecided(Vec<Needed>),
    /// The value is no number where the metric wants one, or none of the choices.
    Unreadable,
}

/// A value against its limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What came of it.
    pub outcome: Outcome,
    /// Distance to the nearer end of the limit in the metric's unit: negative outside.
    pub margin: Option<Decimal>,
    /// The limit that was applied.
    pub limit: LimitShown,
}

/// A limit as numbers, for screens and papers to put into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitShown {
    /// Which words.
    pub form: LimitForm,
    /// Lowest value that passes.
    pub min: Option<Decimal>,
    /// Highest value that passes.
    pub max: Option<Decimal>,
    /// Lowest value that does not fail yet, where that is another one than `min`.
    pub tolerated_min: Option<Decimal>,
    /// Highest value that does not fail yet, where that is another one than `max`: up to it a
    /// remark is asked for, or the test goes on.
    pub tolerated_max: Option<Decimal>,
    /// The one answer that passes.
    pub value: Option<String>,
    /// Unit of `min` and `max`.
    pub unit: Option<String>,
    /// True where it is to be called a "default limit" and never "per standard".
    pub is_default: bool,
}

/// How a limit is put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitForm {
    /// From min to max.
    Range,
    /// At least min.
    AtLeast,
    /// At most max.
    AtMost,
    /// Equal to value.
    Equals,
    /// No limit.
    None,
    /// A limit that cannot be worked out yet.
    Unknown,
}

impl LimitShown {
    /// The limit of `metric` for this circuit, before anything is measured.
    #[must_use]
    pub fn of(metric: &Metric, context: &JudgeContext) -> Self {
        Self::from_bounds(metric, &bounds(&metric.limit, context))
    }

    fn from_bounds(metric: &Metric, bounds: &Bounds) -> Self {
        let mut shown = Self {
            form: LimitForm::None,
            min: None,
            max: None,
            tolerated_min: None,
            tolerated_max: None,
            value: None,
            unit: metric.unit.clone(),
            is_default: false,
        };
        match bounds {
            Bounds::Numbers { pass, tolerated } => {
                shown.form = match (pass.min, pass.max) {
                    (Some(_), Some(_)) => LimitForm::Range,
                    (Some(_), None) => LimitForm::AtLeast,
                    (None, Some(_)) => LimitForm::AtMost,
                    (None, None) => LimitForm::None,
                };
                (shown.min, shown.max) = (pass.min, pass.max);
                let span = tolerated
                    .map(|tolerated| tolerated.span)
                    .unwrap_or_default();
                shown.tolerated_min = span.min.filter(|min| pass.min != Some(*min));
                shown.tolerated_max = span.max.filter(|max| pass.max != Some(*max));
            }
            Bounds::Answer(answer) => {
                shown.form = LimitForm::Equals;
                shown.value = Some(answer.clone());
            }
            Bounds::Nothing => {}
            Bounds::Unknown(_) => shown.form = LimitForm::Unknown,
        }
        shown.is_default = metric.has_default_limit() && shown.form != LimitForm::None;
        shown
    }
}

/// Judges the text `value` of `metric` for a circuit. Numbers are decimal text in the metric's unit.
#[must_use]
pub fn judge(metric: &Metric, value: &str, context: &JudgeContext) -> Verdict {
    let bounds = bounds(&metric.limit, context);
    let limit = LimitShown::from_bounds(metric, &bounds);
    let (outcome, margin) = compare(metric, value, bounds);
    Verdict {
        outcome,
        margin,
        limit,
    }
}

fn compare(metric: &Metric, value: &str, bounds: Bounds) -> (Outcome, Option<Decimal>) {
    let Ok(number) = readable(metric, value) else {
        return (Outcome::Unreadable, None);
    };
    let outside = match metric.severity {
        Severity::Must => Outcome::Fail,
        Severity::Should => Outcome::RemarkNeeded,
        Severity::Info => Outcome::Recorded,
    };
    match (bounds, number) {
        (Bounds::Nothing, _) => (Outcome::Recorded, None),
        (Bounds::Unknown(needs), _) => (Outcome::Undecided(needs), None),
        (Bounds::Answer(answer), _) if answer == value => (Outcome::Pass, None),
        (Bounds::Answer(_), _) => (outside, None),
        (Bounds::Numbers { .. }, None) => (Outcome::Unreadable, None),
        (Bounds::Numbers { pass, tolerated }, Some(number)) => {
            let margin = pass.margin(number);
            let outcome = match tolerated {
                _ if pass.holds(number) => Outcome::Pass,
                Some(tolerated) if tolerated.span.holds(number) => {
                    if tolerated.goes_on {
                        Outcome::GoOn
                    } else {
                        Outcome::RemarkNeeded
                    }
                }
                _ => outside,
            };
            (outcome, margin)
        }
    }
}

/// The number of a number metric, nothing for the others.
fn readable(metric: &Metric, value: &str) -> Result<Option<Decimal>, NotReadable> {
    match metric.kind {
        MetricKind::Number => value.parse().map(Some).map_err(|_| NotReadable),
        MetricKind::YesNo if !matches!(value, "yes" | "no") => Err(NotReadable),
        MetricKind::Choice if !metric.choices.iter().any(|choice| choice.key == value) => {
            Err(NotReadable)
        }
        MetricKind::YesNo | MetricKind::Choice | MetricKind::Text => Ok(None),
    }
}

/// The value is none that the metric takes.
struct NotReadable;
