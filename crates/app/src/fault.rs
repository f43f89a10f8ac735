//! Inside errors become the closed codes of the screens here, once, and are logged here, once.

use lineproof_protocol::problem::ProblemCode;
use lineproof_store::StoreError;
use lineproof_store::blob::BlobError;
use lineproof_sync::TransportError;

use crate::dto::{AppError, ErrorCode};

/// A fault of the program or the machine that no screen can explain further.
pub(crate) fn internal(what: &'static str) -> impl Fn(&dyn std::fmt::Display) -> AppError {
    move |error| {
        tracing::error!(fault.what = what, fault.error = %error);
        ErrorCode::Internal.into()
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> AppError {
        tracing::warn!(store.error = %error);
        let code = match &error {
            _ if error.is_disk_full() => ErrorCode::DiskFull,
            StoreError::NewerDatabase { .. } => ErrorCode::StoreNewer,
            StoreError::InUse { .. } => ErrorCode::ProfileInUse,
            StoreError::Io { .. } => ErrorCode::DiskRefuses,
            StoreError::Blob(BlobError::Missing(_)) => ErrorCode::BlobMissing,
            _ => ErrorCode::StoreUnreadable,
        };
        code.into()
    }
}

impl From<std::io::Error> for AppError {
    fn from(error: std::io::Error) -> AppError {
        tracing::warn!(disk.error = %error);
        let code = match error.kind() {
            std::io::ErrorKind::StorageFull => ErrorCode::DiskFull,
            _ => ErrorCode::DiskRefuses,
        };
        code.into()
    }
}

/// Why headquarters could not be asked.
pub(crate) fn network(address: &str, error: &TransportError) -> AppError {
    tracing::info!(network.error = %error);
    match error {
        TransportError::Unreachable(_) | TransportError::Stalled { .. } => {
            AppError::new(ErrorCode::HqUnreachable).with("address", address)
        }
        TransportError::NotHeadquarters { .. } => {
            AppError::new(ErrorCode::HqNotOurs).with("address", address)
        }
        TransportError::Refused { code, .. } => refused(*code),
    }
}

fn refused(code: ProblemCode) -> AppError {
    match code {
        ProblemCode::EnrolmentCodeUnknown => ErrorCode::EnrolCodeUnknown.into(),
        ProblemCode::EnrolmentCodeUsed => ErrorCode::EnrolCodeUsed.into(),
        ProblemCode::EnrolmentCodeExpired => ErrorCode::EnrolCodeExpired.into(),
        ProblemCode::RecoveryCodeRefused => ErrorCode::RecoveryCodeWrong.into(),
        ProblemCode::ProtocolUnsupported => ErrorCode::HqVersion.into(),
        ProblemCode::DeviceUnknown => ErrorCode::DeviceNotEnrolled.into(),
        ProblemCode::DeviceRevoked => ErrorCode::DeviceRevoked.into(),
        ProblemCode::BadRequest
        | ProblemCode::ChainBroken
        | ProblemCode::BadSignature
        | ProblemCode::TokenInvalid
        | ProblemCode::TooLarge
        | ProblemCode::NotFound
        | ProblemCode::ChecksumMismatch
        | ProblemCode::OffsetConflict
        | ProblemCode::UploadLocked
        | ProblemCode::StorageFull
        | ProblemCode::Internal
        | ProblemCode::EnrolmentCodeOfAnother
        | ProblemCode::TooManyAttempts => {
            AppError::new(ErrorCode::HqRefused).with("reason", code.title())
        }
    }
}
