//! The plan of a job: what headquarters dispatches.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::NumberText;
use crate::digest::Sha256Digest;
use crate::ids::PersonId;

/// What headquarters wants done, for whom, where, by when and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 1 at dispatch, one more at each amendment.
    pub rev: u32,
    /// Number of the order (电路调单).
    pub order_no: String,
    /// Job kind of the catalogue, such as `install`.
    pub kind: String,
    /// Service type of the catalogue, such as `internet`.
    pub service: String,
    /// Level in the vocabulary of the first profile, such as `gold`.
    pub level: String,
    /// Number of the circuit (电路编号).
    pub circuit_no: String,
    /// Name of the circuit.
    pub circuit_name: String,
    /// Contracted rate, Mbit/s.
    pub rate_mbps: NumberText,
    /// Carrier profiles in force, the leading one first.
    pub profiles: Vec<String>,
    /// The catalogue the job is pinned to.
    pub catalogue: Sha256Digest,
    /// Leading or cooperating office (主调局 / 被调局).
    pub office_role: OfficeRole,
    /// Whose line it is.
    pub customer: Customer,
    /// The customer manager (客户经理).
    pub manager: Contact,
    /// End A.
    pub a_site: Site,
    /// End Z, where the customer is.
    pub z_site: Site,
    /// Road distance from the maintenance point, km.
    pub distance_km: NumberText,
    /// When the order came in; starts the opening clock.
    pub order_received_at: DateTime<FixedOffset>,
    /// When the customer expects the engineer.
    pub appointment: Option<Appointment>,
    /// What the customer was promised.
    pub promised_on: Option<NaiveDate>,
    /// What the rules gave at dispatch.
    pub computed_due: Option<ComputedDue>,
    /// Who does it.
    pub assignee: Assignee,
    /// Anything else he must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// What only some kinds of job need.
    #[serde(default, skip_serializing_if = "Details::is_empty")]
    pub details: Details,
    /// True where the data is invented, for training and trials.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
}

/// What only some kinds of job need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Symptom of a fault, such as `Y01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symptom: Option<String>,
    /// Number of access points of a resource check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// What a resource check found so far: `existing`, `core_missing`, `by_optimisation` or `build`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_case: Option<String>,
    /// Number of the approval of a cutover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_no: Option<String>,
    /// The day the circuit of an acceptance visit was opened, by another job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_on: Option<NaiveDate>,
    /// The points that an acceptance failed and a rectification mends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed_points: Vec<String>,
    /// Faults of the same circuit in the days before this one, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_faults: Vec<EarlierFault>,
    /// The number customers call, as the service card tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotline: Option<String>,
}

/// A fault that a circuit had before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierFault {
    /// Number of its ticket.
    pub order_no: String,
    /// When it came in.
    pub received_at: DateTime<FixedOffset>,
    /// Its cause, of the catalogue.
    pub cause: String,
}

impl Details {
    /// Whether nothing of it is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Which part of an end-to-end test an office plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeRole {
    /// 主调局: commands the end-to-end test, makes both reports.
    Leading,
    /// 被调局: local report only.
    Cooperating,
}

/// A customer, kept to what the work needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// Full name.
    pub name: String,
    /// Standard address.
    pub address: String,
    /// Who answers for the customer.
    pub contact: Contact,
}

/// A person to call: name, title and phone, nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Title or how he is addressed.
    pub title: String,
    /// Phone.
    pub phone: String,
}

/// One end of a circuit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Name of the room or building.
    pub name: String,
    /// Standard address.
    pub address: String,
}

/// The time agreed with the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// From.
    pub from: DateTime<FixedOffset>,
    /// Until.
    pub until: DateTime<FixedOffset>,
}

/// A due time with the calendar it was reckoned with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComputedDue {
    /// The moment; a working-day limit ends at 24:00 of its day.
    pub at: DateTime<FixedOffset>,
    /// Version of the calendar.
    pub calendar: String,
    /// True where a year without an official calendar was needed.
    pub provisional: bool,
}

/// The engineer a job is given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignee {
    /// Who.
    pub person: PersonId,
    /// Name, as on documents.
    pub name: String,
    /// Title.
    pub title: String,
    /// Phone.
    pub phone: String,
    /// The company he speaks for.
    pub company: String,
}
