use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::device_keys::DeviceKeys;
use super::key_store::{KeyStore, KeyStoreError};
use super::secret::Secret;
use super::wrap::{self, Derivation, Key, Sealed, WrapError};
use crate::platform;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::keys::SealingKey;

const DATA_KEY_PURPOSE: &str = "lineproof/data-key/1";
const FORMAT: u32 = 1;

/// The key file of a profile: everything in it is sealed or public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    format: u32,
    kind: WrapKind,
    derivation: Derivation,
    data_key: Sealed,
    device_keys: Sealed,
    recovery: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrapKind {
    PinAndKeyring,
    Passphrase,
}

/// Why a key file does not open.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("the key file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// It holds something else.
    #[error("the key file is damaged: {0}")]
    Form(#[from] serde_json::Error),
    /// It was written by a newer program.
    #[error("the key file has format {0}, which is newer than this program")]
    Newer(u32),
    /// The other half of the PIN is gone from the system's keyring.
    #[error("the system's keyring holds nothing for this profile")]
    KeyringEmpty,
    /// The keyring does not answer.
    #[error(transparent)]
    Keyring(#[from] KeyStoreError),
    /// The secret is wrong, or the file was altered.
    #[error(transparent)]
    Wrap(#[from] WrapError),
}

impl KeyFile {
    /// Wraps `data_key` for `secret`; a PIN's other half goes into `key_store` under `profile`.
    pub fn wrap(
        data_key: &Key,
        device_keys: &DeviceKeys,
        (device, recovery_key): (DeviceId, &SealingKey),
        secret: &Secret,
        (key_store, profile): (&dyn KeyStore, &str),
    ) -> Result<KeyFile, KeyFileError> {
        let (kind, derivation, wrapped) = wrap_data_key(data_key, secret, (key_store, profile))?;
        Ok(KeyFile {
            format: FORMAT,
            kind,
            derivation,
            data_key: wrapped,
            device_keys: device_keys.seal(data_key)?,
            recovery: wrap::seal_to(recovery_key, device, data_key)?,
        })
    }

    /// The same keys under another secret.
    pub fn rewrap(
        &self,
        data_key: &Key,
        secret: &Secret,
        place: (&dyn KeyStore, &str),
    ) -> Result<KeyFile, KeyFileError> {
        let (kind, derivation, wrapped) = wrap_data_key(data_key, secret, place)?;
        Ok(KeyFile {
            kind,
            derivation,
            data_key: wrapped,
            ..self.clone()
        })
    }

    /// Reads it.
    pub fn read(path: &Path) -> Result<KeyFile, KeyFileError> {
        let file: KeyFile = serde_json::from_slice(&fs::read(path)?)?;
        if file.format > FORMAT {
            return Err(KeyFileError::Newer(file.format));
        }
        Ok(file)
    }

    /// Writes it so that a crash leaves the old one or the new one.
    pub fn write(&self, path: &Path) -> Result<(), KeyFileError> {
        Ok(platform::write_private(
            path,
            &serde_json::to_vec_pretty(self)?,
        )?)
    }

    /// Whether a PIN opens it (else a passphrase).
    pub fn takes_pin(&self) -> bool {
        self.kind == WrapKind::PinAndKeyring
    }

    /// The data key sealed to headquarters, base64.
    pub fn recovery(&self) -> &str {
        &self.recovery
    }

    /// Opens the data key. Slow on purpose: call it off the main thread.
    pub fn open(
        &self,
        secret: &Secret,
        key_store: &dyn KeyStore,
        profile: &str,
    ) -> Result<Key, KeyFileError> {
        let keyring = match self.kind {
            WrapKind::PinAndKeyring => {
                Some(key_store.load(profile)?.ok_or(KeyFileError::KeyringEmpty)?)
            }
            WrapKind::Passphrase => None,
        };
        let key = self.derivation.key(secret, keyring.as_ref())?;
        Ok(wrap::to_key(&self.data_key.open(&key, DATA_KEY_PURPOSE)?)?)
    }

    /// The device's signing keys, once the data key is open.
    pub fn device_keys(&self, data_key: &Key) -> Result<DeviceKeys, KeyFileError> {
        Ok(DeviceKeys::open(&self.device_keys, data_key)?)
    }
}

fn wrap_data_key(
    data_key: &Key,
    secret: &Secret,
    (key_store, profile): (&dyn KeyStore, &str),
) -> Result<(WrapKind, Derivation, Sealed), KeyFileError> {
    let derivation = Derivation::fresh()?;
    let (kind, keyring) = match secret {
        Secret::Pin(_) => (
            WrapKind::PinAndKeyring,
            Some(keyring_half(key_store, profile)?),
        ),
        Secret::Passphrase(_) => (WrapKind::Passphrase, None),
    };
    let key = derivation.key(secret, keyring.as_ref())?;
    Ok((
        kind,
        derivation,
        Sealed::seal(&key, DATA_KEY_PURPOSE, data_key.as_slice())?,
    ))
}

/// The half that is there stays: the wrap on disk may still need it if this one never reaches the disk.
fn keyring_half(key_store: &dyn KeyStore, profile: &str) -> Result<Key, KeyFileError> {
    if let Some(half) = key_store.load(profile)? {
        return Ok(half);
    }
    let half = wrap::random_key()?;
    key_store.keep(profile, &half)?;
    Ok(half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::FileKeyStore;

    const ID: DeviceId = DeviceId(uuid::Uuid::from_u128(0xD1));

    fn fixture() -> (
        tempfile::TempDir,
        FileKeyStore,
        Key,
        DeviceKeys,
        crypto_box::SecretKey,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let store = FileKeyStore::new(folder.path().to_owned());
        let recovery = crypto_box::SecretKey::generate(&mut rand_core::OsRng);
        (
            folder,
            store,
            wrap::random_key().unwrap(),
            DeviceKeys::generate(),
            recovery,
        )
    }

    #[test]
    fn a_pin_opens_the_key_only_together_with_the_keyring() {
        let (folder, store, key, device, recovery) = fixture();
        let recovery = SealingKey(*recovery.public_key().as_bytes());
        let pin = Secret::new_pin("482915").unwrap();
        let file = KeyFile::wrap(&key, &device, (ID, &recovery), &pin, (&store, "p")).unwrap();
        assert_eq!(file.open(&pin, &store, "p").unwrap(), key);
        let wrong = Secret::new_pin("482916").unwrap();
        let refused = file.open(&wrong, &store, "p");
        assert!(matches!(refused, Err(KeyFileError::Wrap(WrapError::Wrong))));
        let elsewhere = FileKeyStore::new(folder.path().join("other"));
        let refused = file.open(&pin, &elsewhere, "p");
        assert!(matches!(refused, Err(KeyFileError::KeyringEmpty)));
    }

    #[test]
    fn a_new_secret_keeps_the_device_keys_and_headquarters_can_still_recover() {
        let (folder, store, key, device, recovery) = fixture();
        let sealing = SealingKey(*recovery.public_key().as_bytes());
        let old = Secret::new_passphrase("correct horse battery").unwrap();
        let file = KeyFile::wrap(&key, &device, (ID, &sealing), &old, (&store, "p")).unwrap();
        let new = Secret::new_passphrase("another long passphrase").unwrap();
        let path = folder.path().join("keys.json");
        file.rewrap(&key, &new, (&store, "p"))
            .unwrap()
            .write(&path)
            .unwrap();
        let file = KeyFile::read(&path).unwrap();
        assert!(file.open(&old, &store, "p").is_err());
        let opened = file.open(&new, &store, "p").unwrap();
        let log_key = file.device_keys(&opened).unwrap().log_key;
        assert_eq!(log_key.to_bytes(), device.log_key.to_bytes());
        use base64::Engine as _;
        let sealed = base64::engine::general_purpose::STANDARD
            .decode(file.recovery())
            .unwrap();
        let named = [ID.0.as_bytes().as_slice(), key.as_slice()].concat();
        assert_eq!(recovery.unseal(&sealed).unwrap(), named);
    }

    #[test]
    fn a_key_file_of_a_newer_program_is_named_as_such() {
        let (folder, store, key, device, recovery) = fixture();
        let sealing = SealingKey(*recovery.public_key().as_bytes());
        let secret = Secret::new_passphrase("correct horse battery").unwrap();
        let mut file =
            KeyFile::wrap(&key, &device, (ID, &sealing), &secret, (&store, "p")).unwrap();
        file.format = 2;
        let path = folder.path().join("keys.json");
        file.write(&path).unwrap();
        assert!(matches!(KeyFile::read(&path), Err(KeyFileError::Newer(2))));
    }
}
