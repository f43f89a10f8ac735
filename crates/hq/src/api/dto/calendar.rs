use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Text;

/// The working-day calendar in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarInForce {
    /// Its years, the newest first.
    pub years: Vec<CalendarYear>,
}

/// A year of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarYear {
    /// Which.
    pub year: i32,
    /// Whether it is announced; else it is reckoned from the days fixed by law.
    pub official: bool,
    /// The day its data was published.
    pub version: NaiveDate,
    /// Which publication of that day it is, from 1.
    pub revision: u32,
    /// Where it comes from.
    pub source: String,
    /// Rest days, weekends inside a holiday included.
    pub rest_days: u32,
    /// Weekend days that are worked instead.
    pub extra_workdays: u32,
    /// Working days of the whole year.
    pub working_days: u32,
}

/// A calendar file, looked at or imported.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarImport {
    /// The file as it is: holiday-cn JSON or our own shape.
    pub text: String,
    /// Send it to every device; else nothing changes.
    pub publish: bool,
}

/// What importing a calendar file means.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarAnswer {
    /// Why the file cannot be taken; then everything else is empty.
    pub refused: Option<Text>,
    /// The years it holds.
    pub years: Vec<CalendarYear>,
    /// Whether it changes anything.
    pub changes: bool,
    /// The name it is, or would be, published under.
    pub version: String,
}
