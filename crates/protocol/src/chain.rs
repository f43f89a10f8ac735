//! The hash chain of a log, and the checkpoint that signs it.
//!
//! ```text
//! hash_0 = SHA-256("lineproof/log/1" | device 16 | incarnation 16 | predecessor: incarnation 16, seq u64 BE, hash 32; or 56 zeros)
//! hash_n = SHA-256("lineproof/log/1" | device 16 | incarnation 16 | seq u64 BE | hash_{n-1} 32 | SHA-256(raw_n) 32)
//! checkpoint = Ed25519("lineproof/checkpoint/1" | device 16 | incarnation 16 | seq u64 BE | hash_seq 32)
//! ```

use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{Incarnation, LogId};
use serde::{Deserialize, Serialize};

use crate::keys::{BadSignature, PublicKey, Signature, sign};

const LOG_PREFIX: &[u8] = b"lineproof/log/1";
const CHECKPOINT_PREFIX: &[u8] = b"lineproof/checkpoint/1";

/// The life of a log that came before this one, and where it was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// That life.
    pub incarnation: Incarnation,
    /// The last number taken over.
    pub seq: u64,
    /// The chain's hash there.
    pub hash: Sha256Digest,
}

/// The hash a log begins with.
pub fn genesis_hash(log: LogId, predecessor: Option<&Predecessor>) -> Sha256Digest {
    let mut before = [0_u8; 56];
    if let Some(predecessor) = predecessor {
        before[..16].copy_from_slice(&predecessor.incarnation.0);
        before[16..24].copy_from_slice(&predecessor.seq.to_be_bytes());
        before[24..].copy_from_slice(&predecessor.hash.0);
    }
    Sha256Digest::of_parts(&[
        LOG_PREFIX,
        log.device.0.as_bytes(),
        &log.incarnation.0,
        &before,
    ])
}

/// The hash of entry `seq`, from the hash before it and the SHA-256 of its raw bytes.
pub fn entry_hash(
    log: LogId,
    seq: u64,
    previous: Sha256Digest,
    raw_hash: Sha256Digest,
) -> Sha256Digest {
    Sha256Digest::of_parts(&[
        LOG_PREFIX,
        log.device.0.as_bytes(),
        &log.incarnation.0,
        &seq.to_be_bytes(),
        &previous.0,
        &raw_hash.0,
    ])
}

/// A device's signature over its log up to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Log, number and hash signed over.
    #[serde(flatten)]
    pub head: Head,
    /// By the device's log key.
    pub signature: Signature,
}

impl Checkpoint {
    /// Signs `head`.
    pub fn sign(head: Head, key: &SigningKey) -> Checkpoint {
        let signature = sign(key, &message(&head).each_ref().map(Vec::as_slice));
        Checkpoint { head, signature }
    }

    /// Checks it against the device's log key.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        let message = message(&self.head);
        key.verify(
            "a checkpoint",
            &message.each_ref().map(Vec::as_slice),
            &self.signature,
        )
    }
}

fn message(head: &Head) -> [Vec<u8>; 5] {
    [
        CHECKPOINT_PREFIX.to_vec(),
        head.log.device.0.as_bytes().to_vec(),
        head.log.incarnation.0.to_vec(),
        head.seq.to_be_bytes().to_vec(),
        head.hash.0.to_vec(),
    ]
}
