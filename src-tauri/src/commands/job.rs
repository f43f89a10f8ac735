use std::collections::BTreeMap;

use lineproof_app::dto::{
    AnswerInput, AppError, CardBox, InstrumentInput, JobView, MeasurementInput, Milestone, Reader,
    RecordInput, RecordKind, TextWarning, TracePlot, UnfiledPhoto, Verdict,
};
use tauri::State;

use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub async fn job_view(shell: State<'_, Shell>, job: String) -> Result<JobView, AppError> {
    shell.blocking(move |app| app.job_view(&job)).await
}

#[tauri::command]
#[specta::specta]
pub async fn mark_milestone(
    shell: State<'_, Shell>,
    job: String,
    milestone: Milestone,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.mark_milestone(&job, milestone))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn give_answer(
    shell: State<'_, Shell>,
    job: String,
    input: AnswerInput,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.give_answer(&job, &input))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn close_step(
    shell: State<'_, Shell>,
    job: String,
    step: String,
    reason: Option<String>,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.close_step(&job, &step, reason.as_deref()))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn add_note(
    shell: State<'_, Shell>,
    job: String,
    text: String,
) -> Result<JobView, AppError> {
    shell.blocking(move |app| app.add_note(&job, &text)).await
}

#[tauri::command]
#[specta::specta]
pub async fn unfiled_photos(shell: State<'_, Shell>) -> Result<Vec<UnfiledPhoto>, AppError> {
    shell.blocking(move |app| app.unfiled_photos()).await
}

#[tauri::command]
#[specta::specta]
pub async fn file_photo(
    shell: State<'_, Shell>,
    job: String,
    slot: String,
    sha256: String,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.file_photo(&job, &slot, &sha256))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn withdraw_photo(
    shell: State<'_, Shell>,
    job: String,
    photo: String,
    reason: String,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.withdraw_photo(&job, &photo, &reason))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn judge_measurement(
    shell: State<'_, Shell>,
    job: String,
    input: MeasurementInput,
) -> Result<Verdict, AppError> {
    shell
        .blocking(move |app| app.judge_measurement(&job, &input))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn record_measurement(
    shell: State<'_, Shell>,
    job: String,
    input: MeasurementInput,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.record_measurement(&job, &input))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn note_instrument(
    shell: State<'_, Shell>,
    job: String,
    input: InstrumentInput,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.note_instrument(&job, &input))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn trace_plot(
    shell: State<'_, Shell>,
    job: String,
    trace: String,
) -> Result<TracePlot, AppError> {
    shell
        .blocking(move |app| app.trace_plot(&job, &trace))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn add_record(
    shell: State<'_, Shell>,
    job: String,
    input: RecordInput,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.add_record(&job, &input))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn end_record(
    shell: State<'_, Shell>,
    job: String,
    kind: RecordKind,
    event: String,
    text: Option<String>,
) -> Result<JobView, AppError> {
    shell
        .blocking(move |app| app.end_record(&job, kind, &event, text.as_deref()))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn keep_draft(
    shell: State<'_, Shell>,
    job: String,
    kind: RecordKind,
    values: BTreeMap<String, String>,
) -> Result<(), AppError> {
    shell
        .blocking(move |app| app.keep_draft(&job, kind, &values))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn text_warnings(
    shell: State<'_, Shell>,
    job: String,
    text: String,
    reader: Reader,
) -> Result<Vec<TextWarning>, AppError> {
    shell
        .blocking(move |app| app.text_warnings(&job, &text, reader))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn card_box(shell: State<'_, Shell>, job: Option<String>) -> Result<CardBox, AppError> {
    shell
        .blocking(move |app| app.card_box(job.as_deref()))
        .await
}
