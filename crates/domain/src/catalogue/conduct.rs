use serde::{Deserialize, Serialize};

use super::text::Text;

/// A rule of conduct on a customer's site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConductRule {
    /// Number of the requirement.
    pub code: String,
    /// The rule.
    pub rule: Text,
}

/// Who answers for which part of a circuit (R-136 to R-138, DOMAIN 5.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boundary {
    /// `carrier`, `customer` or `third_party`.
    pub side: String,
    /// What is theirs.
    pub what: Text,
}
