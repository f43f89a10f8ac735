use lineproof_domain::job::Field;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::StepClosed;
use lineproof_domain::rules;

use super::{MAX_TEXT_CHARS, optional_text};
use crate::app::App;
use crate::dto::{AppError, ErrorCode, JobView};

impl App {
    /// Closes a step. With something missing it needs a reason, and headquarters looks at it.
    pub fn close_step(
        &self,
        job: &str,
        step: &str,
        reason: Option<&str>,
    ) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let is_ours = rules::steps_of(&open.state, &open.catalogue)
                .iter()
                .any(|ours| ours.key == step);
            if !is_ours {
                return Err(ErrorCode::StepUnknown.into());
            }
            let typed = optional_text(reason, MAX_TEXT_CHARS)?;
            let missing = rules::can_close(&open.state, &open.catalogue, step, device.now()).err();
            let reason = match (missing, typed) {
                (None, _) => None,
                (Some(_), Some(reason)) => Some(reason),
                (Some(missing), None) => {
                    return Err(AppError::new(ErrorCode::StepMissing).with("count", missing.len()));
                }
            };
            let earlier = open.state.closed_steps.get(step);
            let is_same = earlier
                .and_then(Field::latest)
                .is_some_and(|closed| closed.value.reason == reason);
            if is_same {
                return Ok(Vec::new());
            }
            let closed = StepClosed {
                step: step.to_owned(),
                reason,
            };
            let event = device.event(open, Body::StepClosed(closed));
            let earlier = earlier.into_iter().flat_map(|field| &field.values);
            Ok(vec![earlier.fold(event, |event, earlier| {
                event.superseding(earlier.event)
            })])
        })
    }
}
