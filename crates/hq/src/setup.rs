//! Making a headquarters: database, keys, catalogue.

use std::path::{Path, PathBuf};

use lineproof_domain::calendar::Publication;
use lineproof_domain::catalogue::{Bundle, CALENDAR_FOLDER, Catalogue, CatalogueErrors, shipped};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, PersonId};
use rusqlite::Connection;
use uuid::Uuid;

use crate::headquarters::{Folder, Headquarters, OpenError};
use crate::keys::{Keys, KeysError};
use crate::storage::{Storage, StorageError, catalogues, meta, notices};
use crate::{clock, own_log, platform, publication, rules};

/// What a new headquarters is told.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Where it keeps everything; the folder must be empty or absent.
    pub data: PathBuf,
    /// Name of the carrier or company, for screens.
    pub name: String,
    /// Where devices and browsers find it, such as `https://hq.example:8443`.
    pub address: String,
    /// Further names or IP addresses of the server certificate.
    pub hosts: Vec<String>,
    /// True where everything is invented, for training and trials.
    pub sample: bool,
}

/// Why a headquarters cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// There is one already.
    #[error("{path} is not empty; a headquarters is made in an empty folder")]
    NotEmpty {
        /// Where.
        path: PathBuf,
    },
    /// A folder cannot be made or read.
    #[error("the folder {path} cannot be used: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The address is not one.
    #[error("{0:?} is not an address such as https://hq.example:8443 or http://127.0.0.1:8080")]
    Address(String),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The keys failed.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The catalogue has defects.
    #[error("the catalogue has defects:\n{0}")]
    Catalogue(#[from] CatalogueErrors),
    /// The calendar has defects.
    #[error(transparent)]
    Calendar(#[from] rules::CalendarUnusable),
    /// It was made and cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Makes a headquarters with the catalogue and calendar that come with the program.
pub fn init(setup: &Setup) -> Result<Headquarters, SetupError> {
    let hosts = tls_hosts(&setup.address, &setup.hosts)?;
    make_empty_folder(&setup.data)?;
    let folder = Folder::new(&setup.data);
    Keys::create(&folder.keys(), &setup.name, &hosts)?;
    let storage = Storage::create(&folder.database())?;
    storage.write(|db| {
        meta::upsert(db, "name", &setup.name)?;
        meta::upsert(db, "address", setup.address.trim_end_matches('/'))?;
        meta::upsert(db, "sample", &setup.sample.to_string())?;
        meta::upsert(db, "epoch", "1")?;
        own_log::open(db, DeviceId(Uuid::now_v7()), None)?;
        publish_catalogue(db, &shipped::bundle())?;
        publish_calendar(db, shipped::CALENDAR)
    })?;
    drop(storage);
    Ok(Headquarters::open(&setup.data)?)
}

/// Checks a catalogue and makes it the one that new jobs are pinned to.
pub(crate) fn publish_catalogue(db: &Connection, bundle: &Bundle) -> Result<(), SetupError> {
    let catalogue = Catalogue::load(bundle)?;
    let text = serde_json::to_string(bundle)
        .map_err(|error| StorageError::corrupt("the catalogue", error))?;
    catalogues::insert(db, catalogue.hash, &text, clock::now_ms())?;
    Ok(())
}

/// Checks a calendar and sends it to every device; one that changes nothing is not published again.
pub(crate) fn publish_calendar(db: &Connection, text: &str) -> Result<String, SetupError> {
    match rules::publication(&rules::calendar(db)?, text)? {
        Publication::InForce { version } => Ok(version),
        Publication::New { version, text } => {
            catalogues::insert_calendar(db, &version, &text, clock::now_ms())?;
            publication::publish_calendar(db, &version, &text)?;
            Ok(version)
        }
    }
}

fn make_empty_folder(path: &Path) -> Result<(), SetupError> {
    let failed = |source| SetupError::Folder {
        path: path.into(),
        source,
    };
    platform::create_private_folder(path).map_err(failed)?;
    if std::fs::read_dir(path).map_err(failed)?.next().is_some() {
        return Err(SetupError::NotEmpty { path: path.into() });
    }
    Ok(())
}

/// The names of the server certificate: none for a plain address.
fn tls_hosts(address: &str, more: &[String]) -> Result<Vec<String>, SetupError> {
    let wrong = || SetupError::Address(address.to_owned());
    let (scheme, rest) = address.split_once("://").ok_or_else(wrong)?;
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => host,
        _ => authority,
    };
    if host.is_empty() {
        return Err(wrong());
    }
    match scheme {
        "http" => Ok(Vec::new()),
        "https" => {
            let mut hosts = vec![host.to_owned()];
            hosts.extend(more.iter().filter(|name| *name != host).cloned());
            Ok(hosts)
        }
        _ => Err(wrong()),
    }
}

impl Headquarters {
    /// Checks a calendar, in the holiday-cn shape or our own, and sends it to every device. Answers with the name it is
    /// published under; `by` is the supervisor who brought it, nobody at the command line.
    pub fn publish_calendar_text(
        &self,
        text: &str,
        by: Option<PersonId>,
    ) -> Result<String, SetupError> {
        let version = self.storage.write(|db| {
            let version = publish_calendar(db, text)?;
            let subject = Some(version.clone());
            notices::insert_audit(db, by, "calendar.published", subject, clock::now_ms())?;
            Ok::<_, SetupError>(version)
        })?;
        self.live.ring();
        Ok(version)
    }

    /// Publishes the catalogue in a folder, and every calendar (`.json`) that lies in its calendar folder.
    pub fn publish_catalogue_folder(&self, folder: &Path) -> Result<Sha256Digest, SetupError> {
        let mut files = Vec::new();
        collect(folder, "", &mut files)?;
        let (calendars, files): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|(path, _)| path.starts_with(CALENDAR_FOLDER));
        let bundle = Bundle::new(files);
        self.storage.write(|db| {
            publish_catalogue(db, &bundle)?;
            for (_, text) in calendars.iter().filter(|(path, _)| path.ends_with(".json")) {
                publish_calendar(db, text)?;
            }
            Ok::<_, SetupError>(())
        })?;
        self.live.ring();
        Ok(bundle.hash())
    }
}

fn collect(
    folder: &Path,
    prefix: &str,
    found: &mut Vec<(String, String)>,
) -> Result<(), SetupError> {
    let unreadable = |source| SetupError::Folder {
        path: folder.into(),
        source,
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            let text = std::fs::read_to_string(entry.path()).map_err(unreadable)?;
            found.push((name, text));
        }
    }
    Ok(())
}
