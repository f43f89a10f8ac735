//! The device's database: its own log, its copy of the feed, blobs, projections, drafts. Encrypted, and it only grows.
//!
//! Everything here is synchronous; callers on an asynchronous runtime use `spawn_blocking`.
//! One [`Store`] opens one data folder, and no second process can.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

mod append;
pub mod blob;
mod catalogues;
mod changes;
mod clock;
mod database;
mod drafts;
mod erase;
mod error;
mod feed;
mod incarnation;
mod jobs;
mod key;
mod migrate;
mod outbox;
mod platform;
mod queries;
mod receipts;

mod restored;
mod salvage;
mod settings;
mod store;
mod transfers;
mod verify;

pub use append::{Appended, NewEvent, Written};
pub use changes::Changes;
pub use clock::{Clock, Reading, SystemClock};
pub use error::{Refused, StoreError};
pub use feed::{FeedCursor, FeedError};
pub use incarnation::{Incarnations, Reason};
pub use key::{DataKey, KeyId};
pub use outbox::{OutboxEntry, Safety};

pub use platform::make_folder;
pub use salvage::Salvaged;
pub use store::{DEFAULT_BALLAST_BYTES, Options, Store};
pub use transfers::{BlobState, PendingBlob};
pub use verify::{Finding, Verdict};
