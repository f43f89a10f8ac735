//! Headquarters' keys: CA, receipts, recovery and TLS, each a file of the data folder that only its account may read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crypto_box::SecretKey;
use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::hello::HeadquartersKey;
use lineproof_protocol::keys::{PublicKey, SealingKey, public_key};
use lineproof_report::certificate::{Authority, CertificateError};
use zeroize::Zeroizing;

use crate::{clock, platform, random, tls};

const CA_CERTIFICATE: &str = "ca.der";
const CA_KEY: &str = "ca.key";
const RECEIPT_KEY: &str = "receipt.key";
/// Receipt keys that came by rotation: prefix, name of the key, suffix.
const ROTATED_PREFIX: &str = "receipt-";
const KEY_SUFFIX: &str = ".key";
const RECOVERY_KEY: &str = "recovery.key";
const TLS_CERTIFICATE: &str = "tls.der";
const TLS_KEY: &str = "tls.key";

/// Why keys cannot be made or read.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A file cannot be written or read.
    #[error("the key file {path} failed: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file holds something else.
    #[error("the key file {path} does not hold a key of 32 bytes")]
    Length {
        /// Which file.
        path: PathBuf,
    },
    /// The receipt key in use is not there.
    #[error("the receipt key {key_id} is not in {folder}; put its file back from a backup")]
    Missing {
        /// Where the keys lie.
        folder: PathBuf,
        /// Its name.
        key_id: String,
    },
    /// The CA cannot be made or read.
    #[error("the certificate authority failed: {0}")]
    Authority(#[from] CertificateError),
    /// The TLS certificate cannot be made.
    #[error(transparent)]
    Tls(#[from] tls::TlsError),
}

/// The keys in memory.
pub(crate) struct Keys {
    pub authority: Authority,
    pub ca_certificate: Vec<u8>,
    pub receipt: SigningKey,
    pub receipt_key_id: String,
    /// Every receipt key by its name, the first of all before those that came by rotation.
    receipts: Vec<(String, SigningKey)>,
    pub recovery: SecretKey,
}

impl Keys {
    /// Makes every key new; `tls_hosts` are the names the server certificate is issued for, none for no certificate.
    pub fn create(folder: &Path, name: &str, tls_hosts: &[String]) -> Result<(), KeysError> {
        let write = |file: &str, bytes: &[u8]| {
            let path = folder.join(file);
            platform::write_private_file(&path, bytes)
                .map_err(|source| KeysError::File { path, source })
        };
        platform::create_private_folder(folder).map_err(|source| KeysError::File {
            path: folder.into(),
            source,
        })?;
        let authority = Authority::generate(&format!("{name} CA"), clock::now().to_utc())?;
        let ca_key = authority.key_pkcs8_der()?;
        write(CA_CERTIFICATE, &authority.certificate_der()?)?;
        write(CA_KEY, &ca_key)?;
        write(RECEIPT_KEY, &*Zeroizing::new(random::bytes::<32>()))?;
        write(RECOVERY_KEY, &*Zeroizing::new(random::bytes::<32>()))?;
        if !tls_hosts.is_empty() {
            let server = tls::issue(&authority.certificate_der()?, &ca_key, tls_hosts)?;
            write(TLS_CERTIFICATE, &server.certificate)?;
            write(TLS_KEY, &server.key)?;
        }
        platform::sync_folder(folder).map_err(|source| KeysError::File {
            path: folder.into(),
            source,
        })
    }

    /// Reads them. `in_use` names the receipt key to sign with; the first of all where nothing was rotated.
    pub fn load(folder: &Path, in_use: Option<&str>) -> Result<Keys, KeysError> {
        let ca_certificate = read(folder, CA_CERTIFICATE)?;
        let authority = Authority::from_der(&ca_certificate, &read(folder, CA_KEY)?)?;
        let first = SigningKey::from_bytes(&*read_key(folder, RECEIPT_KEY)?);
        let mut receipts = vec![(key_id(&first), first)];
        for file in rotated_key_files(folder)? {
            let key = SigningKey::from_bytes(&*read_key(folder, &file)?);
            receipts.push((key_id(&key), key));
        }
        let in_use = in_use.unwrap_or(&receipts[0].0);
        let (receipt_key_id, receipt) = receipts
            .iter()
            .find(|(key_id, _)| key_id == in_use)
            .cloned()
            .ok_or_else(|| KeysError::Missing {
                folder: folder.into(),
                key_id: in_use.to_owned(),
            })?;
        Ok(Keys {
            authority,
            ca_certificate: ca_certificate.to_vec(),
            receipt,
            receipt_key_id,
            receipts,
            recovery: SecretKey::from(*read_key(folder, RECOVERY_KEY)?),
        })
    }

    /// The CA's certificate alone.
    pub fn ca(folder: &Path) -> Result<Vec<u8>, KeysError> {
        Ok(read(folder, CA_CERTIFICATE)?.to_vec())
    }

    /// Lays a fresh receipt key beside those in use. Nothing is signed with it before the log says so.
    pub fn add_receipt_key(folder: &Path) -> Result<HeadquartersKey, KeysError> {
        let key = SigningKey::from_bytes(&random::bytes::<32>());
        let key_id = key_id(&key);
        let path = folder.join(format!("{ROTATED_PREFIX}{key_id}{KEY_SUFFIX}"));
        platform::write_private_file(&path, key.as_bytes())
            .and_then(|()| platform::sync_folder(folder))
            .map_err(|source| KeysError::File { path, source })?;
        Ok(HeadquartersKey {
            key_id,
            public_key: public_key(&key),
        })
    }

    /// The server certificate that headquarters' own CA issued, when it did.
    pub fn own_tls(folder: &Path) -> Result<Option<tls::ServerCertificate>, KeysError> {
        if !folder.join(TLS_CERTIFICATE).exists() {
            return Ok(None);
        }
        Ok(Some(tls::ServerCertificate {
            certificate: read(folder, TLS_CERTIFICATE)?.to_vec(),
            key: read(folder, TLS_KEY)?,
        }))
    }

    /// The receipt keys, the one in use first.
    pub fn published(&self) -> Vec<HeadquartersKey> {
        let mut keys: Vec<HeadquartersKey> = self
            .receipts
            .iter()
            .map(|(key_id, key)| HeadquartersKey {
                key_id: key_id.clone(),
                public_key: public_key(key),
            })
            .collect();
        keys.sort_by_key(|key| key.key_id != self.receipt_key_id);
        keys
    }

    /// The receipt key of a name.
    pub fn receipt_key(&self, key_id: &str) -> Option<PublicKey> {
        let (_, key) = self.receipts.iter().find(|(known, _)| known == key_id)?;
        Some(public_key(key))
    }

    /// What a device that was told of `last` can check: that key, or the first of all before any rotation. A server that
    /// was not started again since the rotation still signs with the key it has.
    pub fn receipt_key_known_by(&self, last: Option<&str>) -> (&str, &SigningKey) {
        let known = match last {
            None => self.receipts.first(),
            Some(last) => self.receipts.iter().find(|(key_id, _)| key_id == last),
        };
        known.map_or((&self.receipt_key_id, &self.receipt), |(key_id, key)| {
            (key_id, key)
        })
    }

    /// Whether one of the receipt keys signed it.
    pub fn signed_any(&self, verify: impl Fn(&PublicKey) -> bool) -> bool {
        self.receipts
            .iter()
            .any(|(_, key)| verify(&public_key(key)))
    }

    /// Where devices seal their data keys.
    pub fn sealing_key(&self) -> SealingKey {
        SealingKey(self.recovery.public_key().to_bytes())
    }

    /// First 16 bytes of the CA certificate's SHA-256, as enrolment codes carry it.
    pub fn ca_fingerprint(&self) -> [u8; 16] {
        let digest = Sha256Digest::of(&self.ca_certificate);
        let mut first = [0; 16];
        first.copy_from_slice(&digest.0[..16]);
        first
    }
}

fn key_id(key: &SigningKey) -> String {
    let fingerprint = Sha256Digest::of(&public_key(key).0).to_string();
    format!("hq-{}", &fingerprint[..8])
}

fn rotated_key_files(folder: &Path) -> Result<Vec<String>, KeysError> {
    let failed = |source| KeysError::File {
        path: folder.into(),
        source,
    };
    let mut files = Vec::new();
    for found in fs::read_dir(folder).map_err(failed)? {
        let name = found.map_err(failed)?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(ROTATED_PREFIX) && name.ends_with(KEY_SUFFIX) {
            files.push(name.into_owned());
        }
    }
    files.sort();
    Ok(files)
}

fn read(folder: &Path, file: &str) -> Result<Zeroizing<Vec<u8>>, KeysError> {
    let path = folder.join(file);
    fs::read(&path)
        .map(Zeroizing::new)
        .map_err(|source| KeysError::File { path, source })
}

fn read_key(folder: &Path, file: &str) -> Result<Zeroizing<[u8; 32]>, KeysError> {
    let bytes = read(folder, file)?;
    let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| KeysError::Length {
        path: folder.join(file),
    })?;
    Ok(Zeroizing::new(key))
}
