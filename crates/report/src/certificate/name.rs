//! Whom a device certificate names.

use super::{CertificateError, unbuildable};
use der::asn1::{Any, SetOfVec, Utf8StringRef};
use der::oid::ObjectIdentifier;
use der::oid::db::rfc4519::{CN, ORGANIZATION_NAME};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};

/// X.520 serialNumber: here the person's id.
const PERSON: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
/// X.520 dnQualifier: here the device's id.
const DEVICE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.46");

/// The engineer and the device that a certificate stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// The engineer's name as people write it (common name).
    pub name: String,
    /// The person's id (serialNumber).
    pub person: String,
    /// The device's id (dnQualifier).
    pub device: String,
    /// The company, when known (organisation).
    pub organisation: Option<String>,
}

impl Subject {
    pub(super) fn to_name(&self) -> Result<Name, CertificateError> {
        let mut parts = vec![(CN, self.name.as_str())];
        if let Some(organisation) = &self.organisation {
            parts.insert(0, (ORGANIZATION_NAME, organisation));
        }
        parts.extend([
            (PERSON, self.person.as_str()),
            (DEVICE, self.device.as_str()),
        ]);
        parts.retain(|(_, value)| !value.is_empty());
        name_of(&parts)
    }

    pub(crate) fn from_name(name: &Name) -> Self {
        let value = |oid| {
            name.0
                .iter()
                .flat_map(|part| part.0.iter())
                .find(|attribute| attribute.oid == oid)
                .map(|attribute| String::from_utf8_lossy(attribute.value.value()).into_owned())
        };
        Subject {
            name: value(CN).unwrap_or_default(),
            person: value(PERSON).unwrap_or_default(),
            device: value(DEVICE).unwrap_or_default(),
            organisation: value(ORGANIZATION_NAME),
        }
    }
}

/// A name of one attribute a part, all as UTF-8 (dnQualifier and serialNumber as PrintableString).
pub(super) fn name_of(parts: &[(ObjectIdentifier, &str)]) -> Result<Name, CertificateError> {
    let mut sequence = Vec::new();
    for (oid, value) in parts {
        let value = if [PERSON, DEVICE].contains(oid) {
            let text = der::asn1::PrintableStringRef::new(*value).map_err(unbuildable)?;
            Any::from(text)
        } else {
            let text = Utf8StringRef::new(value).map_err(unbuildable)?;
            Any::from(text)
        };
        let attribute = AttributeTypeAndValue { oid: *oid, value };
        let part = SetOfVec::try_from(vec![attribute]).map_err(unbuildable)?;
        sequence.push(RelativeDistinguishedName(part));
    }
    Ok(RdnSequence(sequence))
}
