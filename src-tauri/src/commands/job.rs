use lineproof_app::dto::{
    AnswerInput, AppError, InstrumentInput, JobView, MeasurementInput, Milestone, TracePlot,
    Verdict,
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
