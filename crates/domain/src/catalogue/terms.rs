use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::level::Level;

/// What a profile holds a year, a month or an office to. No clock of a single job is measured by it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Terms {
    /// Cable cuts of a year at most [S2] R-075.
    pub cable_breaks_per_year_max: Option<u32>,
    /// Hours that a circuit may be down in a year, by level [S2] R-076.
    pub annual_outage_hours_max: BTreeMap<Level, u32>,
    /// How often a customer is given an operation analysis, by level [S2] R-090.
    pub operation_report: BTreeMap<Level, Cadence>,
    /// Levels whose written fault report is made only when somebody asks for it [S2] R-077.
    pub fault_report_on_request: Vec<Level>,
    /// Kinds of visit a level is entitled to [S2] R-091.
    pub visits: BTreeMap<Level, Vec<String>>,
    /// Working days for the template of a new solution [S3] R-023.
    pub solution_template_workdays: Option<u32>,
    /// A fault of the same circuit with the same cause within so many days is a repeated one [P] R-084.
    pub repeat_days: Option<u32>,
    /// The round of a month's acceptance.
    pub monthly_acceptance: Option<MonthlyAcceptance>,
}

/// What a profile allows of suspensions (R-085, DOMAIN 5.4). Without a figure anything is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SuspensionTerms {
    /// Longest stop, hours.
    pub max_hours: Option<u32>,
    /// Most stops of one job.
    pub max_count: Option<u32>,
    /// Reasons that let this profile's clocks run on although they stop others.
    pub lets_run: Vec<String>,
}

/// How often a report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// When somebody asks for it.
    OnRequest,
}

/// The round of a month's acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthlyAcceptance {
    /// Day of the month before which the list goes out [S1].
    pub list_day: u32,
    /// Day of the month before which pictures of the signed papers are uploaded [S1].
    pub upload_day: u32,
    /// Copies of each paper [S1].
    pub copies: u32,
}
