//! Reading and judging certificates.

use super::{CertificateError, DOCUMENT_SIGNING, Subject, unreadable};
use chrono::{DateTime, FixedOffset, Utc};
use der::referenced::OwnedToRef;
use der::{Decode, Encode};
use lineproof_domain::digest::Sha256Digest;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{DerSignature, VerifyingKey};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages};

/// What people want to know of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whom it names.
    pub subject: Subject,
    /// The common name of who issued it.
    pub issuer: String,
    /// SHA-256 of its DER bytes.
    pub fingerprint: Sha256Digest,
    /// Valid from.
    pub not_before: DateTime<Utc>,
    /// Valid until.
    pub not_after: DateTime<Utc>,
}

/// The facts of a certificate in DER.
///
/// # Errors
/// When the bytes are not a certificate.
pub fn facts(certificate_der: &[u8]) -> Result<CertificateFacts, CertificateError> {
    let certificate = read(certificate_der)?;
    let tbs = &certificate.tbs_certificate;
    Ok(CertificateFacts {
        subject: Subject::from_name(&tbs.subject),
        issuer: Subject::from_name(&tbs.issuer).name,
        fingerprint: Sha256Digest::of(certificate_der),
        not_before: instant(&tbs.validity.not_before),
        not_after: instant(&tbs.validity.not_after),
    })
}

/// Every certificate of a PEM file, as DER.
///
/// # Errors
/// When there is none or one cannot be read.
pub fn authorities_from_pem(pem: &str) -> Result<Vec<Vec<u8>>, CertificateError> {
    // The reader below does not end well on an empty text.
    if pem.trim().is_empty() {
        return Err(CertificateError::NoCertificate);
    }
    let chain = Certificate::load_pem_chain(pem.as_bytes())
        .map_err(|problem| unreadable("certificate", problem))?;
    if chain.is_empty() {
        return Err(CertificateError::NoCertificate);
    }
    chain
        .iter()
        .map(|certificate| certificate.to_der().map_err(super::unbuildable))
        .collect()
}

/// A leaf that one of the given authorities vouches for.
pub(crate) struct CheckedLeaf {
    pub subject: Subject,
    pub key: VerifyingKey,
}

/// Why a leaf is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeafProblem {
    /// The certificate cannot be read.
    #[error("the signer's certificate cannot be read")]
    Unreadable,
    /// None of the given authorities issued it.
    #[error("the signer's certificate was not issued by a known authority")]
    UnknownAuthority,
    /// The claimed time lies outside its validity.
    #[error("the signer's certificate was not valid at the claimed time")]
    OutOfValidity,
    /// It may not sign documents.
    #[error("the signer's certificate is not meant for signing documents")]
    WrongUse,
}

/// Checks a leaf (DER) against the authorities (DER), judged at the time the signature claims.
pub(crate) fn check_leaf(
    leaf_der: &[u8],
    authorities: &[Vec<u8>],
    claimed_at: DateTime<FixedOffset>,
) -> Result<CheckedLeaf, LeafProblem> {
    let leaf = read(leaf_der).map_err(|_| LeafProblem::Unreadable)?;
    let key = public_key(&leaf).map_err(|_| LeafProblem::Unreadable)?;
    let authority = authorities
        .iter()
        .filter_map(|der| read(der).ok())
        .find(|authority| issued(authority, &leaf))
        .ok_or(LeafProblem::UnknownAuthority)?;
    let at = claimed_at.with_timezone(&Utc);
    if !valid_at(&leaf, at) || !valid_at(&authority, at) {
        return Err(LeafProblem::OutOfValidity);
    }
    if !may_sign_documents(&leaf) {
        return Err(LeafProblem::WrongUse);
    }
    Ok(CheckedLeaf {
        subject: Subject::from_name(&leaf.tbs_certificate.subject),
        key,
    })
}

fn read(der: &[u8]) -> Result<Certificate, CertificateError> {
    Certificate::from_der(der).map_err(|problem| unreadable("certificate", problem))
}

pub(super) fn public_key(certificate: &Certificate) -> Result<VerifyingKey, CertificateError> {
    let spki = certificate
        .tbs_certificate
        .subject_public_key_info
        .owned_to_ref();
    VerifyingKey::try_from(spki).map_err(|_| CertificateError::OtherKey {
        what: "certificate",
    })
}

fn issued(authority: &Certificate, leaf: &Certificate) -> bool {
    let verified = || -> Option<()> {
        let key = public_key(authority).ok()?;
        let signed = leaf.tbs_certificate.to_der().ok()?;
        let signature = DerSignature::from_bytes(leaf.signature.raw_bytes()).ok()?;
        key.verify(&signed, &signature).ok()
    };
    is_authority(authority)
        && authority.tbs_certificate.subject == leaf.tbs_certificate.issuer
        && leaf.signature_algorithm == leaf.tbs_certificate.signature
        && verified().is_some()
}

pub(super) fn is_authority(certificate: &Certificate) -> bool {
    let tbs = &certificate.tbs_certificate;
    let authority =
        matches!(tbs.get::<BasicConstraints>(), Ok(Some((_, constraints))) if constraints.ca);
    let may_issue = matches!(tbs.get::<KeyUsage>(), Ok(Some((_, usage))) if usage.0.contains(KeyUsages::KeyCertSign));
    authority && may_issue
}

fn may_sign_documents(certificate: &Certificate) -> bool {
    let tbs = &certificate.tbs_certificate;
    let usage = matches!(tbs.get::<KeyUsage>(), Ok(Some((_, usage))) if usage.digital_signature() && usage.non_repudiation());
    let documents = matches!(tbs.get::<ExtendedKeyUsage>(), Ok(Some((_, extended))) if extended.0.contains(&DOCUMENT_SIGNING));
    usage && documents && !is_authority(certificate)
}

fn valid_at(certificate: &Certificate, at: DateTime<Utc>) -> bool {
    let validity = &certificate.tbs_certificate.validity;
    instant(&validity.not_before) <= at && at <= instant(&validity.not_after)
}

fn instant(time: &x509_cert::time::Time) -> DateTime<Utc> {
    DateTime::<Utc>::from(time.to_system_time())
}
