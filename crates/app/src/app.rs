use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::device::Device;
use crate::dto::{AppError, Changed, ErrorCode, SecretKind};
use crate::keys::KeyStore;
use crate::preferences::Preferences;

/// What the shell gives the application.
pub struct AppConfig {
    /// Where everything is kept.
    pub folder: PathBuf,
    /// Where copies go that somebody takes along.
    pub export_folder: PathBuf,
    /// Where the fonts of documents are.
    pub fonts: PathBuf,
    /// The system's keyring; without one a profile is opened by a passphrase.
    pub key_store: Option<Arc<dyn KeyStore>>,
    /// Told of every change beneath the screens.
    pub on_changed: Arc<dyn Fn(Changed) + Send + Sync>,
}

/// The application of one laptop: its profiles, of which one at a time is open.
#[derive(Clone)]
pub struct App {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) config: AppConfig,
    pub(crate) preferences: Mutex<Preferences>,
    pub(crate) session: RwLock<Session>,
    /// The system showed the last notification to nobody.
    pub(crate) system_is_silent: AtomicBool,
}

/// Whether a profile is open.
#[derive(Clone, Default)]
pub(crate) enum Session {
    /// None: nothing syncs and nothing of a customer shows.
    #[default]
    Closed,
    /// One, with its screens locked: the key stays, sending goes on.
    SoftLocked(Arc<Device>),
    /// One.
    Open(Arc<Device>),
}

impl App {
    /// Reads the preferences; opens nothing.
    pub fn new(config: AppConfig) -> std::io::Result<App> {
        std::fs::create_dir_all(&config.folder)?;
        let preferences = Preferences::read(&config.folder);
        let shared = Shared {
            config,
            preferences: Mutex::new(preferences),
            session: RwLock::default(),
            system_is_silent: AtomicBool::new(false),
        };
        Ok(App {
            shared: Arc::new(shared),
        })
    }

    /// The open profile; locked screens have none.
    pub(crate) fn device(&self) -> Result<Arc<Device>, AppError> {
        match self.session() {
            Session::Open(device) => Ok(device),
            Session::SoftLocked(_) | Session::Closed => Err(ErrorCode::Locked.into()),
        }
    }

    pub(crate) fn session(&self) -> Session {
        self.shared
            .session
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn set_session(&self, session: Session) {
        *self
            .shared
            .session
            .write()
            .unwrap_or_else(PoisonError::into_inner) = session;
    }

    pub(crate) fn preferences(&self) -> MutexGuard<'_, Preferences> {
        self.shared
            .preferences
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What kind of secret a new profile gets.
    pub(crate) fn new_secret_kind(&self) -> SecretKind {
        match self.shared.config.key_store {
            Some(_) => SecretKind::Pin,
            None => SecretKind::Passphrase,
        }
    }

    /// Signs off: what was written last gets its checkpoint, and sending stops.
    pub fn close(&self) {
        match self.session() {
            Session::Open(device) | Session::SoftLocked(device) => device.close(),
            Session::Closed => {}
        }
        self.set_session(Session::Closed);
    }
}
