//! Windows and the rest: the performance counter behind `Instant` counts sleep, but its zero is not told.
//! So the count starts with the process, and the process is the run: times of two runs are compared by the wall clock alone.

use std::sync::OnceLock;
use std::time::Instant;

pub(super) fn monotonic_ms() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let elapsed = START.get_or_init(Instant::now).elapsed();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

pub(super) fn boot_id() -> Option<String> {
    None
}
