//! A laptop in the field: the application without its window.

use anyhow::{Context, Result, bail};
use lineproof_app::dto::{AppError, EnrolInput, JobView, SafeView};
use lineproof_app::keys::{FileKeyStore, KeyStore};
use lineproof_app::{App, AppConfig};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The PIN of every sample engineer.
pub const PIN: &str = "482915";
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(50);

/// A laptop. It is also its [`App`].
pub struct Device {
    app: App,
    /// Everything it keeps stands below this folder.
    pub folder: PathBuf,
    data: PathBuf,
}

impl Device {
    /// A laptop that keeps everything below `folder`; nobody has signed on yet.
    pub fn at(folder: &Path) -> Result<Self> {
        let keyring = FileKeyStore::new(folder.join("keyring"));
        Self::with(folder, &folder.join("data"), Some(Arc::new(keyring)))
    }

    fn with(folder: &Path, data: &Path, key_store: Option<Arc<dyn KeyStore>>) -> Result<Self> {
        let app = App::new(AppConfig {
            folder: data.to_owned(),
            export_folder: folder.join("exported"),
            fonts: crate::fonts(),
            key_store,
            on_changed: Arc::new(|_| {}),
        })?;
        Ok(Self {
            app,
            folder: folder.to_owned(),
            data: data.to_owned(),
        })
    }

    /// A laptop without a keyring, enrolled with `code`; `data` is the application's own folder.
    pub async fn with_passphrase(data: &Path, code: &str, passphrase: &str) -> Result<Self> {
        let device = Self::with(data, data, None)?;
        let input = EnrolInput {
            code: code.to_owned(),
            secret: passphrase.to_owned(),
        };
        device.enrol(&input).await?;
        Ok(device)
    }

    /// A laptop that was enrolled with `code`.
    pub async fn enrolled(folder: &Path, code: &str) -> Result<Self> {
        let device = Self::at(folder)?;
        let input = EnrolInput {
            code: code.to_owned(),
            secret: PIN.to_owned(),
        };
        device.enrol(&input).await?;
        Ok(device)
    }

    /// The profile that was used last.
    pub fn profile(&self) -> Result<String> {
        let view = self.lock_view()?;
        view.last_profile.context("nobody is enrolled")
    }

    /// Where the database and the blobs are.
    pub fn store_folder(&self) -> Result<PathBuf> {
        let profiles = self.data.join("profiles");
        Ok(profiles.join(self.profile()?).join("store"))
    }

    /// Starts the application again as after a power cut: nothing is signed off.
    pub async fn restarted(self) -> Result<Self> {
        let folder = self.folder.clone();
        self.gone().await?;
        Self::opened(&folder).await
    }

    /// Opens the laptop in `folder` with the PIN.
    pub async fn opened(folder: &Path) -> Result<Self> {
        let device = Self::at(folder)?;
        let profile = device.profile()?;
        let started = Instant::now();
        // The lanes of the application before this one let go of the folder when their last round ends.
        while let Err(error) = device.unlock(&profile, PIN) {
            if started.elapsed() > PATIENCE {
                return Err(error.into());
            }
            tokio::time::sleep(POLL).await;
        }
        Ok(device)
    }

    /// Ends the application, so that its folder can be copied or harmed.
    pub async fn gone(self) -> Result<()> {
        self.app.close();
        let lock = self.store_folder()?;
        drop(self);
        let started = Instant::now();
        while is_held(&lock) && started.elapsed() < PATIENCE {
            tokio::time::sleep(POLL).await;
        }
        Ok(())
    }

    /// Syncs until `holds`; fails with what it waits for.
    pub async fn sync_until(
        &self,
        what: &str,
        holds: impl Fn(&Self) -> Result<bool, AppError>,
    ) -> Result<()> {
        let started = Instant::now();
        loop {
            let answer = self.sync_now().await?;
            if holds(self)? {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                bail!("{what} did not come; the last round said {answer:?}");
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Syncs until the job is there with its rules.
    pub async fn sync_job(&self, job: &str) -> Result<JobView> {
        self.sync_until("the job", |device| Ok(device.job_view(job).is_ok()))
            .await?;
        Ok(self.job_view(job)?)
    }

    /// Syncs until headquarters has a receipt for everything.
    pub async fn sync_all(&self) -> Result<SafeView> {
        self.sync_until("a receipt for everything", |device| {
            let safe = device.safe_view()?;
            Ok(safe.on_device == 0 && safe.sending == 0)
        })
        .await?;
        Ok(self.safe_view()?)
    }
}

impl Deref for Device {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

fn is_held(store: &Path) -> bool {
    use std::fs::TryLockError;
    let locks = std::fs::read_dir(store).into_iter().flatten().flatten();
    locks
        .filter(|entry| entry.file_name().to_string_lossy().ends_with("lock"))
        .any(|entry| {
            let file = std::fs::File::open(entry.path());
            file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
        })
}
