use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Clock, Theme, UiLanguage};

/// What may be seen before unlocking, from a plain file: counts and the next due time, nothing of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LockView {
    /// Whether the application is open.
    pub state: LockState,
    /// The engineers of this laptop.
    pub profiles: Vec<LockProfile>,
    /// The one who used it last.
    pub last_profile: Option<String>,
    /// The language to speak.
    pub language: UiLanguage,
    /// The look.
    pub theme: Theme,
    /// Version of the program.
    pub version: String,
    /// What kind of secret a new profile of this laptop gets: a PIN where there is a keyring.
    pub new_secret: SecretKind,
}

/// Locked, open, or without a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LockState {
    /// Nobody is enrolled on this laptop.
    NotEnrolled,
    /// A secret is needed. After a start nothing is sent until then.
    Locked,
    /// Locked by hand or by idling: the key stays, sending goes on.
    SoftLocked,
    /// Open.
    Open,
}

/// One engineer of the laptop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LockProfile {
    /// Names the profile in `unlock` and `recover`.
    pub id: String,
    /// The engineer's name.
    pub name: String,
    /// Team or company.
    pub team: Option<String>,
    /// Staff number.
    pub staff_no: Option<String>,
    /// What opens it.
    pub secret: SecretKind,
    /// Things only on this device when it was last open.
    pub on_device: u32,
    /// Things with a receipt when it was last open.
    pub at_hq: u32,
    /// The next due time, without a customer's name.
    pub next_due: Option<Clock>,
    /// When headquarters was last heard.
    pub last_contact: Option<String>,
    /// Seconds this clock is ahead of headquarters' (negative: behind), if known.
    pub clock_off_s: Option<f64>,
}

/// What opens a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SecretKind {
    /// Six digits together with the system's keyring.
    Pin,
    /// Twelve characters or more, where there is no keyring.
    Passphrase,
}

/// What an enrolment code says before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EnrolPreview {
    /// The address of headquarters.
    pub address: String,
    /// Fingerprint of its certificate authority, in groups of four.
    pub ca_fingerprint: String,
}
