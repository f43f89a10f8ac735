use serde::{Deserialize, Serialize};

use super::job_kind::StepGroup;
use super::need::Need;
use super::text::Text;

/// A paper that a job ends in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentKind {
    /// Key, as in `document.made`: "test_report_e2e".
    pub key: String,
    /// Its title.
    pub title: Text,
    /// Who signs it, in the order of signing.
    #[serde(rename = "signature")]
    pub signatures: Vec<SignatureField>,
}

/// A place for a signature on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureField {
    /// Key of the field, as in `signature.given`: "tester", "customer", "manager".
    pub key: String,
    /// Who signs here.
    pub title: Text,
    /// When the signature is wanted.
    pub need: Need,
    /// By when it is wanted: before leaving the site or afterwards.
    #[serde(default)]
    pub group: StepGroup,
}

/// An instrument and what has to be noted of it (DOMAIN 2.16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Key, as in `instrument.noted`: "power_meter".
    pub key: String,
    /// Its name.
    pub title: Text,
    /// What to note of it besides model, serial number and calibration date.
    pub note: Text,
    /// True where a passed calibration date is warned about.
    #[serde(default)]
    pub calibrated: bool,
}

/// A kind of leased service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceType {
    /// Key, as in the plan: "internet".
    pub key: String,
    /// Its name.
    pub title: Text,
}
