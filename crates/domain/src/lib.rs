//! The pure rules of the trade: events, the reducer, the catalogue, gates and clocks.
//!
//! Nothing here reads a clock, a file, a network or a random source: `now` and ids are arguments.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod decimal;
pub mod digest;
pub mod event;
pub mod ids;
pub mod job;
pub mod reduce;
pub mod registry;
pub mod rules;
pub mod trace;
mod wide;
