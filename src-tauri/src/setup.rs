use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use lineproof_app::{App, AppConfig};
use tauri::{AppHandle, Emitter as _, Manager as _, RunEvent};

use crate::keyring::SystemKeyring;
use crate::notify;
use crate::shell::Shell;

const CHANGED: &str = "changed";
/// Folder of the bundled fonts inside the application's resources.
const FONTS_FOLDER: &str = "fonts";

pub fn setup(tauri: &mut tauri::App) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let handle = tauri.handle().clone();
    let app = App::new(AppConfig {
        folder: tauri.path().app_local_data_dir()?,
        export_folder: export_folder(&handle)?,
        fonts: fonts_folder(&handle),
        key_store: SystemKeyring::find().map(|keyring| Arc::new(keyring) as _),
        on_changed: Arc::new(move |changed| {
            if let Err(error) = handle.emit(CHANGED, changed) {
                tracing::warn!(%error, "the window did not hear of a change");
            }
        }),
    })?;
    notify::watch(app.clone(), tauri.config().identifier.clone())?;
    tauri.manage(Shell::new(app));
    Ok(())
}

/// Where copies of documents go that somebody takes along.
fn export_folder(handle: &AppHandle) -> tauri::Result<PathBuf> {
    handle
        .path()
        .document_dir()
        .or_else(|_| handle.path().app_local_data_dir())
}

/// Bundled beside the program; when built from a checkout, the fonts that set-up fetched.
fn fonts_folder(handle: &AppHandle) -> PathBuf {
    let bundled = handle
        .path()
        .resource_dir()
        .map(|folder| folder.join(FONTS_FOLDER));
    match bundled {
        Ok(folder) if folder.is_dir() => folder,
        _ => PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/ui/node_modules/@expo-google-fonts/noto-sans-sc"
        )),
    }
}

/// Signs off when the window closes: a checkpoint over what was written last.
pub fn on_run_event(handle: &AppHandle, event: RunEvent) {
    if let RunEvent::Exit = event
        && let Some(shell) = handle.try_state::<Shell>()
    {
        shell.app().close();
    }
}
