use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::level::Level;
use crate::decimal::Decimal;

/// A limit of the closed set. There is no expression language: a new formula is a new variant.
/// All numbers are in the unit of the metric that carries the limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Limit {
    /// From `min` to `max`, both included.
    Range {
        /// Lowest value that passes.
        min: Decimal,
        /// Highest value that passes.
        max: Decimal,
    },
    /// Not below `min`.
    AtLeast {
        /// Lowest value that passes.
        min: Decimal,
    },
    /// Not above `max`.
    AtMost {
        /// Highest value that passes.
        max: Decimal,
    },
    /// Exactly this answer, for yes/no and choices.
    Equals {
        /// The answer that passes.
        value: String,
    },
    /// Whole-link loss: not above `per_km` * length + `per_splice` * splices + `per_connector` *
    /// connectors + `extra` (a splitter), all in dB (DOMAIN 2.6).
    LinkBudget {
        /// Loss of one kilometre, dB.
        per_km: Decimal,
        /// Loss of one splice, dB.
        per_splice: Decimal,
        /// Loss of one connector pair, dB.
        per_connector: Decimal,
        /// Fixed loss, dB.
        #[serde(default)]
        extra: Option<Decimal>,
    },
    /// Not below this share of the contracted rate, in percent; the metric is in Mbit/s.
    ContractRate {
        /// Share of the contracted rate, %.
        percent: Decimal,
        /// Never more than this is asked for, Mbit/s.
        #[serde(default)]
        up_to: Option<Decimal>,
    },
    /// Delay: not above `per_km` * length of the path + `per_node` * nodes + `fixed`, all in the
    /// unit of the metric (DOMAIN 2.2, 2.4, 2.8).
    DelayBudget {
        /// Delay of one kilometre of path; 0.01 ms there and back.
        per_km: Decimal,
        /// Delay of one node on the path.
        #[serde(default)]
        per_node: Option<Decimal>,
        /// Delay that is there at any length: the boxes at both ends.
        #[serde(default)]
        fixed: Option<Decimal>,
    },
    /// Errors counted while a path is brought into service: accept, reject, or go on.
    BringIntoService(BringIntoService),
    /// A long-term ratio: not above the path's share, by length, of the objective from end to end (DOMAIN 2.1.3).
    PathObjective(PathObjective),
    /// Received power in dBm: `margin` dB above the sensitivity to `margin` dB below the overload
    /// of the interface class (DOMAIN 2.1.1).
    ReceivedPower {
        /// Weakest light the class receives, dBm.
        sensitivity: Decimal,
        /// Strongest light the class receives, dBm.
        overload: Decimal,
        /// Distance kept from both, dB.
        margin: Decimal,
    },
    /// The same with the figures of the module's own label, noted in two other metrics in dBm.
    ModuleWindow {
        /// Metric that holds the sensitivity.
        sensitivity: String,
        /// Metric that holds the overload.
        overload: String,
        /// Distance kept from both, dB.
        margin: Decimal,
    },
    /// Against the value of another metric: from `times` it less `below` to `times` it plus
    /// `above`. A side that is not named is open.
    Against {
        /// The other metric, a number of the same kind.
        metric: String,
        /// Factor on its value; 1 where absent.
        #[serde(default)]
        times: Option<Decimal>,
        /// How far below is still good.
        #[serde(default)]
        below: Option<Decimal>,
        /// How far above is still good.
        #[serde(default)]
        above: Option<Decimal>,
    },
    /// Two limits: outside `tolerated` it fails, between the two a remark is asked for.
    Graded {
        /// What passes.
        pass: Box<Limit>,
        /// What does not fail.
        tolerated: Box<Limit>,
    },
    /// Another limit for each service level; levels not named are recorded without judgement.
    ByLevel(BTreeMap<Level, Limit>),
    /// Another limit for each answer of a choice metric; answers not named are recorded without
    /// judgement.
    ByChoice {
        /// The metric whose answer decides.
        metric: String,
        /// Limit by answer.
        limits: BTreeMap<String, Limit>,
        /// The limit in jobs that do not measure the choice.
        #[serde(default)]
        otherwise: Option<Box<Limit>>,
    },
    /// Recorded, never judged.
    Informational,
}

/// Limits on errored seconds of a new path by the method of M.2100: of the reference objective the
/// path gets a share by its length, half of it is kept for ageing, and two standard deviations part
/// acceptance (S1) from rejection (S2). The tables are data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BringIntoService {
    /// Reference objective by rate of the path; faster paths are recorded without judgement.
    pub reference: Vec<RateRatio>,
    /// Share of the objective by length of the path.
    pub allocation: Vec<LengthShare>,
    /// How long errors were counted.
    pub time: CountingTime,
    /// True for the long test that follows an undecided one: half the allocated objective decides.
    #[serde(default)]
    pub decides: bool,
}

/// An objective for the longest path there is, of which a shorter one gets a share. The tables are data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathObjective {
    /// Objective by rate of the path; faster paths are recorded without judgement.
    pub objective: Vec<RateRatio>,
    /// Share of the objective by length of the path.
    pub allocation: Vec<LengthShare>,
}

/// A ratio for rates up to a bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRatio {
    /// Highest rate it holds for, Mbit/s.
    pub up_to_mbps: Decimal,
    /// The ratio: seconds with errors in a second, blocks with errors among all.
    pub ratio: Decimal,
}

/// A share for lengths up to a bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthShare {
    /// Greatest length it holds for, km; any where absent.
    pub up_to_km: Option<Decimal>,
    /// Share, %.
    pub percent: Decimal,
}

/// How long errors are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CountingTime {
    /// Always so many seconds.
    Seconds(u32),
    /// As the answer of a choice metric says.
    ByChoice {
        /// The metric whose answer decides.
        metric: String,
        /// Seconds by answer.
        seconds: BTreeMap<String, u32>,
    },
}

/// What a limit takes from another metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference<'a> {
    /// A number.
    Number(&'a str),
    /// One of these answers.
    Choice(&'a str, &'a str),
}

impl Limit {
    /// Keys of the metrics that this limit takes something from.
    #[must_use]
    pub fn metrics(&self) -> Vec<&str> {
        let mut metrics: Vec<&str> = self
            .references()
            .into_iter()
            .map(|reference| match reference {
                Reference::Number(metric) | Reference::Choice(metric, _) => metric,
            })
            .collect();
        metrics.dedup();
        metrics
    }

    /// What this limit takes from other metrics, each answer of a choice by itself.
    #[must_use]
    pub fn references(&self) -> Vec<Reference<'_>> {
        match self {
            Self::ModuleWindow {
                sensitivity,
                overload,
                ..
            } => vec![Reference::Number(sensitivity), Reference::Number(overload)],
            Self::Against { metric, .. } => vec![Reference::Number(metric)],
            Self::BringIntoService(BringIntoService {
                time: CountingTime::ByChoice { metric, seconds },
                ..
            }) => seconds
                .keys()
                .map(|answer| Reference::Choice(metric, answer))
                .collect(),
            Self::Graded { pass, tolerated } => {
                [pass.references(), tolerated.references()].concat()
            }
            Self::ByLevel(limits) => limits.values().flat_map(Self::references).collect(),
            Self::ByChoice {
                metric,
                limits,
                otherwise,
            } => {
                let own = limits
                    .keys()
                    .map(|answer| Reference::Choice(metric, answer));
                let inner = limits.values().chain(otherwise.as_deref());
                own.chain(inner.flat_map(Self::references)).collect()
            }
            Self::Range { .. }
            | Self::AtLeast { .. }
            | Self::AtMost { .. }
            | Self::Equals { .. }
            | Self::LinkBudget { .. }
            | Self::ContractRate { .. }
            | Self::DelayBudget { .. }
            | Self::BringIntoService(_)
            | Self::PathObjective(_)
            | Self::ReceivedPower { .. }
            | Self::Informational => Vec::new(),
        }
    }
}

/// Where a figure comes from, as DOMAIN marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Source {
    /// Carrier document 0.
    S0,
    /// Carrier documents 1.
    S1,
    /// Carrier document 2.
    S2,
    /// Carrier document 3.
    S3,
    /// Read in a public page.
    W,
    /// Measured or computed from sample files.
    M,
    /// Known from a named standard whose text was not re-read.
    K,
    /// Customary carrier practice.
    C,
    /// Our own proposal.
    P,
}

/// What a limit may be called after where its figures come from; the weakest of several marks counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceClass {
    /// Known, customary or proposed: a default limit.
    Default,
    /// The carrier's rule.
    Carrier,
    /// A public source, or measured from samples.
    Public,
}

impl SourceClass {
    /// The class of a figure with these marks.
    #[must_use]
    pub fn of(marks: &[Source]) -> Self {
        let classes = marks.iter().map(|mark| mark.class());
        classes.min().unwrap_or(Self::Default)
    }
}

impl Source {
    /// The class of one mark.
    #[must_use]
    pub const fn class(self) -> SourceClass {
        match self {
            Self::S0 | Self::S1 | Self::S2 | Self::S3 => SourceClass::Carrier,
            Self::W | Self::M => SourceClass::Public,
            Self::K | Self::C | Self::P => SourceClass::Default,
        }
    }

    /// True where the figure may not be called "per standard" or "per rule": screens and papers
    /// call such a limit "default limit".
    #[must_use]
    pub const fn is_default(self) -> bool {
        matches!(self.class(), SourceClass::Default)
    }
}
