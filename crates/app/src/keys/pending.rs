use std::fs;
use std::path::{Path, PathBuf};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::enrolment::EnrolmentCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::device_keys::DeviceKeys;
use super::key_file::KeyFileError;
use super::wrap::{self, Sealed};
use crate::platform;

const KEY_INFO: &[u8] = b"lineproof/pending-enrolment/1";

/// Device id and keys between the question to headquarters and the profile made of its answer. They lie in a file of
/// their own, sealed under the code's secret: the code with which they may become a device is what opens them.
pub struct PendingEnrolment {
    /// The id the device gave itself.
    pub device: DeviceId,
    /// Its keys.
    pub keys: DeviceKeys,
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PendingFile {
    device: DeviceId,
    device_keys: Sealed,
}

impl PendingEnrolment {
    /// What was begun with this code on this laptop, or else fresh keys, on the disk before they are given.
    pub fn begin(application: &Path, code: &EnrolmentCode) -> Result<Self, KeyFileError> {
        let name = Sha256Digest::of(&code.secret).to_string();
        let path = application.join(format!("enrolment-{}.json", &name[..16]));
        let key = wrap::derived_key(&code.secret, KEY_INFO)?;
        match fs::read(&path) {
            Ok(bytes) => {
                let file: PendingFile = serde_json::from_slice(&bytes)?;
                Ok(PendingEnrolment {
                    device: file.device,
                    keys: DeviceKeys::open(&file.device_keys, &key)?,
                    path,
                })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let (device, keys) = (DeviceId(Uuid::now_v7()), DeviceKeys::generate());
                let device_keys = keys.seal(&key)?;
                let file = serde_json::to_vec_pretty(&PendingFile {
                    device,
                    device_keys,
                })?;
                platform::write_private(&path, &file)?;
                Ok(PendingEnrolment { device, keys, path })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The profile is whole: the file is of no more use.
    pub fn end(self) -> std::io::Result<()> {
        fs::remove_file(self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(secret: u8) -> EnrolmentCode {
        EnrolmentCode {
            secret: [secret; 10],
            ca_fingerprint: [0; 16],
            address: "http://127.0.0.1:1".to_owned(),
        }
    }

    #[test]
    fn the_same_code_finds_the_same_keys_until_the_enrolment_ends() {
        let folder = tempfile::tempdir().unwrap();
        let begin = |secret| PendingEnrolment::begin(folder.path(), &code(secret)).unwrap();
        let first = begin(1);
        let other = begin(2);
        let again = begin(1);
        assert_eq!(again.device, first.device);
        assert_eq!(again.keys.log_key.to_bytes(), first.keys.log_key.to_bytes());
        assert_ne!(other.device, first.device);
        again.end().unwrap();
        assert_ne!(begin(1).device, first.device);
        assert_eq!(begin(2).device, other.device);
    }
}
