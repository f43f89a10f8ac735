//! The texts of Lineproof in Chinese and English.
//!
//! One Fluent file per area and language stands in `locales/<language>/<area>.ftl`; the same files are
//! read by the screens. Here they are built in, so that a text is never missing at run time for want
//! of a file.
//!
//! ```
//! use lineproof_i18n::{text, Language};
//! assert_eq!(text(Language::ZhCn, "common-product", &[]), "线证");
//! ```
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "tests fail by panicking"
    )
)]

mod bundle;
mod check;
mod language;

pub use bundle::{TextError, lookup, text};
pub use check::{Problem, problems};
/// A value put into a text: `"..".into()`, a number, or a `String`.
pub use fluent_bundle::FluentValue as Value;
pub use language::{Language, UnknownLanguage};
