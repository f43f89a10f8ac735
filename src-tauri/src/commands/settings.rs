use lineproof_app::dto::{AppError, SettingsChange, SettingsView};
use tauri::State;

use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub async fn settings(shell: State<'_, Shell>) -> Result<SettingsView, AppError> {
    shell.blocking(move |app| app.settings()).await
}

#[tauri::command]
#[specta::specta]
pub async fn change_settings(
    shell: State<'_, Shell>,
    change: SettingsChange,
) -> Result<SettingsView, AppError> {
    shell
        .blocking(move |app| app.change_settings(&change))
        .await
}
