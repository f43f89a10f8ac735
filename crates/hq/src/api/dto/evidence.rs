use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{EventTime, PersonRef, Text};

/// A file that an event attaches. Its bytes are at `/api/jobs/{id}/blobs/{sha256}` unless `level` is `absent`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BlobRef {
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
    /// Length in bytes.
    pub len: u64,
    /// Media type.
    pub mime: String,
    /// Role in its event, for example `photo.original`.
    pub role: String,
    /// Whether headquarters has it.
    pub level: BlobLevel,
}

/// Whether headquarters has a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum BlobLevel {
    /// Announced by an event, not here yet.
    Absent,
    /// Here, hash checked, receipt given.
    Stored,
    /// And covered by a verified backup.
    Durable,
}

/// A slot of the photo checklist, in the catalogue's order, with its photos.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PhotoSlot {
    /// Key the photos are filed under, for example `I05` or `I01.door`.
    pub key: String,
    /// Printed code, for example `I05`.
    pub code: String,
    /// Name.
    pub name: Text,
    /// Whether this job must have it.
    pub required: bool,
    /// Whether a usable photo fills it.
    pub filled: bool,
    /// The photos, oldest first, withdrawn ones included.
    pub photos: Vec<Photo>,
}

/// One photo.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// The event that recorded it.
    pub event: Uuid,
    /// When it was recorded.
    pub time: EventTime,
    /// Who took it.
    pub by: Option<PersonRef>,
    /// File name as it came.
    pub file_name: String,
    /// Format, for example `jpeg`.
    pub format: String,
    /// Width in pixels, as shown.
    pub width: Option<u32>,
    /// Height in pixels, as shown.
    pub height: Option<u32>,
    /// The camera's own time, as written in the file.
    pub taken_at: Option<String>,
    /// Latitude in degrees, decimal text.
    pub latitude: Option<String>,
    /// Longitude in degrees, decimal text.
    pub longitude: Option<String>,
    /// Why it does not fill its slot: a closed code such as `damaged` or `heic`.
    pub problem: Option<String>,
    /// The file as it came.
    pub original: BlobRef,
    /// Oriented, resized, without EXIF.
    pub rendition: Option<BlobRef>,
    /// The small one.
    pub thumbnail: Option<BlobRef>,
    /// Hidden by its author; kept.
    pub withdrawn: Option<Withdrawal>,
    /// The photo that replaces it.
    pub superseded_by: Option<Uuid>,
}

/// Why something is hidden.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Withdrawal {
    /// In the author's words.
    pub reason: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: Option<PersonRef>,
}

/// One imported OTDR trace.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// The event that imported it.
    pub event: Uuid,
    /// When.
    pub time: EventTime,
    /// Who.
    pub by: Option<PersonRef>,
    /// File name as it came.
    pub file_name: String,
    /// The file as it came.
    pub original: BlobRef,
    /// What headquarters reads in the file; when the file is not here yet, what the device's event says.
    pub facts: TraceFacts,
    /// Distance of each point of the curve in metres, at most [`Trace::MAX_POINTS`]; empty while the file is not here.
    pub distance_m: Vec<f64>,
    /// Level at each point in dB; higher is more light.
    pub level_db: Vec<f64>,
    /// Its events, by distance.
    pub events: Vec<TraceEvent>,
    /// What was odd about the file.
    pub warnings: Vec<Text>,
    /// Whether the file says otherwise than the device's event did.
    pub disagrees: bool,
    /// The trace that replaces it.
    pub superseded_by: Option<Uuid>,
}

impl Trace {
    /// Points of a curve at most: enough to zoom in ten times on a wide screen.
    pub const MAX_POINTS: usize = 8_000;
}

/// The facts of a trace; absent where not measured.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TraceFacts {
    /// Maker and model.
    pub instrument: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// Wavelength in nm.
    pub wavelength_nm: Option<f64>,
    /// Pulse in ns.
    pub pulse_ns: Option<f64>,
    /// Refractive index.
    pub refractive_index: Option<f64>,
    /// Length to the end in m.
    pub length_m: Option<f64>,
    /// Total loss in dB.
    pub total_loss_db: Option<f64>,
    /// Return loss of the whole in dB.
    pub orl_db: Option<f64>,
    /// The instrument's own date, as written in the file.
    pub measured_at: Option<String>,
}

/// One event on a trace.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TraceEvent {
    /// Its number, from 1.
    pub number: u16,
    /// Distance in m.
    pub distance_m: f64,
    /// Loss in dB.
    pub loss_db: Option<f64>,
    /// Reflectance in dB.
    pub reflectance_db: Option<f64>,
    /// Kind.
    pub kind: TraceEventKind,
}

/// Kind of an event on a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TraceEventKind {
    /// Reflects.
    Reflective,
    /// Does not.
    NonReflective,
    /// Reflects more than the receiver takes.
    Saturated,
    /// The end of the fibre.
    End,
}

/// One row of the test template with what was measured.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Measurement {
    /// Metric of the catalogue.
    pub metric: String,
    /// Its name.
    pub name: Text,
    /// `local` or `e2e`.
    pub scope: String,
    /// Unit as written; empty for words and yes/no.
    pub unit: String,
    /// Whether the template demands it.
    pub required: bool,
    /// The limit.
    pub limit: Option<Limit>,
    /// Values, oldest first, corrected ones included; per run the last one without `supersededBy` counts.
    pub values: Vec<MeasuredValue>,
    /// Whether values stand against each other until one supersedes.
    pub disputed: bool,
    /// The rules' verdict.
    pub verdict: Verdict,
    /// Distance to the limit, decimal text: positive inside, negative outside.
    pub margin: Option<String>,
}

/// A limit; bounds are decimal text and belong to the allowed range.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Limit {
    /// Lower bound.
    pub low: Option<String>,
    /// Upper bound.
    pub high: Option<String>,
    /// The answer that passes, for yes/no and choices.
    pub equals: Option<Text>,
    /// Where it comes from.
    pub origin: LimitOrigin,
}

/// Where a limit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum LimitOrigin {
    /// The order itself.
    Order,
    /// The carrier's profile.
    Carrier,
    /// A public source.
    Public,
    /// The catalogue's default.
    Default,
}

/// One value.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeasuredValue {
    /// The event that recorded it.
    pub event: Uuid,
    /// The value as text.
    pub value: String,
    /// The value in words, when it is a choice or yes/no of the catalogue.
    pub label: Option<Text>,
    /// Run number, when the template has several.
    pub run: Option<u32>,
    /// Typed, or read from a trace.
    pub source: ValueSource,
    /// When.
    pub time: EventTime,
    /// By whom.
    pub by: Option<PersonRef>,
    /// The value that corrects it.
    pub superseded_by: Option<Uuid>,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ValueSource {
    /// Typed by the engineer.
    Typed,
    /// Read from a trace file.
    Trace,
}

/// The rules' verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Within its limit.
    Pass,
    /// Outside.
    Fail,
    /// A person must look.
    Flag,
    /// Not measured.
    Missing,
    /// Measured, and there is no limit to judge by.
    Unjudged,
}

/// One document made on site.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// The event that made it.
    pub event: Uuid,
    /// Kind, for example `test_report.e2e`.
    pub kind: String,
    /// Its name.
    pub name: Text,
    /// Its language, `zh-CN` or `en`.
    pub language: String,
    /// When it was made.
    pub time: EventTime,
    /// Pages.
    pub pages: u32,
    /// State.
    pub state: DocumentState,
    /// The signature fields in order, signed or open.
    pub fields: Vec<SignatureField>,
    /// The newest revision: after the last signature, else unsigned.
    pub file: BlobRef,
    /// Hash of the record the pages were made from.
    pub record_hash: String,
    /// What the file says when checked; absent while the file is not here.
    pub verification: Option<DocumentVerification>,
    /// With a job completed twice: whether this belongs to the report of record.
    pub of_record: Option<bool>,
}

/// State of a document; the worst that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum DocumentState {
    /// Something it shows was superseded or added to after a signature.
    ChangedAfterSignature,
    /// Made again later; kept.
    Superseded,
    /// It no longer says what the record says, and nobody has signed it.
    Outdated,
    /// Changed after a signature, and headquarters lets it stand.
    Overridden,
    /// No signature yet.
    Unsigned,
    /// Signed, with a field still open.
    PartlySigned,
    /// Every field signed.
    Signed,
}

/// One signature field of a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureField {
    /// `tester`, `customer` or `manager`.
    pub field: String,
    /// Who signed; absent while open.
    pub name: Option<String>,
    /// The signer's title.
    pub title: Option<String>,
    /// When.
    pub time: Option<EventTime>,
    /// How satisfied the customer is: `satisfied`, `fair` or `unsatisfied`.
    pub satisfaction: Option<String>,
    /// What the signer added.
    pub remark: Option<String>,
    /// Hash of the pages shown to the signer.
    pub pages_hash: Option<String>,
}

/// What a document's file says when checked.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentVerification {
    /// Whether everything below holds.
    pub valid: bool,
    /// Each signature in the file's order.
    pub signatures: Vec<SignatureCheck>,
    /// Whether the last one covers the whole file.
    pub last_covers_file: bool,
    /// Whether the pages shown to every signer are a prefix of this file.
    pub pages_match: bool,
    /// Whether the record at headquarters gives the same hash as the one printed.
    pub record_hash_matches: bool,
}

/// One signature checked.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureCheck {
    /// Its field.
    pub field: String,
    /// Whether it holds.
    pub valid: bool,
    /// Subject of the certificate.
    pub subject: String,
    /// Claimed time.
    pub claimed_at: Option<DateTime<FixedOffset>>,
    /// The closed code of what is wrong.
    pub problem: Option<String>,
}
