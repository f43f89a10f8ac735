use lineproof_app::dto::{AppError, EnrolInput, EnrolPreview, LockView};
use tauri::State;

use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub async fn lock_view(shell: State<'_, Shell>) -> Result<LockView, AppError> {
    shell.blocking(move |app| app.lock_view()).await
}

#[tauri::command]
#[specta::specta]
pub async fn enrol_preview(
    shell: State<'_, Shell>,
    code: String,
) -> Result<EnrolPreview, AppError> {
    shell.blocking(move |app| app.enrol_preview(&code)).await
}

#[tauri::command]
#[specta::specta]
pub async fn enrol(shell: State<'_, Shell>, input: EnrolInput) -> Result<LockView, AppError> {
    shell.app().enrol(&input).await
}

#[tauri::command]
#[specta::specta]
pub async fn enrol_again(shell: State<'_, Shell>, code: String) -> Result<LockView, AppError> {
    shell.app().enrol_again(&code).await
}

#[tauri::command]
#[specta::specta]
pub async fn unlock(
    shell: State<'_, Shell>,
    profile: String,
    secret: String,
) -> Result<LockView, AppError> {
    shell
        .blocking(move |app| app.unlock(&profile, &secret))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn lock(shell: State<'_, Shell>) -> Result<LockView, AppError> {
    shell.blocking(move |app| app.lock()).await
}

#[tauri::command]
#[specta::specta]
pub async fn change_secret(
    shell: State<'_, Shell>,
    old: String,
    fresh: String,
) -> Result<(), AppError> {
    shell
        .blocking(move |app| app.change_secret(&old, &fresh))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn recover(
    shell: State<'_, Shell>,
    profile: String,
    code: String,
    new_secret: String,
) -> Result<LockView, AppError> {
    shell.app().recover(&profile, &code, &new_secret).await
}
