//! What the screens of the field application see: plain data shaped like the screens, and nothing else.
//!
//! * Ids are UUID text, hashes 64 lower-case hex, times RFC 3339 with offset, shares 0.0 to 1.0.
//! * Measured numbers are decimal text (`"-18.4"`); the screen sets the minus and the gap before the unit.
//! * Texts of the catalogue come in both languages ([`Words`]), so that switching the language needs no call.
//!   Texts of the product come as a code; the screen has the words (`errors-<code>`, `field-notice-<code>` ...).
//!
//! # Commands
//! Every command is a few lines in the shell over one use-case here. Each answers `Result<_, AppError>`.
//! A command that changes a job answers with the whole [`JobView`] after the change, read back from disk:
//! what the screen then shows as saved is saved.
//!
//! | command | takes | gives | errors beside `internal`, `store-*`, `disk-*` |
//! |---|---|---|---|
//! | `lock_view` | | [`LockView`] | works before unlocking |
//! | `enrol_preview` | `code` | [`EnrolPreview`] | `enrol-code-form` |
//! | `enrol` | [`EnrolInput`] | [`LockView`], unlocked | `enrol-*`, `hq-*`, `pin-form`, `passphrase-short` |
//! | `unlock` | `profile, secret` | [`LockView`], unlocked | `pin-wrong`, `pin-locked`, `passphrase-wrong`, `profile-*` |
//! | `lock` | | [`LockView`], locked softly: sync goes on | |
//! | `change_secret` | `old, fresh` | `()` | `pin-wrong`, `pin-form`, `passphrase-*` |
//! | `recover` | `profile, code, new_secret` | [`LockView`], unlocked | `recovery-*`, `hq-*`, `pin-form` |
//! | `shell_state` | | [`ShellState`] | `locked` |
//! | `today` | | [`TodayView`] | `locked` |
//! | `job_view` | `job` | [`JobView`] | `job-unknown`, `job-waiting-rules` |
//! | `mark_milestone` | `job, milestone` | [`JobView`] | `job-*`, `step-missing` |
//! | `give_answer` | `job`, [`AnswerInput`] | [`JobView`] | `answer-*`, `value-*`, `text-too-long` |
//! | `put_photo` (raw) | bytes; headers `job`, `slot`, `file-name` | [`JobView`] | `file-*`, `slot-unknown` |
//! | `withdraw_photo` | `job, photo, reason` | [`JobView`] | `photo-unknown`, `reason-missing` |
//! | `judge_measurement` | `job`, [`MeasurementInput`] | [`Verdict`]; saves nothing | `metric-unknown`, `value-*` |
//! | `record_measurement` | `job`, [`MeasurementInput`] | [`JobView`] | `metric-unknown`, `value-*` |
//! | `note_instrument` | `job`, [`InstrumentInput`] | [`JobView`] | `value-*`, `text-too-long` |
//! | `import_trace` (raw) | bytes; headers `job`, `file-name`, `direction` (may be absent) | [`JobView`] | `file-*`, `trace-*` |
//! | `trace_plot` | `job, trace` | [`TracePlot`] | `trace-unknown` |
//! | `close_step` | `job, step, reason` (optional) | [`JobView`] | `step-missing` without a reason |
//! | `add_note` | `job, text` | [`JobView`] | `text-too-long` |
//! | `add_record` | `job`, [`RecordInput`] | [`JobView`] | `field-missing`, `day-form`, `time-form`, `answer-not-offered`, `suspend-not-gold`, `suspend-too-often`, `suspend-too-long`, `value-*`, `end-before-start` |
//! | `end_record` | `job, kind, event, text` | [`JobView`] | `record-unknown` |
//! | `keep_draft` | `job, kind, values` | `()`; kept on this device only | `job-*` |
//! | `text_warnings` | `job, text, reader` | `Vec<`[`TextWarning`]`>`; refuses nothing | `job-*` |
//! | `card_box` | `job` (optional: without one what is true of every job) | [`CardBox`] | `job-*` |
//! | `make_document` | `job, kind, language` | [`JobView`] | `document-not-ready`, `font-missing` |
//! | `document_bytes` (raw answer) | `document` | the PDF as it is now | `document-unknown`, `blob-missing` |
//! | `open_signing` | `document, field` | [`SigningView`] | `document-changed`, `field-signed` |
//! | `sign_document` | [`SignInput`] | [`JobView`] | `pages-changed`, `strokes-empty`, `name-missing`, `field-signed` |
//! | `verify_document` | `document` | [`Verification`] | `document-unknown` |
//! | `export_document` | `document` | [`ExportedFile`] | `disk-*` |
//! | `documents` | | `Vec<`[`JobDocument`]`>` | `locked` |
//! | `safe_view` | | [`SafeView`] | `locked` |
//! | `sync_now` | | [`SyncAnswer`]; always answers, never an error of the network | `locked` |
//! | `settings` | | [`SettingsView`] | works before unlocking (then without `account`) |
//! | `change_settings` | [`SettingsChange`] | [`SettingsView`] | |
//!
//! Raw commands take or give bytes (`tauri::ipc::Request`, `Response`); header values are percent-encoded UTF-8.
//! Pictures are read at `lineproof://blob/<sha256>` (thumbnails and renditions, only while unlocked).
//! The shell sends one event, `changed`, with [`Changed`]: the screens read again what it names.

mod clock;
mod document;
mod error;
mod input;
mod job;
mod lock;
mod measure;
mod photo;
mod record;
mod safe;
mod settings;
mod step;
mod today;
mod trace;
mod trade;
mod words;

pub use clock::*;
pub use document::*;
pub use error::*;
pub use input::*;
pub use job::*;
pub use lock::*;
pub use measure::*;
pub use photo::*;
pub use record::*;
pub use safe::*;
pub use settings::*;
pub use step::*;
pub use today::*;
pub use trace::*;
pub use trade::*;
pub use words::*;
