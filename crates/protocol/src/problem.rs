//! Errors as `application/problem+json`. Only these types are headquarters' own word; anything else means: try again.

use serde::{Deserialize, Serialize};

const TYPE_PREFIX: &str = "urn:lineproof:problem:";

/// Media type of a problem.
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// A problem as it travels (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:lineproof:problem:` and the code.
    #[serde(rename = "type")]
    pub problem_type: String,
    /// HTTP status.
    pub status: u16,
    /// What, in English.
    pub title: String,
    /// Which, in English; never a secret, a name or a phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident $code:literal $status:literal $title:literal,)+) => {
        /// The closed list of problems.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode {
            $($(#[$doc])* $variant,)+
        }

        impl ProblemCode {
            /// Every problem.
            pub const ALL: &[ProblemCode] = &[$(ProblemCode::$variant,)+];

            /// Its code.
            pub fn code(self) -> &'static str {
                match self { $(ProblemCode::$variant => $code,)+ }
            }

            /// Its HTTP status.
            pub fn status(self) -> u16 {
                match self { $(ProblemCode::$variant => $status,)+ }
            }

            /// What it says, in English.
            pub fn title(self) -> &'static str {
                match self { $(ProblemCode::$variant => $title,)+ }
            }
        }
    };
}

problems! {
    /// The request has not the shape it should have.
    BadRequest "bad-request" 400 "The request cannot be read",
    /// The batch does not follow what is stored.
    ChainBroken "chain-broken" 409 "The batch does not chain",
    /// A signature does not hold.
    BadSignature "bad-signature" 400 "A signature does not hold",
    /// The device was never enrolled here.
    DeviceUnknown "device-unknown" 401 "The device is not enrolled here",
    /// The device was revoked.
    DeviceRevoked "device-revoked" 403 "The device was revoked",
    /// No token, or one that ran out.
    TokenInvalid "token-invalid" 401 "The token is missing or ran out",
    /// The enrolment code is unknown.
    EnrolmentCodeUnknown "enrolment-code-unknown" 403 "The enrolment code is unknown",
    /// The enrolment code was used.
    EnrolmentCodeUsed "enrolment-code-used" 409 "The enrolment code was used already",
    /// The enrolment code is for another person than the device's.
    EnrolmentCodeOfAnother "enrolment-code-of-another" 403 "The enrolment code is for another person",
    /// The enrolment code ran out.
    EnrolmentCodeExpired "enrolment-code-expired" 410 "The enrolment code ran out",
    /// The recovery code is unknown, used or ran out.
    RecoveryCodeRefused "recovery-code-refused" 403 "The recovery code is unknown, was used or ran out",
    /// Something longer than allowed.
    TooLarge "too-large" 413 "The body is too large",
    /// A protocol this headquarters does not answer.
    ProtocolUnsupported "protocol-unsupported" 426 "This protocol version is not answered here",
    /// Nothing under this name, or nothing this device may see.
    NotFound "not-found" 404 "There is nothing under this name",
    /// The bytes are not what they were announced to be.
    ChecksumMismatch "checksum-mismatch" 460 "The bytes are not what they were announced to be",
    /// An upload stands at another offset.
    OffsetConflict "offset-conflict" 409 "The upload stands at another offset",
    /// Somebody else is writing to this upload.
    UploadLocked "upload-locked" 423 "The upload is being written to",
    /// The disk of headquarters is full.
    StorageFull "storage-full" 507 "Headquarters has no room left",
    /// Headquarters failed.
    Internal "internal" 500 "Headquarters failed",
    /// Too many attempts.
    TooManyAttempts "too-many-attempts" 429 "Too many attempts; wait a while",
}

impl ProblemCode {
    /// The problem as it travels.
    pub fn problem(self, detail: impl Into<Option<String>>) -> Problem {
        Problem {
            problem_type: format!("{TYPE_PREFIX}{}", self.code()),
            status: self.status(),
            title: self.title().to_owned(),
            detail: detail.into(),
        }
    }

    /// The code of a problem that headquarters itself wrote.
    pub fn of(problem: &Problem) -> Option<ProblemCode> {
        let code = problem.problem_type.strip_prefix(TYPE_PREFIX)?;
        ProblemCode::ALL
            .iter()
            .copied()
            .find(|candidate| candidate.code() == code)
    }

    /// Whether the same request would fail again; all others are worth another try.
    pub fn is_permanent(self) -> bool {
        match self {
            ProblemCode::BadRequest
            | ProblemCode::ChainBroken
            | ProblemCode::BadSignature
            | ProblemCode::DeviceUnknown
            | ProblemCode::DeviceRevoked
            | ProblemCode::EnrolmentCodeUnknown
            | ProblemCode::EnrolmentCodeUsed
            | ProblemCode::EnrolmentCodeExpired
            | ProblemCode::EnrolmentCodeOfAnother
            | ProblemCode::RecoveryCodeRefused
            | ProblemCode::TooLarge
            | ProblemCode::ProtocolUnsupported
            | ProblemCode::NotFound => true,
            ProblemCode::TokenInvalid
            | ProblemCode::ChecksumMismatch
            | ProblemCode::OffsetConflict
            | ProblemCode::UploadLocked
            | ProblemCode::StorageFull
            | ProblemCode::Internal
            | ProblemCode::TooManyAttempts => false,
        }
    }
}
