//! `POST /v1/recover`: a forgotten PIN loses nothing.
//!
//! The device keeps its data key sealed to headquarters' recovery key. With a one-time recovery code from a supervisor,
//! headquarters opens it and seals it again to a key the device made for this one answer.

use lineproof_domain::ids::DeviceId;
use serde::{Deserialize, Serialize};

use crate::keys::SealingKey;

/// A device asks for its data key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoverRequest {
    /// Which device.
    pub device: DeviceId,
    /// The one-time recovery code.
    pub code: String,
    /// The data key sealed to headquarters' recovery key (crypto_box seal), base64.
    pub sealed_data_key: String,
    /// Made for this answer.
    pub answer_key: SealingKey,
}

/// Headquarters' answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoverResponse {
    /// The data key sealed to `answer_key`, base64.
    pub sealed_data_key: String,
}
