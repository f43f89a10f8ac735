//! `POST /v1/heads`: comparing logs after anything odd, and `GET /v1/log`: taking one's own entries back.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::Incarnation;
use serde::{Deserialize, Serialize};

use crate::chain::Predecessor;
use crate::push::PushEntry;
use crate::receipt::Epoch;

/// The heads a device knows, one per incarnation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadsRequest {
    /// Its own logs.
    pub heads: Vec<Head>,
}

/// How headquarters sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadsResponse {
    /// The life of headquarters' store.
    pub epoch: Epoch,
    /// One for each log of the device that either side knows.
    pub logs: Vec<LogComparison>,
}

/// One log, seen from headquarters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogComparison {
    /// The life.
    pub incarnation: Incarnation,
    /// How the device's head relates to what headquarters has.
    pub relation: Relation,
    /// The highest number headquarters has on the device's branch, 0 for none.
    pub known_seq: u64,
    /// The chain's hash there.
    pub known_hash: Option<Sha256Digest>,
}

/// How a device's head relates to what headquarters has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same.
    Equal,
    /// The device has more: push.
    DeviceAhead,
    /// Headquarters has more: the device comes from an older copy of itself.
    HeadquartersAhead,
    /// Different entries under one number.
    Forked,
    /// Headquarters has none of it.
    Unknown,
}

/// `GET /v1/log?incarnation=…&after=…`: entries of the device's own log, as it once pushed them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// The life.
    pub incarnation: Incarnation,
    /// What its first hash was made with.
    pub predecessor: Option<Predecessor>,
    /// Number of the first entry here.
    pub first_seq: u64,
    /// The entries in order.
    pub entries: Vec<PushEntry>,
    /// Whether more follow.
    pub more: bool,
}
