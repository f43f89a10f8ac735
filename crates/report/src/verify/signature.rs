//! One signature: what it covers, who gave it, and whether it holds.

use crate::certificate::{LeafProblem, Subject, check_leaf};
use crate::file::{PdfFile, Revision};
use crate::sign::{Field, SignedMessage, attributes_digest, read_pdf_date};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::digest::Sha256Digest;
use lopdf::{Dictionary, Object};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::ecdsa::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

/// One signature and what was found out about it.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureCheck {
    /// The field it fills.
    pub field: String,
    /// Engineer and device that the certificate names; only when an authority vouches for it.
    pub subject: Option<Subject>,
    /// SHA-256 of that certificate's DER.
    pub certificate: Option<Sha256Digest>,
    /// The person named in the signature (the customer signs on the engineer's device).
    pub name: String,
    /// Why it was given.
    pub reason: String,
    /// The time the device claimed.
    pub claimed_at: Option<DateTime<FixedOffset>>,
    /// SHA-256 of the revision that was shown to the signer.
    pub pages_hash: Sha256Digest,
    /// How many bytes from the start of the file it covers (its own room aside).
    pub covers_bytes: usize,
    /// Whether that is the whole file.
    pub covers_whole_file: bool,
    /// Whether it holds.
    pub valid: bool,
    /// Why not.
    pub problems: Vec<SignatureProblem>,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureProblem {
    /// The signature's dictionary is not one of ours.
    #[error("the signature's entries are not those of a PAdES signature")]
    Dictionary,
    /// It does not cover exactly everything but its own room.
    #[error("the signature does not cover exactly its revision")]
    ByteRange,
    /// The message in it is damaged.
    #[error("the signature itself is damaged")]
    Message,
    /// The covered bytes were changed.
    #[error("the pages were changed after signing")]
    Digest,
    /// The key did not make it.
    #[error("the signature was not made by the key of its certificate")]
    Key,
    /// The certificate is not believed.
    #[error(transparent)]
    Certificate(#[from] LeafProblem),
    /// A certificate in it is none of the trusted ones.
    #[error("the signature carries a certificate of an unknown authority")]
    Chain,
    /// It claims no time, or one that cannot be read.
    #[error("the signature claims no readable time")]
    Time,
}

pub(super) fn check(
    file: &PdfFile<'_>,
    file_len: usize,
    before: &Revision,
    after: &Revision,
    field: Field,
    authorities: &[Vec<u8>],
) -> SignatureCheck {
    let dictionary = field.signature.and_then(|number| after.dictionary(number));
    let empty = Dictionary::new();
    let dictionary = dictionary.unwrap_or(&empty);
    let claimed_at = read_pdf_date(&text(dictionary, b"M"));
    let mut check = SignatureCheck {
        field: field.name,
        subject: None,
        certificate: None,
        name: text(dictionary, b"Name"),
        reason: text(dictionary, b"Reason"),
        claimed_at,
        pages_hash: Sha256Digest::of(&file.bytes[..before.end]),
        covers_bytes: after.end,
        covers_whole_file: after.end == file_len,
        valid: false,
        problems: Vec::new(),
    };
    match judge(file, before, after, dictionary, claimed_at, authorities) {
        Ok((subject, certificate)) => {
            check.subject = Some(subject);
            check.certificate = Some(certificate);
            check.valid = true;
        }
        Err(problem) => check.problems.push(problem),
    }
    check
}

fn judge(
    file: &PdfFile<'_>,
    before: &Revision,
    after: &Revision,
    dictionary: &Dictionary,
    claimed_at: Option<DateTime<FixedOffset>>,
    authorities: &[Vec<u8>],
) -> Result<(Subject, Sha256Digest), SignatureProblem> {
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).ok();
    if name(b"SubFilter") != Some(b"ETSI.CAdES.detached") || name(b"Type") != Some(b"Sig") {
        return Err(SignatureProblem::Dictionary);
    }
    let hole = hole(file, before, after, dictionary).ok_or(SignatureProblem::ByteRange)?;
    let room = decode_hex(&file.bytes[hole.start + 1..hole.end - 1]);
    let contents = dictionary.get(b"Contents").and_then(Object::as_str).ok();
    if room.is_none() || room.as_deref() != contents {
        return Err(SignatureProblem::ByteRange);
    }
    let message = room
        .as_deref()
        .and_then(SignedMessage::from_room)
        .ok_or(SignatureProblem::Message)?;
    let mut digest = Sha256::new();
    digest.update(&file.bytes[..hole.start]);
    digest.update(&file.bytes[hole.end..after.end]);
    if message.content_digest != <[u8; 32]>::from(digest.finalize()) {
        return Err(SignatureProblem::Digest);
    }
    let leaf = check_leaf(
        &message.certificate,
        authorities,
        claimed_at.ok_or(SignatureProblem::Time)?,
    )?;
    if message
        .chain
        .iter()
        .any(|above| !authorities.contains(above))
    {
        return Err(SignatureProblem::Chain);
    }
    signed_by(&leaf.key, &message).ok_or(SignatureProblem::Key)?;
    Ok((leaf.subject, Sha256Digest::of(&message.certificate)))
}

fn signed_by(key: &VerifyingKey, message: &SignedMessage) -> Option<()> {
    let digest = attributes_digest(&message.content_digest, &message.certificate).ok()?;
    let signature = Signature::from_der(&message.signature).ok()?;
    // Both forms of a signature satisfy the curve; only the one we write keeps the file's bytes the only ones.
    if signature.normalize_s().is_some() {
        return None;
    }
    key.verify_prehash(&digest, &signature).ok()
}

/// The place of `<..>` that the byte range leaves out, if the range covers all else of the revision.
fn hole(
    file: &PdfFile<'_>,
    before: &Revision,
    after: &Revision,
    dictionary: &Dictionary,
) -> Option<std::ops::Range<usize>> {
    let range = dictionary.get(b"ByteRange").ok()?.as_array().ok()?;
    let range: Vec<usize> = range
        .iter()
        .map(|value| usize::try_from(value.as_i64().ok()?).ok())
        .collect::<Option<_>>()?;
    let [0, start, end, rest] = range[..] else {
        return None;
    };
    let inside = before.end <= start && start.checked_add(2)? <= end && end <= after.end;
    let whole = end.checked_add(rest)? == after.end;
    let brackets = inside && file.bytes[start] == b'<' && file.bytes[end - 1] == b'>';
    (whole && brackets).then_some(start..end)
}

/// Lower-case hexadecimal only: one way to write a byte, so that no byte can change unseen.
fn decode_hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, []) = text.as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

fn text(dictionary: &Dictionary, key: &[u8]) -> String {
    dictionary
        .get(key)
        .ok()
        .and_then(|value| lopdf::decode_text_string(value).ok())
        .unwrap_or_default()
}
