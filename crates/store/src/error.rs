//! What can go wrong, to which thing, and what the caller can do about it.

use std::path::{Path, PathBuf};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{EncodeError, EventError};
use lineproof_domain::ids::JobId;
use lineproof_protocol::keys::BadSignature;

use crate::blob::BlobError;
use crate::feed::FeedError;

/// Why the store did not do it. Nothing was acknowledged, nothing stored before was lost.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process works in this folder.
    #[error("{dir} is in use by another Lineproof; close that one first")]
    InUse {
        /// The data folder.
        dir: PathBuf,
    },
    /// There is no store here.
    #[error("there is no store in {dir}")]
    Missing {
        /// The data folder.
        dir: PathBuf,
    },
    /// There is a store here already.
    #[error("there is a store in {dir} already")]
    Exists {
        /// The data folder.
        dir: PathBuf,
    },
    /// The data key is not the one this store was made with.
    #[error("the data key does not open {dir}")]
    WrongKey {
        /// The data folder.
        dir: PathBuf,
    },
    /// The file is damaged. What can be read is saved by [`crate::Store::salvage`].
    #[error("the database is damaged, found while {what}: {source}")]
    Damaged {
        /// What was being done.
        what: &'static str,
        /// The cause.
        source: rusqlite::Error,
    },
    /// A newer program wrote this database; this one only reads it.
    #[error(
        "a newer program wrote this database (form {found}, this program writes {known}); update to edit"
    )]
    NewerDatabase {
        /// Form of the database.
        found: u32,
        /// Newest form this program writes.
        known: u32,
    },
    /// Linked with an SQLite that has known faults in write-ahead logging.
    #[error("SQLite {found} is older than {needed}")]
    OldSqlite {
        /// Its version.
        found: String,
        /// The oldest that is accepted.
        needed: &'static str,
    },
    /// No room left on the disk.
    #[error("the disk is full; {refused}")]
    DiskFull {
        /// What is refused from now on.
        refused: Refused,
    },
    /// The operating system refused.
    #[error("{what} {path}: {source}")]
    Io {
        /// What was being done.
        what: &'static str,
        /// To which file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The database refused.
    #[error("{what}: {source}")]
    Database {
        /// What was being done.
        what: &'static str,
        /// The cause.
        source: rusqlite::Error,
    },
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes: {0}")]
    NoRandom(getrandom::Error),
    /// The event cannot be written.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// Stored bytes are no longer an event.
    #[error("the stored entry {seq} cannot be read: {source}")]
    Entry {
        /// Its number.
        seq: u64,
        /// The cause.
        source: EventError,
    },
    /// An event names bytes that are not stored.
    #[error("the event names {sha256} ({len} bytes) as {role}, which is not stored")]
    AttachmentMissing {
        /// Their name.
        sha256: Sha256Digest,
        /// Their length as the event says, in bytes.
        len: u64,
        /// What they are to the event.
        role: String,
    },
    /// A state that does not serialise, or stored text that is not what it was.
    #[error("{what} does not read: {source}")]
    Text {
        /// What.
        what: &'static str,
        /// The cause.
        source: serde_json::Error,
    },
    /// A job nobody has heard of.
    #[error("there is no job {0}")]
    UnknownJob(JobId),
    /// A blob.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The feed.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A signature that does not hold.
    #[error(transparent)]
    Signature(#[from] BadSignature),
    /// Signed with a key that is not pinned.
    #[error("headquarters' key {key_id:?} is not known to this device")]
    UnknownKey {
        /// Its name.
        key_id: String,
    },
    /// A life of the log goes on from one that is not here; take that one back first.
    #[error("a life of the log goes on from one that is not here")]
    UnknownPredecessor,
    /// A receipt or a page for something this device does not have.
    #[error("headquarters speaks of something else: {0}")]
    Mismatch(&'static str),
}

/// What a full disk still takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// New photos are refused; text and documents still go into the reserve.
    Photos,
    /// Nothing more can be saved; what is saved stays.
    Everything,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refused::Photos => "new photos are refused, text is still saved",
            Refused::Everything => "nothing more can be saved",
        })
    }
}

impl StoreError {
    pub(crate) fn io(what: &'static str, path: &Path, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return StoreError::DiskFull {
                refused: Refused::Everything,
            };
        }
        StoreError::Io {
            what,
            path: path.to_owned(),
            source,
        }
    }

    pub(crate) fn database(what: &'static str, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let failure = match &source {
            rusqlite::Error::SqliteFailure(failure, _) => *failure,
            _ => return StoreError::Database { what, source },
        };
        match failure.code {
            ErrorCode::DiskFull => StoreError::DiskFull {
                refused: Refused::Everything,
            },
            // The index of the write-ahead log could not grow.
            ErrorCode::SystemIoFailure
                if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE =>
            {
                StoreError::DiskFull {
                    refused: Refused::Everything,
                }
            }
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                StoreError::Damaged { what, source }
            }
            _ => StoreError::Database { what, source },
        }
    }

    /// Whether the disk is full.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, StoreError::DiskFull { .. })
    }
}

/// Says what was being done when the database refused.
pub(crate) trait During<T> {
    fn during(self, what: &'static str) -> Result<T, StoreError>;
}

impl<T> During<T> for Result<T, rusqlite::Error> {
    fn during(self, what: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::database(what, source))
    }
}
