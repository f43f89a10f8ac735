//! Certificates: headquarters' own authority, a device's signing request, and the leaf issued for it.
//!
//! All keys are ECDSA P-256. Every certificate is valid from 1980-01-01: a laptop whose clock fell
//! back to the factory date must still be able to sign, and the signature is judged with the time it
//! claims (a device clock is a witness, not a judge).

mod authority;
mod device;
mod name;
mod read;

pub use authority::{AUTHORITY_YEARS, Authority, LEAF_YEARS};
pub use device::DeviceKey;
pub use name::Subject;
pub use read::{CertificateFacts, authorities_from_pem, facts};

pub use read::LeafProblem;
pub(crate) use read::check_leaf;

use der::oid::ObjectIdentifier;

/// Extended key usage "document signing" (RFC 9336).
pub(crate) const DOCUMENT_SIGNING: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");
/// Extended key usage "e-mail protection", which older readers ask for instead.
pub(crate) const EMAIL_PROTECTION: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4");

/// What can be wrong with a certificate, a key or a request.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The bytes are not what they should be.
    #[error("{what} cannot be read: {problem}")]
    Unreadable {
        /// "certificate", "signing request", "private key".
        what: &'static str,
        /// What the decoder says.
        problem: String,
    },
    /// The request is not signed by the key it names.
    #[error("the signing request is not signed by the key it asks a certificate for")]
    RequestNotSigned,
    /// The key is not a P-256 key.
    #[error("{what} does not hold an ECDSA P-256 key")]
    OtherKey {
        /// "signing request" or "certificate".
        what: &'static str,
    },
    /// The certificate and the key do not belong together.
    #[error("the private key does not belong to the certificate")]
    KeyMismatch,
    /// The certificate may not issue others.
    #[error("the certificate is not an authority's")]
    NotAnAuthority,
    /// A certificate could not be built.
    #[error("the certificate cannot be built: {problem}")]
    Unbuildable {
        /// What the encoder says.
        problem: String,
    },
    /// The file holds no certificate.
    #[error("the file holds no certificate in PEM form")]
    NoCertificate,
}

fn unreadable(what: &'static str, problem: impl ToString) -> CertificateError {
    CertificateError::Unreadable {
        what,
        problem: problem.to_string(),
    }
}

pub(crate) fn unbuildable(problem: impl ToString) -> CertificateError {
    CertificateError::Unbuildable {
        problem: problem.to_string(),
    }
}
