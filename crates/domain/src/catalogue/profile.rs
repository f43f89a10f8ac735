use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::level::Level;
use super::limit::Source;
use super::text::Text;
use crate::decimal::Decimal;

/// The promises of one carrier rule set: its level words and its clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Key, as in the plan: "cm-transmission".
    pub key: String,
    /// Its name.
    pub title: Text,
    /// Its words for the levels; empty where the profile does not tell levels apart.
    #[serde(default, rename = "level")]
    pub levels: Vec<LevelName>,
    /// Up to this distance from the maintenance point a site is near, km [S2].
    pub near_km_max: Option<Decimal>,
    /// Its clocks.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<ClockRule>,
}

/// A profile's own word for a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelName {
    /// The level in our vocabulary.
    pub level: Level,
    /// The profile's word.
    pub title: Text,
}

/// A clock a profile promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// Key, like "opening".
    pub clock: String,
    /// What it is for.
    pub title: Text,
    /// Job kinds it runs in.
    pub jobs: Vec<String>,
    /// Kind of the mark that starts it.
    pub starts: String,
    /// Kind of the mark that ends it.
    pub ends: String,
    /// How long it runs.
    pub limit: ClockLimit,
    /// True where an approved extension replaces its due time.
    #[serde(default)]
    pub extension: bool,
    /// Where the figure comes from.
    pub source: Vec<Source>,
}

/// How long a clock runs. A closed set: a new shape is a new variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClockLimit {
    /// Working days.
    Workdays(u32),
    /// Working days by level, and by distance from the maintenance point.
    WorkdaysByLevelAndDistance {
        /// Up to the profile's `near_km_max`.
        near: BTreeMap<Level, u32>,
        /// Beyond it.
        far: BTreeMap<Level, u32>,
    },
}

/// Rules of visiting a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitRules {
    /// Be there this many minutes before the agreed time [S2].
    pub arrive_minutes_early: u32,
    /// A change of time is told at least this many hours before [S2].
    pub reschedule_notice_hours_min: u32,
}
