use ed25519_dalek::SigningKey;
use lineproof_report::certificate::DeviceKey;
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::wrap::{Key, Sealed, WrapError};

const PURPOSE: &str = "lineproof/device-keys/1";

/// The device's own signing keys, made on it and never leaving it.
pub struct DeviceKeys {
    /// Signs checkpoints and challenges.
    pub log_key: SigningKey,
    /// Signs documents.
    pub document_key: DeviceKey,
}

#[derive(Serialize, Deserialize)]
struct Plain {
    log_key: [u8; 32],
    document_key: Vec<u8>,
}

impl Drop for Plain {
    fn drop(&mut self) {
        self.log_key.zeroize();
        self.document_key.zeroize();
    }
}

impl DeviceKeys {
    /// Fresh keys.
    pub fn generate() -> DeviceKeys {
        DeviceKeys {
            log_key: SigningKey::generate(&mut OsRng),
            document_key: DeviceKey::generate(),
        }
    }

    /// Seals them under the data key.
    pub fn seal(&self, data_key: &Key) -> Result<Sealed, WrapError> {
        let document_key = self.document_key.to_pkcs8_der().map_err(|_| form())?;
        let plain = Plain {
            log_key: self.log_key.to_bytes(),
            document_key: document_key.to_vec(),
        };
        let json = serde_json::to_vec(&plain)
            .map(Zeroizing::new)
            .map_err(|_| form())?;
        Sealed::seal(data_key, PURPOSE, &json)
    }

    /// Opens what [`DeviceKeys::seal`] made.
    pub fn open(sealed: &Sealed, data_key: &Key) -> Result<DeviceKeys, WrapError> {
        let json = sealed.open(data_key, PURPOSE)?;
        let plain: Plain = serde_json::from_slice(&json).map_err(|_| form())?;
        Ok(DeviceKeys {
            log_key: SigningKey::from_bytes(&plain.log_key),
            document_key: DeviceKey::from_pkcs8_der(&plain.document_key).map_err(|_| form())?,
        })
    }
}

fn form() -> WrapError {
    WrapError::Form("the device keys")
}
