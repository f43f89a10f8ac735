use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::level::Level;
use super::limit::Source;
use super::terms::{SuspensionTerms, Terms};
use super::text::Text;
use crate::decimal::Decimal;
use crate::wide::narrow;

/// The promises of one carrier rule set: its words for levels and services, and its clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Key, as in the plan: "cm-transmission".
    pub key: String,
    /// Its name.
    pub title: Text,
    /// Its words for the levels, best first; empty where the profile does not tell levels apart.
    #[serde(default, rename = "level")]
    pub levels: Vec<LevelName>,
    /// Services that only this profile knows.
    #[serde(default, rename = "service")]
    pub services: Vec<ServiceName>,
    /// Up to this distance from the maintenance point a site is near, km [S2].
    pub near_km_max: Option<Decimal>,
    /// The time it grants for a long way.
    pub travel: Option<Travel>,
    /// The time it grants where a cable is cut, s.
    pub cable_cut_s: Option<u64>,
    /// What it holds a year, a month or an office to.
    #[serde(default)]
    pub terms: Terms,
    /// What it allows of suspensions.
    #[serde(default)]
    pub suspension: SuspensionTerms,
    /// Its clocks.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<ClockRule>,
}

/// A profile's own word for a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelName {
    /// Key in the profile, like "local_a".
    pub key: String,
    /// The level in our vocabulary (R-079, G23).
    pub level: Level,
    /// The profile's word.
    pub title: Text,
    /// Other words for it.
    #[serde(default)]
    pub words: Vec<String>,
}

/// A service that stands in a profile's tables and is no kind of leased line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceName {
    /// Key in the profile, like "centrex".
    pub key: String,
    /// The profile's word.
    pub title: Text,
    /// Other words for it.
    #[serde(default)]
    pub words: Vec<String>,
}

/// How a long way to the fault adds to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Travel {
    /// Only beyond this distance, km.
    pub over_km: u32,
    /// Speed reckoned with, km/h.
    pub kmh: u32,
    /// Which part of the way counts.
    pub counts: TravelPart,
}

/// Which part of a long way counts; R-075 can be read both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TravelPart {
    /// All of it.
    Whole,
    /// What lies beyond `over_km`.
    Excess,
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
    /// Our own target within the limit, s: it warns there too.
    pub target_s: Option<u64>,
    /// True where an approved suspension stops it.
    #[serde(default)]
    pub pausable: bool,
    /// What may be added to it.
    #[serde(default)]
    pub additions: Vec<AdditionKind>,
    /// What sets it anew, for a clock that comes back.
    pub repeats: Option<Repeat>,
    /// True where what starts it may happen again after its end: a second inspection that fails.
    #[serde(default)]
    pub again: bool,
    /// Runs only once the clock of this key was ended too late.
    pub after_breach_of: Option<String>,
    /// True where an approved extension replaces its due time.
    #[serde(default)]
    pub extension: bool,
    /// Who is told when it runs out, for a clock of reporting upward.
    pub tells: Option<Text>,
    /// Whose clocks run instead where its limit has no figure for the job.
    pub fallback: Option<Fallback>,
    /// Where the figure comes from.
    pub source: Vec<Source>,
}

/// How long a clock runs. A closed set: a new shape is a new variant. Where a table has no figure
/// for a job, the clock does not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClockLimit {
    /// Seconds, round the clock.
    Seconds(u64),
    /// Seconds by level.
    SecondsByLevel(BTreeMap<Level, u64>),
    /// Working days.
    Workdays(u32),
    /// Working days by level.
    WorkdaysByLevel(BTreeMap<Level, u32>),
    /// Working days by level, and by distance from the maintenance point.
    WorkdaysByLevelAndDistance {
        /// Up to the profile's `near_km_max`.
        near: BTreeMap<Level, u32>,
        /// Beyond it.
        far: BTreeMap<Level, u32>,
    },
    /// Working days by what a resource check finds.
    WorkdaysByResource(BTreeMap<ResourceCase, ByPoints>),
    /// By service, and by the profile's own level.
    ByService(Vec<ServiceLimit>),
    /// Not a length of time: in time is what happens before the clock of this key is due.
    BeforeDueOf(String),
}

/// What a resource check finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceCase {
    /// The present network can do it.
    Existing,
    /// A core resource is missing.
    CoreMissing,
    /// The last mile is missing and maintenance can free it.
    ByOptimisation,
    /// Something must be built.
    Build,
}

impl ResourceCase {
    /// Every case, the strictest first.
    pub const ALL: [Self; 4] = [
        Self::Existing,
        Self::CoreMissing,
        Self::ByOptimisation,
        Self::Build,
    ];

    /// The case with this word of events and data files.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.as_str() == word)
    }

    /// The word used in events and data files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Existing => "existing",
            Self::CoreMissing => "core_missing",
            Self::ByOptimisation => "by_optimisation",
            Self::Build => "build",
        }
    }
}

/// Working days for one access point and for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByPoints {
    /// For one point.
    pub one: u32,
    /// For two and more.
    pub more: u32,
}

/// The limit of some services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceLimit {
    /// Services of the profile or the catalogue.
    pub services: Vec<String>,
    /// Seconds by the profile's own levels, by their keys.
    #[serde(default)]
    pub seconds: BTreeMap<String, u64>,
    /// Working days, for every level.
    pub workdays: Option<u32>,
    /// Working days to a first answer, where the table promises one of its own.
    pub feedback_workdays: Option<u32>,
}

/// Why time is added to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdditionKind {
    /// A long way to the fault.
    Distance,
    /// A cut cable.
    CableCut,
}

impl AdditionKind {
    /// The word used in answers and data files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Distance => "distance",
            Self::CableCut => "cable_cut",
        }
    }
}

/// What sets a clock anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// Kind of the mark.
    pub on: String,
    /// True where it counts only if the customer heard it too.
    #[serde(default)]
    pub told_customer: bool,
}

/// The clocks of another profile that stand in for a missing figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// Its key.
    pub profile: String,
    /// Keys of its clocks.
    pub clocks: Vec<String>,
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

impl Profile {
    /// The clock with this key.
    #[must_use]
    pub fn clock(&self, key: &str) -> Option<&ClockRule> {
        self.clocks.iter().find(|rule| rule.clock == key)
    }

    /// The level this profile calls by `word`: its key, its title or another of its words.
    #[must_use]
    pub fn level_named(&self, word: &str) -> Option<&LevelName> {
        self.levels
            .iter()
            .find(|name| is_named(word, &name.key, &name.title, &name.words))
    }

    /// The service this profile calls by `word`.
    #[must_use]
    pub fn service_named(&self, word: &str) -> Option<&ServiceName> {
        self.services
            .iter()
            .find(|name| is_named(word, &name.key, &name.title, &name.words))
    }
}

impl Catalogue {
    /// What any profile calls by `word`, in whatever vocabulary: "gold", "金牌级", "本地A级" (R-079, G23).
    #[must_use]
    pub fn level_named(&self, word: &str) -> Option<&LevelName> {
        self.profiles
            .iter()
            .find_map(|profile| profile.level_named(word))
    }

    /// The level in our vocabulary.
    #[must_use]
    pub fn level(&self, word: &str) -> Option<Level> {
        let named = self.level_named(word).map(|name| name.level);
        named.or_else(|| word.parse().ok())
    }
}

fn is_named(word: &str, key: &str, title: &Text, words: &[String]) -> bool {
    let wanted = plain(word);
    let names = [key, &title.zh, &title.en];
    let mut names = names.into_iter().chain(words.iter().map(String::as_str));
    !wanted.is_empty() && names.any(|name| plain(name) == wanted)
}

/// Letters and digits alone, small and half-width: "Local A", "local_a" and "LOCAL Ａ" are one word.
fn plain(word: &str) -> String {
    word.chars()
        .map(narrow)
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
