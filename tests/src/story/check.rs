//! At the end: what headquarters has, checked by what stands outside of it.

use super::results::{ACCEPTANCE_FILE, TEST_REPORT_FILE};
use super::stage::Stage;
use crate::built;
use anyhow::{Context, Result, bail, ensure};
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::export::{BLOB_FOLDER, ExportDisposition, ExportRecord, RECORD_FILE};
use lineproof_testkit::order::ORDER_NO;
use lineproof_testkit::work::{ACCEPTANCE, TEST_REPORT};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// Papers by kind, and the names under which they are left.
const PAPERS: &[(&str, &str)] = &[
    (TEST_REPORT, TEST_REPORT_FILE),
    (ACCEPTANCE, ACCEPTANCE_FILE),
];

/// What a play of the day proved.
#[derive(Debug, Clone)]
pub struct Proven {
    /// Entries of the job at headquarters.
    pub entries: usize,
    /// Files at headquarters, equal to their hashes.
    pub blobs: usize,
    /// Photo slots filled.
    pub photos: usize,
    /// Signatures on the papers.
    pub signatures: usize,
    /// Fields of the papers that are still open.
    pub open_fields: usize,
    /// Whether `lineproof-cli verify` was there and found everything in order.
    pub verified: bool,
}

impl fmt::Display for Proven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "proven: {} entries and {} files made offline, through a kill, are at headquarters with \
             receipts; {} photo places filled, {} signatures hold, {} fields stay open for the account manager",
            self.entries, self.blobs, self.photos, self.signatures, self.open_fields
        )?;
        if self.verified {
            write!(f, "; lineproof-cli verify found nothing wrong")?;
        }
        Ok(())
    }
}

/// Exports the record and checks it.
pub async fn check(stage: Stage, job: &str) -> Result<Proven> {
    let out = stage.out();
    stage.headquarters.verify()?;
    stage.headquarters.export(ORDER_NO, out)?;
    let record: ExportRecord = serde_json::from_slice(&std::fs::read(out.join(RECORD_FILE))?)?;
    ensure!(
        record.job.job.to_string() == job,
        "the record is another job's"
    );
    ensure!(record.quarantined.is_empty(), "{:?}", record.quarantined);
    for event in &record.events {
        let is_accepted = event.disposition == ExportDisposition::Accepted;
        ensure!(is_accepted, "{:?} does not count", event.kind);
    }
    let blobs = check_blobs(out, &record)?;
    let (signatures, open_fields) = leave_papers(out, &record)?;
    ensure!(signatures == 4, "{signatures} signatures, not 4");
    ensure!(
        open_fields == 2,
        "the account manager's fields are not open"
    );
    let proven = Proven {
        entries: record.events.len(),
        blobs,
        photos: record.job.photos.len(),
        signatures,
        open_fields,
        verified: verify_folder(out)?,
    };
    stage.headquarters.end()?;
    Ok(proven)
}

/// Every file the record names is there and is what its name says; gives how many.
fn check_blobs(out: &Path, record: &ExportRecord) -> Result<usize> {
    let mut seen = BTreeSet::new();
    for blob in &record.blobs {
        ensure!(blob.stored, "a {} is not at headquarters", blob.role);
        let path = out.join(BLOB_FOLDER).join(blob.sha256.to_string());
        let bytes = std::fs::read(&path).with_context(|| format!("no {}", path.display()))?;
        ensure!(
            Sha256Digest::of(&bytes) == blob.sha256,
            "{} is altered",
            path.display()
        );
        seen.insert(blob.sha256);
    }
    Ok(seen.len())
}

/// Copies the newest revision of each paper; gives signatures and open fields.
fn leave_papers(out: &Path, record: &ExportRecord) -> Result<(usize, usize)> {
    let (mut signatures, mut open_fields) = (0, 0);
    for (kind, name) in PAPERS {
        let paper = record.job.document(kind);
        let paper = paper.with_context(|| format!("there is no {kind}"))?;
        let file = paper.newest_file().context("a paper without pages")?;
        let blob = out.join(BLOB_FOLDER).join(file.sha256.to_string());
        std::fs::copy(blob, out.join(name))?;
        signatures += paper.signatures.len();
        open_fields += paper.open_fields().count();
    }
    Ok((signatures, open_fields))
}

/// False where the program has not been built.
fn verify_folder(out: &Path) -> Result<bool> {
    let program = built("lineproof-cli");
    if !program.is_file() {
        return Ok(false);
    }
    let output = Command::new(program)
        .args(["verify", "--lang", "en"])
        .arg(out)
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        bail!("lineproof-cli verify: {said}{complained}");
    }
    Ok(true)
}
