use serde::{Deserialize, Serialize};

use super::text::Text;

/// What a customer notices (DOMAIN 5.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symptom {
    /// Code, "Y01" to "Y17".
    pub code: String,
    /// Its name.
    pub title: Text,
    /// Services it can be noticed on; empty for all.
    #[serde(default)]
    pub services: Vec<String>,
    /// The table of questions that it leads to.
    pub triage: String,
}

/// A table of questions that narrows a fault down (DOMAIN 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triage {
    /// Key, "T1" to "T7".
    pub key: String,
    /// Its name.
    pub title: Text,
    /// Its questions; the first one listed is the first one asked.
    #[serde(rename = "question")]
    pub questions: Vec<TriageQuestion>,
}

/// One question of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageQuestion {
    /// Key within the table.
    pub key: String,
    /// The question.
    pub ask: Text,
    /// How to find the answer.
    pub how: Text,
    /// Its answers; the last one says that it cannot be measured now.
    #[serde(rename = "answer")]
    pub answers: Vec<TriageAnswer>,
}

/// An answer and where it leads: to a question, to another table, or to an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageAnswer {
    /// The value recorded.
    pub key: String,
    /// What is shown.
    pub text: Text,
    /// Key of the next question of the table, or of another table.
    pub next: Option<String>,
    /// Code of the suspected cause.
    pub cause: Option<String>,
    /// What to do.
    pub advice: Option<Text>,
}

/// Why a service failed, with what is usually done about it (DOMAIN 5.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Code of two levels: "C-OPT-01".
    pub code: String,
    /// First level: "OPT".
    pub group: String,
    /// Its name.
    pub title: Text,
    /// What is usually done.
    pub action: Text,
    /// Whose side it can be on: `carrier`, `customer`, `third_party`, `force_majeure`, `other`, `unknown`.
    pub sides: Vec<String>,
    /// True where a repeated fault of the kind is avoidable.
    #[serde(default)]
    pub prevention: bool,
    /// True where the circuit is watched afterwards and a second person agrees.
    #[serde(default)]
    pub watch: bool,
    /// True where the optical cable is cut, which lengthens the repair clock.
    #[serde(default)]
    pub cable_cut: bool,
}

/// Why the clocks of a ticket may stop (DOMAIN 5.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuspendReason {
    /// Code, "S01" to "S10".
    pub code: String,
    /// Its name.
    pub title: Text,
    /// Who has to consent.
    pub consent: Consent,
    /// What proves it.
    pub evidence: Text,
    /// Calls that must have been made in vain.
    pub calls: Option<CallLog>,
    /// Whether the clock stops.
    pub clock: SuspendedClock,
    /// Longest stop, hours.
    pub max_hours: Option<u32>,
}

/// Calls that nobody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallLog {
    /// How many.
    pub count: usize,
    /// At least this many minutes from one to the next.
    pub minutes_apart: u32,
}

/// Who consents to a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// The customer.
    Customer,
    /// The duty officer.
    DutyOfficer,
    /// Headquarters.
    Headquarters,
    /// Anybody, but never for gold.
    NotGold,
}

/// What the clock does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspendedClock {
    /// It stops.
    Stops,
    /// It goes on.
    Runs,
}

/// Words that must not stand in a ticket, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketText {
    /// Code.
    pub code: String,
    /// The words, in both languages.
    pub words: Vec<String>,
    /// What to write instead.
    pub advice: Text,
}
