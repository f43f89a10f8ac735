//! The registry of event kinds: name, version, origin, role and body of each, in one table.
//!
//! The table is snapshot-tested: a line may be added, none may change.

pub mod body;
mod number;
pub mod plan;
pub mod trade;

pub use number::NumberText;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::event::{Event, Role};
#[allow(
    clippy::wildcard_imports,
    reason = "the registry names every body once, in its table"
)]
use body::*;
#[allow(
    clippy::wildcard_imports,
    reason = "the registry names every body once, in its table"
)]
use trade::*;

/// Whose log an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Headquarters, in its own log.
    Headquarters,
    /// A device, in its log.
    Device,
}

/// Which sides may write a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writers {
    /// Headquarters alone.
    Headquarters,
    /// Devices alone.
    Device,
    /// Either side: an engineer on his device, a supervisor at headquarters.
    Either,
}

impl Writers {
    /// Whether `origin` is one of them.
    #[must_use]
    pub fn include(self, origin: Origin) -> bool {
        match self {
            Self::Headquarters => origin == Origin::Headquarters,
            Self::Device => origin == Origin::Device,
            Self::Either => true,
        }
    }
}

/// A line of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindEntry {
    /// `noun.verb`.
    pub kind: &'static str,
    /// The newest version this program writes and reads.
    pub version: u32,
    /// Who may write it.
    pub writers: Writers,
    /// The role its actor needs; at headquarters a supervisor where either side may write it.
    pub role: Role,
}

/// Why a body has no effect.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// A kind this program does not know; it is held until an update.
    #[error("this program does not know {kind} version {version}")]
    Unknown {
        /// The kind.
        kind: String,
        /// Its version.
        version: u32,
    },
    /// A known kind with another body.
    #[error("the body of {kind} does not fit: {source}")]
    Malformed {
        /// The kind.
        kind: String,
        /// The cause.
        source: serde_json::Error,
    },
}

macro_rules! registry {
    ($($kind:literal $version:literal $origin:ident $role:ident $variant:ident,)+) => {
        /// What an event says, by kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Body {
            $(#[doc = concat!("`", $kind, "`")] $variant($variant),)+
        }

        /// Every kind, in the order of the trade.
        pub const REGISTRY: &[KindEntry] = &[
            $(KindEntry { kind: $kind, version: $version, writers: Writers::$origin, role: Role::$role },)+
        ];

        impl Body {
            /// Reads the body of an event.
            pub fn of(event: &Event) -> Result<Body, BodyError> {
                match (event.kind.as_str(), event.kind_version) {
                    $(($kind, $version) => serde_json::from_value(event.body.clone())
                        .map(Body::$variant)
                        .map_err(|source| BodyError::Malformed { kind: event.kind.clone(), source }),)+
                    _ => Err(BodyError::Unknown { kind: event.kind.clone(), version: event.kind_version }),
                }
            }

            /// Its kind.
            pub fn kind(&self) -> &'static str {
                match self { $(Body::$variant(_) => $kind,)+ }
            }

            /// The version it is written in.
            pub fn kind_version(&self) -> u32 {
                match self { $(Body::$variant(_) => $version,)+ }
            }

            /// Who may write it.
            pub fn writers(&self) -> Writers {
                match self { $(Body::$variant(_) => Writers::$origin,)+ }
            }

            /// The role its actor needs in a log of `writer`.
            pub fn role(&self, writer: Origin) -> Role {
                match self {
                    $(Body::$variant(_) => match (Writers::$origin, writer) {
                        (Writers::Either, Origin::Headquarters) => Role::Supervisor,
                        _ => Role::$role,
                    },)+
                }
            }

            /// Its JSON.
            pub fn to_value(&self) -> Result<Value, serde_json::Error> {
                match self { $(Body::$variant(body) => serde_json::to_value(body),)+ }
            }
        }
    };
}

registry! {
    "order.received"       1 Headquarters Supervisor OrderReceived,
    "job.dispatched"       1 Headquarters Supervisor JobDispatched,
    "job.amended"          1 Headquarters Supervisor JobAmended,
    "job.reassigned"       1 Headquarters Supervisor JobReassigned,
    "job.cancelled"        1 Headquarters Supervisor JobCancelled,
    "extension.approved"   1 Headquarters Supervisor ExtensionApproved,
    "report.chosen"        1 Headquarters Supervisor ReportChosen,
    "document.overridden"  1 Headquarters Supervisor DocumentOverridden,
    "device.enrolled"      1 Headquarters System     DeviceEnrolled,
    "device.revoked"       1 Headquarters Supervisor DeviceRevoked,
    "key.rotated"          1 Headquarters System     KeyRotated,
    "log.damaged"          1 Device       Engineer   LogDamaged,
    "log.forked"           1 Device       Engineer   LogForked,
    "log.restored"         1 Device       Engineer   LogRestored,
    "job.accepted"         1 Device       Engineer   JobAccepted,
    "visit.departed"       1 Device       Engineer   VisitDeparted,
    "visit.arrived"        1 Device       Engineer   VisitArrived,
    "answer.given"         1 Device       Engineer   AnswerGiven,
    "photo.taken"          1 Device       Engineer   PhotoTaken,
    "photo.withdrawn"      1 Device       Engineer   PhotoWithdrawn,
    "instrument.noted"     1 Device       Engineer   InstrumentNoted,
    "measurement.recorded" 1 Device       Engineer   MeasurementRecorded,
    "trace.imported"       1 Device       Engineer   TraceImported,
    "step.closed"          1 Device       Engineer   StepClosed,
    "note.added"           1 Device       Engineer   NoteAdded,
    "circuit.opened"       1 Device       Engineer   CircuitOpened,
    "document.made"        1 Device       Engineer   DocumentMade,
    "signature.given"      1 Device       Engineer   SignatureGiven,
    "acceptance.signed"    1 Device       Engineer   AcceptanceSigned,
    "job.completed"        1 Device       Engineer   JobCompleted,
    "visit.left"           1 Device       Engineer   VisitLeft,
    "fault.received"       1 Headquarters Supervisor FaultReceived,
    "fault.signed"         1 Headquarters Supervisor FaultSigned,
    "fault.dispatched"     1 Headquarters Supervisor FaultDispatched,
    "fault.accepted"       1 Device       Engineer   FaultAccepted,
    "customer.contacted"   1 Either       Engineer   CustomerContacted,
    "progress.reported"    1 Either       Engineer   ProgressReported,
    "service.restored"     1 Device       Engineer   ServiceRestored,
    "recovery.confirmed"   1 Headquarters Supervisor RecoveryConfirmed,
    "result.told"          1 Either       Engineer   ResultTold,
    "report.submitted"     1 Device       Engineer   ReportSubmitted,
    "suspend.proposed"     1 Device       Engineer   SuspendProposed,
    "suspend.approved"     1 Headquarters Supervisor SuspendApproved,
    "suspend.rejected"     1 Headquarters Supervisor SuspendRejected,
    "suspend.ended"        1 Either       Engineer   SuspendEnded,
    "extension.requested"  1 Device       Engineer   ExtensionRequested,
    "extension.rejected"   1 Headquarters Supervisor ExtensionRejected,
    "resource.answered"    1 Device       Engineer   ResourceAnswered,
    "resource.handed_over" 1 Either       Engineer   ResourceHandedOver,
    "resource.updated"     1 Headquarters Supervisor ResourceUpdated,
    "inspection.failed"    1 Headquarters Supervisor InspectionFailed,
    "rectified"            1 Either       Engineer   Rectified,
    "person.noted"         1 Device       Engineer   PersonNoted,
    "loop.set"             1 Device       Engineer   LoopSet,
    "loop.released"        1 Device       Engineer   LoopReleased,
    "finding.recorded"     1 Device       Engineer   FindingRecorded,
    "finding.fixed"        1 Device       Engineer   FindingFixed,
    "cause.determined"     1 Device       Engineer   CauseDetermined,
    "service.stopped"      1 Device       Engineer   ServiceStopped,
    "cutover.started"      1 Device       Engineer   CutoverStarted,
    "cutover.finished"     1 Device       Engineer   CutoverFinished,
    "cutover.rolled_back"  1 Device       Engineer   CutoverRolledBack,
    "assurance.started"    1 Device       Engineer   AssuranceStarted,
    "assurance.ended"      1 Device       Engineer   AssuranceEnded,
    "test.run_noted"       1 Device       Engineer   TestRunNoted,
    "fault.returned"       1 Device       Engineer   FaultReturned,
}

/// What an attachment is to its event.
pub mod attachment_role {
    /// The photo's file as it came.
    pub const PHOTO_ORIGINAL: &str = "photo.original";
    /// The oriented, resized picture without metadata, for screens and pages.
    pub const PHOTO_RENDITION: &str = "photo.rendition";
    /// The small picture for lists.
    pub const PHOTO_THUMBNAIL: &str = "photo.thumbnail";
    /// The instrument's file as it came.
    pub const TRACE_ORIGINAL: &str = "trace.original";
    /// The pages before the first signature.
    pub const DOCUMENT_PAGES: &str = "document.pages";
    /// The document with this signature in it.
    pub const DOCUMENT_SIGNED: &str = "document.signed";
    /// The drawn strokes with their times.
    pub const SIGNATURE_STROKES: &str = "signature.strokes";
}
