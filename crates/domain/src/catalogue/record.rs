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

impl Record {
    /// Every form.
    pub const ALL: [Self; 12] = [
        Self::People,
        Self::Loops,
        Self::Progress,
        Self::Contact,
        Self::Findings,
        Self::Cause,
        Self::Suspend,
        Self::Extension,
        Self::ResourceAnswer,
        Self::Result,
        Self::Report,
        Self::Handover,
    ];

    /// Whether it may be written down once the job is reported complete, because clocks of a finished job wait for
    /// it: a result told later, a report handed in on request, a change of resources passed on.
    #[must_use]
    pub const fn follows_completion(self) -> bool {
        match self {
            Self::Result | Self::Report | Self::Handover => true,
            Self::People
            | Self::Loops
            | Self::Progress
            | Self::Contact
            | Self::Findings
            | Self::Cause
            | Self::Suspend
            | Self::Extension
            | Self::ResourceAnswer => false,
        }
    }

    /// The kind of event that an entry is.
    #[must_use]
    pub const fn event(self) -> &'static str {
        match self {
            Self::People => "person.noted",
            Self::Loops => "loop.set",
            Self::Progress => "progress.reported",
            Self::Contact => "customer.contacted",
            Self::Findings => "finding.recorded",
            Self::Cause => "cause.determined",
            Self::Suspend => "suspend.proposed",
            Self::Extension => "extension.requested",
            Self::ResourceAnswer => "resource.answered",
            Self::Result => "result.told",
            Self::Report => "report.submitted",
            Self::Handover => "resource.handed_over",
        }
    }
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
