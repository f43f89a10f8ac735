//! The blob folder: bytes named by their SHA-256, written once, synced, hashed again before they count as stored.

use std::path::Path as FilePath;
use std::sync::Arc;

use bytes::Bytes;
use lineproof_domain::digest::Sha256Digest;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions};

use crate::clock;

/// Why a blob cannot be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The store refused.
    #[error("the blob store failed at {sha256}: {source}")]
    Store {
        /// Which blob.
        sha256: Sha256Digest,
        /// The cause.
        source: Error,
    },
    /// The store cannot be opened.
    #[error("the blob store cannot be opened: {0}")]
    Open(#[source] Error),
    /// The bytes are not what their name says.
    #[error("the bytes under {sha256} have another hash")]
    Mismatch {
        /// Which blob.
        sha256: Sha256Digest,
    },
}

impl BlobError {
    /// Whether the bytes are missing or wrong, and not only out of reach for the moment.
    pub fn is_lost(&self) -> bool {
        match self {
            BlobError::Mismatch { .. } => true,
            BlobError::Store { source, .. } => matches!(source, Error::NotFound { .. }),
            BlobError::Open(_) => false,
        }
    }

    /// Whether the disk is full.
    pub fn is_disk_full(&self) -> bool {
        let BlobError::Store { source, .. } = self else {
            return false;
        };
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(source);
        while let Some(error) = cause {
            let io = error.downcast_ref::<std::io::Error>();
            if io.is_some_and(|io| io.kind() == std::io::ErrorKind::StorageFull) {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

/// The blob store of a headquarters.
#[derive(Clone)]
pub(crate) struct BlobStore(Arc<dyn ObjectStore>);

impl BlobStore {
    pub fn open(folder: &FilePath) -> Result<BlobStore, BlobError> {
        let store = LocalFileSystem::new_with_prefix(folder).map_err(BlobError::Open)?;
        Ok(BlobStore(Arc::new(store.with_fsync(true))))
    }

    /// Keeps `bytes` and hashes them again as stored. Bytes that are there already stay as they are, unless they are
    /// damaged: then they are set aside.
    pub async fn put(&self, sha256: Sha256Digest, bytes: Bytes) -> Result<(), BlobError> {
        self.create(sha256, bytes.clone()).await?;
        if let Err(BlobError::Mismatch { .. }) = self.get(sha256).await {
            self.set_aside(sha256).await?;
            self.create(sha256, bytes).await?;
        }
        self.get(sha256).await.map(drop)
    }

    async fn create(&self, sha256: Sha256Digest, bytes: Bytes) -> Result<(), BlobError> {
        let options = PutOptions::from(PutMode::Create);
        match self.0.put_opts(&path(sha256), bytes.into(), options).await {
            Ok(_) | Err(Error::AlreadyExists { .. }) => Ok(()),
            Err(source) => Err(BlobError::Store { sha256, source }),
        }
    }

    /// Damaged bytes may still help somebody; they are kept under a name that no blob has.
    async fn set_aside(&self, sha256: Sha256Digest) -> Result<(), BlobError> {
        let aside = Path::from(format!("damaged/{sha256}-{}", clock::now_ms()));
        self.0
            .rename(&path(sha256), &aside)
            .await
            .map_err(|source| BlobError::Store { sha256, source })
    }

    /// The bytes, hashed again while reading.
    pub async fn get(&self, sha256: Sha256Digest) -> Result<Bytes, BlobError> {
        let failed = |source| BlobError::Store { sha256, source };
        let stored = self.0.get(&path(sha256)).await.map_err(failed)?;
        let bytes = stored.bytes().await.map_err(failed)?;
        let hashed = bytes.clone();
        let found = tokio::task::spawn_blocking(move || Sha256Digest::of(&hashed)).await;
        if found.ok() == Some(sha256) {
            Ok(bytes)
        } else {
            Err(BlobError::Mismatch { sha256 })
        }
    }
}

fn path(sha256: Sha256Digest) -> Path {
    let name = sha256.to_string();
    Path::from(format!("{}/{name}", &name[..2]))
}
