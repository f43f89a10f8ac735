//! The bodies of the kinds, version 1. What stands here can never change; a new version stands beside it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::NumberText;
use super::plan::{Assignee, Plan};
use crate::digest::Sha256Digest;
use crate::ids::{DeviceId, EventId, Incarnation, PersonId};

macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
    )+};
}
pub(super) use bodies;

bodies! {
    /// The order came in; `occurred_at` of the event starts the opening clock.
    OrderReceived {
        /// Number of the order.
        order_no: String,
    }
    /// Headquarters gives a job to an engineer; opens assignment epoch 1.
    JobDispatched {
        /// The plan, revision 1.
        plan: Plan,
    }
    /// Headquarters changes the plan.
    JobAmended {
        /// The whole new plan, with its revision.
        plan: Plan,
        /// What is new, in words.
        what: String,
    }
    /// Headquarters gives the job to somebody else.
    JobReassigned {
        /// The new engineer.
        assignee: Assignee,
        /// One more than before.
        assignment_epoch: u32,
        /// Why.
        reason: String,
    }
    /// Headquarters calls the job off.
    JobCancelled {
        /// Why.
        reason: String,
    }
    /// An approved extension (变更调单): its date replaces the due date.
    ExtensionApproved {
        /// The new last day.
        new_due: NaiveDate,
        /// `customer` alone extends without a timeout.
        reason: String,
    }
    /// Headquarters chooses the report of record where two completed.
    ReportChosen {
        /// The `job.completed` that counts.
        completed: EventId,
        /// Why.
        reason: String,
    }
    /// Headquarters lets a changed document stand.
    DocumentOverridden {
        /// The `document.made`.
        document: EventId,
        /// Why.
        reason: String,
    }
    /// A device was enrolled.
    DeviceEnrolled {
        /// Which.
        device: DeviceId,
        /// Whose.
        person: PersonId,
        /// Its log key, Ed25519, base64.
        log_key: String,
        /// SHA-256 of its X.509 certificate.
        certificate: Sha256Digest,
    }
    /// A device may write no more.
    DeviceRevoked {
        /// Which.
        device: DeviceId,
        /// Why.
        reason: String,
    }
    /// A named key was replaced.
    KeyRotated {
        /// Name of the new key.
        key_id: String,
        /// Its public half, Ed25519, base64.
        public_key: String,
    }
    /// The device found its log damaged and began a new incarnation; both are kept.
    LogDamaged {
        /// The damaged life.
        predecessor: Incarnation,
        /// The last entry that still verified.
        last_good_seq: u64,
        /// The chain's hash there.
        last_good_hash: Sha256Digest,
        /// What was found.
        finding: String,
    }
    /// Headquarters knew another entry at a number of this log; a new incarnation begins.
    LogForked {
        /// The life left behind.
        predecessor: Incarnation,
        /// Where it was left.
        last_seq: u64,
        /// The chain's hash there.
        last_hash: Sha256Digest,
    }
    /// The device came back from an older copy of itself; a new incarnation begins.
    LogRestored {
        /// The life left behind.
        predecessor: Incarnation,
        /// Where it was left.
        last_seq: u64,
        /// The chain's hash there.
        last_hash: Sha256Digest,
    }
    /// The engineer takes the job on.
    JobAccepted {}
    /// He sets out.
    VisitDeparted {}
    /// He is at the door.
    VisitArrived {}
    /// An item of a step answered: a check, the customer's consent, the trial.
    AnswerGiven {
        /// Step of the job kind.
        step: String,
        /// Item of the step.
        item: String,
        /// Code of the choice, or free text where the item asks for text.
        value: String,
        /// In his words.
        remark: Option<String>,
    }
    /// A picture for a slot. Attachments: the original, and where it could be read the rendition and the thumbnail.
    PhotoTaken {
        /// Slot of the photo checklist, such as `I07`.
        slot: String,
        /// The file's name as it came.
        file_name: String,
        /// `jpeg`, `png`, `heic` or `unknown`.
        format: String,
        /// Width of the original in pixels.
        width: Option<u32>,
        /// Height of the original in pixels.
        height: Option<u32>,
        /// EXIF orientation, 1 to 8.
        orientation: Option<u8>,
        /// EXIF time as the camera wrote it; cameras seldom say the zone.
        taken_at: Option<NaiveDateTime>,
        /// Degrees, north positive.
        latitude: Option<NumberText>,
        /// Degrees, east positive.
        longitude: Option<NumberText>,
        /// Why it does not fill its slot; absent when it does.
        problem: Option<String>,
    }
    /// Hides a picture; its bytes stay.
    PhotoWithdrawn {
        /// The `photo.taken`.
        photo: EventId,
        /// Why.
        reason: String,
    }
    /// The instrument a test was made with.
    InstrumentNoted {
        /// Kind of the catalogue, such as `power_meter`.
        kind: String,
        /// Maker and model.
        model: String,
        /// Serial number.
        serial: String,
        /// Last day of its calibration.
        calibrated_until: Option<NaiveDate>,
        /// How it was set: what the catalogue asks to note of such an instrument.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settings: Option<String>,
    }
    /// A measured value.
    MeasurementRecorded {
        /// Metric of the test template.
        metric: String,
        /// Local or end-to-end.
        scope: Scope,
        /// Which of several runs, from 1.
        run: u32,
        /// A number as text, a choice's code or text, as the metric asks.
        value: String,
        /// Unit the value is in.
        unit: String,
        /// Typed, or read from a file.
        source: ValueSource,
        /// The `trace.imported` it was read from.
        trace: Option<EventId>,
        /// The `instrument.noted` it was read on.
        instrument: Option<EventId>,
        /// In his words.
        remark: Option<String>,
        /// Which way it was measured, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
    }
    /// An instrument's file, with what was read from it. Attachment: the file as it came.
    TraceImported {
        /// The file's name as it came.
        file_name: String,
        /// What was read.
        facts: TraceFacts,
        /// Which way it was measured, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
    }
    /// Under what conditions a test ran (DOMAIN 2.0). Noting the same run again corrects it.
    TestRunNoted {
        /// Test template of the catalogue, such as `internet`.
        template: String,
        /// Local or end-to-end.
        scope: Scope,
        /// Which of several runs, from 1.
        run: u32,
        /// Which way it ran.
        direction: Direction,
        /// Test pattern, frame or profile.
        pattern: Option<String>,
        /// When it began.
        start: Option<DateTime<FixedOffset>>,
        /// When it ended.
        end: Option<DateTime<FixedOffset>>,
        /// Where the loop was.
        loop_point: Option<String>,
        /// Ambient temperature, degrees Celsius.
        temperature_c: Option<NumberText>,
        /// Relative humidity, percent.
        humidity_percent: Option<NumberText>,
        /// Who was there.
        witness: Option<String>,
        /// The `instrument.noted` it ran on.
        instrument: Option<EventId>,
        /// The `trace.imported` with the instrument's file.
        file: Option<EventId>,
    }
    /// A step is done, or closed with a reason where the site made it impossible.
    StepClosed {
        /// Step of the job kind.
        step: String,
        /// Why, where something is still missing.
        reason: Option<String>,
    }
    /// Free text.
    NoteAdded {
        /// The text.
        text: String,
    }
    /// The circuit carries traffic; ends the opening clock.
    CircuitOpened {}
    /// Pages were made. Attachment: the revision before any signature.
    DocumentMade {
        /// Document of the catalogue, such as `test_report_e2e`.
        document: String,
        /// `zh-CN` or `en`.
        language: String,
        /// Hash of what the pages were made from (RECORD).
        record_hash: Sha256Digest,
        /// The events the pages read.
        events: Vec<EventId>,
        /// The fields the pages show; see [`crate::job::FieldKey`]. A trailing `*` stands for any ending.
        shows: Vec<String>,
        /// Version of the layout.
        layout_version: u32,
        /// Number of pages.
        pages: u32,
        /// Signature fields in order, such as `tester`.
        fields: Vec<String>,
    }
    /// Somebody signed. Attachments: the strokes, and the document with this signature in it.
    SignatureGiven {
        /// The `document.made`.
        document: EventId,
        /// Which field.
        field: String,
        /// Who signed.
        name: String,
        /// As what.
        title: String,
        /// SHA-256 of the exact revision he was shown.
        pages_hash: Sha256Digest,
        /// When the pen was lifted last.
        signed_at: DateTime<FixedOffset>,
        /// The customer's mark, where the document asks.
        satisfaction: Option<String>,
        /// In his words.
        remark: Option<String>,
    }
    /// The acceptance form bears the customer's signature; ends the acceptance clock.
    AcceptanceSigned {
        /// The `document.made`.
        document: EventId,
    }
    /// Reported complete (报竣).
    JobCompleted {
        /// The documents handed in.
        documents: Vec<EventId>,
    }
    /// He leaves the site.
    VisitLeft {}
}

impl InstrumentNoted {
    /// Whether its calibration had run out on a day; its last day still counts, and one that is not told never runs out.
    #[must_use]
    pub fn is_run_out(&self, on: NaiveDate) -> bool {
        self.calibrated_until.is_some_and(|until| until < on)
    }
}

impl MeasurementRecorded {
    /// Names its run among the values of a job: `scope/metric/run`, with `/direction` behind it where that was said.
    #[must_use]
    pub fn key(&self) -> String {
        let run = format!("{}/{}/{}", self.scope.as_str(), self.metric, self.run);
        match self.direction {
            Some(direction) => format!("{run}/{}", direction.as_str()),
            None => run,
        }
    }
}

impl TestRunNoted {
    /// Names the run among the tests of a job: `scope/template/direction/run`.
    #[must_use]
    pub fn key(&self) -> String {
        let (scope, direction) = (self.scope.as_str(), self.direction.as_str());
        format!("{scope}/{}/{direction}/{}", self.template, self.run)
    }
}

/// Which report a value belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 本地.
    Local,
    /// 全程.
    EndToEnd,
}

impl Scope {
    /// As in field keys and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Local => "local",
            Scope::EndToEnd => "end_to_end",
        }
    }
}

/// Which way a test ran along the circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From end A to end Z.
    AToZ,
    /// From end Z to end A.
    ZToA,
    /// Both ways at once, or there and back through a loop.
    Both,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 3] = [Self::AToZ, Self::ZToA, Self::Both];

    /// As in field keys and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AToZ => "a_to_z",
            Self::ZToA => "z_to_a",
            Self::Both => "both",
        }
    }
}

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueSource {
    /// Typed by a person.
    Typed,
    /// Read from an instrument's file.
    File,
}

/// What an OTDR file said; absent where it was not measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraceFacts {
    /// Maker and model.
    pub instrument: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// When it was measured, as the instrument says; it knows no zone.
    pub measured_at: Option<NaiveDateTime>,
    /// Wavelength, nm.
    pub wavelength_nm: Option<NumberText>,
    /// Pulse width, ns.
    pub pulse_ns: Option<u32>,
    /// Group index used for distances.
    pub refractive_index: Option<NumberText>,
    /// Length to the end, m.
    pub length_m: Option<NumberText>,
    /// Total loss, dB.
    pub total_loss_db: Option<NumberText>,
    /// Optical return loss, dB.
    pub orl_db: Option<NumberText>,
    /// Number of events in its table.
    pub events: u32,
    /// Codes of what was odd in the file.
    pub warnings: Vec<String>,
}
