//! What faults, inspections, cutovers and resource checks add to the state of a job.

use serde::{Deserialize, Serialize};

use super::{Field, JobState};
use crate::event::OccurredAt;
use crate::ids::{EventId, PersonId};
use crate::registry::body::{Scope, TestRunNoted};
use crate::registry::trade::{
    CauseDetermined, CustomerContacted, ExtensionRejected, ExtensionRequested, FaultReceived,
    FindingFixed, FindingRecorded, InspectionFailed, LoopSet, PersonNoted, ProgressReported,
    Rectified, ResourceAnswered, ResultTold, SuspendApproved, SuspendEnded, SuspendProposed,
    SuspendRejected,
};

/// Something said at a time by somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said<T> {
    /// What.
    pub value: T,
    /// The event.
    pub event: EventId,
    /// When it happened, as the person says.
    pub at: OccurredAt,
    /// Who.
    pub person: PersonId,
}

/// One standing occurrence of a milestone kind; clocks that come back need every one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Kind of the event.
    pub kind: String,
    /// When.
    pub at: OccurredAt,
    /// The event.
    pub event: EventId,
}

/// The parts of a job that only some kinds have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trade {
    /// The fault ticket.
    pub fault: Option<Said<FaultReceived>>,
    /// Calls to the reporting person, in order.
    pub contacts: Vec<Said<CustomerContacted>>,
    /// Progress entries, in order.
    pub progress: Vec<Said<ProgressReported>>,
    /// When the customer was told the result, in order.
    pub results_told: Vec<Said<ResultTold>>,
    /// The people register, in order.
    pub people: Vec<Said<PersonNoted>>,
    /// Loop points, in order.
    pub loops: Vec<LoopPoint>,
    /// Hazards and defects, in order.
    pub findings: Vec<Finding>,
    /// Points that failed an acceptance or a spot check, in order.
    pub failures: Vec<Said<InspectionFailed>>,
    /// That every failed point is mended, the newest word.
    pub rectified: Option<Said<Rectified>>,
    /// Why the service failed.
    pub cause: Option<Field<CauseDetermined>>,
    /// Answers to a resource check.
    pub resource_answer: Option<Field<ResourceAnswered>>,
    /// Proposed and approved stops of the clocks, in order.
    pub suspensions: Vec<Suspension>,
    /// When work went on; which stop each one ends follows from the times.
    pub suspension_ends: Vec<Said<SuspendEnded>>,
    /// Requests for a later date, in order.
    pub extension_requests: Vec<ExtensionRequest>,
}

/// A loop and when it was taken off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoopPoint {
    /// The loop.
    pub set: Said<LoopSet>,
    /// When it was released, and the event.
    pub released: Option<(OccurredAt, EventId)>,
}

/// A finding and how it was mended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The finding.
    pub found: Said<FindingRecorded>,
    /// How it was mended.
    pub fixed: Option<Said<FindingFixed>>,
}

/// A stop of the clocks: asked for, granted, refused. An approval without a proposal stands alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Suspension {
    /// The engineer's request.
    pub proposal: Option<Said<SuspendProposed>>,
    /// Headquarters' yes.
    pub approval: Option<Said<SuspendApproved>>,
    /// Headquarters' no.
    pub rejection: Option<Said<SuspendRejected>>,
}

impl Suspension {
    /// Whether headquarters has not answered yet.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.approval.is_none() && self.rejection.is_none()
    }
}

/// A request for a later date and headquarters' no; a yes stands in [`super::JobState::extensions`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExtensionRequest {
    /// The request.
    pub request: Said<ExtensionRequested>,
    /// Headquarters' no.
    pub rejection: Option<Said<ExtensionRejected>>,
}

/// What came in an order that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutOfPlace {
    /// The job was taken on before under the same assignment.
    SecondAcceptance,
    /// Nothing was suspended or asked to be when work is said to go on.
    ResumeWithoutSuspension,
    /// A test report was signed before anything was measured.
    SignatureBeforeTest,
    /// A test is said to have ended before it began.
    EndBeforeStart,
    /// A ticket was given back before its cause was settled.
    ReturnedWithoutCause,
}

impl JobState {
    /// The standing conditions of the tests of a template, by direction and run.
    pub fn test_runs_of<'a>(
        &'a self,
        scope: Scope,
        template: &'a str,
    ) -> impl Iterator<Item = &'a Field<TestRunNoted>> {
        self.test_runs.values().filter(move |field| {
            field.latest().is_some_and(|current| {
                current.value.scope == scope && current.value.template == template
            })
        })
    }
}
