//! The bodies of the kinds that came with faults, inspections, cutovers and resources, version 1. What stands here can
//! never change; a new version stands beside it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::body::bodies;
use crate::ids::EventId;

bodies! {
    /// A fault was reported; starts the clocks of the repair.
    FaultReceived {
        /// Number of the fault ticket.
        ticket_no: String,
        /// Symptom of the catalogue, such as `Y01`.
        symptom: Option<String>,
        /// What the customer said.
        text: Option<String>,
    }
    /// The duty officer signed for the ticket (签收).
    FaultSigned {}
    /// The ticket was given to a crew (派单).
    FaultDispatched {}
    /// The crew took it on (接单).
    FaultAccepted {}
    /// The crew gave the ticket back, its cause settled (回单); the report may still come.
    FaultReturned {}
    /// The reporting person was called.
    CustomerContacted {
        /// Whether somebody answered.
        reached: bool,
        /// Who answered.
        person: Option<String>,
        /// What was said.
        text: Option<String>,
    }
    /// How the repair stands; each one sets the progress clocks anew.
    ProgressReported {
        /// What was done and found.
        text: String,
        /// Whether the customer heard it too.
        told_customer: bool,
    }
    /// The service works again; ends the repair clocks.
    ServiceRestored {}
    /// Customer service confirmed the recovery with the user.
    RecoveryConfirmed {
        /// With whom; absent where the duty officer saw the alarms gone.
        confirmed_with: Option<String>,
        /// In his words.
        text: Option<String>,
    }
    /// The customer was told the result.
    ResultTold {
        /// Who heard it.
        person: Option<String>,
        /// What was said.
        text: Option<String>,
    }
    /// The written report was handed in.
    ReportSubmitted {
        /// The `document.made`.
        document: Option<EventId>,
    }
    /// The engineer asks to stop the clocks of a ticket (挂起).
    SuspendProposed {
        /// Suspend reason of the catalogue, such as `S01`.
        reason: String,
        /// In his words.
        text: String,
        /// Who consented.
        consent: Option<String>,
        /// When work goes on.
        planned_resume: Option<DateTime<FixedOffset>>,
        /// What proves it: pictures, calls, the number of a ticket or an order.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    }
    /// Headquarters stops the clocks.
    SuspendApproved {
        /// The `suspend.proposed`.
        proposal: Option<EventId>,
        /// Suspend reason of the catalogue.
        reason: String,
        /// From when; the time of approval where absent, never before the proposal.
        effective_from: Option<DateTime<FixedOffset>>,
        /// Until when at the latest.
        until: Option<DateTime<FixedOffset>>,
    }
    /// Headquarters does not stop the clocks.
    SuspendRejected {
        /// The `suspend.proposed`.
        proposal: EventId,
        /// Why.
        reason: String,
    }
    /// Work goes on, and so do the clocks (解挂).
    SuspendEnded {
        /// In his words.
        text: Option<String>,
    }
    /// The engineer asks for a later date (延期).
    ExtensionRequested {
        /// The day asked for.
        new_due: NaiveDate,
        /// `customer`, or whose reason it is.
        reason: String,
        /// In his words.
        text: String,
        /// Who of the customer consented.
        consent: Option<String>,
        /// What proves it: pictures, calls, the number of an order.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    }
    /// Headquarters leaves the date as it is.
    ExtensionRejected {
        /// The `extension.requested`.
        request: EventId,
        /// Why.
        reason: String,
    }
    /// The answer to a resource check (资源确认).
    ResourceAnswered {
        /// `existing`, `core_missing`, `by_optimisation`, `build` or `not_feasible`.
        result: String,
        /// What is there and what is missing.
        text: String,
        /// The day the resource will be ready.
        ready_on: Option<NaiveDate>,
    }
    /// The change of resources was passed on.
    ResourceHandedOver {
        /// In his words.
        text: Option<String>,
    }
    /// The owners of the resources updated their system.
    ResourceUpdated {
        /// In his words.
        text: Option<String>,
    }
    /// Points of an acceptance or a spot check failed; starts the rectification clock.
    InspectionFailed {
        /// The points.
        points: Vec<String>,
        /// In his words.
        text: Option<String>,
    }
    /// Every failed point is mended.
    Rectified {
        /// What was done.
        text: Option<String>,
    }
    /// Somebody who had to do with the ticket (人员登记).
    PersonNoted {
        /// Name.
        name: String,
        /// `duty`, `outsourced`, `cooperating`, `leader` or `customer`.
        role: String,
        /// Where he belongs.
        organisation: Option<String>,
        /// Phone.
        phone: Option<String>,
    }
    /// A loop was set (做环).
    LoopSet {
        /// Where.
        place: String,
        /// On which device.
        device: String,
        /// On which port.
        port: String,
        /// `near`, `far`, `hard` or `soft`.
        loop_kind: String,
    }
    /// A loop was taken off again.
    LoopReleased {
        /// The `loop.set`.
        loop_set: EventId,
    }
    /// A hazard or defect was found.
    FindingRecorded {
        /// Inspection item it was found at.
        item: Option<String>,
        /// `carrier`, `customer` or `third_party`.
        side: String,
        /// 1 stop work now, 2 within 7 working days, 3 planned.
        grade: u8,
        /// What was found.
        text: String,
        /// What is to be done.
        measure: Option<String>,
        /// By when.
        due: Option<NaiveDate>,
    }
    /// A finding was mended.
    FindingFixed {
        /// The `finding.recorded`.
        finding: EventId,
        /// What was done.
        text: Option<String>,
    }
    /// Why the service failed, and what was done.
    CauseDetermined {
        /// Cause of the catalogue, such as `C-OPT-01`.
        cause: String,
        /// `carrier`, `customer`, `third_party`, `force_majeure`, `other` or `unknown`.
        side: String,
        /// What was done.
        action: String,
        /// Analysis in his words.
        text: Option<String>,
        /// The second person who agrees, where the cause stays unknown.
        confirmed_by: Option<String>,
    }
    /// The service was stopped.
    ServiceStopped {}
    /// The cut begins.
    CutoverStarted {}
    /// The cut is done.
    CutoverFinished {}
    /// The old state was put back.
    CutoverRolledBack {}
    /// The watch begins.
    AssuranceStarted {}
    /// The watch ends.
    AssuranceEnded {}
}
