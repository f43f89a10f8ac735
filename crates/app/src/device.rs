//! An open profile: its store, its keys, its engine and what it has loaded.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, FixedOffset, Local, SubsecRound as _};
use lineproof_domain::calendar::{CHINA, Calendar};
use lineproof_domain::catalogue::{Bundle, Catalogue, shipped};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Actor, OccurredAt, Precision, Role};
use lineproof_domain::ids::{EventId, JobId};
use lineproof_domain::job::JobState;
use lineproof_domain::registry::plan::Plan;
use lineproof_store::{BlobState, Changes, DataKey, Store};
use lineproof_sync::http::HttpTransport;
use lineproof_sync::{Engine, EngineKeys};
use tokio::runtime::Handle;

use crate::app::AppConfig;
use crate::dto::{AppError, Changed, ErrorCode, Storage};
use crate::fault::internal;
use crate::fonts::FontShelf;
use crate::health::Health;
use crate::keys::{DeviceKeys, Key, KeyFile};
use crate::profile::{Profile, ProfileFolder};
use crate::view::{StorageOf, ViewContext};

pub(crate) struct Device {
    pub(crate) profile: Profile,
    pub(crate) folder: ProfileFolder,
    pub(crate) keys: DeviceKeys,
    pub(crate) store: Arc<Store>,
    pub(crate) engine: Engine,
    pub(crate) health: Health,
    pub(crate) fonts: FontShelf,
    catalogues: Mutex<HashMap<Sha256Digest, Arc<Catalogue>>>,
}

/// A job with its rules, as every use-case needs it.
pub(crate) struct OpenJob {
    pub(crate) state: JobState,
    pub(crate) plan: Plan,
    pub(crate) catalogue: Arc<Catalogue>,
}

impl Device {
    /// Opens the store and starts sending. Slow: off the window's thread.
    pub(crate) fn open(
        profile: Profile,
        folder: ProfileFolder,
        data_key: Key,
        config: &AppConfig,
    ) -> Result<Device, AppError> {
        let keys = KeyFile::read(&folder.key_file())
            .and_then(|file| file.device_keys(&data_key))
            .map_err(|error| internal("opening the device keys")(&error))?;
        let health = Health::default();
        let actor = engineer(&profile);
        let store = health.open(&folder.store(), &DataKey::new(*data_key), actor)?;
        let store = Arc::new(store);
        if store.newer_form().is_none() {
            store.pin_keys(&profile.headquarters_keys)?;
        }
        let transport = HttpTransport::new(&profile.headquarters_address, &profile.ca_der())
            .map_err(|error| internal("setting up the connection")(&error))?;
        let engine_keys = EngineKeys {
            device: profile.device,
            person: profile.person.id,
            log_key: keys.log_key.clone(),
        };
        let engine = Engine::new(Arc::clone(&store), Arc::new(transport), engine_keys);
        tell_of_changes(&store, &engine, config);
        if store.newer_form().is_none() {
            let runtime = runtime()?;
            engine.start();
            let (health, store) = (health.clone(), Arc::clone(&store));
            let dir = folder.store();
            runtime.spawn_blocking(move || {
                if let Err(error) = health.check(&dir, &store, actor) {
                    tracing::warn!(store.error = %error);
                }
            });
        }
        Ok(Device {
            profile,
            folder,
            keys,
            store,
            engine,
            health,
            fonts: FontShelf::new(config.fonts.clone()),
            catalogues: Mutex::default(),
        })
    }

    /// Sending stops, and what was written last gets its checkpoint.
    pub(crate) fn close(&self) {
        self.engine.stop();
        self.sign_off();
    }

    /// A checkpoint over what was written last: at exit, when the screens lock, and under every signature.
    pub(crate) fn sign_off(&self) {
        if self.store.newer_form().is_none()
            && let Err(error) = self.store.sign_checkpoint(&self.keys.log_key)
        {
            tracing::warn!(store.error = %error);
        }
    }

    pub(crate) fn actor(&self) -> Actor {
        engineer(&self.profile)
    }

    pub(crate) fn job_id(text: &str) -> Result<JobId, AppError> {
        text.parse().map_err(|_| ErrorCode::JobUnknown.into())
    }

    pub(crate) fn event_id(text: &str, unknown: ErrorCode) -> Result<EventId, AppError> {
        text.parse().map_err(|_| unknown.into())
    }

    /// A job with the rules it is pinned to.
    pub(crate) fn job(&self, id: JobId) -> Result<OpenJob, AppError> {
        let state = self.store.job_state(id)?.ok_or(ErrorCode::JobUnknown)?;
        self.with_rules(state)
    }

    /// The rules of a job; they travel behind it.
    pub(crate) fn with_rules(&self, state: JobState) -> Result<OpenJob, AppError> {
        let plan = state
            .current_plan()
            .cloned()
            .ok_or(ErrorCode::JobWaitingRules)?;
        let catalogue = self
            .catalogue(plan.catalogue)?
            .ok_or(ErrorCode::JobWaitingRules)?;
        Ok(OpenJob {
            state,
            plan,
            catalogue,
        })
    }

    pub(crate) fn catalogue(&self, hash: Sha256Digest) -> Result<Option<Arc<Catalogue>>, AppError> {
        let mut loaded = self
            .catalogues
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(catalogue) = loaded.get(&hash) {
            return Ok(Some(Arc::clone(catalogue)));
        }
        let Some(bundle) = self.bundle(hash)? else {
            return Ok(None);
        };
        let catalogue =
            Catalogue::load(&bundle).map_err(|errors| internal("loading a catalogue")(&errors))?;
        let catalogue = Arc::new(catalogue);
        loaded.insert(hash, Arc::clone(&catalogue));
        Ok(Some(catalogue))
    }

    /// As it came from headquarters, or as it came with the program.
    fn bundle(&self, hash: Sha256Digest) -> Result<Option<Bundle>, AppError> {
        if let Some(bundle) = self.store.catalogue(hash)? {
            return Ok(Some(bundle));
        }
        let shipped = shipped::bundle();
        Ok((shipped.hash() == hash).then_some(shipped))
    }

    /// The program's calendar with everything headquarters sent laid over it; the newest official one wins.
    pub(crate) fn calendar(&self) -> Result<Calendar, AppError> {
        let mut calendar = Calendar::import(shipped::CALENDAR, self.now().date_naive())
            .map_err(|error| internal("reading the program's calendar")(&error))?;
        for (version, text) in self.store.calendars()?.iter().rev() {
            match Calendar::import_published(version, text) {
                Ok(newer) => calendar.merge(newer),
                Err(error) => tracing::warn!(calendar.version = version, calendar.error = %error),
            }
        }
        Ok(calendar)
    }

    /// In the time of the lines, whatever zone the laptop is set to: it is what people read, type and print.
    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        Local::now().with_timezone(&CHINA).trunc_subsecs(0)
    }

    pub(crate) fn occurred_now(&self) -> OccurredAt {
        OccurredAt {
            at: self.now(),
            precision: Precision::Second,
        }
    }

    /// Computes something from a job in the shape of the screens.
    pub(crate) fn view<T>(
        &self,
        job: &OpenJob,
        calendar: &Calendar,
        compute: impl FnOnce(&ViewContext<'_>) -> T,
    ) -> T {
        // A lost draft is no reason to show nothing.
        let drafts = self.store.drafts(job.state.job).unwrap_or_default();
        compute(&ViewContext {
            substituted: &self.fonts.substituted(&job.state, &job.plan),
            drafts: &drafts,
            state: &job.state,
            plan: &job.plan,
            catalogue: &job.catalogue,
            calendar,
            me: self.profile.person.id,
            storage: self,
            now: self.now(),
        })
    }
}

impl StorageOf for Device {
    fn event(&self, event: EventId) -> Storage {
        let disposition = self.store.disposition(event).ok().flatten();
        if matches!(
            disposition,
            Some(lineproof_protocol::push::Disposition::Quarantined { .. })
        ) {
            return Storage::Refused;
        }
        match self.store.event_received_at(event) {
            Ok(Some(_)) => Storage::AtHq,
            Ok(None) | Err(_) => Storage::OnDevice,
        }
    }

    fn blob(&self, sha256: &Sha256Digest) -> Storage {
        match self.store.blob_state(*sha256) {
            Ok(BlobState::AtHeadquarters { .. }) => Storage::AtHq,
            Ok(BlobState::Sending { .. }) => Storage::Sending,
            Ok(BlobState::Stopped { .. }) => Storage::Refused,
            Ok(BlobState::OnDevice) | Err(_) => Storage::OnDevice,
        }
    }
}

/// The lanes need a runtime; commands run on one, tools enter theirs first.
fn runtime() -> Result<Handle, AppError> {
    Handle::try_current().map_err(|error| internal("finding the runtime")(&error))
}

fn engineer(profile: &Profile) -> Actor {
    Actor {
        person: profile.person.id,
        role: Role::Engineer,
    }
}

fn tell_of_changes(store: &Arc<Store>, engine: &Engine, config: &AppConfig) {
    let wake = engine.waker();
    let on_changed = Arc::clone(&config.on_changed);
    store.on_change(move |changes: &Changes| {
        if changes.outbox {
            wake();
        }
        on_changed(Changed {
            jobs: changes.jobs.iter().map(ToString::to_string).collect(),
            list: !changes.jobs.is_empty() || changes.rules,
            safe: changes.outbox || !changes.blobs.is_empty() || changes.feed,
            locked: false,
        });
    });
}
