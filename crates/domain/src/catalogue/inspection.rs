use serde::{Deserialize, Serialize};

use super::level::Level;
use super::record::Visit;
use super::text::Text;

/// An item that an inspection or a health check goes through (DOMAIN section 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionItem {
    /// Number of the item: "01" to "44".
    pub key: String,
    /// What is looked at.
    pub title: Text,
    /// How.
    pub how: Text,
    /// What is good.
    pub limit: Text,
    /// Which visits take it.
    pub visits: Vec<Visit>,
    /// The metric whose value belongs to it.
    pub metric: Option<String>,
    /// True where once a year is enough.
    #[serde(default)]
    pub yearly: bool,
    /// Only for these levels; empty for all.
    #[serde(default)]
    pub for_levels: Vec<Level>,
}
