//! A limit of the catalogue worked out for one circuit.

use std::collections::BTreeMap;

use super::error_limits::{allocated, error_limits, halved_objective, percent_at, ratio_at};
use super::judge::{ContextField, JudgeContext, Needed};
use super::limit::{BringIntoService, CountingTime, Limit, PathObjective};
use crate::decimal::Decimal;

/// What a value is compared with.
pub(super) enum Bounds {
    /// Numbers: what passes, and what does not fail yet.
    Numbers {
        pass: Span,
        tolerated: Option<Tolerated>,
    },
    /// The one answer that passes.
    Answer(String),
    /// Nothing to compare with.
    Nothing,
    /// Something has to be known first.
    Unknown(Vec<Needed>),
}

/// From `min` to `max`, both included; open where absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
}

/// What lies outside the limit and is no failure yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tolerated {
    pub span: Span,
    /// True where more measuring decides, false where a remark is enough.
    pub goes_on: bool,
}

impl Span {
    pub fn holds(self, number: Decimal) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }

    /// Distance to the nearer end, negative outside.
    pub fn margin(self, number: Decimal) -> Option<Decimal> {
        let above_min = self.min.and_then(|min| number.minus(min));
        let below_max = self.max.and_then(|max| max.minus(number));
        [above_min, below_max]
            .into_iter()
            .flatten()
            .min()
            .map(Decimal::trimmed)
    }
}

impl Bounds {
    fn span(min: Option<Decimal>, max: Option<Decimal>) -> Self {
        let pass = Span {
            min: min.map(Decimal::trimmed),
            max: max.map(Decimal::trimmed),
        };
        Self::Numbers {
            pass,
            tolerated: None,
        }
    }

    fn needs(field: ContextField) -> Self {
        Self::Unknown(vec![Needed::Circuit(field)])
    }
}

/// The bounds of `limit` for a circuit.
pub(super) fn bounds(limit: &Limit, context: &JudgeContext) -> Bounds {
    match limit {
        Limit::Range { min, max } => Bounds::span(Some(*min), Some(*max)),
        Limit::AtLeast { min } => Bounds::span(Some(*min), None),
        Limit::AtMost { max } => Bounds::span(None, Some(*max)),
        Limit::Equals { value } => Bounds::Answer(value.clone()),
        Limit::Informational => Bounds::Nothing,
        Limit::LinkBudget {
            per_km,
            per_splice,
            per_connector,
            extra,
        } => budget(
            &[
                (*per_km, ContextField::LengthKm),
                (*per_splice, ContextField::Splices),
                (*per_connector, ContextField::Connectors),
            ],
            *extra,
            context,
        ),
        Limit::DelayBudget {
            per_km,
            per_node,
            fixed,
        } => {
            let nodes = per_node.map(|delay| (delay, ContextField::Nodes));
            let parts: Vec<_> = [(*per_km, ContextField::PathKm)]
                .into_iter()
                .chain(nodes)
                .collect();
            budget(&parts, *fixed, context)
        }
        Limit::ContractRate { percent, up_to } => {
            let share = context
                .rate_mbps
                .and_then(|rate| rate.times(*percent)?.shifted(-2));
            share.map_or_else(
                || Bounds::needs(ContextField::RateMbps),
                |share| Bounds::span(Some(up_to.map_or(share, |bound| share.min(bound))), None),
            )
        }
        Limit::ReceivedPower {
            sensitivity,
            overload,
            margin,
        } => window(*sensitivity, *overload, *margin),
        Limit::ModuleWindow {
            sensitivity,
            overload,
            margin,
        } => match (context.number(sensitivity), context.number(overload)) {
            (Some(sensitivity), Some(overload)) => window(sensitivity, overload, *margin),
            (found, other) => {
                let missing = [(found, sensitivity), (other, overload)];
                let missing = missing.into_iter().filter(|(value, _)| value.is_none());
                Bounds::Unknown(
                    missing
                        .map(|(_, metric)| Needed::Metric(metric.clone()))
                        .collect(),
                )
            }
        },
        Limit::Against {
            metric,
            times,
            below,
            above,
        } => against(metric, *times, *below, *above, context),
        Limit::BringIntoService(limit) => bring_into_service(limit, context),
        Limit::PathObjective(limit) => path_objective(limit, context),
        Limit::Graded { pass, tolerated } => {
            graded(bounds(pass, context), bounds(tolerated, context))
        }
        Limit::ByLevel(limits) => match context.level {
            None => Bounds::needs(ContextField::Level),
            Some(level) => limits
                .get(&level)
                .map_or(Bounds::Nothing, |limit| bounds(limit, context)),
        },
        Limit::ByChoice {
            metric,
            limits,
            otherwise,
        } => by_choice(metric, limits, otherwise.as_deref(), context),
    }
}

/// At most the sum of losses or delays by amount, and what is there at any amount.
fn budget(
    parts: &[(Decimal, ContextField)],
    fixed: Option<Decimal>,
    context: &JudgeContext,
) -> Bounds {
    let mut sum = Some(fixed.unwrap_or(Decimal::ZERO));
    let mut unknown = Vec::new();
    for (each, field) in parts {
        match context.amount(*field) {
            Some(amount) => sum = sum.and_then(|sum| sum.plus(amount.times(*each)?)),
            None => unknown.push(Needed::Circuit(*field)),
        }
    }
    match (sum, parts) {
        _ if !unknown.is_empty() => Bounds::Unknown(unknown),
        (Some(max), _) => Bounds::span(None, Some(max)),
        // A sum that does not fit comes from an absurd length.
        (None, parts) => Bounds::Unknown(
            parts
                .iter()
                .take(1)
                .map(|(_, field)| Needed::Circuit(*field))
                .collect(),
        ),
    }
}

/// Received power between sensitivity and overload, `margin` dB kept from both.
fn window(sensitivity: Decimal, overload: Decimal, margin: Decimal) -> Bounds {
    Bounds::span(sensitivity.plus(margin), overload.minus(margin))
}

fn against(
    metric: &str,
    times: Option<Decimal>,
    below: Option<Decimal>,
    above: Option<Decimal>,
    context: &JudgeContext,
) -> Bounds {
    let scaled = context
        .number(metric)
        .and_then(|value| value.times(times.unwrap_or(Decimal::ONE)));
    let Some(scaled) = scaled else {
        return Bounds::Unknown(vec![Needed::Metric(metric.to_owned())]);
    };
    Bounds::span(
        below.and_then(|below| scaled.minus(below)),
        above.and_then(|above| scaled.plus(above)),
    )
}

/// Rate and length of the path, or what is not known of it.
fn path_of(context: &JudgeContext) -> (Option<(Decimal, Decimal)>, Vec<Needed>) {
    let fields = [ContextField::RateMbps, ContextField::PathKm];
    let unknown = fields
        .into_iter()
        .filter(|field| context.amount(*field).is_none());
    let needs = unknown.map(Needed::Circuit).collect();
    (context.rate_mbps.zip(context.path_km), needs)
}

fn path_objective(limit: &PathObjective, context: &JudgeContext) -> Bounds {
    let (path, needs) = path_of(context);
    let Some((rate, length)) = path else {
        return Bounds::Unknown(needs);
    };
    ratio_at(&limit.objective, rate)
        .zip(percent_at(&limit.allocation, length))
        .and_then(|(ratio, percent)| allocated(ratio, percent))
        .map_or(Bounds::Nothing, |most| Bounds::span(None, Some(most)))
}

fn bring_into_service(limit: &BringIntoService, context: &JudgeContext) -> Bounds {
    let (path, mut needs) = path_of(context);
    let seconds = match &limit.time {
        CountingTime::Seconds(seconds) => Some(*seconds),
        CountingTime::ByChoice { metric, seconds } => match context.answer(metric) {
            Some(answer) => match seconds.get(answer) {
                Some(seconds) => Some(*seconds),
                None => return Bounds::Nothing,
            },
            None => {
                needs.push(Needed::Metric(metric.clone()));
                None
            }
        },
    };
    let (Some((rate, length)), Some(seconds)) = (path, seconds) else {
        return Bounds::Unknown(needs);
    };
    let half = ratio_at(&limit.reference, rate)
        .zip(percent_at(&limit.allocation, length))
        .and_then(|(ratio, percent)| halved_objective(ratio, percent, seconds));
    let Some(half) = half else {
        return Bounds::Nothing;
    };
    if limit.decides {
        return Bounds::span(None, Some(half));
    }
    match error_limits(half) {
        None => Bounds::Nothing,
        Some(limits) => Bounds::Numbers {
            pass: Span {
                min: None,
                max: Some(limits.accept_up_to),
            },
            tolerated: limits.reject_from.minus(Decimal::ONE).map(|max| Tolerated {
                span: Span {
                    min: None,
                    max: Some(max),
                },
                goes_on: true,
            }),
        },
    }
}

/// Both limits as one: what is unknown in either is unknown.
fn graded(pass: Bounds, tolerated: Bounds) -> Bounds {
    match (pass, tolerated) {
        (Bounds::Unknown(mut needs), Bounds::Unknown(more)) => {
            needs.extend(more);
            Bounds::Unknown(needs)
        }
        (Bounds::Unknown(needs), _) | (_, Bounds::Unknown(needs)) => Bounds::Unknown(needs),
        (Bounds::Numbers { pass, .. }, Bounds::Numbers { pass: span, .. }) => Bounds::Numbers {
            pass,
            tolerated: Some(Tolerated {
                span,
                goes_on: false,
            }),
        },
        (pass, _) => pass,
    }
}

fn by_choice(
    metric: &str,
    limits: &BTreeMap<String, Limit>,
    otherwise: Option<&Limit>,
    context: &JudgeContext,
) -> Bounds {
    match (context.answer(metric), otherwise) {
        (Some(answer), _) => limits
            .get(answer)
            .map_or(Bounds::Nothing, |limit| bounds(limit, context)),
        (None, Some(otherwise)) if !context.asks(metric) => bounds(otherwise, context),
        (None, _) => Bounds::Unknown(vec![Needed::Metric(metric.to_owned())]),
    }
}
