//! The device's use-cases: what the field application can do, without a window.
//!
//! [`App`] has one method for each command of [`dto`]; the shell calls it and adds nothing.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

mod app;
mod cards;
mod deed;
mod device;
pub mod dto;
mod enrol;
mod fault;
mod fonts;
mod health;
pub mod keys;
mod lock;
mod platform;
mod preferences;
mod profile;
mod safe;
mod settings;
mod today;
mod view;
mod warnings;

pub use app::{App, AppConfig};
pub use warnings::{ClockWatch, Spoken};
