use chrono::NaiveDate;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::InstrumentNoted;

use super::{MAX_NAME_CHARS, MAX_TEXT_CHARS, optional_text, text};
use crate::app::App;
use crate::dto::{AppError, ErrorCode, InstrumentInput, JobView};

impl App {
    /// Notes an instrument; the same kind and serial number again corrects it. Set in another way it stands beside the
    /// first: what was measured before was measured with that.
    pub fn note_instrument(&self, job: &str, input: &InstrumentInput) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let until = input
                .calibrated_until
                .as_deref()
                .filter(|typed| !typed.is_empty());
            let calibrated_until = until.map(date).transpose()?;
            let noted = InstrumentNoted {
                kind: text(&input.kind, MAX_NAME_CHARS)?,
                model: text(&input.model, MAX_NAME_CHARS)?,
                serial: text(&input.serial, MAX_NAME_CHARS)?,
                calibrated_until,
                settings: optional_text(input.settings.as_deref(), MAX_TEXT_CHARS)?,
            };
            let same = open.state.instruments.iter().filter(|earlier| {
                let earlier = &earlier.value;
                let is_set_alike = earlier.settings.is_none() || earlier.settings == noted.settings;
                is_set_alike && earlier.kind == noted.kind && earlier.serial == noted.serial
            });
            let event = device.event(open, Body::InstrumentNoted(noted.clone()));
            Ok(vec![same.fold(event, |event, earlier| {
                event.superseding(earlier.event)
            })])
        })
    }
}

fn date(typed: &str) -> Result<NaiveDate, AppError> {
    typed
        .parse()
        .map_err(|_| AppError::new(ErrorCode::ValueNotDay).with("value", typed))
}
