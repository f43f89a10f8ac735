use lineproof_app::dto::{
    AppError, ExportedFile, JobDocument, JobView, SignInput, SignerRole, SigningView, UiLanguage,
    Verification,
};
use tauri::State;

use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub async fn make_document(
    shell: State<'_, Shell>,
    job: String,
    kind: String,
    language: UiLanguage,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.make_document(&job, &kind, language))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn open_signing(
    shell: State<'_, Shell>,
    document: String,
    field: SignerRole,
) -> Result<SigningView, AppError> {
    shell
        .blocking(move |app| app.open_signing(&document, field))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn sign_document(shell: State<'_, Shell>, input: SignInput) -> Result<JobView, AppError> {
    shell.blocking(move |app| app.sign_document(&input)).await
}

#[tauri::command]
#[specta::specta]
pub async fn verify_document(
    shell: State<'_, Shell>,
    document: String,
) -> Result<Verification, AppError> {
    shell
        .blocking(move |app| app.verify_document(&document))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn export_document(
    shell: State<'_, Shell>,
    document: String,
) -> Result<ExportedFile, AppError> {
    shell
        .blocking(move |app| app.export_document(&document))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn documents(shell: State<'_, Shell>) -> Result<Vec<JobDocument>, AppError> {
    shell.blocking(move |app| app.documents()).await
}
