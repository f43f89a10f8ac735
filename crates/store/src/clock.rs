//! The machine's clock as a witness: wall time, and a count that no setting of the clock turns back.

use chrono::{DateTime, FixedOffset, Local};

use crate::platform;

/// One look at the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Wall clock, with the offset in force.
    pub wall: DateTime<FixedOffset>,
    /// Milliseconds of a clock that only runs forward and counts sleep.
    pub monotonic_ms: u64,
    /// Which run of the machine `monotonic_ms` counts in.
    pub boot: String,
}

/// Where the store reads the time.
pub trait Clock: Send + Sync {
    /// Looks at the clock.
    fn read(&self) -> Reading;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn read(&self) -> Reading {
        Reading {
            wall: Local::now().fixed_offset(),
            monotonic_ms: platform::monotonic_ms(),
            boot: platform::boot_id().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_never_runs_back_and_the_boot_stays_the_same() {
        let first = SystemClock.read();
        let second = SystemClock.read();
        assert!(second.monotonic_ms >= first.monotonic_ms);
        assert_eq!(first.boot, second.boot);
        assert!(!first.boot.is_empty());
    }
}
