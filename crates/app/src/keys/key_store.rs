use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::wrap::Key;
use crate::platform;

/// Where a profile's half of the PIN key lives: the system's keyring in the shell.
pub trait KeyStore: Send + Sync {
    /// The secret of a profile; none where it has no such.
    fn load(&self, profile: &str) -> Result<Option<Key>, KeyStoreError>;
    /// Keeps the secret of a profile.
    fn keep(&self, profile: &str, secret: &Key) -> Result<(), KeyStoreError>;
}

/// A keyring that does not do its work.
#[derive(Debug, thiserror::Error)]
#[error("the system's keyring failed: {0}")]
pub struct KeyStoreError(pub String);

/// Keeps secrets in a folder only its owner may read: for devices without a person before them.
pub struct FileKeyStore {
    folder: PathBuf,
}

impl FileKeyStore {
    /// Keeps secrets in `folder`.
    pub fn new(folder: PathBuf) -> FileKeyStore {
        FileKeyStore { folder }
    }

    fn path(&self, profile: &str) -> PathBuf {
        self.folder.join(format!("{profile}.secret"))
    }
}

impl KeyStore for FileKeyStore {
    fn load(&self, profile: &str) -> Result<Option<Key>, KeyStoreError> {
        let text = match fs::read_to_string(self.path(profile)) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(KeyStoreError(error.to_string())),
        };
        let bytes = STANDARD
            .decode(text.trim())
            .map_err(|error| KeyStoreError(error.to_string()))?;
        let bytes: [u8; 32] = bytes
            .try_into()
            .map_err(|_| KeyStoreError("a secret is 32 bytes".to_owned()))?;
        Ok(Some(Zeroizing::new(bytes)))
    }

    fn keep(&self, profile: &str, secret: &Key) -> Result<(), KeyStoreError> {
        let text = Zeroizing::new(STANDARD.encode(secret.as_slice()));
        platform::write_private(&self.path(profile), text.as_bytes())
            .map_err(|error| KeyStoreError(error.to_string()))
    }
}
