//! Verifying a signed document, offline, against the authorities one trusts.
//!
//! Stricter than a PDF reader on purpose. A reader calls a signature valid even when somebody later
//! appended an update that hides or adds content; here the last signature must cover the whole file,
//! each added section must be exactly one signature into a field that was there from the start, and
//! every byte must be the one our writer writes.

mod changes;
mod signature;
#[cfg(test)]
mod tests;

pub use crate::certificate::LeafProblem;
pub use changes::ForbiddenChange;
pub use signature::{SignatureCheck, SignatureProblem};

use crate::file::{FileError, PdfFile};
use crate::sign::fields;
use lineproof_domain::digest::Sha256Digest;
use sha2::{Digest, Sha256};

/// What a document is worth.
#[derive(Debug)]
pub struct Verification {
    /// The signatures in the order they were given.
    pub signatures: Vec<SignatureCheck>,
    /// Fields nobody signed yet; that is no fault.
    pub open_fields: Vec<String>,
    /// Whether nothing was appended after the last signature.
    pub last_covers_whole_file: bool,
    /// Whether nothing but signatures was added to the first revision.
    pub only_allowed_changes: bool,
    /// Each revision as a byte prefix of the file, oldest first.
    pub revisions: Vec<RevisionHash>,
    /// What is wrong with the file as a whole.
    pub problems: Vec<DocumentProblem>,
    /// Whether every signature holds, there is at least one, and nothing else was changed.
    pub ok: bool,
}

/// A revision of the file: its first `len` bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionHash {
    /// Length in bytes.
    pub len: usize,
    /// SHA-256 of those bytes: the `pages_hash` of whoever signed next.
    pub sha256: Sha256Digest,
}

/// What can be wrong with a file as a whole.
#[derive(Debug, thiserror::Error)]
pub enum DocumentProblem {
    /// The file cannot be taken apart.
    #[error(transparent)]
    File(#[from] FileError),
    /// Nobody signed it.
    #[error("the document carries no signature")]
    Unsigned,
    /// Something was appended after the last signature.
    #[error("{bytes} bytes were appended after the last signature")]
    Appended {
        /// How many bytes.
        bytes: usize,
    },
    /// A section changes more than a signature may.
    #[error(transparent)]
    Change(#[from] ForbiddenChange),
}

/// Verifies `bytes` against the certificates of the trusted authorities in DER.
#[must_use]
pub fn verify(bytes: &[u8], authorities: &[Vec<u8>]) -> Verification {
    let mut problems = Vec::new();
    let file = match PdfFile::read(bytes) {
        Ok(file) => Some(file),
        Err(problem) => {
            problems.push(DocumentProblem::File(problem));
            PdfFile::read_beginning(bytes)
        }
    };
    let Some(file) = file else {
        return Verification {
            signatures: Vec::new(),
            open_fields: Vec::new(),
            last_covers_whole_file: false,
            only_allowed_changes: false,
            revisions: Vec::new(),
            problems,
            ok: false,
        };
    };
    let mut signatures = Vec::new();
    let mut only_allowed_changes = problems.is_empty();
    for (index, pair) in file.revisions.windows(2).enumerate() {
        match changes::added_signature(&pair[0], &pair[1], index == 0) {
            Ok(field) => {
                let check =
                    signature::check(&file, bytes.len(), &pair[0], &pair[1], field, authorities);
                signatures.push(check);
            }
            Err(change) => {
                only_allowed_changes = false;
                problems.push(change.into());
            }
        }
    }
    let covered = signatures.last().map_or(0, |last| last.covers_bytes);
    if signatures.is_empty() {
        problems.push(DocumentProblem::Unsigned);
    } else if covered != bytes.len() {
        let bytes = bytes.len().saturating_sub(covered);
        problems.push(DocumentProblem::Appended { bytes });
    }
    Verification {
        open_fields: open_fields(&file, &mut problems),
        last_covers_whole_file: covered == bytes.len(),
        only_allowed_changes,
        revisions: revision_hashes(&file),
        ok: problems.is_empty() && signatures.iter().all(|signature| signature.valid),
        problems,
        signatures,
    }
}

fn open_fields(file: &PdfFile<'_>, problems: &mut Vec<DocumentProblem>) -> Vec<String> {
    match fields(file.last()) {
        Ok(fields) => fields
            .into_iter()
            .filter(|field| field.signature.is_none())
            .map(|field| field.name)
            .collect(),
        Err(problem) => {
            problems.push(problem.into());
            Vec::new()
        }
    }
}

fn revision_hashes(file: &PdfFile<'_>) -> Vec<RevisionHash> {
    let mut digest = Sha256::new();
    let mut start = 0;
    let mut hashes = Vec::new();
    for revision in &file.revisions {
        digest.update(&file.bytes[start..revision.end]);
        start = revision.end;
        hashes.push(RevisionHash {
            len: revision.end,
            sha256: Sha256Digest(digest.clone().finalize().into()),
        });
    }
    hashes
}
