//! From stored state to what the console shows.

mod clock;
mod desk;
mod directory;
mod document;
mod flag;
mod measurement;
mod missing;
mod photo;
mod record;
mod row;
mod subject;
mod time;
mod timeline;
mod trace;
mod verification;

pub(super) use clock::{due_date, is_opening};
pub(super) use desk::Desk;
pub(super) use directory::Directory;
pub(super) use record::{Files, Record};
pub(super) use subject::text;
