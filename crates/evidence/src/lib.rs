//! Evidence from the field: photos and instrument files. Bytes in, facts and renditions out.
//!
//! Originals are never altered here and nothing is refused for being damaged: what can be read is
//! read, and a closed set of problems says why the rest cannot be used.
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

pub mod otdr;
pub mod photo;
#[cfg(any(test, feature = "sample-pictures"))]
pub mod samples;
#[cfg(any(test, feature = "sor-writer"))]
pub mod sor_writer;

#[cfg(test)]
mod random;
#[cfg(test)]
mod sample_files;
