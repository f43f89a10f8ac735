//! The device's sync engine over a [`Transport`], and its HTTP implementation.
//!
//! Level-triggered: what must still go is asked of the store, never remembered here, so a kill at any moment loses
//! nothing. Every step can be repeated; nothing is called done without a receipt of headquarters.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

pub mod engine;
pub mod http;
pub mod transport;

pub use engine::{Engine, EngineKeys, Status, SyncError, SyncReport};
pub use transport::{Transport, TransportError};
