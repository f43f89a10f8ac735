//! Clocks that warn while nobody looks, also without a network.

use chrono::{DateTime, FixedOffset, Local};
use lineproof_i18n::{Language, text};

use crate::app::{App, Session};
use crate::device::Device;
use crate::dto::{AppError, CardBox, ClockWarning, UiLanguage};
use crate::view;

/// What is said outside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What is due.
    pub title: String,
    /// When.
    pub body: String,
}

impl App {
    /// Everything there is to say and to heed, for looking up.
    pub fn card_box(&self, job: &str) -> Result<CardBox, AppError> {
        let device = self.device()?;
        let open = device.job(Device::job_id(job)?)?;
        let calendar = device.calendar()?;
        Ok(device.view(&open, &calendar, view::card_box))
    }

    /// Clocks that came to a warning point after `since`, in the words of the chosen language. A locked screen names
    /// no customer; a closed profile says nothing.
    pub fn clock_warnings(&self, since: DateTime<FixedOffset>) -> Result<Vec<Spoken>, AppError> {
        let (device, is_locked) = match self.session() {
            Session::Open(device) => (device, false),
            Session::SoftLocked(device) => (device, true),
            Session::Closed => return Ok(Vec::new()),
        };
        let language = match self.preferences().language {
            UiLanguage::ZhCn => Language::ZhCn,
            UiLanguage::En => Language::En,
        };
        let warnings = device.clock_warnings(since, device.now())?;
        Ok(warnings
            .iter()
            .map(|warning| spoken(warning, language, is_locked))
            .collect())
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
        ("minutes", warning.minutes.into()),
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

/// This moment, to begin counting from.
#[must_use]
pub fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}
