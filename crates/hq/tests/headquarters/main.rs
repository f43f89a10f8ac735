//! Headquarters as devices and browsers meet it: a real server on loopback, real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod acts;
mod batches;
mod calendars;
mod console;
mod dispatch;
mod enrolment;
mod export;
mod feed;
mod limits;
mod live;
mod logs;
mod lost_blobs;
mod mended;
mod openapi;
mod recovery;
mod restore;
mod rotation;
mod support;
mod tls;
mod tus_client;
mod uploads;
