//! One command, one use-case. Names and shapes: `lineproof_app::dto`.

pub mod document;
pub mod job;
pub mod lock;
pub mod settings;
pub mod today;
