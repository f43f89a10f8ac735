//! Settings: how the window looks and speaks, whose it is, and the disk.

use std::fs;
use std::path::Path;

use lineproof_domain::digest::Sha256Digest;
use lineproof_report::certificate;

use crate::app::{App, Session};
use crate::device::Device;
use crate::dto::{Account, AppError, Disk, SettingsChange, SettingsView};
use crate::keys::KeyFile;
use crate::lock::fingerprint;
use crate::platform;

const LOCK_AFTER_MIN: std::ops::RangeInclusive<u32> = 1..=60;
const BYTES_PER_MEGABYTE: f64 = 1024.0 * 1024.0;
/// Bytes of a fingerprint that people compare.
const FINGERPRINT_BYTES: usize = 16;

impl App {
    /// What the settings page shows; without the account while locked.
    pub fn settings(&self) -> Result<SettingsView, AppError> {
        let preferences = self.preferences().clone();
        let device = match self.session() {
            Session::Open(device) => Some(device),
            Session::SoftLocked(_) | Session::Closed => None,
        };
        Ok(SettingsView {
            language: preferences.language,
            theme: preferences.theme,
            lock_after_min: preferences.lock_after_min,
            disk: self.disk(device.as_deref())?,
            account: device.map(|device| device.account()).transpose()?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Changes what is given.
    pub fn change_settings(&self, change: &SettingsChange) -> Result<SettingsView, AppError> {
        {
            let mut preferences = self.preferences();
            preferences.language = change.language.unwrap_or(preferences.language);
            preferences.theme = change.theme.unwrap_or(preferences.theme);
            if let Some(minutes) = change.lock_after_min {
                preferences.lock_after_min =
                    minutes.clamp(*LOCK_AFTER_MIN.start(), *LOCK_AFTER_MIN.end());
            }
            preferences.write(&self.shared.config.folder)?;
        }
        self.settings()
    }

    fn disk(&self, device: Option<&Device>) -> Result<Disk, AppError> {
        let folder = &self.shared.config.folder;
        let megabytes = |bytes: u64| {
            #[expect(clippy::cast_precision_loss, reason = "megabytes for a person")]
            let bytes = bytes as f64;
            (bytes / BYTES_PER_MEGABYTE).round()
        };
        Ok(Disk {
            free_mb: megabytes(platform::free_bytes(folder)?),
            data_mb: megabytes(size_of(folder)?),
            reserve: device.is_none_or(|device| device.store.refused().is_none()),
            folder: folder.display().to_string(),
        })
    }
}

impl Device {
    fn account(&self) -> Result<Account, AppError> {
        let profile = &self.profile;
        let takes_pin = KeyFile::read(&self.folder.key_file()).is_ok_and(|file| file.takes_pin());
        let secret = crate::lock::kind_of_secret(takes_pin);
        let facts = certificate::facts(&profile.certificate_der()).ok();
        let ca = Sha256Digest::of(&profile.ca_der());
        Ok(Account {
            name: profile.person.name.clone(),
            title: Some(profile.person.title.clone()).filter(|title| !title.is_empty()),
            company: profile.person.company.clone(),
            staff_no: None,
            secret,
            device: profile.device_name.clone(),
            certificate_until: facts.map(|facts| facts.not_after.to_rfc3339()),
            hq_address: profile.headquarters_address.clone(),
            ca_fingerprint: fingerprint(&ca.0[..FINGERPRINT_BYTES]),
            last_contact: self.last_contact()?,
        })
    }
}

fn size_of(folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let found = entry.metadata()?;
        bytes += if found.is_dir() {
            size_of(&entry.path())?
        } else {
            found.len()
        };
    }
    Ok(bytes)
}
