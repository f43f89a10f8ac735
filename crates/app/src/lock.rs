//! Before the work: unlocking, locking, a forgotten secret.

use std::sync::Arc;

use chrono::{Duration, Local};
use lineproof_protocol::recovery::RecoverRequest;
use lineproof_sync::Transport as _;
use lineproof_sync::http::HttpTransport;

use crate::app::{App, Session};
use crate::device::Device;
use crate::dto::{AppError, ErrorCode, LockProfile, LockState, LockView, SecretKind};
use crate::fault::{internal, network};
use crate::keys::{
    AnswerKey, Key, KeyFile, KeyFileError, KeyStore, KeyStoreError, PASSPHRASE_MIN_CHARS, Secret,
    SecretError, WrapError,
};
use crate::profile::{Attempts, ProfileFolder};

/// Wrong secrets before the first wait.
const FREE_ATTEMPTS: u32 = 5;
/// The first wait, minutes; it doubles with each further wrong secret.
const FIRST_WAIT_MIN: i64 = 1;
/// The longest wait, minutes.
const LONGEST_WAIT_MIN: i64 = 60;

impl App {
    /// What may be seen before unlocking.
    pub fn lock_view(&self) -> Result<LockView, AppError> {
        let preferences = self.preferences().clone();
        let profiles: Vec<LockProfile> = ProfileFolder::all(&self.shared.config.folder)?
            .iter()
            .filter_map(|folder| lock_profile(folder).ok())
            .collect();
        let state = match self.session() {
            Session::Open(_) => LockState::Open,
            Session::SoftLocked(_) => LockState::SoftLocked,
            Session::Closed if profiles.is_empty() => LockState::NotEnrolled,
            Session::Closed => LockState::Locked,
        };
        Ok(LockView {
            state,
            profiles,
            last_profile: preferences.last_profile,
            language: preferences.language,
            theme: preferences.theme,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            new_secret: self.new_secret_kind(),
        })
    }

    /// Opens a profile, or its locked screens again.
    pub fn unlock(&self, profile: &str, secret: &str) -> Result<LockView, AppError> {
        let folder = self.folder_of(profile)?;
        let file = KeyFile::read(&folder.key_file()).map_err(key_file_error)?;
        let kind = secret_kind(&file);
        wait_is_over(folder.attempts())?;
        let typed = typed_secret(kind, secret);
        match file.open(&typed, self.key_store(), profile) {
            Ok(data_key) => {
                folder.write_attempts(&Attempts::default())?;
                self.open_profile(&folder, data_key)
            }
            Err(KeyFileError::Wrap(WrapError::Wrong)) => Err(wrong_secret(&folder, kind)?),
            Err(error) => Err(key_file_error(error)),
        }
    }

    /// Locks the screens; the key stays and sending goes on.
    pub fn lock(&self) -> Result<LockView, AppError> {
        if let Session::Open(device) = self.session() {
            device.sign_off();
            self.set_session(Session::SoftLocked(device));
        }
        self.lock_view()
    }

    /// Puts the data key under another secret.
    pub fn change_secret(&self, old: &str, new: &str) -> Result<(), AppError> {
        let device = self.device()?;
        let folder = self.folder_of(&device.profile.id)?;
        let file = KeyFile::read(&folder.key_file()).map_err(key_file_error)?;
        let kind = secret_kind(&file);
        wait_is_over(folder.attempts())?;
        let typed = typed_secret(kind, old);
        let data_key = match file.open(&typed, self.key_store(), &device.profile.id) {
            Ok(data_key) => data_key,
            Err(KeyFileError::Wrap(WrapError::Wrong)) => return Err(wrong_secret(&folder, kind)?),
            Err(error) => return Err(key_file_error(error)),
        };
        self.rewrap(
            &folder,
            &file,
            &data_key,
            &self.new_secret(new)?,
            &device.profile.id,
        )
    }

    /// Opens a profile whose secret was forgotten, with a one-time code from headquarters.
    pub async fn recover(
        &self,
        profile: &str,
        code: &str,
        new_secret: &str,
    ) -> Result<LockView, AppError> {
        let secret = self.new_secret(new_secret)?;
        let folder = self.folder_of(profile)?;
        let known = folder.profile()?;
        let file = KeyFile::read(&folder.key_file()).map_err(key_file_error)?;
        let transport = HttpTransport::new(&known.headquarters_address, &known.ca_der())
            .map_err(|error| internal("setting up the connection")(&error))?;
        let answer_key = AnswerKey::fresh();
        let request = RecoverRequest {
            device: known.device,
            code: code.trim().to_owned(),
            sealed_data_key: file.recovery().to_owned(),
            answer_key: answer_key.public(),
        };
        let answer = transport.recover(&request).await;
        let answer = answer.map_err(|error| network(&known.headquarters_address, &error))?;
        let data_key = answer_key
            .open(&answer.sealed_data_key)
            .map_err(|_| AppError::new(ErrorCode::RecoveryCodeWrong))?;
        let app = self.clone();
        tokio::task::spawn_blocking(move || {
            // Proves the key before the old wrap is given up.
            file.device_keys(&data_key).map_err(key_file_error)?;
            app.rewrap(&folder, &file, &data_key, &secret, &known.id)?;
            folder.write_attempts(&Attempts::default())?;
            app.open_profile(&folder, data_key)
        })
        .await
        .map_err(|error| internal("recovering")(&error))?
    }

    fn rewrap(
        &self,
        folder: &ProfileFolder,
        file: &KeyFile,
        data_key: &Key,
        secret: &Secret,
        profile: &str,
    ) -> Result<(), AppError> {
        file.rewrap(data_key, secret, (self.key_store(), profile))
            .and_then(|file| file.write(&folder.key_file()))
            .map_err(key_file_error)
    }

    pub(crate) fn open_profile(
        &self,
        folder: &ProfileFolder,
        data_key: Key,
    ) -> Result<LockView, AppError> {
        let profile = folder.profile()?;
        match self.session() {
            Session::Open(device) | Session::SoftLocked(device)
                if device.profile.id == profile.id =>
            {
                self.set_session(Session::Open(device));
            }
            Session::Open(_) | Session::SoftLocked(_) | Session::Closed => {
                self.close();
                let device = Device::open(profile, folder.clone(), data_key, &self.shared.config)?;
                self.set_session(Session::Open(Arc::new(device)));
            }
        }
        {
            let mut preferences = self.preferences();
            preferences.last_profile = Some(self.device()?.profile.id.clone());
            preferences.write(&self.shared.config.folder)?;
        }
        self.lock_view()
    }

    pub(crate) fn folder_of(&self, profile: &str) -> Result<ProfileFolder, AppError> {
        ProfileFolder::of(&self.shared.config.folder, profile)
            .ok_or_else(|| ErrorCode::ProfileUnknown.into())
    }

    pub(crate) fn new_secret(&self, typed: &str) -> Result<Secret, AppError> {
        let secret = match self.new_secret_kind() {
            SecretKind::Pin => Secret::new_pin(typed),
            SecretKind::Passphrase => Secret::new_passphrase(typed),
        };
        secret.map_err(|error| match error {
            SecretError::PinForm => ErrorCode::PinForm.into(),
            SecretError::PassphraseShort => {
                AppError::new(ErrorCode::PassphraseShort).with("min", PASSPHRASE_MIN_CHARS)
            }
        })
    }

    pub(crate) fn key_store(&self) -> &dyn KeyStore {
        match &self.shared.config.key_store {
            Some(key_store) => key_store.as_ref(),
            None => &NoKeyring,
        }
    }
}

/// Where there is no keyring, a profile that needs one says so.
struct NoKeyring;

impl KeyStore for NoKeyring {
    fn load(&self, _profile: &str) -> Result<Option<Key>, KeyStoreError> {
        Ok(None)
    }

    fn keep(&self, _profile: &str, _secret: &Key) -> Result<(), KeyStoreError> {
        Err(KeyStoreError("there is none".to_owned()))
    }
}

fn lock_profile(folder: &ProfileFolder) -> Result<LockProfile, AppError> {
    let profile = folder.profile()?;
    let file = KeyFile::read(&folder.key_file()).map_err(key_file_error)?;
    let glance = folder.glance();
    Ok(LockProfile {
        id: profile.id,
        name: profile.person.name,
        team: Some(profile.person.company),
        staff_no: None,
        secret: secret_kind(&file),
        on_device: glance.on_device,
        at_hq: glance.at_hq,
        next_due: glance.next_due,
        last_contact: glance.last_contact,
        clock_off_s: glance.clock_off_s,
    })
}

fn secret_kind(file: &KeyFile) -> SecretKind {
    kind_of_secret(file.takes_pin())
}

pub(crate) fn kind_of_secret(takes_pin: bool) -> SecretKind {
    if takes_pin {
        SecretKind::Pin
    } else {
        SecretKind::Passphrase
    }
}

fn typed_secret(kind: SecretKind, typed: &str) -> Secret {
    let text = zeroize::Zeroizing::new(typed.to_owned());
    match kind {
        SecretKind::Pin => Secret::Pin(text),
        SecretKind::Passphrase => Secret::Passphrase(text),
    }
}

fn wait_is_over(attempts: Attempts) -> Result<(), AppError> {
    let Some(until) = attempts.wait_until else {
        return Ok(());
    };
    let left = until.signed_duration_since(Local::now()).num_seconds();
    // A clock set back by years must not lock anybody out for years.
    if left <= 0 || left > LONGEST_WAIT_MIN * 60 {
        return Ok(());
    }
    Err(AppError::new(ErrorCode::PinLocked).with("minutes", (left + 59) / 60))
}

/// Counts a wrong secret; after some the next try must wait.
fn wrong_secret(folder: &ProfileFolder, kind: SecretKind) -> Result<AppError, AppError> {
    let failed = folder.attempts().failed.saturating_add(1);
    let over = failed.saturating_sub(FREE_ATTEMPTS).min(10);
    let wait_until = (failed >= FREE_ATTEMPTS).then(|| {
        let minutes = (FIRST_WAIT_MIN << over).min(LONGEST_WAIT_MIN);
        (Local::now() + Duration::minutes(minutes)).fixed_offset()
    });
    folder.write_attempts(&Attempts { failed, wait_until })?;
    Ok(match kind {
        SecretKind::Pin => {
            AppError::new(ErrorCode::PinWrong).with("left", FREE_ATTEMPTS.saturating_sub(failed))
        }
        SecretKind::Passphrase => ErrorCode::PassphraseWrong.into(),
    })
}

pub(crate) fn key_file_error(error: KeyFileError) -> AppError {
    match error {
        KeyFileError::KeyringEmpty => ErrorCode::KeyringMissing.into(),
        KeyFileError::Newer(_) => ErrorCode::StoreNewer.into(),
        KeyFileError::File(error) if error.kind() == std::io::ErrorKind::NotFound => {
            ErrorCode::ProfileUnknown.into()
        }
        KeyFileError::File(error) => error.into(),
        KeyFileError::Keyring(error) => {
            tracing::warn!(keyring.error = %error);
            ErrorCode::KeyringMissing.into()
        }
        KeyFileError::Form(_) | KeyFileError::Wrap(_) => internal("reading the key file")(&error),
    }
}

/// Bytes as people compare them: groups of four digits.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    let groups: Vec<String> = bytes
        .chunks(2)
        .map(|pair| pair.iter().map(|byte| format!("{byte:02X}")).collect())
        .collect();
    groups.join(" ")
}
