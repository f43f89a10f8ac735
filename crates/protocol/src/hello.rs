//! `GET /v1/hello`: what headquarters says to anybody.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::ids::LogId;
use serde::{Deserialize, Serialize};

use crate::keys::PublicKey;
use crate::receipt::Epoch;

/// Who answers, how to speak to it, and what time it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Name of the carrier or company, for screens.
    pub name: String,
    /// Oldest protocol answered.
    pub oldest_protocol: u32,
    /// Newest protocol answered.
    pub newest_protocol: u32,
    /// Headquarters' time.
    pub time: DateTime<FixedOffset>,
    /// The life of its store.
    pub epoch: Epoch,
    /// Its own log.
    pub log: LogId,
    /// Its receipt keys, the one in use first.
    pub keys: Vec<HeadquartersKey>,
    /// Sizes it accepts.
    pub limits: Limits,
    /// True where everything is invented, for training and trials.
    pub sample: bool,
}

/// A named key of headquarters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadquartersKey {
    /// Its name.
    pub key_id: String,
    /// Its public half.
    pub public_key: PublicKey,
}

/// Sizes headquarters accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Most entries of a batch.
    pub batch_events: u32,
    /// Most bytes of a batch, packed or not.
    pub batch_bytes: u32,
    /// Most bytes of one blob.
    pub blob_bytes: u64,
    /// Most bytes of one `PATCH`.
    pub patch_bytes: u32,
}
