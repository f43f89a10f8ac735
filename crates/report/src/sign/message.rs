//! The CMS message inside a signature: one signer, detached content, three signed attributes.

use super::{DeviceSigner, SignError};
use crate::certificate::CertificateError;
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedAttributes, SignedData, SignerIdentifier,
    SignerInfo, SignerInfos,
};
use der::asn1::{OctetString, SetOfVec};
use der::oid::ObjectIdentifier;
use der::oid::db::rfc5911::{ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::oid::db::rfc5912::{ECDSA_WITH_SHA_256, ID_SHA_256};
use der::{Any, Decode, Encode, Sequence};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// id-aa-signingCertificateV2 (RFC 5035).
const SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// ESSCertIDv2 with the default hash SHA-256 and no issuerSerial.
#[derive(Sequence)]
struct CertificateHash {
    hash: OctetString,
}

#[derive(Sequence)]
struct SigningCertificate {
    certificates: Vec<CertificateHash>,
}

/// Everything that a message is made of. The same parts always give the same bytes, so a message is
/// checked by taking its parts out and building it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignedMessage {
    /// SHA-256 of the bytes that the signature covers.
    pub content_digest: [u8; 32],
    /// The signer's certificate in DER.
    pub certificate: Vec<u8>,
    /// The certificates above it in DER.
    pub chain: Vec<Vec<u8>>,
    /// ECDSA signature in DER over [`attributes_digest`].
    pub signature: Vec<u8>,
}

/// The digest that the key signs: over content type, content digest and the certificate's hash.
pub(crate) fn attributes_digest(
    content_digest: &[u8; 32],
    certificate: &[u8],
) -> Result<[u8; 32], CertificateError> {
    let attributes = attributes(content_digest, certificate).and_then(|set| set.to_der());
    Ok(Sha256::digest(attributes.map_err(crate::certificate::unbuildable)?).into())
}

impl SignedMessage {
    pub(crate) fn sign(
        content_digest: [u8; 32],
        signer: &dyn DeviceSigner,
    ) -> Result<Self, SignError> {
        let certificate = signer.certificate_der().to_vec();
        let signature = signer.sign_digest(&attributes_digest(&content_digest, &certificate)?)?;
        Ok(SignedMessage {
            content_digest,
            certificate,
            chain: signer.chain_der().to_vec(),
            signature,
        })
    }

    pub(crate) fn to_der(&self) -> Result<Vec<u8>, CertificateError> {
        self.build().map_err(crate::certificate::unbuildable)
    }

    /// Reads a message out of `room`, which is filled with zeros behind it. `None` unless building
    /// the message again from its parts gives exactly the bytes that were read.
    pub(crate) fn from_room(room: &[u8]) -> Option<Self> {
        let mut reader = der::SliceReader::new(room).ok()?;
        let header = <der::Header as der::Decode>::decode(&mut reader).ok()?;
        let length = usize::try_from((header.encoded_len().ok()? + header.length).ok()?).ok()?;
        let (message, padding) = room.split_at_checked(length)?;
        if padding.iter().any(|byte| *byte != 0) {
            return None;
        }
        let parts = Self::parts(message)?;
        (parts.to_der().ok()? == message).then_some(parts)
    }

    fn parts(message: &[u8]) -> Option<Self> {
        let content = ContentInfo::from_der(message).ok()?;
        let data: SignedData = content.content.decode_as().ok()?;
        let signer = data.signer_infos.0.get(0)?;
        let digest = signer
            .signed_attrs
            .as_ref()?
            .iter()
            .find(|attribute| attribute.oid == ID_MESSAGE_DIGEST)?;
        let digest: OctetString = digest.values.get(0)?.decode_as().ok()?;
        let SignerIdentifier::IssuerAndSerialNumber(id) = &signer.sid else {
            return None;
        };
        let mut certificate = None;
        let mut chain = Vec::new();
        for choice in data.certificates.as_ref()?.0.iter() {
            let CertificateChoices::Certificate(one) = choice else {
                return None;
            };
            let tbs = &one.tbs_certificate;
            let der = one.to_der().ok()?;
            if tbs.issuer == id.issuer && tbs.serial_number == id.serial_number {
                certificate = Some(der);
            } else {
                chain.push(der);
            }
        }
        Some(SignedMessage {
            content_digest: digest.as_bytes().try_into().ok()?,
            certificate: certificate?,
            chain,
            signature: signer.signature.as_bytes().to_vec(),
        })
    }

    fn build(&self) -> der::Result<Vec<u8>> {
        let leaf = Certificate::from_der(&self.certificate)?;
        let mut certificates = vec![CertificateChoices::Certificate(leaf.clone())];
        for der in &self.chain {
            certificates.push(CertificateChoices::Certificate(Certificate::from_der(der)?));
        }
        let signer = SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: leaf.tbs_certificate.issuer,
                serial_number: leaf.tbs_certificate.serial_number,
            }),
            digest_alg: algorithm(ID_SHA_256),
            signed_attrs: Some(attributes(&self.content_digest, &self.certificate)?),
            signature_algorithm: algorithm(ECDSA_WITH_SHA_256),
            signature: OctetString::new(self.signature.clone())?,
            unsigned_attrs: None,
        };
        let data = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![algorithm(ID_SHA_256)])?,
            encap_content_info: EncapsulatedContentInfo {
                econtent_type: ID_DATA,
                econtent: None,
            },
            certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
            crls: None,
            signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
        };
        ContentInfo {
            content_type: ID_SIGNED_DATA,
            content: Any::encode_from(&data)?,
        }
        .to_der()
    }
}

fn attributes(content_digest: &[u8; 32], certificate: &[u8]) -> der::Result<SignedAttributes> {
    let hash = CertificateHash {
        hash: OctetString::new(Sha256::digest(certificate).to_vec())?,
    };
    let certificates = SigningCertificate {
        certificates: vec![hash],
    };
    SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(
            ID_MESSAGE_DIGEST,
            Any::encode_from(&OctetString::new(content_digest.as_slice())?)?,
        )?,
        attribute(SIGNING_CERTIFICATE_V2, Any::encode_from(&certificates)?)?,
    ])
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute {
        oid,
        values: SetOfVec::try_from(vec![value])?,
    })
}

fn algorithm(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid,
        parameters: None,
    }
}
