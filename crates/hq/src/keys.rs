//! Headquarters' keys: CA, receipts, recovery and TLS, each a file of the data folder that only its account may read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crypto_box::SecretKey;
use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::hello::HeadquartersKey;
use lineproof_protocol::keys::{SealingKey, public_key};
use lineproof_report::certificate::{Authority, CertificateError};
use zeroize::Zeroizing;

use crate::{clock, platform, random, tls};

const CA_CERTIFICATE: &str = "ca.der";
const CA_KEY: &str = "ca.key";
const RECEIPT_KEY: &str = "receipt.key";
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

    pub fn load(folder: &Path) -> Result<Keys, KeysError> {
        let ca_certificate = read(folder, CA_CERTIFICATE)?;
        let authority = Authority::from_der(&ca_certificate, &read(folder, CA_KEY)?)?;
        let receipt = SigningKey::from_bytes(&*read_key(folder, RECEIPT_KEY)?);
        let fingerprint = Sha256Digest::of(&public_key(&receipt).0).to_string();
        Ok(Keys {
            authority,
            ca_certificate: ca_certificate.to_vec(),
            receipt,
            receipt_key_id: format!("hq-{}", &fingerprint[..8]),
            recovery: SecretKey::from(*read_key(folder, RECOVERY_KEY)?),
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
        vec![HeadquartersKey {
            key_id: self.receipt_key_id.clone(),
            public_key: public_key(&self.receipt),
        }]
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
