//! What a change touched, so that screens and the sync engine look again at that and nothing else.

use std::collections::BTreeSet;

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::JobId;

/// What a committed change touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Jobs whose state may differ.
    pub jobs: BTreeSet<JobId>,
    /// There is more to send, or less.
    pub outbox: bool,
    /// Blobs were added or their journey moved.
    pub blobs: BTreeSet<Sha256Digest>,
    /// Headquarters' feed brought something.
    pub feed: bool,
    /// A catalogue or calendar came or is now wanted.
    pub rules: bool,
}

impl Changes {
    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    pub(crate) fn outbox() -> Self {
        Changes {
            outbox: true,
            ..Changes::default()
        }
    }

    pub(crate) fn blob(sha256: Sha256Digest) -> Self {
        Changes {
            blobs: BTreeSet::from([sha256]),
            ..Changes::default()
        }
    }
}
