//! Clocks that warn while nobody looks, also without a network.

use std::sync::atomic::Ordering;

use chrono::{DateTime, FixedOffset, Local};
use lineproof_i18n::{Language, text};

use crate::app::{App, Session};
use crate::device::Device;
use crate::dto::{AppError, Changed, ClockWarning, UiLanguage};
use crate::view;

/// What is said outside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What is due.
    pub title: String,
    /// For whom.
    pub body: String,
}

/// Looks at the clocks again and again and says each warning once.
pub struct ClockWatch {
    app: App,
    since: DateTime<FixedOffset>,
}

impl ClockWatch {
    /// What warned before this moment is not said.
    #[must_use]
    pub fn new(app: App) -> ClockWatch {
        let since = Local::now().fixed_offset();
        ClockWatch { app, since }
    }

    /// Says what has come to a warning point since the last look. Where the system says nothing to the
    /// person, the window tells that it is the only one to warn.
    pub fn look<E: std::fmt::Display>(&mut self, say: impl Fn(&Spoken) -> Result<(), E>) {
        let until = Local::now().fixed_offset();
        // A laptop whose clock was set back begins anew.
        let since = self.since.min(until);
        self.since = until;
        let warnings = match self.app.clock_warnings(since, until) {
            Ok(warnings) => warnings,
            Err(error) => return tracing::warn!(clocks.error = ?error.code),
        };
        for spoken in &warnings {
            let said = say(spoken);
            if let Err(error) = &said {
                tracing::warn!(notification.error = %error);
            }
            self.app.keep_silent_system(said.is_err());
        }
    }
}

impl App {
    /// Clocks that came to a warning point after `since` and not after `until`, in the words of the chosen
    /// language. A locked screen names no customer; a closed profile says nothing.
    fn clock_warnings(
        &self,
        since: DateTime<FixedOffset>,
        until: DateTime<FixedOffset>,
    ) -> Result<Vec<Spoken>, AppError> {
        let (device, is_locked) = match self.session() {
            Session::Open(device) => (device, false),
            Session::SoftLocked(device) => (device, true),
            Session::Closed => return Ok(Vec::new()),
        };
        let language = match self.preferences().language {
            UiLanguage::ZhCn => Language::ZhCn,
            UiLanguage::En => Language::En,
        };
        let warnings = device.clock_warnings(since, until)?;
        Ok(warnings
            .iter()
            .map(|warning| spoken(warning, language, is_locked))
            .collect())
    }

    fn keep_silent_system(&self, is_silent: bool) {
        let was_silent = self
            .shared
            .system_is_silent
            .swap(is_silent, Ordering::Relaxed);
        if was_silent != is_silent {
            (self.shared.config.on_changed)(Changed {
                safe: true,
                ..Changed::default()
            });
        }
    }
}

impl Device {
    fn clock_warnings(
        &self,
        since: DateTime<FixedOffset>,
        until: DateTime<FixedOffset>,
    ) -> Result<Vec<ClockWarning>, AppError> {
        let calendar = self.calendar()?;
        let mut found = Vec::new();
        for state in self.store.jobs()? {
            if view::job::is_finished(state.status) {
                continue;
            }
            // A job that waits for its rules has no clocks yet.
            if let Ok(open) = self.with_rules(state) {
                found.extend(self.view(&open, &calendar, |context| {
                    view::warnings(since, until, context)
                }));
            }
        }
        Ok(found)
    }
}

fn spoken(warning: &ClockWarning, language: Language, is_locked: bool) -> Spoken {
    let clock = match language {
        Language::ZhCn => &warning.clock.zh,
        Language::En => &warning.clock.en,
    };
    let key = if warning.overdue {
        "field-warning-overdue"
    } else {
        "field-warning-soon"
    };
    let args = [
        ("clock", clock.as_str().into()),
        ("due", warning.due.as_str().into()),
    ];
    Spoken {
        title: text(language, key, &args),
        body: if is_locked {
            text(language, "field-warning-locked", &[])
        } else {
            warning.customer.clone()
        },
    }
}
