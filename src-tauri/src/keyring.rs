//! The system's keyring as a [`KeyStore`].

use lineproof_app::keys::{Key, KeyStore, KeyStoreError};

const SERVICE: &str = "cn.lineproof.field";
const PROBE: &str = "probe";

/// Secret Service, Keychain or Credential Manager.
pub struct SystemKeyring;

impl SystemKeyring {
    /// The keyring, where there is one that answers; without one a profile is opened by a passphrase.
    pub fn find() -> Option<SystemKeyring> {
        match SystemKeyring.load(PROBE) {
            Ok(_) => Some(SystemKeyring),
            Err(error) => {
                tracing::info!(%error, "no keyring: profiles are opened by a passphrase");
                None
            }
        }
    }
}

impl KeyStore for SystemKeyring {
    fn load(&self, profile: &str) -> Result<Option<Key>, KeyStoreError> {
        let entry = keyring::Entry::new(SERVICE, profile).map_err(failed)?;
        let secret = match entry.get_secret() {
            Ok(secret) => secret,
            Err(keyring::Error::NoEntry) => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let secret: [u8; 32] = secret
            .try_into()
            .map_err(|_| KeyStoreError("a secret is 32 bytes".to_owned()))?;
        Ok(Some(Key::new(secret)))
    }

    fn keep(&self, profile: &str, secret: &Key) -> Result<(), KeyStoreError> {
        let entry = keyring::Entry::new(SERVICE, profile).map_err(failed)?;
        entry.set_secret(secret.as_slice()).map_err(failed)
    }
}

fn failed(error: keyring::Error) -> KeyStoreError {
    KeyStoreError(error.to_string())
}
