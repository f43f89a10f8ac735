//! A device without a window, over the same application as the one with.

mod play;
mod script;

use crate::answer::Answer;
use crate::arguments::{self, Place};
use crate::failure::Failure;
use crate::files;
use lineproof_app::dto::{EnrolInput, JobRow, SyncAnswer, TodayView};
use lineproof_app::keys::{FileKeyStore, KeyStore};
use lineproof_app::{App, AppConfig};
use lineproof_i18n::{Language, text};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rounds of sending after which something must be wrong.
const MAX_SYNC_ROUNDS: usize = 100;

pub fn run(command: arguments::Device, language: Language) -> Result<Answer, Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(|source| Failure::Start { source })?;
    runtime.block_on(answer(command, language))
}

async fn answer(command: arguments::Device, language: Language) -> Result<Answer, Failure> {
    match command {
        arguments::Device::Enrol { place, code } => enrol(&place, code, language).await,
        arguments::Device::Sync { place } => {
            let device = Device::open(&place)?;
            let answer = sync(&device.app).await?;
            Ok(synced(&answer, language))
        }
        arguments::Device::Jobs { place } => {
            let device = Device::open(&place)?;
            Ok(jobs(&device.app.today()?, language))
        }
        arguments::Device::Status { place } => {
            let device = Device::open(&place)?;
            status(&device.app, language)
        }
        arguments::Device::Play { place, script } => {
            let script_folder = script.parent().map_or_else(PathBuf::new, PathBuf::from);
            let script = script::Script::read(&script)?;
            let device = Device::open(&place)?;
            play::play(&device.app, &script, &script_folder, language).await
        }
    }
}

/// An open device. Closing signs what was written last, whichever way a command ends.
struct Device {
    app: App,
}

impl Drop for Device {
    fn drop(&mut self) {
        self.app.close();
    }
}

impl Device {
    fn new(place: &Place) -> Result<Device, Failure> {
        let config = AppConfig {
            folder: place.data.clone(),
            export_folder: place.data.join("export"),
            fonts: fonts_folder(),
            key_store: place.keyring.as_deref().map(keyring),
            on_changed: Arc::new(|_| ()),
        };
        let app = App::new(config).map_err(|source| Failure::Start { source })?;
        Ok(Device { app })
    }

    fn open(place: &Place) -> Result<Device, Failure> {
        if !place.data.is_dir() {
            return Err(Failure::NoFolder {
                path: place.data.clone(),
            });
        }
        let passphrase = passphrase(place)?;
        let device = Device::new(place)?;
        let view = device.app.lock_view()?;
        let profile = view
            .last_profile
            .or_else(|| view.profiles.first().map(|profile| profile.id.clone()));
        device
            .app
            .unlock(&profile.unwrap_or_default(), &passphrase)?;
        Ok(device)
    }
}

/// A folder that stands in for the system's keyring; with it a device is opened by a PIN.
fn keyring(folder: &Path) -> Arc<dyn KeyStore> {
    Arc::new(FileKeyStore::new(folder.to_owned()))
}

/// The first line of the file; the line end does not belong to it.
fn passphrase(place: &Place) -> Result<String, Failure> {
    let bytes = files::read(&place.passphrase_file)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// `LINEPROOF_FONTS`, or beside the program, or where set-up puts them in a checkout.
fn fonts_folder() -> PathBuf {
    if let Some(folder) = std::env::var_os("LINEPROOF_FONTS") {
        return PathBuf::from(folder);
    }
    let beside = std::env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.join("fonts")));
    beside.filter(|folder| folder.is_dir()).unwrap_or_else(|| {
        let checkout = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        PathBuf::from(checkout).join("ui/node_modules/@expo-google-fonts/noto-sans-sc")
    })
}

async fn enrol(place: &Place, code: String, language: Language) -> Result<Answer, Failure> {
    let secret = passphrase(place)?;
    let device = Device::new(place)?;
    let view = device.app.enrol(&EnrolInput { code, secret }).await?;
    let name = view
        .profiles
        .iter()
        .find(|profile| Some(&profile.id) == view.last_profile.as_ref())
        .map(|profile| profile.name.clone())
        .unwrap_or_default();
    let args = [("name", name.as_str().into())];
    Ok(Answer {
        holds: true,
        text: text(language, "cli-device-enrolled", &args),
        json: json!({ "ok": true, "device": view.last_profile, "name": name }),
    })
}

/// Sends until nothing is left, or nothing moves any more.
async fn sync(app: &App) -> Result<SyncAnswer, Failure> {
    let mut answer = app.sync_now().await?;
    for _ in 0..MAX_SYNC_ROUNDS {
        let before = answer.left;
        if before == 0 || !answer.reached || answer.trouble.is_some() {
            break;
        }
        let next = app.sync_now().await?;
        answer = SyncAnswer {
            sent: answer.sent + next.sent,
            received: answer.received + next.received,
            ..next
        };
        if answer.left >= before {
            break;
        }
    }
    Ok(answer)
}

fn synced(answer: &SyncAnswer, language: Language) -> Answer {
    let trouble = answer.trouble.map(|code| {
        let args = answer.args.clone();
        Failure::from(lineproof_app::dto::AppError { code, args })
    });
    let holds = answer.reached && answer.left == 0 && trouble.is_none();
    let reason = trouble
        .as_ref()
        .map_or_else(String::new, |t| t.text(language));
    let args = [
        ("sent", answer.sent.to_string().into()),
        ("received", answer.received.to_string().into()),
        ("left", answer.left.to_string().into()),
        ("reason", reason.into()),
    ];
    let key = if holds {
        "cli-device-synced"
    } else {
        "cli-device-not-synced"
    };
    let json = json!({
        "ok": holds,
        "reached": answer.reached,
        "sent": answer.sent,
        "received": answer.received,
        "left": answer.left,
        "trouble": answer.trouble,
    });
    Answer {
        holds,
        json,
        text: text(language, key, &args),
    }
}

fn rows(today: &TodayView) -> impl Iterator<Item = &JobRow> {
    today
        .now
        .iter()
        .chain(&today.next)
        .chain(&today.paused)
        .chain(&today.done)
}

fn jobs(today: &TodayView, language: Language) -> Answer {
    let mut said = String::new();
    for row in rows(today) {
        let args = [
            ("order", row.order_no.as_str().into()),
            ("customer", row.customer.as_str().into()),
            ("missing", row.missing.to_string().into()),
        ];
        said += &(text(language, "cli-device-job", &args) + "\n");
    }
    if said.is_empty() {
        said = text(language, "cli-device-no-jobs", &[]);
    }
    Answer {
        holds: true,
        json: json!({ "ok": true, "jobs": rows(today).collect::<Vec<_>>() }),
        text: said,
    }
}

fn status(app: &App, language: Language) -> Result<Answer, Failure> {
    let safe = app.safe_view()?;
    let args = [
        ("here", (safe.on_device + safe.sending).to_string().into()),
        ("there", safe.at_hq.to_string().into()),
        ("refused", safe.refused.to_string().into()),
    ];
    Ok(Answer {
        holds: true,
        text: text(language, "cli-device-safe", &args),
        json: json!({ "ok": true, "safe": safe, "shell": app.shell_state()? }),
    })
}
