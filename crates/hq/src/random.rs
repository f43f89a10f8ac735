//! Randomness of the operating system.

/// Random bytes. Without them nothing here is safe, so a machine that has none cannot run headquarters.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    #[expect(
        clippy::expect_used,
        reason = "every supported system has a random source; going on without would forge secrets"
    )]
    getrandom::fill(&mut bytes).expect("the operating system's random source answers");
    bytes
}
