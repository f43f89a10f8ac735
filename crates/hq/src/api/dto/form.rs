use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Level, Text};

/// A new job of any kind.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DispatchJob {
    /// Made by the console per form. It becomes the job's id, so that sending the form twice dispatches once:
    /// the same id with the same order number answers as the first time did.
    pub id: Uuid,
    /// The form.
    #[serde(flatten)]
    pub form: JobForm,
}

/// The form as typed, shared by dispatch and amendment. Absent optional texts are `null`, never empty.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobForm {
    /// Kind of job, from [`CatalogueSummary::kinds`]; an amendment cannot change it.
    pub kind: String,
    /// Kind of leased service, from [`CatalogueSummary::services`].
    pub service: String,
    /// Order number, for a fault the ticket's number; one job per number.
    pub order_no: String,
    /// When the order or the fault came in; not in the future.
    pub order_received_at: DateTime<FixedOffset>,
    /// The customer's level.
    pub level: Level,
    /// Carrier profiles that apply, the leading one first, from [`KindChoice::profiles`]; at least one where there are any.
    pub profiles: Vec<String>,
    /// Role of our office in this circuit.
    pub office_role: OfficeRole,
    /// Who the line is for.
    pub customer: Customer,
    /// Our manager for this customer.
    pub manager: Contact,
    /// A end.
    pub a_site: Site,
    /// Z end.
    pub z_site: Site,
    /// Distance from the maintenance point to the customer in kilometres, decimal text; empty where the kind does not
    /// need it.
    pub distance_km: String,
    /// Circuit number.
    pub circuit_no: String,
    /// Circuit name.
    pub circuit_name: String,
    /// Rate in Mbit/s, decimal text.
    pub rate_mbps: String,
    /// When the customer expects us.
    pub appointment: Option<Appointment>,
    /// Date promised to the customer, which may differ from the computed one.
    pub promised_on: Option<NaiveDate>,
    /// Who does it; needs an enrolled device.
    pub assignee: Uuid,
    /// Anything the engineer should know.
    pub remark: Option<String>,
    /// What only some kinds of job need.
    #[serde(default)]
    pub details: FormDetails,
}

/// What only some kinds of job need.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FormDetails {
    /// Symptom of a fault, from [`CatalogueSummary::symptoms`].
    pub symptom: Option<String>,
    /// What the customer said of a fault; read at dispatch only.
    pub symptom_text: Option<String>,
    /// When the duty officer signed for the ticket; read at dispatch only.
    pub signed_at: Option<DateTime<FixedOffset>>,
    /// Access points of a resource check.
    pub points: Option<u32>,
    /// What a resource check found so far: `existing`, `core_missing`, `by_optimisation` or `build`.
    pub resource_case: Option<String>,
    /// Number of the approval of a cutover.
    pub approval_no: Option<String>,
    /// The day the circuit of an acceptance visit was opened.
    pub opened_on: Option<NaiveDate>,
    /// The points that an acceptance failed, one in a line.
    pub failed_points: Option<String>,
}

/// Role of our office in a circuit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum OfficeRole {
    /// 主调局: commands the end-to-end test and reports completion.
    Leading,
    /// 被调局: local report only.
    Cooperating,
}

/// Who the line is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Full name.
    pub name: String,
    /// Standard address.
    pub address: String,
    /// Whom to call.
    pub contact: Contact,
}

/// A person to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Title; may be empty.
    pub title: String,
    /// Phone; digits, spaces, `+`, `-`.
    pub phone: String,
}

/// One end of the circuit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// Name of the place.
    pub name: String,
    /// Address.
    pub address: String,
}

/// When the customer expects us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Appointment {
    /// Not before.
    pub from: DateTime<FixedOffset>,
    /// Not after; later than `from`.
    pub until: DateTime<FixedOffset>,
}

/// The job was dispatched.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Dispatched {
    /// The job.
    pub id: Uuid,
    /// Its order number.
    pub order_no: String,
}

/// What the due date depends on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DueDateQuestion {
    /// Kind of job.
    pub kind: String,
    /// Kind of leased service.
    pub service: String,
    /// Carrier profiles that apply.
    pub profiles: Vec<String>,
    /// The customer's level.
    pub level: Level,
    /// Kilometres, decimal text; empty where the kind does not need it.
    pub distance_km: String,
    /// When the order or the fault came in.
    pub order_received_at: DateTime<FixedOffset>,
    /// Access points of a resource check.
    pub points: Option<u32>,
    /// What a resource check found so far.
    pub resource_case: Option<String>,
    /// The day the circuit of an acceptance visit was opened.
    pub opened_on: Option<NaiveDate>,
}

/// By when the job must be done.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueDateAnswer {
    /// Absent where no profile asked for says anything about this kind of job.
    pub due: Option<DueDate>,
}

/// The computed due date: the strictest of the profiles asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueDate {
    /// The deadline.
    pub due_at: DateTime<FixedOffset>,
    /// What must be done by then.
    pub name: Text,
    /// The profile it comes from.
    pub profile: Text,
    /// Working days it allows, where it counts them.
    pub workdays: Option<u32>,
    /// Seconds it allows with what is added, where it counts them.
    pub seconds: Option<u64>,
    /// Whether the site counts as near.
    pub near: bool,
    /// The day that counts as day 0.
    pub day_zero: NaiveDate,
    /// Calendar version.
    pub calendar: String,
    /// Whether that calendar is not yet official for these days.
    pub provisional: bool,
}

/// What the form may offer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueSummary {
    /// Hash of the published catalogue.
    pub digest: String,
    /// Kinds of job, the usual one first.
    pub kinds: Vec<KindChoice>,
    /// Kinds of leased service.
    pub services: Vec<Choice>,
    /// What a customer notices of a fault.
    pub symptoms: Vec<SymptomChoice>,
    /// Why clocks may stop.
    pub suspend_reasons: Vec<SuspendChoice>,
}

/// Something to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// A kind of job to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KindChoice {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Whether it begins with a fault ticket.
    pub fault: bool,
    /// Profiles that promise something for it, the usual one first; where there are none, none can be chosen.
    pub profiles: Vec<ProfileChoice>,
    /// What its form must say beside what every form must.
    pub needs: KindNeeds,
}

/// What the form of some kinds of job must say; where a kind does not need it, it may stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KindNeeds {
    /// Number and name of the circuit.
    pub circuit: bool,
    /// Our manager for the customer.
    pub manager: bool,
    /// The A end.
    pub a_site: bool,
    /// The distance: it lengthens or shortens a limit.
    pub distance: bool,
}

/// A carrier profile to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProfileChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its own words for our levels.
    pub levels: Vec<LevelWord>,
}

/// A profile's own word for a level.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LevelWord {
    /// Ours.
    pub level: Level,
    /// Theirs; several words for one level are joined.
    pub word: Text,
}

/// A symptom to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SymptomChoice {
    /// Its code.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Services it can be noticed on; empty for all.
    pub services: Vec<String>,
}

/// A suspend reason to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuspendChoice {
    /// Its code.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What proves it.
    pub evidence: Text,
    /// Whether the clocks stop.
    pub stops: bool,
    /// Longest stop, hours.
    pub max_hours: Option<u32>,
    /// Whether it is never a reason for the gold level.
    pub not_gold: bool,
}

/// Cancel a job.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelJob {
    /// Why; at least two characters.
    pub reason: String,
}

/// Give a job to another engineer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReassignJob {
    /// To whom; needs an enrolled device.
    pub assignee: Uuid,
    /// Why; at least two characters.
    pub reason: String,
}

/// Change a dispatched job's plan. The assignee does not change here.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendJob {
    /// The revision the form was filled from; another newest revision answers `plan-changed`.
    pub base_rev: u32,
    /// What changed, in words for the engineer.
    pub what: String,
    /// The whole form as it should be.
    pub form: JobForm,
}

/// Choose the report of record of a job completed twice.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChooseReport {
    /// The `job.completed` event to keep as record; see [`super::CompletionChoice`].
    pub event: Uuid,
    /// Why; at least two characters.
    pub reason: String,
}
