//! `catalogue check DIR`: whether a catalogue can be used, and how much is in it.

use crate::answer::{Answer, line};
use crate::failure::Failure;
use crate::files;
use chrono::NaiveDate;
use lineproof_domain::calendar::{Calendar, CalendarError};
use lineproof_domain::catalogue::{Bundle, CALENDAR_FOLDER, Catalogue, CatalogueError};
use lineproof_i18n::{Language, text};
use serde::Serialize;
use serde_json::json;
use std::path::Path;

/// What is wrong, and where.
#[derive(Serialize)]
struct FoundDefect {
    file: String,
    line: usize,
    column: usize,
    key: String,
    reason: String,
}

impl FoundDefect {
    fn of_file(file: &str, reason: impl ToString) -> FoundDefect {
        FoundDefect {
            file: file.to_owned(),
            line: 1,
            column: 1,
            key: "-".to_owned(),
            reason: reason.to_string(),
        }
    }
}

impl From<CatalogueError> for FoundDefect {
    fn from(error: CatalogueError) -> FoundDefect {
        FoundDefect {
            file: error.file,
            line: error.line,
            column: error.column,
            key: error.key,
            reason: error.defect.to_string(),
        }
    }
}

pub fn check(folder: &Path, language: Language) -> Result<Answer, Failure> {
    let mut defects = Vec::new();
    let mut calendar = Calendar::default();
    let mut texts = Vec::new();
    for path in files::list(folder)? {
        match String::from_utf8(files::read(&folder.join(&path))?) {
            Err(problem) => defects.push(FoundDefect::of_file(&path, problem)),
            Ok(text) if path.starts_with(CALENDAR_FOLDER) => match import(&text) {
                Ok(years) => calendar.merge(years),
                Err(problem) => defects.push(FoundDefect::of_file(&path, problem)),
            },
            Ok(text) => texts.push((path, text)),
        }
    }
    match Catalogue::load(&Bundle::new(texts)) {
        Ok(catalogue) if defects.is_empty() => Ok(counted(&catalogue, &calendar, language)),
        Ok(_) => Ok(refused(&defects, language)),
        Err(errors) => {
            defects.extend(errors.0.into_iter().map(FoundDefect::from));
            Ok(refused(&defects, language))
        }
    }
}

/// When it came in only decides between two calendars of one year, which a count does not.
fn import(text: &str) -> Result<Calendar, CalendarError> {
    Calendar::import(text, NaiveDate::default())
}

fn counted(catalogue: &Catalogue, calendar: &Calendar, language: Language) -> Answer {
    let mut counts = catalogue.counts();
    counts.push(("calendar_years", calendar.years().count()));
    let mut json = json!({ "ok": true, "hash": catalogue.hash, "defects": [] });
    let keys = catalogue.job_kinds.iter().map(|kind| kind.key.as_str());
    json["job_kind_keys"] = keys.collect();
    let mut said = String::new();
    for (name, count) in counts {
        json[name] = count.into();
        said += &format!(
            "{count:>6}  {}\n",
            text(
                language,
                &format!("cli-count-{}", name.replace('_', "-")),
                &[]
            )
        );
    }
    let args = [("hash", catalogue.hash.to_string().into())];
    said += &line("✓", &text(language, "cli-catalogue-good", &args));
    Answer {
        holds: true,
        json,
        text: said,
    }
}

fn refused(defects: &[FoundDefect], language: Language) -> Answer {
    let mut said = String::new();
    for defect in defects {
        let FoundDefect {
            file,
            line,
            column,
            key,
            reason,
        } = defect;
        said += &format!("{file}:{line}:{column}: {key}: {reason}\n");
    }
    let args = [("count", defects.len().to_string().into())];
    said += &line("✗", &text(language, "cli-catalogue-defects", &args));
    Answer {
        holds: false,
        json: json!({ "ok": false, "defects": defects }),
        text: said,
    }
}
