//! `GET /v1/feed`: what headquarters sends to one device, a signed chain of its own.
//!
//! ```text
//! hash_0 = SHA-256("lineproof/feed/1" | device 16 | epoch u64 BE)
//! hash_n = SHA-256("lineproof/feed/1" | device 16 | epoch u64 BE | pos u64 BE | hash_{n-1} 32 | SHA-256(item_n) 32)
//! head   = Ed25519("lineproof/feed-head/1" | device 16 | epoch u64 BE | pos u64 BE | hash_pos 32 | key id)
//! ```
//! Positions run from 1 without a gap. An item is JSON whose exact bytes are stored and hashed.

use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, JobId, LogId};
use lineproof_domain::registry::Origin;
use serde::{Deserialize, Serialize};

use crate::keys::{BadSignature, PublicKey, Signature, sign};
use crate::receipt::Epoch;

const FEED_PREFIX: &[u8] = b"lineproof/feed/1";
const FEED_HEAD_PREFIX: &[u8] = b"lineproof/feed-head/1";
/// Most items in one page.
pub const MAX_FEED_PAGE_ITEMS: usize = 500;
/// Longest time a feed request waits for something new, seconds.
pub const MAX_FEED_WAIT_S: u64 = 50;

/// A page of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedPage {
    /// The life of headquarters' store this feed belongs to.
    pub epoch: Epoch,
    /// Items after the cursor, in order.
    pub items: Vec<FeedEntry>,
    /// Signature over the last item here; absent where the feed is still empty.
    pub head: Option<FeedHead>,
    /// Whether more follow.
    pub more: bool,
}

/// An item at its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedEntry {
    /// Its position, from 1.
    pub pos: u64,
    /// The exact JSON of a [`FeedItem`].
    pub item: String,
}

/// Headquarters' signature over a feed up to a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedHead {
    /// Whose feed.
    pub device: DeviceId,
    /// The life of headquarters' store.
    pub epoch: Epoch,
    /// The position.
    pub pos: u64,
    /// The chain's hash there.
    pub hash: Sha256Digest,
    /// Name of the key.
    pub key_id: String,
    /// By that key.
    pub signature: Signature,
}

/// What a feed carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum FeedItem {
    /// An event of headquarters, or of somebody else on one of the device's jobs.
    Event {
        /// The log it stands in.
        log: LogId,
        /// Its number there.
        seq: u64,
        /// The chain's hash there.
        hash: Sha256Digest,
        /// Which side wrote it.
        writer: Origin,
        /// Its raw bytes.
        raw: String,
    },
    /// Bytes that somebody else brought to one of the device's jobs.
    Blob {
        /// The job.
        job: JobId,
        /// Their name.
        sha256: Sha256Digest,
        /// Their length in bytes.
        len: u64,
    },
    /// A catalogue that a job is pinned to; fetch it by its hash.
    Catalogue {
        /// Its hash.
        hash: Sha256Digest,
    },
    /// A working-day calendar; the newest official one wins.
    Calendar {
        /// Its name.
        version: String,
        /// Its JSON.
        text: String,
    },
    /// Whether the device works on a job from now on.
    Scope {
        /// The job.
        job: JobId,
        /// In scope or no longer.
        in_scope: bool,
    },
}

/// The hash a feed begins with.
pub fn feed_genesis_hash(device: DeviceId, epoch: Epoch) -> Sha256Digest {
    Sha256Digest::of_parts(&[FEED_PREFIX, device.0.as_bytes(), &epoch.to_be_bytes()])
}

/// The hash of the item at `pos`.
pub fn feed_hash(
    device: DeviceId,
    epoch: Epoch,
    pos: u64,
    previous: Sha256Digest,
    item: &str,
) -> Sha256Digest {
    Sha256Digest::of_parts(&[
        FEED_PREFIX,
        device.0.as_bytes(),
        &epoch.to_be_bytes(),
        &pos.to_be_bytes(),
        &previous.0,
        &Sha256Digest::of(item.as_bytes()).0,
    ])
}

impl FeedHead {
    /// Signs a feed up to `pos`.
    pub fn sign(
        device: DeviceId,
        epoch: Epoch,
        pos: u64,
        hash: Sha256Digest,
        key_id: &str,
        key: &SigningKey,
    ) -> FeedHead {
        let mut head = FeedHead {
            device,
            epoch,
            pos,
            hash,
            key_id: key_id.to_owned(),
            signature: Signature([0; 64]),
        };
        head.signature = sign(key, &[&head.message()]);
        head
    }

    /// Checks it against headquarters' key of that name.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify("a feed", &[&self.message()], &self.signature)
    }

    fn message(&self) -> Vec<u8> {
        [
            FEED_HEAD_PREFIX,
            self.device.0.as_bytes(),
            &self.epoch.to_be_bytes(),
            &self.pos.to_be_bytes(),
            &self.hash.0,
            self.key_id.as_bytes(),
        ]
        .concat()
    }
}

/// `POST /v1/feed/return`: items of an earlier epoch handed back after headquarters was restored from an older backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedReturn {
    /// The chain's hash before the first item; absent where that is the first of the feed. Any other hash than the true one
    /// leads to another head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_hash: Option<Sha256Digest>,
    /// Items without a gap, up to the head's position.
    pub items: Vec<FeedEntry>,
    /// Headquarters' own signature over the last of them.
    pub head: FeedHead,
}
