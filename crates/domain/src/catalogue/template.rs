use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::judge::ContextField;
use super::level::Level;
use super::limit::{Limit, Source, SourceClass};
use super::need::{Need, Severity};
use super::text::Text;
use crate::decimal::Decimal;
use crate::registry::body::Scope;

/// The test template of a service (DOMAIN section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestTemplate {
    /// Key, like "internet".
    pub key: String,
    /// Its name on screens and papers.
    pub title: Text,
    /// Service types it belongs to; empty for sheets that go with every job.
    #[serde(default)]
    pub services: Vec<String>,
    /// Service types whose jobs leave the sheet out: a line without fibre has no optical sheet.
    #[serde(default)]
    pub not_for: Vec<String>,
    /// How long its tests run.
    #[serde(default)]
    pub times: TestTimes,
    /// Its rows, in the order of the paper.
    #[serde(rename = "metric")]
    pub metrics: Vec<Metric>,
}

/// How long the tests of a template run, by report (DOMAIN 2.15).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TestTimes {
    /// In the local test.
    pub local: Option<TestTime>,
    /// In the end-to-end test.
    pub end_to_end: Option<TestTime>,
}

/// How long a test runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TestTime {
    /// A reading on the spot.
    Spot,
    /// So many minutes.
    Minutes(u32),
    /// So many calls.
    Calls(u32),
    /// By service level.
    ByLevel(BTreeMap<Level, TestTime>),
}

impl TestTime {
    /// The time for a circuit of `level`; never itself by level.
    #[must_use]
    pub fn at(&self, level: Level) -> Option<&Self> {
        match self {
            Self::ByLevel(times) => times.get(&level)?.at(level),
            time => Some(time),
        }
    }
}

impl TestTemplate {
    /// True where a step that measures this sheet does so for `service`.
    #[must_use]
    pub fn fits(&self, service: &str) -> bool {
        let listed = self.services.is_empty() || self.services.iter().any(|of| of == service);
        listed && !self.not_for.iter().any(|of| of == service)
    }

    /// The rows of `scope` for a job of `service`, in the order of the paper.
    pub fn rows<'a>(&'a self, scope: Scope, service: &str) -> impl Iterator<Item = &'a Metric> {
        self.metrics.iter().filter(move |metric| {
            metric.scope.includes(scope) && !metric.not_for.iter().any(|of| of == service)
        })
    }

    /// How long the test of `scope` runs for a circuit of `level`.
    #[must_use]
    pub fn time(&self, scope: Scope, level: Level) -> Option<&TestTime> {
        match scope {
            Scope::Local => self.times.local.as_ref(),
            Scope::EndToEnd => self.times.end_to_end.as_ref(),
        }?
        .at(level)
    }
}

/// One row of a test template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Key, unique in the whole catalogue, like "internet.rate_down".
    pub key: String,
    /// Its name on screens and papers.
    pub title: Text,
    /// What kind of value it takes.
    pub kind: MetricKind,
    /// Unit of a number, as printed ("dBm"); "1" for a bare count.
    pub unit: Option<String>,
    /// In which report it belongs.
    pub scope: MetricScope,
    /// Service types whose jobs leave the row out.
    #[serde(default)]
    pub not_for: Vec<String>,
    /// What passes.
    pub limit: Limit,
    /// What happens outside the limit: a must fails, a should asks for a remark.
    pub severity: Severity,
    /// When it is wanted; where absent, as the severity says.
    pub need: Option<Need>,
    /// Where limit and figure come from.
    pub source: Vec<Source>,
    /// The standard or rule that the figure is known from, for the handbook.
    pub standard: Option<String>,
    /// Answers of a choice.
    #[serde(default, rename = "choice")]
    pub choices: Vec<Choice>,
    /// Key of the instrument that measures it.
    pub instrument: Option<String>,
    /// How to measure, in a line.
    pub method: Option<Text>,
    /// The photo slot that must show the reading.
    pub photo: Option<String>,
    /// The fact of an imported trace that gives the value.
    pub from_trace: Option<TraceFact>,
    /// What the value tells the limits of other metrics.
    pub gives: Option<ContextField>,
    /// Values outside this range are asked about: a slip of the finger or a lost sign.
    pub plausible: Option<Plausible>,
}

/// What kind of value a metric takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricKind {
    /// A decimal number with a unit.
    Number,
    /// "yes" or "no".
    YesNo,
    /// One of the metric's choices.
    Choice,
    /// Free text, like an address.
    Text,
}

/// In which report a metric belongs (R-044, DOMAIN 2.15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricScope {
    /// The local test.
    Local,
    /// The end-to-end test.
    EndToEnd,
    /// Both, measured each time.
    Both,
}

impl MetricScope {
    /// True when a metric of this scope belongs into the test of `scope`.
    #[must_use]
    pub const fn includes(self, scope: Scope) -> bool {
        match self {
            Self::Local => matches!(scope, Scope::Local),
            Self::EndToEnd => matches!(scope, Scope::EndToEnd),
            Self::Both => true,
        }
    }
}

/// An answer that can be picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value that is recorded.
    pub key: String,
    /// What is shown.
    pub text: Text,
}

/// A fact of an imported OTDR trace that can fill a metric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraceFact {
    /// Which fact.
    pub fact: TraceFactKind,
    /// Nominal wavelength the trace must have, nm; any where absent. A trace counts when it is
    /// within 20 nm of it (instruments write 1308.4 for 1310).
    pub wavelength_nm: Option<u32>,
}

/// The facts of a trace by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceFactKind {
    /// Length to the end event, km.
    LengthKm,
    /// Total loss, dB.
    TotalLossDb,
    /// Total loss by length, dB/km.
    LossPerKm,
    /// Optical return loss, dB.
    OrlDb,
}

/// A range outside which a value is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plausible {
    /// Lowest likely value.
    pub min: Decimal,
    /// Highest likely value.
    pub max: Decimal,
}

impl Metric {
    /// When the value is wanted.
    #[must_use]
    pub fn need(&self) -> Need {
        self.need.clone().unwrap_or(match self.severity {
            Severity::Must => Need::Must,
            Severity::Should => Need::Should,
            Severity::Info => Need::Info,
        })
    }

    /// True when screens and papers call the limit a "default limit".
    #[must_use]
    pub fn has_default_limit(&self) -> bool {
        !matches!(self.limit, Limit::Informational)
            && SourceClass::of(&self.source) == SourceClass::Default
    }

    /// False for a number that is more likely a slip than a reading.
    #[must_use]
    pub fn is_plausible(&self, value: Decimal) -> bool {
        self.plausible
            .as_ref()
            .is_none_or(|range| range.min <= value && value <= range.max)
    }
}
