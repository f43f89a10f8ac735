use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::NoteAdded;

use super::{MAX_TEXT_CHARS, text};
use crate::app::App;
use crate::dto::{AppError, JobView};

impl App {
    /// Adds free text to a job; an empty one adds nothing.
    pub fn add_note(&self, job: &str, typed: &str) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let text = text(typed, MAX_TEXT_CHARS)?;
            if text.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![
                device
                    .event(open, Body::NoteAdded(NoteAdded { text }))
                    .clearing_draft("note"),
            ])
        })
    }
}
