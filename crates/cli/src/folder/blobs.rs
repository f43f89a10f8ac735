//! The blobs: every attachment is there, is what its name says, and headquarters has receipted it.

use super::Examination;
use crate::answer::Problem;
use crate::failure::Failure;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::export::{BLOB_FOLDER, ExportReceipt, ExportRecord};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(found: &mut Examination, record: &ExportRecord) -> Result<(), Failure> {
    let named: BTreeMap<Sha256Digest, u64> = record
        .blobs
        .iter()
        .map(|blob| (blob.sha256, blob.len))
        .collect();
    let receipted = check_receipts(found, record, &named);
    let mut on_the_way = BTreeSet::new();
    for blob in record.blobs.iter().filter(|blob| !blob.stored) {
        found.found(Problem::new("blob-not-stored", blob.sha256).because(&blob.role));
        on_the_way.insert(blob.sha256);
    }
    for (sha256, len) in &named {
        let path = path_of(*sha256);
        if on_the_way.contains(sha256) {
            continue;
        }
        if !found.has(&path) {
            found.found(Problem::new("file-missing", path));
            continue;
        }
        let bytes = found.read(&path)?;
        if Sha256Digest::of(&bytes) != *sha256 || bytes.len() as u64 != *len {
            found.found(Problem::new("blob-changed", &path));
        }
        if !receipted.contains(sha256) {
            found.found(Problem::new("blob-without-receipt", path));
        }
        found.counts.blobs += 1;
    }
    let strange: Vec<String> = found
        .files
        .iter()
        .filter_map(|path| path.strip_prefix(BLOB_FOLDER)?.strip_prefix('/'))
        .filter(|name| !name.parse().is_ok_and(|sha256| named.contains_key(&sha256)))
        .map(|name| format!("{BLOB_FOLDER}/{name}"))
        .collect();
    for path in strange {
        found.found(Problem::new("blob-of-no-event", path));
    }
    Ok(())
}

/// Where a blob lies.
pub fn path_of(sha256: Sha256Digest) -> String {
    format!("{BLOB_FOLDER}/{sha256}")
}

fn check_receipts(
    found: &mut Examination,
    record: &ExportRecord,
    named: &BTreeMap<Sha256Digest, u64>,
) -> BTreeSet<Sha256Digest> {
    let mut receipted = BTreeSet::new();
    for receipt in &record.receipts {
        let ExportReceipt::Blob(receipt) = receipt else {
            continue;
        };
        found.counts.blob_receipts += 1;
        let subject = path_of(receipt.sha256);
        let signed = found.check_signed(&receipt.key_id, &subject, |key| receipt.verify(key));
        if !signed {
            continue;
        }
        if named.get(&receipt.sha256) == Some(&receipt.len) {
            receipted.insert(receipt.sha256);
        } else {
            found.found(Problem::new("receipt-of-nothing", subject));
        }
    }
    receipted
}
