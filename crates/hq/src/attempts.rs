//! Counting wrong codes and passwords, so that nobody can try them all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lineproof_protocol::problem::ProblemCode;

use crate::device_api::{Because as _, Refusal};

/// Most names counted at once; beyond that the oldest is forgotten.
const MAX_NAMES: usize = 10_000;

/// Failures, and attempts whose end is open, by name (an address, a login), within a window.
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

    /// Counts an attempt of `name` before it is made, so that those made at the same time count too. Tells how long to
    /// wait where there were too many.
    pub fn begin(&self, name: &str) -> Result<(), Duration> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, known| known.since.elapsed() < self.window);
        if !failures.contains_key(name) && failures.len() >= MAX_NAMES {
            forget_oldest(&mut failures);
        }
        let known = failures.entry(name.to_owned()).or_insert(Failures {
            count: 0,
            since: Instant::now(),
        });
        if known.count >= self.most {
            return Err(self.window.saturating_sub(known.since.elapsed()));
        }
        known.count += 1;
        Ok(())
    }

    /// The same for a device's request.
    pub fn admit(&self, name: &str) -> Result<(), Refusal> {
        self.begin(name).map_err(|left| {
            ProblemCode::TooManyAttempts.because(format!("try again in {} s", left.as_secs() + 1))
        })
    }

    /// The attempt was right: it does not count.
    pub fn take_back(&self, name: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = failures.get_mut(name) {
            known.count = known.count.saturating_sub(1);
        }
    }

    /// Nothing of what `name` did wrong counts any more.
    pub fn forget(&self, name: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(name);
    }
}

fn forget_oldest(failures: &mut HashMap<String, Failures>) {
    let oldest = failures
        .iter()
        .min_by_key(|(_, known)| known.since)
        .map(|(name, _)| name.clone());
    if let Some(oldest) = oldest {
        failures.remove(&oldest);
    }
}
