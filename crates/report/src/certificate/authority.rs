//! Headquarters' own certificate authority.

use super::name::name_of;
use super::read::public_key;
use super::{
    CertificateError, DOCUMENT_SIGNING, DeviceKey, EMAIL_PROTECTION, Subject, unbuildable,
    unreadable,
};
use chrono::{DateTime, Datelike, Utc};
use der::asn1::{GeneralizedTime, UtcTime};
use der::oid::db::rfc4519::CN;
use der::{DateTime as DerTime, Decode, Encode, EncodePem};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{DerSignature, VerifyingKey};
use rand_core::{OsRng, RngCore};
use x509_cert::Certificate;
use x509_cert::builder::{Builder, CertificateBuilder, Profile};
use x509_cert::ext::pkix::ExtendedKeyUsage;
use x509_cert::name::Name;
use x509_cert::request::CertReq;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::EncodePublicKey;
use x509_cert::time::{Time, Validity};
use zeroize::Zeroizing;

/// How long an authority's certificate is valid, counted from its making.
pub const AUTHORITY_YEARS: i32 = 30;
/// How long a device's certificate is valid, counted from its issue.
pub const LEAF_YEARS: i32 = 10;
const FIRST_YEAR: u16 = 1980;

/// A certificate authority with its key.
pub struct Authority {
    key: DeviceKey,
    certificate: Certificate,
}

impl Authority {
    /// A new self-signed authority called `name`.
    ///
    /// # Errors
    /// When the name cannot be encoded.
    pub fn generate(name: &str, now: DateTime<Utc>) -> Result<Self, CertificateError> {
        let key = DeviceKey::generate();
        let name = name_of(&[(CN, name)])?;
        let certificate = build(
            Profile::Root,
            validity(now, AUTHORITY_YEARS)?,
            name,
            key.key().verifying_key(),
            &key,
            &[],
        )?;
        Ok(Authority { key, certificate })
    }

    /// An authority kept as certificate (DER) and key (PKCS#8 DER).
    ///
    /// # Errors
    /// When one cannot be read or they do not belong together.
    pub fn from_der(certificate: &[u8], key: &[u8]) -> Result<Self, CertificateError> {
        let certificate = Certificate::from_der(certificate)
            .map_err(|problem| unreadable("certificate", problem))?;
        let key = DeviceKey::from_pkcs8_der(key)?;
        if public_key(&certificate)? != *key.key().verifying_key() {
            return Err(CertificateError::KeyMismatch);
        }
        if !super::read::is_authority(&certificate) {
            return Err(CertificateError::NotAnAuthority);
        }
        Ok(Authority { key, certificate })
    }

    /// The certificate in DER.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn certificate_der(&self) -> Result<Vec<u8>, CertificateError> {
        self.certificate.to_der().map_err(unbuildable)
    }

    /// The certificate in PEM, as given to people who check documents.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn certificate_pem(&self) -> Result<String, CertificateError> {
        self.certificate
            .to_pem(der::pem::LineEnding::LF)
            .map_err(unbuildable)
    }

    /// The private key as PKCS#8 DER, to be stored where only headquarters reads.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn key_pkcs8_der(&self) -> Result<Zeroizing<Vec<u8>>, CertificateError> {
        self.key.to_pkcs8_der()
    }

    /// Issues a certificate (DER) for the key of a PKCS#10 request. Who the subject is, headquarters
    /// says; the request's own subject is not believed.
    ///
    /// # Errors
    /// When the request cannot be read or is not signed by its own key.
    pub fn issue(
        &self,
        request_der: &[u8],
        subject: &Subject,
        now: DateTime<Utc>,
    ) -> Result<Vec<u8>, CertificateError> {
        let key = key_of_request(request_der)?;
        let profile = Profile::Leaf {
            issuer: self.certificate.tbs_certificate.subject.clone(),
            enable_key_agreement: false,
            enable_key_encipherment: false,
        };
        build(
            profile,
            validity(now, LEAF_YEARS)?,
            subject.to_name()?,
            &key,
            &self.key,
            &[DOCUMENT_SIGNING, EMAIL_PROTECTION],
        )?
        .to_der()
        .map_err(unbuildable)
    }
}

/// The key of a request, after its proof of possession held.
fn key_of_request(request_der: &[u8]) -> Result<VerifyingKey, CertificateError> {
    let request =
        CertReq::from_der(request_der).map_err(|problem| unreadable("signing request", problem))?;
    let other = CertificateError::OtherKey {
        what: "signing request",
    };
    let Ok(key) = VerifyingKey::try_from(der::referenced::OwnedToRef::owned_to_ref(
        &request.info.public_key,
    )) else {
        return Err(other);
    };
    let info = request.info.to_der().map_err(unbuildable)?;
    let signature = DerSignature::from_bytes(request.signature.raw_bytes())
        .map_err(|_| CertificateError::RequestNotSigned)?;
    key.verify(&info, &signature)
        .map_err(|_| CertificateError::RequestNotSigned)?;
    Ok(key)
}

fn build(
    profile: Profile,
    validity: Validity,
    subject: Name,
    key: &VerifyingKey,
    signer: &DeviceKey,
    usages: &[der::oid::ObjectIdentifier],
) -> Result<Certificate, CertificateError> {
    let spki = key.to_public_key_der().map_err(unbuildable)?;
    let spki = spki.decode_msg().map_err(unbuildable)?;
    let mut builder =
        CertificateBuilder::new(profile, serial()?, validity, subject, spki, signer.key())
            .map_err(unbuildable)?;
    if !usages.is_empty() {
        builder
            .add_extension(&ExtendedKeyUsage(usages.to_vec()))
            .map_err(unbuildable)?;
    }
    builder.build::<DerSignature>().map_err(unbuildable)
}

/// A random positive serial number of 16 bytes.
fn serial() -> Result<SerialNumber, CertificateError> {
    let mut bytes = [0_u8; 16];
    OsRng.fill_bytes(&mut bytes);
    bytes[0] = (bytes[0] & 0x7f) | 0x40;
    SerialNumber::new(&bytes).map_err(unbuildable)
}

/// From 1980 until `years` after `now`; a clock before 1980 counts from 1980.
fn validity(now: DateTime<Utc>, years: i32) -> Result<Validity, CertificateError> {
    let first = DerTime::new(FIRST_YEAR, 1, 1, 0, 0, 0).map_err(unbuildable)?;
    let last_year =
        u16::try_from(now.year().max(i32::from(FIRST_YEAR)) + years).map_err(unbuildable)?;
    let last = DerTime::new(last_year, 12, 31, 23, 59, 59).map_err(unbuildable)?;
    Ok(Validity {
        not_before: time(first)?,
        not_after: time(last)?,
    })
}

fn time(date: DerTime) -> Result<Time, CertificateError> {
    Ok(if date.year() < 2050 {
        Time::UtcTime(UtcTime::from_date_time(date).map_err(unbuildable)?)
    } else {
        Time::GeneralTime(GeneralizedTime::from_date_time(date))
    })
}
