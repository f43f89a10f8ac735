//! Wrapping one key in another: argon2id, HKDF-SHA-256, XChaCha20-Poly1305.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use crypto_box::{PublicKey, SecretKey};
use hkdf::Hkdf;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::keys::SealingKey;
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::secret::Secret;

/// Thirty-two secret bytes, wiped when dropped.
pub type Key = Zeroizing<[u8; 32]>;

/// Memory of the key derivation, KiB (RFC 9106, second recommended setting).
const ARGON2_MEMORY_KIB: u32 = 64 * 1024;
/// Passes of the key derivation (same source).
const ARGON2_PASSES: u32 = 3;
/// Lanes of the key derivation; one, since field laptops share two cores.
const ARGON2_LANES: u32 = 1;
const KEK_INFO: &[u8] = b"lineproof/key-encryption-key/1";

/// Why a key did not come out.
#[derive(Debug, thiserror::Error)]
pub enum WrapError {
    /// The secret is wrong, or what was wrapped was altered.
    #[error("the secret does not open the key")]
    Wrong,
    /// The key file holds something else than this program writes.
    #[error("the wrapped key cannot be read: {0}")]
    Form(&'static str),
    /// The system gave no random bytes.
    #[error("the system gave no random bytes: {0}")]
    Random(#[from] getrandom::Error),
}

/// Fresh random bytes.
pub fn random_key() -> Result<Key, WrapError> {
    let mut key = Zeroizing::new([0_u8; 32]);
    getrandom::fill(key.as_mut_slice())?;
    Ok(key)
}

/// A key from a secret that is random already.
pub fn derived_key(secret: &[u8], info: &[u8]) -> Result<Key, WrapError> {
    let mut key = Zeroizing::new([0_u8; 32]);
    Hkdf::<Sha256>::new(None, secret)
        .expand(info, key.as_mut_slice())
        .map_err(|_| WrapError::Form("its length"))?;
    Ok(key)
}

/// How a key-encryption key is derived from a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derivation {
    salt: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Derivation {
    /// Today's cost with a fresh salt.
    pub fn fresh() -> Result<Derivation, WrapError> {
        let salt = STANDARD.encode(random_key()?.as_slice());
        Ok(Derivation {
            salt,
            memory_kib: ARGON2_MEMORY_KIB,
            passes: ARGON2_PASSES,
            lanes: ARGON2_LANES,
        })
    }

    /// HKDF over argon2id of the secret; `keyring` is the other half of a PIN.
    pub fn key(&self, secret: &Secret, keyring: Option<&Key>) -> Result<Key, WrapError> {
        let salt = STANDARD
            .decode(&self.salt)
            .map_err(|_| WrapError::Form("its salt"))?;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| WrapError::Form("its cost"))?;
        let mut slow = Zeroizing::new([0_u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret.text().as_bytes(), &salt, slow.as_mut_slice())
            .map_err(|_| WrapError::Form("its salt"))?;
        let mut key = Zeroizing::new([0_u8; 32]);
        Hkdf::<Sha256>::new(keyring.map(|key| key.as_slice()), slow.as_slice())
            .expand(KEK_INFO, key.as_mut_slice())
            .map_err(|_| WrapError::Form("its length"))?;
        Ok(key)
    }
}

/// Bytes under a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    nonce: String,
    bytes: String,
}

impl Sealed {
    /// Seals `plain`; `purpose` says what it is and must be the same at opening.
    pub fn seal(key: &Key, purpose: &str, plain: &[u8]) -> Result<Sealed, WrapError> {
        let mut nonce = [0_u8; 24];
        getrandom::fill(&mut nonce)?;
        let payload = Payload {
            msg: plain,
            aad: purpose.as_bytes(),
        };
        let bytes = XChaCha20Poly1305::new(key.as_slice().into())
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| WrapError::Form("its length"))?;
        Ok(Sealed {
            nonce: STANDARD.encode(nonce),
            bytes: STANDARD.encode(bytes),
        })
    }

    /// Opens what [`Sealed::seal`] made.
    pub fn open(&self, key: &Key, purpose: &str) -> Result<Zeroizing<Vec<u8>>, WrapError> {
        let nonce = STANDARD
            .decode(&self.nonce)
            .map_err(|_| WrapError::Form("its nonce"))?;
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| WrapError::Form("its nonce"))?;
        let bytes = STANDARD
            .decode(&self.bytes)
            .map_err(|_| WrapError::Form("its bytes"))?;
        let payload = Payload {
            msg: &bytes,
            aad: purpose.as_bytes(),
        };
        XChaCha20Poly1305::new(key.as_slice().into())
            .decrypt(XNonce::from_slice(&nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| WrapError::Wrong)
    }
}

/// Takes exactly 32 bytes as a key.
pub fn to_key(bytes: &[u8]) -> Result<Key, WrapError> {
    let bytes: [u8; 32] = bytes
        .try_into()
        .map_err(|_| WrapError::Form("its length"))?;
    Ok(Zeroizing::new(bytes))
}

/// Seals a device's key so that only the holder of the other half of `to` can open it; base64. The device stands before
/// its key: a code for one device opens no other's.
pub fn seal_to(to: &SealingKey, device: DeviceId, key: &Key) -> Result<String, WrapError> {
    let plain = Zeroizing::new([device.0.as_bytes().as_slice(), key.as_slice()].concat());
    PublicKey::from(to.0)
        .seal(&mut OsRng, &plain)
        .map(|bytes| STANDARD.encode(bytes))
        .map_err(|_| WrapError::Form("the recovery key"))
}

/// A key pair for one answer.
pub struct AnswerKey(SecretKey);

impl AnswerKey {
    /// A fresh pair.
    pub fn fresh() -> AnswerKey {
        AnswerKey(SecretKey::generate(&mut OsRng))
    }

    /// The half that travels.
    pub fn public(&self) -> SealingKey {
        SealingKey(*self.0.public_key().as_bytes())
    }

    /// Opens what was sealed to it.
    pub fn open(&self, sealed: &str) -> Result<Key, WrapError> {
        let bytes = STANDARD
            .decode(sealed)
            .map_err(|_| WrapError::Form("the answer"))?;
        let plain = self
            .0
            .unseal(&bytes)
            .map(Zeroizing::new)
            .map_err(|_| WrapError::Wrong)?;
        to_key(&plain)
    }
}
