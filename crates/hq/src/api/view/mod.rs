//! From stored state to what the console shows.

mod clock;
mod decision;
mod desk;
mod directory;
mod document;
mod flag;
mod measurement;
mod missing;
mod offer;
mod photo;
mod record;
mod row;
mod subject;
mod test_run;
mod time;
mod timeline;
mod trace;
mod trade;
mod verification;

pub(super) use clock::{due_date, promises};
pub(super) use desk::Desk;
pub(super) use directory::Directory;
pub(super) use offer::offer;
pub(super) use record::{Files, Record};
