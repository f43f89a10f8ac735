//! Checks of test templates: units, sources, and limits that can be judged.

use super::{ANSWER, Checker, INSTRUMENT, METRIC, PHOTO_SLOT, SERVICE};
use crate::catalogue::error::Defect;
use crate::catalogue::level::Level;
use crate::catalogue::limit::{LengthShare, Limit, RateRatio, Reference};
use crate::catalogue::locate::Place;
use crate::catalogue::need::{Need, Severity};
use crate::catalogue::template::{Metric, MetricKind, TestTemplate, TestTime};

impl Checker<'_> {
    pub(super) fn check_template(&mut self, place: &Place, template: &TestTemplate) {
        for (index, service) in template.services.iter().enumerate() {
            self.refer(SERVICE, service, place.item("services", index));
        }
        for (index, service) in template.not_for.iter().enumerate() {
            self.refer(SERVICE, service, place.item("not_for", index));
        }
        let times = [&template.times.local, &template.times.end_to_end];
        if times.into_iter().flatten().any(|time| !is_complete(time)) {
            let reason = "a time by level names gold, silver, bronze and standard, each once";
            self.report(place.key("times"), Defect::DoesNotFit(reason));
        }
        for (index, metric) in template.metrics.iter().enumerate() {
            self.check_metric(&place.item("metric", index), metric);
        }
    }

    fn check_metric(&mut self, place: &Place, metric: &Metric) {
        let is_number = metric.kind == MetricKind::Number;
        if is_number && metric.unit.as_deref().is_none_or(str::is_empty) {
            self.report(place.key("unit"), Defect::NoUnit);
        }
        if let Some(reason) = misfit(&metric.limit, metric) {
            self.report(place.key("limit"), Defect::DoesNotFit(reason));
        }
        for (index, service) in metric.not_for.iter().enumerate() {
            self.refer(SERVICE, service, place.item("not_for", index));
        }
        for reference in metric.limit.references() {
            self.check_reference(&place.key("limit"), metric, reference);
        }
        if (metric.kind == MetricKind::Choice) == metric.choices.is_empty() {
            let reason = "a choice needs its [[..choice]] list, and only a choice has one";
            self.report(place.key("kind"), Defect::DoesNotFit(reason));
        }
        if metric.source.is_empty() {
            self.report(place.key("source"), Defect::NoSource);
        }
        if let Some(slot) = &metric.photo {
            self.refer(PHOTO_SLOT, slot, place.key("photo"));
        }
        if let Some(instrument) = &metric.instrument {
            self.refer(INSTRUMENT, instrument, place.key("instrument"));
        }
        if let Some(need) = &metric.need {
            self.check_need(&place.key("need"), need);
        }
        if matches!(&metric.limit, Limit::BringIntoService(limit) if !limit.decides) {
            self.check_long_test(&place.key("limit"), metric);
        }
    }

    /// What a first test leaves open has to be settled somewhere.
    fn check_long_test(&mut self, place: &Place, metric: &Metric) {
        let mut rows = self
            .files
            .iter()
            .flat_map(|file| &file.content.template)
            .flat_map(|template| &template.metrics);
        let decides =
            |row: &Metric| matches!(&row.need, Some(Need::WhenGoesOn(of)) if *of == metric.key);
        if !rows.any(decides) {
            let reason = "a test that can go on needs a row with need when_goes_on that decides";
            self.report(place.clone(), Defect::DoesNotFit(reason));
        }
    }

    /// A limit may lean on another metric only where that gives a number in the same kind of
    /// unit, or offers the answer.
    fn check_reference(&mut self, place: &Place, metric: &Metric, reference: Reference<'_>) {
        let (Reference::Number(key) | Reference::Choice(key, _)) = reference;
        let other = self
            .files
            .iter()
            .flat_map(|file| &file.content.template)
            .flat_map(|template| &template.metrics)
            .find(|candidate| candidate.key == key);
        let undefined = |what, code: &str| {
            let code = code.to_owned();
            Some(Defect::Undefined { what, code })
        };
        let defect = match (other, reference) {
            (None, _) => undefined(METRIC, key),
            (Some(other), _) if other.key == metric.key => {
                Some(Defect::DoesNotFit("a limit cannot lean on its own metric"))
            }
            (Some(other), Reference::Number(_)) => (other.kind != MetricKind::Number
                || (other.unit != metric.unit && !is_scaled(&metric.limit)))
            .then_some(Defect::DoesNotFit(
                "a limit against another metric needs a number in the same unit, or times",
            )),
            (Some(other), Reference::Choice(_, answer)) => {
                if other.choices.iter().any(|choice| choice.key == answer) {
                    None
                } else {
                    undefined(ANSWER, answer)
                }
            }
        };
        if let Some(defect) = defect {
            self.report(place.clone(), defect);
        }
    }
}

/// True where the limit says how the other number becomes one of its own kind.
const fn is_scaled(limit: &Limit) -> bool {
    matches!(limit, Limit::Against { times: Some(_), .. })
}

fn is_complete(time: &TestTime) -> bool {
    match time {
        TestTime::ByLevel(times) => {
            Level::ALL.iter().all(|level| times.contains_key(level))
                && times
                    .values()
                    .all(|time| !matches!(time, TestTime::ByLevel(_)))
        }
        TestTime::Spot | TestTime::Minutes(_) | TestTime::Calls(_) => true,
    }
}

/// Why a metric's limit cannot be judged with the kind of value it takes.
fn misfit(limit: &Limit, metric: &Metric) -> Option<&'static str> {
    let is_number = metric.kind == MetricKind::Number;
    let only_numbers = (!is_number).then_some("this limit judges numbers only");
    let only_in = |units: &[&str], reason: &'static str| {
        let fits = metric
            .unit
            .as_deref()
            .is_some_and(|unit| units.contains(&unit));
        if fits { only_numbers } else { Some(reason) }
    };
    match limit {
        Limit::Range { min, max } if min > max => Some("min is above max"),
        Limit::Range { .. } | Limit::AtLeast { .. } | Limit::AtMost { .. } => only_numbers,
        Limit::LinkBudget { .. } => only_in(&["dB"], "a link budget is in dB"),
        Limit::DelayBudget { .. } => only_in(&["ms", "µs"], "a delay budget is in ms or µs"),
        Limit::ContractRate { .. } => {
            only_in(&["Mbit/s"], "a share of the contracted rate is in Mbit/s")
        }
        Limit::ReceivedPower { .. } | Limit::ModuleWindow { .. } => {
            only_in(&["dBm"], "received power is in dBm")
        }
        Limit::Against {
            below: None,
            above: None,
            ..
        } => Some("a limit against another metric needs below, above or both"),
        Limit::Against { .. } => only_numbers,
        Limit::BringIntoService(limit) if !is_ascending(&limit.reference, &limit.allocation) => {
            Some(TABLES_RISE)
        }
        Limit::PathObjective(limit) if !is_ascending(&limit.objective, &limit.allocation) => {
            Some(TABLES_RISE)
        }
        Limit::PathObjective(_) => only_in(&["1"], "an objective is a ratio, without a unit"),
        Limit::BringIntoService(_) => only_in(&["1", "s"], "seconds with errors are counted"),
        Limit::Equals { value } => match metric.kind {
            MetricKind::YesNo if !matches!(value.as_str(), "yes" | "no") => {
                Some("the answer is yes or no")
            }
            MetricKind::Choice if !metric.choices.iter().any(|choice| choice.key == *value) => {
                Some("the answer is none of the choices")
            }
            MetricKind::Number => Some("a number needs a limit of numbers"),
            MetricKind::YesNo | MetricKind::Choice | MetricKind::Text => None,
        },
        Limit::Graded { .. } if metric.severity != Severity::Must => {
            Some("a graded limit fails outside what is tolerated: its severity is must")
        }
        Limit::Graded { pass, tolerated } => only_numbers
            .or_else(|| misfit(pass, metric))
            .or_else(|| misfit(tolerated, metric)),
        Limit::ByLevel(limits) => limits.values().find_map(|limit| match limit {
            Limit::ByLevel(_) => Some("a limit by level cannot hold another limit by level"),
            inner => misfit(inner, metric),
        }),
        Limit::ByChoice {
            limits, otherwise, ..
        } => limits
            .values()
            .chain(otherwise.as_deref())
            .find_map(|inner| misfit(inner, metric)),
        Limit::Informational => None,
    }
}

const TABLES_RISE: &str = "the tables rise, and only the last length may be open";

fn is_ascending(ratios: &[RateRatio], shares: &[LengthShare]) -> bool {
    let rates = ratios
        .windows(2)
        .all(|pair| pair[0].up_to_mbps < pair[1].up_to_mbps);
    let lengths = shares.windows(2).all(|pair| {
        let (Some(here), next) = (pair[0].up_to_km, pair[1].up_to_km) else {
            return false;
        };
        next.is_none_or(|next| here < next)
    });
    rates && lengths && !ratios.is_empty() && !shares.is_empty()
}
