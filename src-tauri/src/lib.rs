//! The shell: one window, commands of a few lines each, and what the operating system offers.
//! No rule of the business lives here.

#![cfg_attr(test, allow(clippy::expect_used, reason = "tests fail by panicking"))]

mod blobs;
mod commands;
mod keyring;
mod notify;
mod platform;
mod raw;
mod setup;
mod shell;

use tauri::ipc::Invoke;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

pub use shell::Shell;

/// Opens the window and stays until it is closed.
pub fn run() -> tauri::Result<()> {
    let typed = commands();
    tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(blobs::SCHEME, blobs::answer)
        .invoke_handler(with_raw(typed.invoke_handler()))
        .setup(setup::setup)
        .build(tauri::generate_context!())?
        .run(setup::on_run_event);
    Ok(())
}

/// The typed commands; a test writes their TypeScript.
fn commands() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
        .error_handling(ErrorHandlingMode::Throw)
        .commands(collect_commands![
            commands::lock::lock_view,
            commands::lock::enrol_preview,
            commands::lock::enrol,
            commands::lock::enrol_again,
            commands::lock::unlock,
            commands::lock::lock,
            commands::lock::change_secret,
            commands::lock::recover,
            commands::settings::settings,
            commands::settings::change_settings,
            commands::today::shell_state,
            commands::today::today,
            commands::today::safe_view,
            commands::today::sync_now,
            commands::job::job_view,
            commands::job::mark_milestone,
            commands::job::give_answer,
            commands::job::close_step,
            commands::job::add_note,
            commands::job::unfiled_photos,
            commands::job::file_photo,
            commands::job::withdraw_photo,
            commands::job::judge_measurement,
            commands::job::record_measurement,
            commands::job::note_instrument,
            commands::job::trace_plot,
            commands::job::add_record,
            commands::job::end_record,
            commands::job::keep_draft,
            commands::job::text_warnings,
            commands::job::card_box,
            commands::document::make_document,
            commands::document::open_signing,
            commands::document::sign_document,
            commands::document::verify_document,
            commands::document::export_document,
            commands::document::documents,
        ])
        .typ::<lineproof_app::dto::Changed>()
}

/// Commands that take or give bytes stand beside the typed ones, found by name.
fn with_raw(
    typed: impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static,
) -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    let raw: Box<dyn Fn(Invoke<tauri::Wry>) -> bool + Send + Sync> =
        Box::new(tauri::generate_handler![
            raw::put_photo,
            raw::import_trace,
            raw::document_bytes
        ]);
    move |invoke| {
        let is_raw = matches!(
            invoke.message.command(),
            "put_photo" | "import_trace" | "document_bytes"
        );
        if is_raw { raw(invoke) } else { typed(invoke) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BINDINGS: &str = "ui/field/src/backend/bindings.ts";

    #[test]
    fn the_typescript_of_the_commands_is_what_the_shell_has() {
        let fresh = std::env::temp_dir().join(format!("bindings-{}.ts", std::process::id()));
        // No number of ours is ever NaN or infinite.
        let finite = specta_typescript::semantic::Configuration::empty().enable_lossless_floats();
        commands()
            .semantic_types(finite)
            .export(specta_typescript::Typescript::default(), &fresh)
            .expect("the commands have a TypeScript form");
        let fresh = std::fs::read_to_string(fresh).expect("it was just written");
        let kept = std::fs::read_to_string(BINDINGS).unwrap_or_default();
        if fresh != kept {
            std::fs::write(BINDINGS, fresh).expect("the repository can be written");
            panic!("{BINDINGS} was stale and has been written anew: look at it and commit it");
        }
    }
}
