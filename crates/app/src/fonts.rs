use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use lineproof_domain::job::JobState;
use lineproof_domain::registry::plan::Plan;
use lineproof_report::{Fonts, unprintable};

use crate::dto::{AppError, ErrorCode};
use crate::platform;

const REGULAR: &str = "400Regular/NotoSansSC_400Regular.ttf";
const BOLD: &str = "700Bold/NotoSansSC_700Bold.ttf";

/// The fonts of documents, loaded when the first document needs them.
pub(crate) struct FontShelf {
    folder: PathBuf,
    loaded: Mutex<Option<Arc<Fonts>>>,
}

impl FontShelf {
    pub(crate) fn new(folder: PathBuf) -> FontShelf {
        FontShelf {
            folder,
            loaded: Mutex::default(),
        }
    }

    pub(crate) fn fonts(&self) -> Result<Arc<Fonts>, AppError> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fonts) = loaded.as_ref() {
            return Ok(Arc::clone(fonts));
        }
        let fonts = Arc::new(load(&self.folder)?);
        *loaded = Some(Arc::clone(&fonts));
        Ok(fonts)
    }

    /// The characters of a job that papers print as their code, each once.
    ///
    /// Loading the fonts takes a second: only a job with a character that is not an everyday one is worth it.
    pub(crate) fn substituted(&self, job: &JobState, plan: &Plan) -> Vec<String> {
        let mut texts = texts_of(plan).concat();
        texts.push_str(&typed_in(job));
        self.lacking(&texts)
    }

    fn lacking(&self, texts: &str) -> Vec<String> {
        if texts.chars().all(is_everyday) {
            return Vec::new();
        }
        let Ok(fonts) = self.fonts() else {
            return Vec::new();
        };
        let lacking = unprintable(texts, &fonts).into_iter();
        lacking.map(String::from).collect()
    }
}

/// What papers print of a plan.
fn texts_of(plan: &Plan) -> Vec<&str> {
    let contact = &plan.customer.contact;
    let mut texts = vec![
        plan.order_no.as_str(),
        &plan.circuit_no,
        &plan.circuit_name,
        &plan.customer.name,
        &plan.customer.address,
        &contact.name,
        &contact.title,
        &plan.manager.name,
        &plan.a_site.name,
        &plan.a_site.address,
        &plan.z_site.name,
        &plan.z_site.address,
        &plan.assignee.name,
        &plan.assignee.company,
    ];
    texts.extend(plan.remark.as_deref());
    texts
}

/// What was typed on the device and papers may print: answers, remarks, instruments, runs, entries of the short forms.
fn typed_in(job: &JobState) -> String {
    let typed = (
        &job.answers,
        &job.measurements,
        &job.instruments,
        &job.test_runs,
        &job.notes,
        &job.trade,
    );
    // Written as data they keep every character; the names of the fields are everyday letters.
    serde_json::to_string(&typed).unwrap_or_default()
}

/// Letters, Chinese characters of the first block and their punctuation: our fonts have them all.
fn is_everyday(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{4e00}'..='\u{9fa5}' | '\u{ff01}'..='\u{ff5e}')
}

fn load(folder: &Path) -> Result<Fonts, AppError> {
    let read = |name: &str| -> io::Result<Vec<u8>> { fs::read(folder.join(name)) };
    let missing = |error: &dyn std::fmt::Display| -> AppError {
        tracing::error!(fonts.folder = %folder.display(), fonts.error = %error);
        ErrorCode::FontMissing.into()
    };
    let regular = read(REGULAR).map_err(|error| missing(&error))?;
    let bold = read(BOLD).map_err(|error| missing(&error))?;
    let fallback = platform::rare_character_fonts()
        .into_iter()
        .find_map(|path| fs::read(path).ok());
    Fonts::load(regular, bold, fallback).map_err(|error| missing(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shelf with our own fonts alone, whatever the system has.
    fn shelf() -> FontShelf {
        let folder = std::env::var_os("LINEPROOF_FONTS").map_or_else(
            || {
                let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui");
                ui.join("node_modules/@expo-google-fonts/noto-sans-sc")
            },
            PathBuf::from,
        );
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        let fonts = Fonts::load(read(REGULAR), read(BOLD), None).unwrap();
        FontShelf {
            folder,
            loaded: Mutex::new(Some(Arc::new(fonts))),
        }
    }

    #[test]
    fn a_character_that_no_font_has_is_told_once() {
        assert_eq!(shelf().lacking("𠮷野家与𠮷林，许曼"), ["𠮷"]);
    }

    #[test]
    fn our_fonts_have_every_everyday_character() {
        let everyday: String = ('\0'..'\u{10000}').filter(|c| is_everyday(*c)).collect();
        let fonts = shelf().fonts().unwrap();
        assert!(unprintable(&everyday, &fonts).is_empty());
    }
}
