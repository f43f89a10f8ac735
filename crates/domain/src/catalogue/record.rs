use serde::{Deserialize, Serialize};

/// A short form that a step offers; each one kept is an event of its own kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// Who had to do with the ticket: `person.noted`.
    People,
    /// Loop points: `loop.set`, `loop.released`.
    Loops,
    /// How the repair stands: `progress.reported`.
    Progress,
    /// Calls to the reporting person: `customer.contacted`.
    Contact,
    /// Hazards and defects: `finding.recorded`, `finding.fixed`.
    Findings,
    /// Why the service failed: `cause.determined`.
    Cause,
    /// Asking to stop the clocks: `suspend.proposed`, `suspend.ended`.
    Suspend,
    /// Asking for a later date: `extension.requested`.
    Extension,
    /// Answer to a resource check: `resource.answered`.
    ResourceAnswer,
    /// Telling the customer the result: `result.told`.
    Result,
    /// Handing in the written report: `report.submitted`.
    Report,
    /// Passing on the change of resources: `resource.handed_over`.
    Handover,
}

/// A visit that goes through a list of inspection items (DOMAIN section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visit {
    /// The quick one.
    Inspection,
    /// The one with measurements, trend and advice.
    HealthCheck,
}
