//! Counting wrong codes and passwords, so that nobody can try them all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lineproof_protocol::problem::ProblemCode;

use crate::device_api::{Because as _, Refusal};

/// Most names counted at once; beyond that the oldest is forgotten.
const MAX_NAMES: usize = 10_000;

/// Failures by name (an address, a login), within a window.
pub(crate) struct Attempts {
    most: u32,
    window: Duration,
    failures: Mutex<HashMap<String, Failures>>,
}

#[derive(Clone, Copy)]
struct Failures {
    count: u32,
    since: Instant,
}

impl Attempts {
    /// Allows `most` failures within `window`.
    pub fn new(most: u32, window: Duration) -> Attempts {
        Attempts {
            most,
            window,
            failures: Mutex::default(),
        }
    }

    /// How long `name` must wait, when it failed too often.
    pub fn wait(&self, name: &str) -> Option<Duration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let known = failures.get(name)?;
        let left = self.window.checked_sub(known.since.elapsed())?;
        (known.count >= self.most).then_some(left)
    }

    /// Refuses a device's request whose sender failed too often.
    pub fn admit(&self, name: &str) -> Result<(), Refusal> {
        match self.wait(name) {
            None => Ok(()),
            Some(left) => Err(ProblemCode::TooManyAttempts
                .because(format!("try again in {} s", left.as_secs() + 1))),
        }
    }

    pub fn note_failure(&self, name: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        failures.retain(|_, known| known.since.elapsed() < self.window);
        if failures.len() >= MAX_NAMES
            && let Some(oldest) = failures
                .iter()
                .min_by_key(|(_, known)| known.since)
                .map(|(name, _)| name.clone())
        {
            failures.remove(&oldest);
        }
        let known = failures.entry(name.to_owned()).or_insert(Failures {
            count: 0,
            since: now,
        });
        known.count += 1;
    }

    pub fn forget(&self, name: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(name);
    }
}
