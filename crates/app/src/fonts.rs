use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use lineproof_report::Fonts;

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
