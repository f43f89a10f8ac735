//! What was found, for people and for scripts.

use super::Examination;
use crate::answer::{Answer, ToldProblem, line};
use lineproof_i18n::{Language, text};
use lineproof_protocol::export::ExportRecord;
use serde_json::json;

pub fn answer(found: &Examination, record: Option<&ExportRecord>, language: Language) -> Answer {
    let holds = found.problems.is_empty() && record.is_some();
    let problems: Vec<ToldProblem> = found.problems.iter().map(|p| p.told(language)).collect();
    let plan = record.and_then(|record| record.job.plan.as_ref());
    let keys: Vec<_> = found
        .keys
        .iter()
        .map(|(key_id, key)| json!({ "key_id": key_id, "public_key": key }))
        .collect();
    let json = json!({
        "ok": holds,
        "folder": found.folder.display().to_string(),
        "job": record.map(|record| record.job.job),
        "order_no": plan.map(|plan| &plan.value.order_no),
        "checked": found.counts,
        "authorities": found.authority_fingerprints(),
        "keys": keys,
        "pictures": found.pictures,
        "problems": problems,
    });
    Answer {
        holds,
        json,
        text: in_words(found, holds, language),
    }
}

fn in_words(found: &Examination, holds: bool, language: Language) -> String {
    let counts = &found.counts;
    let numbers = [
        ("cli-folder-files", counts.files, 0),
        ("cli-folder-entries", counts.entries, counts.withheld),
        ("cli-folder-logs", counts.logs, counts.checkpoints),
        (
            "cli-folder-receipts",
            counts.log_receipts,
            counts.blob_receipts,
        ),
        ("cli-folder-events", counts.events, counts.quarantined),
        ("cli-folder-blobs", counts.blobs, 0),
        ("cli-folder-documents", counts.documents, counts.signatures),
    ];
    let mut said = String::new();
    for (key, count, other) in numbers {
        let args = [
            ("count", count.to_string().into()),
            ("other", other.to_string().into()),
        ];
        said += &line("·", &text(language, key, &args));
    }
    for fingerprint in found.authority_fingerprints() {
        let args = [("fingerprint", fingerprint.into())];
        said += &line("·", &text(language, "cli-folder-authority", &args));
    }
    for (key_id, key) in &found.keys {
        let args = [
            ("id", key_id.as_str().into()),
            ("key", key.to_string().into()),
        ];
        said += &line("·", &text(language, "cli-folder-key", &args));
    }
    if !found.pictures.is_empty() {
        let args = [("count", found.pictures.len().to_string().into())];
        said += &line("○", &text(language, "cli-folder-pictures", &args));
    }
    for problem in &found.problems {
        said += &line("✗", &problem.text(language));
    }
    let verdict = if holds {
        "cli-folder-holds"
    } else {
        "cli-folder-fails"
    };
    let args = [("count", found.problems.len().to_string().into())];
    said + &text(language, verdict, &args)
}
