//! What devices and headquarters promise each other, with the real server, the real application without its window, and
//! a way between them that fails on request.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod access;
mod day;
mod disk;
mod evidence;
mod kinds;
mod log;
mod network;
mod rare_characters;
mod restore;
mod test_runs;
mod tools;
