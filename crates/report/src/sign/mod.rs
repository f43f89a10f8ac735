//! Signing a document: PAdES B-B as an incremental update.
//!
//! Every signature adds one section and leaves the bytes before it untouched. The first signature
//! certifies the document and allows nothing but filling in the remaining signature fields
//! (DocMDP P=2); each signature fills one field that was there from the start. The time is the one
//! the device claims (`/M`); no signed attribute repeats it.

mod appearance;
mod field;
mod message;

pub use appearance::{Appearance, Stroke, StrokePoint, Strokes};
pub use field::field_names;

pub(crate) use appearance::empty_form;
pub(crate) use field::{Field, fields};
pub(crate) use message::{SignedMessage, attributes_digest};

use crate::certificate::{CertificateError, DeviceKey};
use crate::file::{FileError, PdfFile, Section, Trailer, text_string};
use crate::fonts::Fonts;
use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Whoever holds the device's key: it signs digests and shows its certificate.
pub trait DeviceSigner {
    /// The device's certificate in DER.
    fn certificate_der(&self) -> &[u8];
    /// The certificates above it in DER, nearest first; embedded beside the device's.
    fn chain_der(&self) -> &[Vec<u8>];
    /// The ECDSA P-256 signature in DER over a SHA-256 digest.
    ///
    /// # Errors
    /// When the key cannot be used.
    fn sign_digest(&self, digest: &[u8; 32]) -> Result<Vec<u8>, CertificateError>;
}

/// A device key in memory with its certificate.
pub struct KeySigner {
    /// The key.
    pub key: DeviceKey,
    /// Its certificate in DER.
    pub certificate: Vec<u8>,
    /// The certificates above it in DER.
    pub chain: Vec<Vec<u8>>,
}

impl DeviceSigner for KeySigner {
    fn certificate_der(&self) -> &[u8] {
        &self.certificate
    }
    fn chain_der(&self) -> &[Vec<u8>] {
        &self.chain
    }
    fn sign_digest(&self, digest: &[u8; 32]) -> Result<Vec<u8>, CertificateError> {
        self.key.sign_digest(digest)
    }
}

/// One signature to be given.
pub struct SignRequest<'a> {
    /// The field to fill, one of [`field_names`].
    pub field: &'a str,
    /// The device that signs.
    pub signer: &'a dyn DeviceSigner,
    /// What the field shows from now on.
    pub appearance: &'a Appearance,
    /// The time the device claims.
    pub claimed_at: DateTime<FixedOffset>,
    /// Who put his hand to it, as a person.
    pub name: &'a str,
    /// Why, in a few words ("tested", "accepted").
    pub reason: &'a str,
}

/// Why a document was not signed. The input is untouched in every case.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The file cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no such field.
    #[error("the document has no signature field `{field}`")]
    UnknownField {
        /// The field asked for.
        field: String,
    },
    /// The field is signed already.
    #[error("the field `{field}` is signed already")]
    AlreadySigned {
        /// The field asked for.
        field: String,
    },
    /// The handwriting or its texts cannot be drawn.
    #[error("the signature cannot be drawn: {problem}")]
    Appearance {
        /// What the drawing says.
        problem: String,
    },
    /// The device's certificate or key failed.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The signature is larger than the room kept for it.
    #[error("the signature needs {needed} bytes, {room} are kept for it")]
    TooLarge {
        /// Bytes needed.
        needed: usize,
        /// Bytes kept.
        room: usize,
    },
}

/// Signs `pdf` and gives the whole new file: the input with one section added.
///
/// # Errors
/// When the file is not one of ours, the field is unknown or signed, or the key fails.
pub fn sign(pdf: &[u8], request: &SignRequest<'_>, fonts: &Fonts) -> Result<Vec<u8>, SignError> {
    let file = PdfFile::read(pdf)?;
    let last = file.last();
    let all = fields(last)?;
    let unknown = || SignError::UnknownField {
        field: request.field.to_owned(),
    };
    let field = all
        .iter()
        .find(|field| field.name == request.field)
        .ok_or_else(unknown)?;
    if field.signature.is_some() {
        return Err(SignError::AlreadySigned {
            field: request.field.to_owned(),
        });
    }
    let first = all.iter().all(|field| field.signature.is_none());

    let signature_number = last.trailer.size;
    let (form_number, mut objects) =
        appearance::objects(request.appearance, field, signature_number + 1, fonts)?;
    let widget = last.dictionary(field.number).ok_or_else(unknown)?;
    let mut widget = widget.clone();
    widget.set("V", Object::Reference((signature_number, 0)));
    widget.set(
        "AP",
        dictionary! { "N" => Object::Reference((form_number, 0)) },
    );
    objects.insert(field.number, widget.into());
    if first {
        let catalogue = certified(last.catalogue().ok_or_else(unknown)?, signature_number);
        objects.insert(last.trailer.root, catalogue.into());
    }
    let trailer = Trailer {
        size: objects.keys().max().copied().unwrap_or(signature_number) + 1,
        previous: Some(last.table_at),
        ..last.trailer.clone()
    };
    let room = room_for(request.signer);
    let dictionary = signature_dictionary(request, first, room);
    Increment {
        before: pdf,
        objects,
        trailer,
        signature_number,
        dictionary,
        room,
    }
    .signed(request.signer)
}

/// The catalogue with the permission that the first signature grants.
fn certified(catalogue: &Dictionary, signature_number: u32) -> Dictionary {
    let mut catalogue = catalogue.clone();
    catalogue.set(
        "Perms",
        dictionary! { "DocMDP" => Object::Reference((signature_number, 0)) },
    );
    catalogue
}

/// Bytes kept for the signature: certificates plus attributes, rounded up to whole kilobytes.
fn room_for(signer: &dyn DeviceSigner) -> usize {
    let chain: usize = signer.chain_der().iter().map(Vec::len).sum();
    (signer.certificate_der().len() + chain + 1024).next_multiple_of(1024)
}

fn signature_dictionary(request: &SignRequest<'_>, first: bool, room: usize) -> Dictionary {
    let mut dictionary = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "M" => text_string(&pdf_date(request.claimed_at)),
        "Name" => text_string(request.name),
        "Reason" => text_string(request.reason),
        "ByteRange" => Object::Null,
        "Contents" => Object::String(vec![0; room], StringFormat::Hexadecimal),
    };
    if first {
        dictionary.set("Reference", certification());
    }
    dictionary
}

/// What the first signature says may still change: fields may be filled, nothing else.
pub(crate) fn certification() -> Object {
    let parameters = dictionary! { "Type" => "TransformParams", "P" => 2, "V" => "1.2" };
    let reference = dictionary! {
        "Type" => "SigRef",
        "TransformMethod" => "DocMDP",
        "TransformParams" => parameters,
    };
    vec![reference.into()].into()
}

/// A time as PDF writes it, with its offset.
pub(crate) fn pdf_date(at: DateTime<FixedOffset>) -> String {
    let offset = at.format("%:z").to_string().replace(':', "'");
    format!("D:{}{offset}'", at.format("%Y%m%d%H%M%S"))
}

/// Reads back [`pdf_date`].
pub(crate) fn read_pdf_date(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text
        .strip_prefix("D:")?
        .strip_suffix('\'')?
        .replace('\'', ":");
    DateTime::parse_from_str(&text, "%Y%m%d%H%M%S%:z").ok()
}

/// A section being signed.
struct Increment<'a> {
    before: &'a [u8],
    objects: BTreeMap<u32, Object>,
    trailer: Trailer,
    signature_number: u32,
    dictionary: Dictionary,
    room: usize,
}

impl Increment<'_> {
    fn signed(mut self, signer: &dyn DeviceSigner) -> Result<Vec<u8>, SignError> {
        let (section, hole) = self.with_byte_range()?;
        let start = self.before.len();
        let mut digest = Sha256::new();
        digest.update(self.before);
        digest.update(&section[..hole.start - start]);
        digest.update(&section[hole.end - start..]);
        let message = SignedMessage::sign(digest.finalize().into(), signer)?.to_der()?;
        if message.len() > self.room {
            return Err(SignError::TooLarge {
                needed: message.len(),
                room: self.room,
            });
        }
        let mut signed = Vec::with_capacity(start + section.len());
        signed.extend_from_slice(self.before);
        signed.extend_from_slice(&section);
        for (index, byte) in message.iter().enumerate() {
            let digits = format!("{byte:02x}");
            let at = hole.start + 1 + 2 * index;
            signed[at..at + 2].copy_from_slice(digits.as_bytes());
        }
        Ok(signed)
    }

    /// The section's bytes with the right byte range, and the hole left for the signature.
    ///
    /// Writing the range may lengthen the section and so change the range; it grows by a few digits
    /// at most, so two or three rounds settle it.
    fn with_byte_range(&mut self) -> Result<(Vec<u8>, std::ops::Range<usize>), SignError> {
        let mut range = [0_i64; 4];
        loop {
            let values = range.iter().map(|value| Object::Integer(*value)).collect();
            self.dictionary.set("ByteRange", Object::Array(values));
            let object = Object::Dictionary(self.dictionary.clone());
            self.objects.insert(self.signature_number, object);
            let section = Section {
                objects: &self.objects,
                trailer: &self.trailer,
            }
            .to_bytes(self.before.len());
            let hole = self.hole(&section)?;
            let end = self.before.len() + section.len();
            let exact = [0, hole.start, hole.end, end - hole.end]
                .map(|value| i64::try_from(value).unwrap_or(i64::MAX));
            if exact == range {
                return Ok((section, hole));
            }
            range = exact;
        }
    }

    /// Where `<00..00>` of the contents stands in the file.
    fn hole(&self, section: &[u8]) -> Result<std::ops::Range<usize>, SignError> {
        let mut mark = b"/Contents <".to_vec();
        mark.extend(std::iter::repeat_n(b'0', 2 * self.room));
        let at = section
            .windows(mark.len())
            .position(|window| window == mark)
            .ok_or(FileError::OtherForm {
                what: "the room for the signature is not where it was put",
            })?;
        let start = self.before.len() + at + b"/Contents ".len();
        Ok(start..start + 2 * self.room + 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_1980_and_its_offset_are_read_back() {
        for text in ["1980-01-01T00:00:01+08:00", "2026-11-22T09:30:00-03:30"] {
            let at = DateTime::parse_from_rfc3339(text).unwrap();
            assert_eq!(read_pdf_date(&pdf_date(at)), Some(at));
        }
        assert_eq!(read_pdf_date("D:2026"), None);
    }
}
