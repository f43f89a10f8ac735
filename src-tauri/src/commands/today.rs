use lineproof_app::dto::{AppError, SafeView, ShellState, SyncAnswer, TodayView};
use tauri::State;

use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub async fn shell_state(shell: State<'_, Shell>) -> Result<ShellState, AppError> {
    shell.blocking(move |app| app.shell_state()).await
}

#[tauri::command]
#[specta::specta]
pub async fn today(shell: State<'_, Shell>) -> Result<TodayView, AppError> {
    shell.blocking(move |app| app.today()).await
}

#[tauri::command]
#[specta::specta]
pub async fn safe_view(shell: State<'_, Shell>) -> Result<SafeView, AppError> {
    shell.blocking(move |app| app.safe_view()).await
}

#[tauri::command]
#[specta::specta]
pub async fn sync_now(shell: State<'_, Shell>) -> Result<SyncAnswer, AppError> {
    shell.app().sync_now().await
}
