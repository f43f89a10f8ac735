use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

/// Everything that can go wrong as the screens know it. Closed and stable: the text of each stands under
/// `errors-<code>` and says what happened, to which thing, and what to do.
///
/// The comment behind a code names the arguments its text takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// `left`: tries before the next wait.
    PinWrong,
    /// `minutes` to wait after too many wrong tries.
    PinLocked,
    /// Not six digits, or one that everybody guesses.
    PinForm,
    /// The passphrase does not open the key.
    PassphraseWrong,
    /// `min` characters.
    PassphraseShort,
    /// The application is locked; nothing is shown or changed.
    Locked,
    /// No such profile on this device.
    ProfileUnknown,
    /// Another window of the application holds the profile.
    ProfileInUse,
    /// The system's keyring holds no key for this profile.
    KeyringMissing,
    /// The recovery code does not fit this device.
    RecoveryCodeWrong,
    /// The recovery code ran out or was used.
    RecoveryCodeSpent,

    /// The code is not one of ours: a character is missing or wrong.
    EnrolCodeForm,
    /// Headquarters does not know it.
    EnrolCodeUnknown,
    /// Somebody used it already.
    EnrolCodeUsed,
    /// It ran out.
    EnrolCodeExpired,
    /// `person`: the code is for somebody else; this device is his of that id.
    EnrolOtherPerson,
    /// What answered at the address is not the headquarters of the code.
    EnrolCaMismatch,
    /// `address`: no answer.
    HqUnreachable,
    /// `address`: something answered, but not headquarters (a login page, a proxy).
    HqNotOurs,
    /// Headquarters does not know this device.
    DeviceNotEnrolled,
    /// Headquarters took this device out of use.
    DeviceRevoked,
    /// `reason`: headquarters refused.
    HqRefused,
    /// This program is too old or too new for headquarters.
    HqVersion,

    /// The job is not on this device.
    JobUnknown,
    /// `name`: the job belongs to another engineer.
    JobNotYours,
    /// The job's rules have not arrived yet.
    JobWaitingRules,
    /// The job is completed or cancelled and only read now.
    JobFinished,
    /// `count` things are missing in this step.
    StepMissing,
    /// No such step in this job.
    StepUnknown,
    /// `slot`.
    SlotUnknown,
    /// The photo is not on this device.
    PhotoUnknown,
    /// `metric`.
    MetricUnknown,
    /// `item`.
    AnswerUnknown,
    /// `value` is none of the offered answers.
    AnswerNotOffered,
    /// A reason is needed.
    ReasonMissing,
    /// A name is needed.
    NameMissing,
    /// `limit` characters.
    TextTooLong,
    /// `field` of a short form must be filled in.
    FieldMissing,
    /// `value` in `field` is no day.
    DayForm,
    /// `value` in `field` is no time.
    TimeForm,
    /// `value` is no phone number.
    PhoneForm,
    /// What ends before it begins.
    EndBeforeStart,
    /// The entry is not on this device, or has ended.
    RecordUnknown,
    /// `reason`: this stop is not for gold customers.
    SuspendNotGold,
    /// The job has had `count` stops, and its profiles allow no more.
    SuspendTooOften,
    /// A stop of this reason lasts `hours` hours at most.
    SuspendTooLong,

    /// `value` is no day such as `2026-12-01`.
    ValueNotDay,
    /// `value` is no period such as `2026-12-01 22:00 – 04:00`.
    ValueNotPeriod,
    /// `value` is no latitude and longitude such as `25.04, 102.71`.
    ValueNotCoordinates,
    /// `value` is not a number.
    ValueNotNumber,
    /// `value` can be read as `first` or as `second`: the person picks.
    ValueAmbiguous,
    /// `value` is in another unit than `unit`, and does not convert exactly.
    ValueOtherUnit,
    /// `value` has more digits than any instrument gives.
    ValueTooLong,
    /// `value`, `low`, `high`: no instrument shows this.
    ValueOutOfRange,
    /// `file` has no bytes.
    FileEmpty,
    /// `file`, `limit` in MB.
    FileTooLarge,
    /// `file` is no OTDR trace.
    TraceNotSor,
    /// `file` is cut or damaged.
    TraceDamaged,
    /// The trace is not on this device.
    TraceUnknown,

    /// The document is not on this device.
    DocumentUnknown,
    /// `count` things are missing before it can be made.
    DocumentNotReady,
    /// Something it shows was changed after it was made; make it again.
    DocumentChanged,
    /// The pages shown are not the pages stored any more.
    PagesChanged,
    /// This field is signed already.
    FieldSigned,
    /// The pad is empty.
    StrokesEmpty,
    /// The fonts of the documents are not installed.
    FontMissing,

    /// The disk is full.
    DiskFull,
    /// The disk refuses writes.
    DiskRefuses,
    /// The database could not be read this time.
    StoreUnreadable,
    /// The database was written by a newer program: reading only.
    StoreNewer,
    /// The file's bytes are not on this device any more.
    BlobMissing,
    /// A fault of the program; details are in the log.
    Internal,
}

/// What a command answers when it did not do its work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppError {
    /// Which of the known troubles.
    pub code: ErrorCode,
    /// The arguments its text takes.
    pub args: BTreeMap<String, String>,
}

impl AppError {
    /// An error without arguments.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
        }
    }

    /// Adds an argument of the text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<ErrorCode> for AppError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.code, self.args)
    }
}

impl std::error::Error for AppError {}
