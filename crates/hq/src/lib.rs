//! Headquarters: receives the devices' logs, dispatches jobs and serves the console.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

mod acts;
pub mod api;
mod attempts;
pub mod blobs;
mod clock;
mod deeds;
mod device_api;
pub mod export;
pub mod headquarters;
pub mod keys;
mod live;
mod own_log;
mod passwords;
pub mod people;
pub mod platform;
mod projection;
mod publication;
mod random;
mod receive;
mod repeats;
mod restore;
pub mod rotation;
pub mod rules;
pub mod server;
pub mod setup;
mod standing;
pub mod storage;
pub mod tls;
pub mod verify;
mod witness;

pub use acts::{ActError, Dispatch, Ticket};
pub use headquarters::Headquarters;
pub use passwords::{PasswordError, generate as generate_password};
pub use server::{Config, ServerHandle, Tls, serve};
