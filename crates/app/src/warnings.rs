//! Clocks that warn while nobody looks, also without a network.

use std::sync::atomic::Ordering;

use chrono::{DateTime, Duration, FixedOffset, Local};
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

/// What warned longer ago than this is not told any more: after a day it is no news.
const TELL_WITHIN: Duration = Duration::hours(24);

/// Looks at the clocks again and again and says each warning once.
pub struct ClockWatch {
    app: App,
    since: DateTime<FixedOffset>,
    /// What was said of the time after `since`, while something else of it could not be said.
    said: Vec<ClockWarning>,
}

impl ClockWatch {
    /// What warned before this moment is not said.
    #[must_use]
    pub fn new(app: App) -> ClockWatch {
        ClockWatch {
            app,
            since: Local::now().fixed_offset(),
            said: Vec::new(),
        }
    }

    /// Says what has come to a warning point since the last look, also what could not be looked at or said
    /// then. Where the system says nothing to the person, the window tells that it is the only one to warn.
    pub fn look<E: std::fmt::Display>(&mut self, say: impl Fn(&Spoken) -> Result<(), E>) {
        let until = Local::now().fixed_offset();
        let since = looked_until(self.since, until);
        let found = match self.app.clock_warnings(since, until) {
            Ok(Some(found)) => found,
            // A closed profile hears of it once it is open.
            Ok(None) => return,
            Err(error) => return tracing::warn!(clocks.error = ?error.code),
        };
        let mut is_silent = None;
        for (warning, spoken) in found {
            if self.said.contains(&warning) {
                continue;
            }
            match say(&spoken) {
                Ok(()) => {
                    self.said.push(warning);
                    is_silent.get_or_insert(false);
                }
                Err(error) => {
                    tracing::debug!(notification.error = %error);
                    is_silent = Some(true);
                }
            }
        }
        if let Some(is_silent) = is_silent {
            self.app.keep_silent_system(is_silent);
        }
        if is_silent != Some(true) {
            self.since = until;
            self.said.clear();
        }
    }
}

/// From when on a look tells. A laptop whose clock was set back begins anew.
fn looked_until(
    since: DateTime<FixedOffset>,
    until: DateTime<FixedOffset>,
) -> DateTime<FixedOffset> {
    since.min(until).max(until - TELL_WITHIN)
}

impl App {
    /// Clocks that came to a warning point after `since` and not after `until`, in the words of the chosen
    /// language; none while the profile is closed. A locked screen names no customer.
    fn clock_warnings(
        &self,
        since: DateTime<FixedOffset>,
        until: DateTime<FixedOffset>,
    ) -> Result<Option<Vec<(ClockWarning, Spoken)>>, AppError> {
        let (device, is_locked) = match self.session() {
            Session::Open(device) => (device, false),
            Session::SoftLocked(device) => (device, true),
            Session::Closed => return Ok(None),
        };
        let language = match self.preferences().language {
            UiLanguage::ZhCn => Language::ZhCn,
            UiLanguage::En => Language::En,
        };
        let warnings = device.clock_warnings(since, until)?;
        let found = warnings.into_iter().map(|warning| {
            let spoken = spoken(&warning, language, is_locked);
            (warning, spoken)
        });
        Ok(Some(found.collect()))
    }

    fn keep_silent_system(&self, is_silent: bool) {
        let was_silent = self
            .shared
            .system_is_silent
            .swap(is_silent, Ordering::Relaxed);
        if was_silent != is_silent {
            tracing::warn!(notifications.silent = is_silent);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(time).unwrap()
    }

    #[test]
    fn a_look_tells_what_warned_since_the_last_one_and_at_most_of_a_day() {
        let now = at("2026-11-24T10:00:00+08:00");
        let tells_since = |since: &str| looked_until(at(since), now);
        assert_eq!(
            tells_since("2026-11-24T08:00:00+08:00"),
            at("2026-11-24T08:00:00+08:00")
        );
        assert_eq!(
            tells_since("2026-11-20T08:00:00+08:00"),
            at("2026-11-23T10:00:00+08:00")
        );
        assert_eq!(tells_since("2026-11-25T08:00:00+08:00"), now);
    }
}
