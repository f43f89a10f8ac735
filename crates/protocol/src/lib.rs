//! What goes over the wire and what is signed: forms that every later version must read.
//!
//! `docs/PROTOCOL.md` tells the same for readers of other languages.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

pub mod blobs;
pub mod chain;
pub mod enrolment;
pub mod export;
pub mod feed;
pub mod heads;
pub mod hello;
pub mod keys;
pub mod problem;
pub mod push;
pub mod receipt;
pub mod recovery;
pub mod token;
pub mod tombstone;

/// The protocol this program speaks.
///
/// | version | since | why |
/// |---|---|---|
/// | 1 | 0.1 | the first |
pub const PROTOCOL_VERSION: u32 = 1;
/// The oldest protocol headquarters still answers.
pub const OLDEST_PROTOCOL_VERSION: u32 = 1;
