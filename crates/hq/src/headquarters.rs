//! A headquarters: its data folder opened, and what every room of this crate shares.

use std::path::{Path, PathBuf};

use lineproof_domain::ids::{DeviceId, LogId};
use lineproof_protocol::hello::{Hello, Limits};
use lineproof_protocol::push::{MAX_BATCH_BYTES, MAX_BATCH_EVENTS};
use lineproof_protocol::receipt::Epoch;
use lineproof_protocol::{OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION};
use rusqlite::Connection;

use crate::blobs::{BlobError, BlobStore};
use crate::keys::{Keys, KeysError};
use crate::live::Live;
use crate::rules::Catalogues;
use crate::storage::{Storage, StorageError, meta};
use crate::{clock, own_log, projection, publication, rotation};

pub(crate) fn fetch_hotline(db: &Connection) -> Result<Option<String>, StorageError> {
    let number = meta::fetch(db, HOTLINE)?;
    Ok(number.filter(|number| !number.is_empty()))
}

/// Most bytes of one blob.
pub const MAX_BLOB_BYTES: u64 = 128 * 1024 * 1024;
/// Most bytes of one `PATCH`.
pub const MAX_PATCH_BYTES: u32 = 16 * 1024 * 1024;

/// Where the number stands that customers call.
const HOTLINE: &str = "hotline";

const DATABASE: &str = "headquarters.db";
const KEYS: &str = "keys";
const BLOBS: &str = "blobs";
const UPLOADS: &str = "uploads";

/// Why a headquarters cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The blob folder.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// A folder.
    #[error("the folder {path} cannot be used: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
}

/// Where the parts of a headquarters lie.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub fn new(path: &Path) -> Folder {
        Folder(path.to_owned())
    }

    pub fn database(&self) -> PathBuf {
        self.0.join(DATABASE)
    }

    pub fn keys(&self) -> PathBuf {
        self.0.join(KEYS)
    }

    pub fn blobs(&self) -> PathBuf {
        self.0.join(BLOBS)
    }

    pub fn uploads(&self) -> PathBuf {
        self.0.join(UPLOADS)
    }
}

/// A headquarters, opened. Shared as an `Arc`.
pub struct Headquarters {
    pub(crate) folder: Folder,
    pub(crate) storage: Storage,
    pub(crate) keys: Keys,
    pub(crate) blobs: BlobStore,
    pub(crate) live: Live,
    pub(crate) catalogues: Catalogues,
    pub(crate) device: DeviceId,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) sample: bool,
}

impl Headquarters {
    /// Opens the headquarters in a data folder that [`crate::setup::init`] made.
    pub fn open(data: &Path) -> Result<Headquarters, OpenError> {
        let folder = Folder::new(data);
        let storage = Storage::open(&folder.database())?;
        for path in [folder.blobs(), folder.uploads()] {
            crate::platform::create_private_folder(&path)
                .map_err(|source| OpenError::Folder { path, source })?;
        }
        let in_use = storage.read(|db| meta::fetch(db, rotation::KEY_IN_USE))?;
        let keys = Keys::load(&folder.keys(), in_use.as_deref())?;
        let blobs = BlobStore::open(&folder.blobs())?;
        let rebuilt = storage.write(projection::rebuild_outdated)?;
        if rebuilt > 0 {
            tracing::info!(
                jobs = rebuilt,
                "jobs computed anew by this program's reducer"
            );
        }
        let inner = storage.read(|db| {
            Ok::<_, StorageError>((
                own_log::log_id(db)?.device,
                meta::require(db, "name")?,
                meta::require(db, "address")?,
                meta::require(db, "sample")? == "true",
            ))
        })?;
        let (device, name, address, sample) = inner;
        Ok(Headquarters {
            folder,
            storage,
            keys,
            blobs,
            live: Live::default(),
            catalogues: Catalogues::default(),
            device,
            name,
            address,
            sample,
        })
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number customers call; service cards of jobs dispatched from now on tell it.
    pub fn hotline(&self) -> Result<Option<String>, StorageError> {
        self.storage.read(fetch_hotline)
    }

    /// Says which number customers call; an empty one takes it back.
    pub fn tell_hotline(&self, number: &str) -> Result<(), StorageError> {
        self.storage.write(|db| meta::upsert(db, HOTLINE, number))
    }

    /// Where devices and browsers find it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its CA's certificate in DER.
    pub fn ca_certificate(&self) -> &[u8] {
        &self.keys.ca_certificate
    }

    /// What it says to anybody.
    pub(crate) fn hello(&self) -> Result<Hello, StorageError> {
        let (epoch, log): (Epoch, LogId) = self
            .storage
            .read(|db| Ok::<_, StorageError>((publication::epoch(db)?, own_log::log_id(db)?)))?;
        Ok(Hello {
            name: self.name.clone(),
            oldest_protocol: OLDEST_PROTOCOL_VERSION,
            newest_protocol: PROTOCOL_VERSION,
            time: clock::now(),
            epoch,
            log,
            keys: self.keys.published(),
            limits: Limits {
                batch_events: u32::try_from(MAX_BATCH_EVENTS).unwrap_or(u32::MAX),
                batch_bytes: u32::try_from(MAX_BATCH_BYTES).unwrap_or(u32::MAX),
                blob_bytes: MAX_BLOB_BYTES,
                patch_bytes: MAX_PATCH_BYTES,
            },
            sample: self.sample,
        })
    }
}
