//! Random numbers for tests that throw bytes at the readers; a printed seed replays.

/// Set this variable to the printed seed to see a failure again.
const SEED_VARIABLE: &str = "LINEPROOF_TEST_SEED";

pub(crate) fn seed() -> u64 {
    match std::env::var(SEED_VARIABLE) {
        Ok(seed) => seed.parse().expect("the seed is a number"),
        Err(_) => {
            let now = std::time::SystemTime::now();
            now.duration_since(std::time::UNIX_EPOCH)
                .unwrap()
                .as_micros() as u64
                | 1
        }
    }
}

/// Xorshift; the seed must not be zero.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 16
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}
