//! What an imported trace gives to the record.

use crate::catalogue::{Catalogue, Metric, MetricUse, Step, TraceFactKind};
use crate::decimal::Decimal;
use crate::job::{JobState, Trace};
use crate::registry::NumberText;
use crate::registry::body::{Scope, TraceFacts};

/// How far the wavelength of a trace may be from the nominal one, nm: instruments write 1308.4 for 1310.
pub const WAVELENGTH_TOLERANCE_NM: u32 = 20;

/// Shortest line whose loss is divided by its length, km [P]: below it the connectors at both
/// ends outweigh the fibre and the figure says nothing.
const SHORTEST_PER_KM: Decimal = Decimal::new(1, 0);

/// Digits behind the point of values read from a trace: a metre, a thousandth of a decibel.
const DECIMALS: u32 = 3;

/// A value that a trace gives to a metric, in the metric's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceValue<'a> {
    /// The metric.
    pub metric: &'a Metric,
    /// In which test.
    pub scope: Scope,
    /// The value.
    pub value: Decimal,
}

/// The values that a trace gives to the metrics of a step.
#[must_use]
pub fn values_from_trace<'a>(
    catalogue: &'a Catalogue,
    step: &'a Step,
    service: &'a str,
    facts: &TraceFacts,
) -> Vec<TraceValue<'a>> {
    catalogue
        .metrics_of(step, service)
        .filter_map(|MetricUse { metric, scope, .. }| {
            let wanted = metric.from_trace.as_ref()?;
            if wanted
                .wavelength_nm
                .is_some_and(|nm| !has_wavelength(facts, nm))
            {
                return None;
            }
            let value = fact(facts, wanted.fact)?.rounded(DECIMALS);
            Some(TraceValue {
                metric,
                scope,
                value,
            })
        })
        .collect()
}

/// The newest usable trace of a nominal wavelength.
#[must_use]
pub fn trace_of_wavelength(job: &JobState, wavelength_nm: u32) -> Option<&Trace> {
    job.traces.iter().rev().find(|trace| {
        let facts = &trace.facts.facts;
        facts.length_m.is_some() && has_wavelength(facts, wavelength_nm)
    })
}

/// Whether two traces were measured with one light, by [`WAVELENGTH_TOLERANCE_NM`].
#[must_use]
pub fn is_same_wavelength(one: &TraceFacts, other: &TraceFacts) -> bool {
    let written = |facts: &TraceFacts| decimal(facts.wavelength_nm.as_ref());
    match (written(one), written(other)) {
        (Some(one), Some(other)) => {
            let tolerance = Decimal::from(WAVELENGTH_TOLERANCE_NM);
            let distance = one.max(other).minus(one.min(other));
            distance.is_some_and(|distance| distance <= tolerance)
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn fact(facts: &TraceFacts, kind: TraceFactKind) -> Option<Decimal> {
    match kind {
        TraceFactKind::LengthKm => decimal(facts.length_m.as_ref())?.shifted(-3),
        TraceFactKind::TotalLossDb => decimal(facts.total_loss_db.as_ref()),
        TraceFactKind::OrlDb => decimal(facts.orl_db.as_ref()),
        TraceFactKind::LossPerKm => {
            let length_km = fact(facts, TraceFactKind::LengthKm)?;
            let total_db = fact(facts, TraceFactKind::TotalLossDb)?;
            if length_km < SHORTEST_PER_KM {
                None
            } else {
                total_db.divided_by(length_km, DECIMALS)
            }
        }
    }
}

fn has_wavelength(facts: &TraceFacts, nominal_nm: u32) -> bool {
    let lowest = Decimal::from(nominal_nm.saturating_sub(WAVELENGTH_TOLERANCE_NM));
    let highest = Decimal::from(nominal_nm.saturating_add(WAVELENGTH_TOLERANCE_NM));
    decimal(facts.wavelength_nm.as_ref())
        .is_some_and(|written| (lowest..=highest).contains(&written))
}

fn decimal(text: Option<&NumberText>) -> Option<Decimal> {
    text?.as_str().parse().ok()
}
