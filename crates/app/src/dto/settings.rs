use serde::{Deserialize, Serialize};
use specta::Type;

use super::{SecretKind, UiLanguage};

/// What the settings page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// The language.
    pub language: UiLanguage,
    /// The look.
    pub theme: Theme,
    /// Lock after so many idle minutes.
    pub lock_after_min: u32,
    /// Who and which device; absent while locked.
    pub account: Option<Account>,
    /// The disk.
    pub disk: Disk,
    /// Version of the program.
    pub version: String,
}

/// The looks of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the operating system says.
    Auto,
    /// Day.
    Light,
    /// Basement and night.
    Dark,
    /// Direct sun.
    Sunlight,
}

/// Who works here and with which device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The engineer's name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Company.
    pub company: String,
    /// Staff number.
    pub staff_no: Option<String>,
    /// What opens the profile.
    pub secret: SecretKind,
    /// The device.
    pub device: String,
    /// Its certificate holds until.
    pub certificate_until: Option<String>,
    /// Address of headquarters.
    pub hq_address: String,
    /// Fingerprint of its certificate authority, in groups of four.
    pub ca_fingerprint: String,
    /// When it last answered.
    pub last_contact: Option<String>,
}

/// The disk below the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Disk {
    /// Free, MB.
    pub free_mb: f64,
    /// Used by this program's data, MB.
    pub data_mb: f64,
    /// The reserve for the last save is in place.
    pub reserve: bool,
    /// Where the data is.
    pub folder: String,
}

/// What to change; absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsChange {
    /// The language.
    pub language: Option<UiLanguage>,
    /// The look.
    pub theme: Option<Theme>,
    /// Lock after so many idle minutes, 1 to 60.
    pub lock_after_min: Option<u32>,
}
