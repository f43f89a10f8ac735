//! Receipts: headquarters' signature that it has an entry of a log, or the bytes of a blob.
//!
//! ```text
//! log receipt  = Ed25519("lineproof/receipt/1" | device 16 | incarnation 16 | seq u64 BE | hash 32 | epoch u64 BE | key id)
//! blob receipt = Ed25519("lineproof/blob-receipt/1" | device 16 | sha256 32 | len u64 BE | level u8 | epoch u64 BE | key id)
//! ```
//! A receipt at a number covers every entry of that chain up to it.

use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::DeviceId;
use serde::{Deserialize, Serialize};

use crate::keys::{BadSignature, PublicKey, Signature, sign};

const RECEIPT_PREFIX: &[u8] = b"lineproof/receipt/1";
const BLOB_RECEIPT_PREFIX: &[u8] = b"lineproof/blob-receipt/1";

/// One life of headquarters' store; a restore from a backup begins another.
pub type Epoch = u64;

/// Headquarters has the log up to `head`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogReceipt {
    /// Log, number and hash.
    #[serde(flatten)]
    pub head: Head,
    /// The life of headquarters' store.
    pub epoch: Epoch,
    /// Name of the key.
    pub key_id: String,
    /// By that key.
    pub signature: Signature,
}

/// How safely headquarters holds a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlobLevel {
    /// Written, synced and hashed again.
    Stored,
    /// Covered by a verified backup too.
    Durable,
}

/// Headquarters has a blob.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobReceipt {
    /// The device it is given to.
    pub device: DeviceId,
    /// The blob.
    pub sha256: Sha256Digest,
    /// Its length in bytes.
    pub len: u64,
    /// How safely.
    pub level: BlobLevel,
    /// The life of headquarters' store.
    pub epoch: Epoch,
    /// Name of the key.
    pub key_id: String,
    /// By that key.
    pub signature: Signature,
}

/// What a blob receipt says before it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobClaim {
    /// The device it is given to.
    pub device: DeviceId,
    /// The blob.
    pub sha256: Sha256Digest,
    /// Its length in bytes.
    pub len: u64,
    /// How safely.
    pub level: BlobLevel,
}

impl LogReceipt {
    /// Signs that headquarters has the log up to `head`.
    pub fn sign(head: Head, epoch: Epoch, key_id: &str, key: &SigningKey) -> LogReceipt {
        let signature = sign(key, &[&log_message(&head, epoch, key_id)]);
        LogReceipt {
            head,
            epoch,
            key_id: key_id.to_owned(),
            signature,
        }
    }

    /// Checks it against headquarters' key of that name.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        let message = log_message(&self.head, self.epoch, &self.key_id);
        key.verify("a receipt", &[&message], &self.signature)
    }
}

impl BlobReceipt {
    /// Signs that headquarters has the blob.
    pub fn sign(claim: BlobClaim, epoch: Epoch, key_id: &str, key: &SigningKey) -> BlobReceipt {
        let signature = sign(key, &[&blob_message(&claim, epoch, key_id)]);
        let BlobClaim {
            device,
            sha256,
            len,
            level,
        } = claim;
        BlobReceipt {
            device,
            sha256,
            len,
            level,
            epoch,
            key_id: key_id.to_owned(),
            signature,
        }
    }

    /// Checks it against headquarters' key of that name.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        let claim = BlobClaim {
            device: self.device,
            sha256: self.sha256,
            len: self.len,
            level: self.level,
        };
        let message = blob_message(&claim, self.epoch, &self.key_id);
        key.verify("a blob receipt", &[&message], &self.signature)
    }
}

fn log_message(head: &Head, epoch: Epoch, key_id: &str) -> Vec<u8> {
    [
        RECEIPT_PREFIX,
        head.log.device.0.as_bytes(),
        &head.log.incarnation.0,
        &head.seq.to_be_bytes(),
        &head.hash.0,
        &epoch.to_be_bytes(),
        key_id.as_bytes(),
    ]
    .concat()
}

fn blob_message(claim: &BlobClaim, epoch: Epoch, key_id: &str) -> Vec<u8> {
    let level = match claim.level {
        BlobLevel::Stored => 1_u8,
        BlobLevel::Durable => 2,
    };
    [
        BLOB_RECEIPT_PREFIX,
        claim.device.0.as_bytes(),
        &claim.sha256.0,
        &claim.len.to_be_bytes(),
        &[level],
        &epoch.to_be_bytes(),
        key_id.as_bytes(),
    ]
    .concat()
}
