//! Playing a script: every deed goes through the application as a person's would.

use super::script::{Deed, Script, ScriptedSignature};
use super::{rows, sync};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::files;
use lineproof_app::App;
use lineproof_app::dto::{ErrorCode, JobView, SignInput};
use lineproof_i18n::{Language, text};
use serde_json::json;
use std::path::Path;

pub async fn play(
    app: &App,
    script: &Script,
    folder: &Path,
    language: Language,
) -> Result<Answer, Failure> {
    let job = job_of(app, script.job.as_deref())?;
    for (number, deed) in (1..).zip(&script.deeds) {
        do_one(app, &job, deed, folder)
            .await
            .map_err(|source| Failure::Deed {
                number,
                source: Box::new(source),
            })?;
    }
    Ok(played(&app.job_view(&job)?, script.deeds.len(), language))
}

fn job_of(app: &App, order: Option<&str>) -> Result<String, Failure> {
    let today = app.today()?;
    let found: Vec<&str> = rows(&today)
        .filter(|row| order.is_none_or(|order| row.order_no == order))
        .map(|row| row.id.as_str())
        .collect();
    match found[..] {
        [one] => Ok(one.to_owned()),
        _ => Err(Failure::NoSuchJob {
            order: order.unwrap_or("*").to_owned(),
        }),
    }
}

async fn do_one(app: &App, job: &str, deed: &Deed, folder: &Path) -> Result<(), Failure> {
    match deed {
        Deed::Mark(milestone) => app.mark_milestone(job, *milestone)?,
        Deed::Answer(answer) => app.give_answer(job, answer)?,
        Deed::Photo { slot, file } => {
            let bytes = files::read(&folder.join(file))?;
            app.put_photo(job, slot, &file_name(file), &bytes)?
        }
        Deed::Trace(file) => {
            let bytes = files::read(&folder.join(file))?;
            app.import_trace(job, &file_name(file), &bytes, None)?
        }
        Deed::Measurement(measurement) => app.record_measurement(job, measurement)?,
        Deed::Instrument(instrument) => app.note_instrument(job, instrument)?,
        Deed::Note(note) => app.add_note(job, note)?,
        Deed::Close { step, reason } => app.close_step(job, step, reason.as_deref())?,
        Deed::Document { kind, language } => app.make_document(job, kind, *language)?,
        Deed::Signature(signature) => sign(app, job, signature)?,
        Deed::Sync {} => {
            sync(app).await?;
            return Ok(());
        }
    };
    Ok(())
}

fn file_name(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Signs the pages that are shown now, as somebody before the pad would.
fn sign(app: &App, job: &str, signature: &ScriptedSignature) -> Result<JobView, Failure> {
    let document = app
        .documents()?
        .into_iter()
        .filter(|made| made.job == job && made.document.kind == signature.kind)
        .find_map(|made| made.document.document)
        .ok_or(lineproof_app::dto::AppError::new(
            ErrorCode::DocumentUnknown,
        ))?;
    let shown = app.open_signing(&document, signature.field)?;
    Ok(app.sign_document(&SignInput {
        document,
        field: signature.field,
        name: signature.name.clone(),
        title: signature.title.clone(),
        phone: signature.phone.clone(),
        satisfaction: signature.satisfaction.clone(),
        remark: signature.remark.clone(),
        pages_hash: shown.pages_hash,
        ink: signature.ink.clone(),
    })?)
}

fn played(view: &JobView, deeds: usize, language: Language) -> Answer {
    let args = [
        ("order", view.order_no.as_str().into()),
        ("count", deeds.to_string().into()),
        ("missing", view.missing.len().to_string().into()),
    ];
    let json = json!({
        "ok": true,
        "job": view.id,
        "order_no": view.order_no,
        "deeds": deeds,
        "missing": view.missing,
        "flags": view.flags,
        "current_step": view.current_step,
    });
    Answer {
        holds: true,
        json,
        text: text(language, "cli-device-played", &args),
    }
}
