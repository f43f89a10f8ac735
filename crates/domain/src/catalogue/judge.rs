//! From a recorded value to a verdict. Exact: no binary floating point.

use serde::{Deserialize, Serialize};

use super::level::Level;
use super::limit::Limit;
use super::need::Severity;
use super::template::{Metric, MetricKind};
use crate::decimal::Decimal;

/// What some limits need to know of the circuit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
}

/// A field of the [`JudgeContext`], to name what is still unknown.
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
    /// The limit depends on something not known yet.
    Undecided(Vec<ContextField>),
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

enum Bounds {
    Numbers {
        min: Option<Decimal>,
        max: Option<Decimal>,
    },
    Answer(String),
    Nothing,
    Unknown(Vec<ContextField>),
}

impl LimitShown {
    /// The limit of `metric` for this circuit, before anything is measured.
    #[must_use]
    pub fn of(metric: &Metric, context: &JudgeContext) -> Self {
        Self::from_bounds(metric, &bounds(&metric.limit, context))
    }

    fn from_bounds(metric: &Metric, bounds: &Bounds) -> Self {
        let (form, min, max, value) = match bounds {
            Bounds::Numbers {
                min: Some(min),
                max: Some(max),
            } => (LimitForm::Range, Some(*min), Some(*max), None),
            Bounds::Numbers {
                min: Some(min),
                max: None,
            } => (LimitForm::AtLeast, Some(*min), None, None),
            Bounds::Numbers {
                min: None,
                max: Some(max),
            } => (LimitForm::AtMost, None, Some(*max), None),
            Bounds::Numbers {
                min: None,
                max: None,
            }
            | Bounds::Nothing => (LimitForm::None, None, None, None),
            Bounds::Answer(answer) => (LimitForm::Equals, None, None, Some(answer.clone())),
            Bounds::Unknown(_) => (LimitForm::Unknown, None, None, None),
        };
        let is_default = metric.has_default_limit() && form != LimitForm::None;
        Self {
            form,
            min,
            max,
            value,
            unit: metric.unit.clone(),
            is_default,
        }
    }
}

/// Judges the text `value` of `metric` for a circuit. Numbers are decimal text in the metric's unit.
#[must_use]
pub fn judge(metric: &Metric, value: &str, context: &JudgeContext) -> Verdict {
    let bounds = bounds(&metric.limit, context);
    let limit = LimitShown::from_bounds(metric, &bounds);
    let (inside, margin) = match inside(metric, value, bounds) {
        Ok(found) => found,
        Err(outcome) => {
            return Verdict {
                outcome,
                margin: None,
                limit,
            };
        }
    };
    let outcome = match (inside, metric.severity) {
        (true, _) => Outcome::Pass,
        (false, Severity::Must) => Outcome::Fail,
        (false, Severity::Should) => Outcome::RemarkNeeded,
        (false, Severity::Info) => Outcome::Recorded,
    };
    Verdict {
        outcome,
        margin,
        limit,
    }
}

/// Whether the value lies inside, with its margin; the outcome itself where there is nothing to compare.
fn inside(
    metric: &Metric,
    value: &str,
    bounds: Bounds,
) -> Result<(bool, Option<Decimal>), Outcome> {
    let number = match metric.kind {
        MetricKind::Number => Some(value.parse::<Decimal>().map_err(|_| Outcome::Unreadable)?),
        MetricKind::YesNo if !matches!(value, "yes" | "no") => return Err(Outcome::Unreadable),
        MetricKind::Choice if !metric.choices.iter().any(|choice| choice.key == value) => {
            return Err(Outcome::Unreadable);
        }
        MetricKind::YesNo | MetricKind::Choice | MetricKind::Text => None,
    };
    match (bounds, number) {
        (Bounds::Nothing, _) => Err(Outcome::Recorded),
        (Bounds::Unknown(needs), _) => Err(Outcome::Undecided(needs)),
        (Bounds::Answer(answer), _) => Ok((answer == value, None)),
        (Bounds::Numbers { .. }, None) => Err(Outcome::Unreadable),
        (Bounds::Numbers { min, max }, Some(number)) => {
            let above_min = min.and_then(|min| number.minus(min));
            let below_max = max.and_then(|max| max.minus(number));
            let margin = [above_min, below_max].into_iter().flatten().min();
            let inside = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
            Ok((inside, margin.map(Decimal::trimmed)))
        }
    }
}

fn bounds(limit: &Limit, context: &JudgeContext) -> Bounds {
    match limit {
        Limit::Range { min, max } => Bounds::Numbers {
            min: Some(*min),
            max: Some(*max),
        },
        Limit::AtLeast { min } => Bounds::Numbers {
            min: Some(*min),
            max: None,
        },
        Limit::AtMost { max } => Bounds::Numbers {
            min: None,
            max: Some(*max),
        },
        Limit::Equals { value } => Bounds::Answer(value.clone()),
        Limit::Informational => Bounds::Nothing,
        Limit::LinkBudget {
            per_km,
            per_splice,
            per_connector,
            extra,
        } => link_budget(
            [
                *per_km,
                *per_splice,
                *per_connector,
                extra.unwrap_or(Decimal::ZERO),
            ],
            context,
        ),
        Limit::ContractRate { percent } => {
            let min = context
                .rate_mbps
                .and_then(|rate| rate.times(*percent)?.shifted(-2));
            match min {
                Some(min) => Bounds::Numbers {
                    min: Some(min.trimmed()),
                    max: None,
                },
                None => Bounds::Unknown(vec![ContextField::RateMbps]),
            }
        }
        Limit::ByLevel(limits) => match context.level {
            None => Bounds::Unknown(vec![ContextField::Level]),
            Some(level) => limits
                .get(&level)
                .map_or(Bounds::Nothing, |limit| bounds(limit, context)),
        },
    }
}

fn link_budget(
    [per_km, per_splice, per_connector, extra]: [Decimal; 4],
    context: &JudgeContext,
) -> Bounds {
    let parts = [
        (context.length_km, per_km, ContextField::LengthKm),
        (context.splices, per_splice, ContextField::Splices),
        (context.connectors, per_connector, ContextField::Connectors),
    ];
    let mut sum = Some(extra);
    let mut unknown = Vec::new();
    for (amount, loss_db, field) in parts {
        match amount {
            Some(amount) => sum = sum.and_then(|sum| sum.plus(amount.times(loss_db)?)),
            None => unknown.push(field),
        }
    }
    match sum {
        Some(max) if unknown.is_empty() => Bounds::Numbers {
            min: None,
            max: Some(max.trimmed()),
        },
        // A sum that does not fit comes from an absurd length.
        _ if unknown.is_empty() => Bounds::Unknown(vec![ContextField::LengthKm]),
        _ => Bounds::Unknown(unknown),
    }
}
