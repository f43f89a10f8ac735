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
    },
    /// Another limit for each service level; levels not named are recorded without judgement.
    ByLevel(BTreeMap<Level, Limit>),
    /// Recorded, never judged.
    Informational,
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

impl Source {
    /// True where the figure may not be called "per standard" or "per rule": screens and papers
    /// call such a limit "default limit".
    #[must_use]
    pub const fn is_default(self) -> bool {
        matches!(self, Self::K | Self::C | Self::P)
    }
}
