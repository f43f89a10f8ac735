//! The order to erase an entry's bytes by law. The chain goes over their hash and still holds.
//!
//! ```text
//! tombstone = Ed25519("lineproof/tombstone/1" | device 16 | incarnation 16 | seq u64 BE | SHA-256(raw) 32
//!             | len(statement) u32 BE | statement UTF-8 | key id)
//! ```

use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::LogId;
use serde::{Deserialize, Serialize};

use crate::keys::{BadSignature, PublicKey, Signature, sign};

const TOMBSTONE_PREFIX: &[u8] = b"lineproof/tombstone/1";

/// Headquarters' order to erase the bytes of one entry. It stands where they stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// The entry.
    #[serde(flatten)]
    pub order: Erasure,
    /// Name of headquarters' key.
    pub key_id: String,
    /// By that key.
    pub signature: Signature,
}

/// What a tombstone says before it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// The log the entry stands in.
    pub log: LogId,
    /// Its number there.
    pub seq: u64,
    /// SHA-256 of the bytes that go.
    pub raw_hash: Sha256Digest,
    /// Who ordered it, when and by which law, in words.
    pub statement: String,
}

impl Tombstone {
    /// Signs an order.
    pub fn sign(order: Erasure, key_id: &str, key: &SigningKey) -> Tombstone {
        let signature = sign(key, &[&message(&order, key_id)]);
        Tombstone {
            order,
            key_id: key_id.to_owned(),
            signature,
        }
    }

    /// Checks it against headquarters' key of that name.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        let message = message(&self.order, &self.key_id);
        key.verify("a tombstone", &[&message], &self.signature)
    }
}

fn message(order: &Erasure, key_id: &str) -> Vec<u8> {
    let statement = order.statement.as_bytes();
    [
        TOMBSTONE_PREFIX,
        order.log.device.0.as_bytes(),
        &order.log.incarnation.0,
        &order.seq.to_be_bytes(),
        &order.raw_hash.0,
        &u32::try_from(statement.len())
            .unwrap_or(u32::MAX)
            .to_be_bytes(),
        statement,
        key_id.as_bytes(),
    ]
    .concat()
}
