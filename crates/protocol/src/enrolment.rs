//! Enrolment: the one-time code a person types, and `POST /v1/enrol`.
//!
//! ```text
//! code  = "LP1" and base32 of: secret 10 | CA fingerprint 16 | address UTF-8 | first 4 bytes of SHA-256 over all before
//! proof = Ed25519("lineproof/enrol/1" | secret 10 | device 16 | log key 32 | SHA-256(signing request) 32)
//! ```
//! The fingerprint is the first 16 bytes of SHA-256 over the CA certificate's DER; the device fetches the certificate by
//! `GET /v1/ca` and trusts it only if it matches.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, LogId, PersonId};
use serde::{Deserialize, Serialize};

use crate::hello::HeadquartersKey;
use crate::keys::{BadSignature, PublicKey, SealingKey, Signature, sign};
use crate::receipt::Epoch;

const ENROL_PREFIX: &[u8] = b"lineproof/enrol/1";
const CODE_PREFIX: &str = "LP1";
const CHECK_BYTES: usize = 4;
const GROUP_CHARS: usize = 5;

/// The code a supervisor gives to an engineer, once.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// What proves the right to enrol.
    pub secret: [u8; 10],
    /// First 16 bytes of SHA-256 over the CA certificate's DER.
    pub ca_fingerprint: [u8; 16],
    /// Where headquarters answers, such as `https://hq.example:8443`.
    pub address: String,
}

/// Why a text is not an enrolment code.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum EnrolmentCodeError {
    /// Something else was typed.
    #[error("an enrolment code begins with {CODE_PREFIX}")]
    NotACode,
    /// A character is wrong or missing.
    #[error("a character of the enrolment code is wrong or missing")]
    Mistyped,
}

impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrolmentCode")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [
            self.secret.as_slice(),
            &self.ca_fingerprint,
            self.address.as_bytes(),
        ]
        .concat();
        let check = Sha256Digest::of(&bytes);
        bytes.extend_from_slice(&check.0[..CHECK_BYTES]);
        let text = BASE32_NOPAD.encode(&bytes);
        f.write_str(CODE_PREFIX)?;
        text.as_bytes().chunks(GROUP_CHARS).try_for_each(|group| {
            f.write_str("-")?;
            group
                .iter()
                .try_for_each(|byte| write!(f, "{}", char::from(*byte)))
        })
    }
}

impl FromStr for EnrolmentCode {
    type Err = EnrolmentCodeError;

    /// Reads what a person typed: spaces, dashes and lower case do not matter.
    fn from_str(text: &str) -> Result<Self, EnrolmentCodeError> {
        let plain: String = text
            .chars()
            .filter(|typed| !typed.is_whitespace() && *typed != '-')
            .map(|typed| typed.to_ascii_uppercase())
            .collect();
        let body = plain
            .strip_prefix(CODE_PREFIX)
            .ok_or(EnrolmentCodeError::NotACode)?;
        let mistyped = EnrolmentCodeError::Mistyped;
        let bytes = BASE32_NOPAD.decode(body.as_bytes()).map_err(|_| mistyped)?;
        let (payload, check) = bytes.split_last_chunk::<CHECK_BYTES>().ok_or(mistyped)?;
        if Sha256Digest::of(payload).0[..CHECK_BYTES] != *check {
            return Err(mistyped);
        }
        let (secret, rest) = payload.split_first_chunk::<10>().ok_or(mistyped)?;
        let (fingerprint, address) = rest.split_first_chunk::<16>().ok_or(mistyped)?;
        let address = String::from_utf8(address.to_vec()).map_err(|_| mistyped)?;
        Ok(EnrolmentCode {
            secret: *secret,
            ca_fingerprint: *fingerprint,
            address,
        })
    }
}

/// A device asks to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// [`crate::PROTOCOL_VERSION`] of the device.
    pub protocol: u32,
    /// The code's secret, base32.
    pub secret: String,
    /// The id the device gave itself.
    pub device: DeviceId,
    /// What people call it.
    pub device_name: String,
    /// Whose it is, where it is enrolled again: a code for somebody else is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Its log key.
    pub log_key: PublicKey,
    /// PKCS #10 signing request for its document key, DER in base64.
    pub signing_request: String,
    /// That it holds the log key.
    pub proof: Signature,
}

/// Headquarters' answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolResponse {
    /// Whose device it is now.
    pub person: PersonRecord,
    /// The device's certificate, DER in base64.
    pub certificate: String,
    /// Headquarters' CA certificate, DER in base64.
    pub ca_certificate: String,
    /// Headquarters' own log.
    pub headquarters_log: LogId,
    /// Receipt keys to pin.
    pub keys: Vec<HeadquartersKey>,
    /// Where the device seals its data key, against a forgotten PIN.
    pub recovery_key: SealingKey,
    /// The life of headquarters' store.
    pub epoch: Epoch,
    /// Name of the carrier or company.
    pub headquarters_name: String,
    /// True where everything is invented, for training and trials.
    pub sample: bool,
}

/// A person as devices know him: name, title and phone, nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Phone.
    pub phone: String,
    /// The company he speaks for.
    pub company: String,
}

/// What an enrolment request is signed over.
pub struct EnrolProof<'a> {
    /// The code's secret.
    pub secret: &'a [u8],
    /// The device.
    pub device: DeviceId,
    /// Its log key.
    pub log_key: PublicKey,
    /// The signing request's DER.
    pub signing_request: &'a [u8],
}

impl EnrolProof<'_> {
    /// Signs it with the log key.
    pub fn sign(&self, key: &SigningKey) -> Signature {
        sign(key, &[&self.message()])
    }

    /// Checks it with the log key it names.
    pub fn verify(&self, proof: &Signature) -> Result<(), BadSignature> {
        self.log_key
            .verify("an enrolment request", &[&self.message()], proof)
    }

    fn message(&self) -> Vec<u8> {
        [
            ENROL_PREFIX,
            self.secret,
            self.device.0.as_bytes(),
            &self.log_key.0,
            &Sha256Digest::of(self.signing_request).0,
        ]
        .concat()
    }
}
