//! The key of a device and its signing request.

use super::{CertificateError, Subject, unbuildable, unreadable};
use der::Encode;
use p256::ecdsa::{DerSignature, Signature, SigningKey};
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use rand_core::OsRng;
use x509_cert::builder::{Builder, RequestBuilder};
use zeroize::Zeroizing;

/// A device's own ECDSA P-256 key. It is made on the device and never leaves it.
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// A fresh key.
    #[must_use]
    pub fn generate() -> Self {
        DeviceKey(SigningKey::random(&mut OsRng))
    }

    /// A key kept as PKCS#8 DER.
    ///
    /// # Errors
    /// When the bytes are not a P-256 key.
    pub fn from_pkcs8_der(bytes: &[u8]) -> Result<Self, CertificateError> {
        SigningKey::from_pkcs8_der(bytes)
            .map(DeviceKey)
            .map_err(|problem| unreadable("private key", problem))
    }

    /// The key as PKCS#8 DER, to be stored encrypted.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn to_pkcs8_der(&self) -> Result<Zeroizing<Vec<u8>>, CertificateError> {
        let document = self.0.to_pkcs8_der().map_err(unbuildable)?;
        Ok(Zeroizing::new(document.as_bytes().to_vec()))
    }

    /// A PKCS#10 request for a certificate of this key, in DER. The authority decides what stands in
    /// the certificate; the subject here is only what the device believes.
    ///
    /// # Errors
    /// When the subject cannot be encoded.
    pub fn signing_request(&self, subject: &Subject) -> Result<Vec<u8>, CertificateError> {
        RequestBuilder::new(subject.to_name()?, &self.0)
            .and_then(Builder::build::<DerSignature>)
            .map_err(unbuildable)?
            .to_der()
            .map_err(unbuildable)
    }

    /// The ECDSA signature (DER) over a SHA-256 digest. The same digest gives the same signature.
    ///
    /// # Errors
    /// When the key cannot sign.
    pub fn sign_digest(&self, digest: &[u8; 32]) -> Result<Vec<u8>, CertificateError> {
        use p256::ecdsa::signature::hazmat::PrehashSigner;
        let signature: Signature = self.0.sign_prehash(digest).map_err(unbuildable)?;
        // Of the two forms of a signature the lower: whoever copies it cannot write it the other way.
        let signature = signature.normalize_s().unwrap_or(signature);
        Ok(signature.to_der().as_bytes().to_vec())
    }

    pub(super) fn key(&self) -> &SigningKey {
        &self.0
    }
}
