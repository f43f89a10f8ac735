use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::dto::{Theme, UiLanguage};
use crate::profile::{read_json, write_json};

const FILE: &str = "preferences.json";
/// Minutes of idling after which the screen locks.
pub const DEFAULT_LOCK_AFTER_MIN: u32 = 10;

/// How the window looks and speaks, before anybody has unlocked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language.
    pub language: UiLanguage,
    /// The look.
    pub theme: Theme,
    /// Lock after so many idle minutes.
    pub lock_after_min: u32,
    /// The profile used last.
    pub last_profile: Option<String>,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            language: UiLanguage::ZhCn,
            theme: Theme::Auto,
            lock_after_min: DEFAULT_LOCK_AFTER_MIN,
            last_profile: None,
        }
    }
}

impl Preferences {
    /// What was kept; the defaults where nothing can be read.
    pub fn read(folder: &Path) -> Preferences {
        read_json(&folder.join(FILE)).unwrap_or_default()
    }

    /// Keeps them.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        write_json(&folder.join(FILE), self)
    }
}
