//! Ed25519 keys and signatures as they travel: standard base64 text.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

/// Text that is not what it should be.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{what} is {len} bytes in base64")]
pub struct KeyTextError {
    what: &'static str,
    len: usize,
}

/// A signature that does not hold.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the signature over {what} does not hold")]
pub struct BadSignature {
    /// What was signed.
    pub what: &'static str,
}

macro_rules! base64_text {
    ($(#[$doc:meta])* $name:ident, $len:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(pub [u8; $len]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&STANDARD.encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = KeyTextError;
            fn from_str(text: &str) -> Result<Self, KeyTextError> {
                let fail = KeyTextError { what: $what, len: $len };
                let bytes = STANDARD.decode(text).map_err(|_| KeyTextError { ..fail })?;
                bytes.try_into().map($name).map_err(|_| KeyTextError { what: $what, len: $len })
            }
        }

        impl TryFrom<String> for $name {
            type Error = KeyTextError;
            fn try_from(text: String) -> Result<Self, KeyTextError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
    };
}

base64_text!(
    /// The public half of an Ed25519 key.
    PublicKey, 32, "a public key");
base64_text!(
    /// An Ed25519 signature.
    Signature, 64, "a signature");
base64_text!(
    /// The public half of an X25519 key that secrets are sealed to.
    SealingKey, 32, "a sealing key");

/// Signs the message that `parts` make when joined.
pub fn sign(key: &SigningKey, parts: &[&[u8]]) -> Signature {
    Signature(key.sign(&parts.concat()).to_bytes())
}

/// The public half of a key.
pub fn public_key(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_bytes())
}

impl PublicKey {
    /// Checks a signature over the message that `parts` make when joined, strictly (no weak keys).
    pub fn verify(
        &self,
        what: &'static str,
        parts: &[&[u8]],
        signature: &Signature,
    ) -> Result<(), BadSignature> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| BadSignature { what })?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(&parts.concat(), &signature)
            .map_err(|_| BadSignature { what })
    }
}
