//! Documents on paper that hold up: pages from a view, an archivable PDF, signatures, verification.
//!
//! * [`build`] makes the views of the documents from a job's state;
//! * [`render`](fn@render) makes the unsigned pages of a [`DocumentView`];
//! * [`Fonts::load`] once, [`unprintable`] where names are typed;
//! * [`sign`](fn@sign) adds one signature as an incremental update;
//! * [`verify`](fn@verify) judges a file against the trusted authorities;
//! * [`certificate`] makes the authority, the device's request and its certificate.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

mod archive;
pub mod build;
pub mod certificate;
mod file;
mod fonts;
mod jpeg;
mod layout;
mod paper;
mod render;
pub mod sign;
#[cfg(test)]
mod testing;
pub mod verify;
pub mod view;

pub use file::FileError;
pub use fonts::{FontError, Fonts, Weight, substitute, unprintable};
pub use jpeg::{Jpeg, JpegError};
pub use render::{LAYOUT_VERSION, RenderError, Rendered, render};
pub use sign::{Appearance, DeviceSigner, KeySigner, SignError, SignRequest, Strokes, sign};
pub use verify::{Verification, verify};
pub use view::DocumentView;
