use std::time::Duration;

/// Wait after the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// Longest wait between tries.
const LONGEST: Duration = Duration::from_secs(120);

/// Growing waits with jitter, so that a hundred laptops do not knock together.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The wait after one more failure: between half and the whole of a doubling time.
    pub(super) fn next(&mut self) -> Duration {
        let doubled = FIRST
            .saturating_mul(1 << self.failures.min(16))
            .min(LONGEST);
        self.failures += 1;
        doubled.mul_f64(0.5 + fastrand::f64() / 2.0)
    }

    /// It worked, or the network changed.
    pub(super) fn clear(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_the_longest_and_start_again_after_a_success() {
        let mut backoff = Backoff::default();
        let waits: Vec<_> = (0..20).map(|_| backoff.next()).collect();
        assert!(waits[0] <= FIRST);
        assert!(waits.iter().all(|wait| *wait <= LONGEST));
        assert!(waits[19] >= LONGEST / 2);
        backoff.clear();
        assert!(backoff.next() <= FIRST);
    }
}
