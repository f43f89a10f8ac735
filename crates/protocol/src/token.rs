//! `POST /v1/token/challenge` and `POST /v1/token`: a short-lived bearer token for a signed challenge.
//!
//! ```text
//! proof = Ed25519("lineproof/token/1" | device 16 | challenge 32)
//! ```

use ed25519_dalek::SigningKey;
use lineproof_domain::ids::DeviceId;
use serde::{Deserialize, Serialize};

use crate::keys::{BadSignature, PublicKey, SealingKey, Signature, sign};

const TOKEN_PREFIX: &[u8] = b"lineproof/token/1";

/// A device asks for a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeRequest {
    /// Which device.
    pub device: DeviceId,
}

/// Thirty-two random bytes to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// The bytes.
    pub challenge: Nonce,
    /// How long it may be answered, seconds.
    pub valid_s: u32,
}

/// Thirty-two random bytes as base64 text.
pub type Nonce = SealingKey;

/// The answer to a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRequest {
    /// Which device.
    pub device: DeviceId,
    /// The challenge answered.
    pub challenge: Nonce,
    /// By the device's log key.
    pub proof: Signature,
}

/// What requests carry as `Authorization: Bearer …`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Opaque.
    pub token: String,
    /// How long it holds, seconds.
    pub valid_s: u32,
}

impl TokenRequest {
    /// Answers a challenge.
    pub fn sign(device: DeviceId, challenge: Nonce, key: &SigningKey) -> TokenRequest {
        let proof = sign(key, &[TOKEN_PREFIX, device.0.as_bytes(), &challenge.0]);
        TokenRequest {
            device,
            challenge,
            proof,
        }
    }

    /// Checks the answer against the device's log key.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        let parts: [&[u8]; 3] = [TOKEN_PREFIX, self.device.0.as_bytes(), &self.challenge.0];
        key.verify("a challenge", &parts, &self.proof)
    }
}
