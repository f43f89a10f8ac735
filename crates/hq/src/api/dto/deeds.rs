use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{EventTime, PersonRef, Text};

/// Add to a job what a supervisor says or decides.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DoAct {
    /// Made by the console per form; the same id again changes nothing.
    pub id: Uuid,
    /// When it happened, not in the future; now where absent.
    pub at: Option<DateTime<FixedOffset>>,
    /// What.
    pub act: OfficeAct,
}

/// What a supervisor can say or decide. Each becomes the event of the same kind.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "kind")]
pub enum OfficeAct {
    /// Stop the clocks, after a proposal or without one.
    #[serde(rename = "suspend.approved")]
    SuspendApproved {
        /// The `suspend.proposed` this answers.
        proposal: Option<Uuid>,
        /// Suspend reason of the catalogue, such as `S01`.
        reason: String,
        /// From when; now where absent.
        from: Option<DateTime<FixedOffset>>,
        /// Until when at the latest; later than `from`.
        until: Option<DateTime<FixedOffset>>,
    },
    /// Do not stop the clocks.
    #[serde(rename = "suspend.rejected")]
    SuspendRejected {
        /// The `suspend.proposed` this answers.
        proposal: Uuid,
        /// Why.
        reason: String,
    },
    /// Let the clocks go on.
    #[serde(rename = "suspend.ended")]
    SuspendEnded {
        /// Why.
        text: String,
    },
    /// Set a later last day.
    #[serde(rename = "extension.approved")]
    ExtensionApproved {
        /// The last day.
        day: NaiveDate,
        /// `customer`, which alone moves the date, or why else.
        reason: String,
    },
    /// Leave the date as it is.
    #[serde(rename = "extension.rejected")]
    ExtensionRejected {
        /// The `extension.requested` this answers.
        request: Uuid,
        /// Why.
        reason: String,
    },
    /// Let a changed document stand as it was signed.
    #[serde(rename = "document.overridden")]
    DocumentOverridden {
        /// The `document.made`.
        document: Uuid,
        /// Why.
        reason: String,
    },
    /// The customer confirmed that the service works.
    #[serde(rename = "recovery.confirmed")]
    RecoveryConfirmed {
        /// With whom.
        person: Option<String>,
        /// In the supervisor's words.
        text: Option<String>,
    },
    /// The customer was told the result.
    #[serde(rename = "result.told")]
    ResultTold {
        /// Who heard it.
        person: Option<String>,
        /// What was said.
        text: Option<String>,
    },
    /// The reporting person was called.
    #[serde(rename = "customer.contacted")]
    CustomerContacted {
        /// Whether somebody answered.
        reached: bool,
        /// Who answered.
        person: Option<String>,
        /// What was said.
        text: Option<String>,
    },
    /// How the work stands.
    #[serde(rename = "progress.reported")]
    ProgressReported {
        /// What was done and found.
        text: String,
        /// Whether the customer heard it too.
        told: bool,
    },
    /// The change of resources was passed on.
    #[serde(rename = "resource.handed_over")]
    ResourceHandedOver {
        /// In the supervisor's words.
        text: Option<String>,
    },
    /// The resource system was brought up to date.
    #[serde(rename = "resource.updated")]
    ResourceUpdated {
        /// In the supervisor's words.
        text: Option<String>,
    },
    /// Points of an acceptance or a spot check failed.
    #[serde(rename = "inspection.failed")]
    InspectionFailed {
        /// The points, at least one.
        points: Vec<String>,
        /// In the supervisor's words.
        text: Option<String>,
    },
    /// The points that failed are mended.
    #[serde(rename = "rectified")]
    Rectified {
        /// In the supervisor's words.
        text: Option<String>,
    },
    /// The duty officer signed for the fault ticket.
    #[serde(rename = "fault.signed")]
    FaultSigned,
}

/// Something only headquarters can answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// What must be decided.
    pub kind: DecisionKind,
    /// The proposal, the request or the document.
    pub event: Uuid,
    /// When it was made.
    pub time: EventTime,
    /// Who made it.
    pub by: Option<PersonRef>,
    /// The suspend reason's name, or the document's.
    pub subject: Option<Text>,
    /// The suspend reason's code; for an extension `customer` or whose reason it is.
    pub reason: Option<String>,
    /// In the engineer's words.
    pub text: Option<String>,
    /// Who consented.
    pub consent: Option<String>,
    /// What proves it.
    pub evidence: Option<String>,
    /// When work is planned to go on.
    pub planned_resume: Option<DateTime<FixedOffset>>,
    /// The day asked for.
    pub new_due: Option<NaiveDate>,
}

/// What must be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum DecisionKind {
    /// The engineer proposes to stop the clocks.
    Suspension,
    /// The engineer asks for a later date.
    Extension,
    /// A signed document no longer says what the record says.
    Document,
}
