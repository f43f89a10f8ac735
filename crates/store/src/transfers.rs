//! The journey of blobs to headquarters.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::JobId;
use lineproof_protocol::receipt::BlobReceipt;

use crate::changes::Changes;
use crate::error::StoreError;
use crate::queries;
use crate::store::Store;

/// A blob without a receipt of the current epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingBlob {
    /// Its name.
    pub sha256: Sha256Digest,
    /// Its length in bytes.
    pub len: u64,
    /// What it is to the first event that names it.
    pub role: String,
    /// Its media type.
    pub mime: String,
    /// The job of that event.
    pub job: Option<JobId>,
    /// The upload to go on with, as a path on headquarters' server.
    pub upload: Option<String>,
    /// Bytes that headquarters has.
    pub offset: u64,
    /// Why it stands still, if it does.
    pub problem: Option<String>,
}

/// Where a blob is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobState {
    /// On this device only.
    OnDevice,
    /// Partly at headquarters.
    Sending {
        /// Bytes that headquarters has.
        offset: u64,
    },
    /// On this device, and its journey stands still.
    Stopped {
        /// Why.
        problem: String,
    },
    /// Headquarters signed that it has it.
    AtHeadquarters {
        /// Its word.
        receipt: BlobReceipt,
        /// When it came (RFC 3339).
        received_at: String,
    },
}

impl Store {
    /// Blobs without a receipt of the current epoch, in the order their events were written.
    pub fn pending_blobs(&self) -> Result<Vec<PendingBlob>, StoreError> {
        let connection = self.read()?;
        let epoch = queries::meta::epoch(&connection)?;
        queries::transfer::fetch_pending(&connection, epoch)
    }

    /// Notes how far a blob has come: its upload, the bytes headquarters has, and why it stands still if it does.
    pub fn note_transfer(
        &self,
        sha256: Sha256Digest,
        upload: Option<&str>,
        offset: u64,
        problem: Option<&str>,
    ) -> Result<Changes, StoreError> {
        let ((), changes) = self.change("noting a transfer", |transaction| {
            queries::transfer::upsert(transaction, sha256, upload, offset, problem)?;
            Ok(((), Changes::blob(sha256)))
        })?;
        Ok(changes)
    }

    /// Where a blob is.
    pub fn blob_state(&self, sha256: Sha256Digest) -> Result<BlobState, StoreError> {
        if let Some((receipt, received_at)) = self.blob_receipt(sha256)? {
            return Ok(BlobState::AtHeadquarters {
                receipt,
                received_at,
            });
        }
        Ok(match queries::transfer::fetch(&*self.read()?, sha256)? {
            Some((_, Some(problem))) => BlobState::Stopped { problem },
            Some((offset, None)) if offset > 0 => BlobState::Sending { offset },
            Some(_) | None => BlobState::OnDevice,
        })
    }
}
