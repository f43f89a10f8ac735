//! A profile: one engineer on this laptop, with his own database, device id and certificate.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};
use lineproof_domain::ids::{DeviceId, LogId};
use lineproof_protocol::enrolment::PersonRecord;
use lineproof_protocol::hello::HeadquartersKey;
use lineproof_protocol::keys::SealingKey;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::dto::Clock;
use crate::platform;

const PROFILES: &str = "profiles";
const PROFILE_FILE: &str = "profile.json";
const GLANCE_FILE: &str = "glance.json";
const ATTEMPTS_FILE: &str = "attempts.json";
const KEY_FILE: &str = "keys.json";
const STORE_FOLDER: &str = "store";

/// What enrolment gave: public, and nothing of a customer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// Names the profile's folder.
    pub id: String,
    /// The device.
    pub device: DeviceId,
    /// What people call the device.
    pub device_name: String,
    /// Whose it is.
    pub person: PersonRecord,
    /// Where headquarters answers.
    pub headquarters_address: String,
    /// Name of the carrier or company.
    pub headquarters_name: String,
    /// Its own log.
    pub headquarters_log: LogId,
    /// Its receipt keys, pinned.
    pub headquarters_keys: Vec<HeadquartersKey>,
    /// Where the data key is sealed to.
    pub recovery_key: SealingKey,
    /// Its CA certificate, DER in base64.
    pub ca_certificate: String,
    /// The device's certificate, DER in base64.
    pub certificate: String,
    /// True where everything is invented.
    pub sample: bool,
}

impl Profile {
    /// The CA certificate's DER.
    pub fn ca_der(&self) -> Vec<u8> {
        STANDARD.decode(&self.ca_certificate).unwrap_or_default()
    }

    /// The device certificate's DER.
    pub fn certificate_der(&self) -> Vec<u8> {
        STANDARD.decode(&self.certificate).unwrap_or_default()
    }
}

/// What the lock screen may show: counts and the next due time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    /// Things only on this device.
    pub on_device: u32,
    /// Things with a receipt.
    pub at_hq: u32,
    /// The next due time.
    pub next_due: Option<Clock>,
    /// When headquarters was last heard.
    pub last_contact: Option<String>,
    /// Seconds this clock is ahead of headquarters'.
    pub clock_off_s: Option<f64>,
}

/// Wrong secrets since the last right one.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Attempts {
    /// How many.
    pub failed: u32,
    /// No try before this.
    pub wait_until: Option<DateTime<FixedOffset>>,
}

/// The folder of one profile.
#[derive(Clone, Debug)]
pub struct ProfileFolder {
    folder: PathBuf,
}

impl ProfileFolder {
    /// Every finished profile under the application's folder, by name.
    pub fn all(application: &Path) -> io::Result<Vec<ProfileFolder>> {
        let entries = match fs::read_dir(application.join(PROFILES)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let folder = entry?.path();
            if folder.join(PROFILE_FILE).is_file() {
                folders.push(ProfileFolder { folder });
            }
        }
        folders.sort_by(|a, b| a.folder.cmp(&b.folder));
        Ok(folders)
    }

    /// The folder of a profile; `id` is never a path.
    pub fn of(application: &Path, id: &str) -> Option<ProfileFolder> {
        let is_name = !id.is_empty()
            && id
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        is_name.then(|| ProfileFolder {
            folder: application.join(PROFILES).join(id),
        })
    }

    /// What enrolment gave.
    pub fn profile(&self) -> io::Result<Profile> {
        read_json(&self.folder.join(PROFILE_FILE))
    }

    /// Written last at enrolment: its presence says that the profile is whole.
    pub fn write_profile(&self, profile: &Profile) -> io::Result<()> {
        write_json(&self.folder.join(PROFILE_FILE), profile)
    }

    /// Clears what an enrolment left that was cut short before the profile was whole: nothing was ever recorded in it.
    pub fn discard_unfinished(&self) -> io::Result<()> {
        if self.folder.join(PROFILE_FILE).exists() {
            return Ok(());
        }
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// What the lock screen may show; nothing where there is none.
    pub fn glance(&self) -> Glance {
        read_json(&self.folder.join(GLANCE_FILE)).unwrap_or_default()
    }

    /// Keeps what the lock screen may show.
    pub fn write_glance(&self, glance: &Glance) -> io::Result<()> {
        write_json(&self.folder.join(GLANCE_FILE), glance)
    }

    /// Wrong secrets so far.
    pub fn attempts(&self) -> Attempts {
        read_json(&self.folder.join(ATTEMPTS_FILE)).unwrap_or_default()
    }

    /// Keeps the count of wrong secrets.
    pub fn write_attempts(&self, attempts: &Attempts) -> io::Result<()> {
        write_json(&self.folder.join(ATTEMPTS_FILE), attempts)
    }

    /// The key file.
    pub fn key_file(&self) -> PathBuf {
        self.folder.join(KEY_FILE)
    }

    /// The data folder of the store.
    pub fn store(&self) -> PathBuf {
        self.folder.join(STORE_FOLDER)
    }
}

pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> io::Result<T> {
    serde_json::from_slice(&fs::read(path)?).map_err(io::Error::from)
}

pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> io::Result<()> {
    platform::write_private(path, &serde_json::to_vec_pretty(value)?)
}
