//! Writing a job's record into a folder; see [`lineproof_protocol::export`] for its shape.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{JobId, LogId};
use lineproof_protocol::export::{
    BLOB_FOLDER, CA_FILE, ExportBlob, ExportDevice, ExportDisposition, ExportEvent, ExportKeys,
    ExportQuarantined, ExportReceipt, ExportRecord, ExportSeal, KEYS_FILE, LOG_FILE, LogLine,
    RECORD_FILE, SEAL_FILE, SealedFile, json,
};
use lineproof_protocol::tombstone::Tombstone;
use rusqlite::Connection;

use crate::blobs::BlobError;
use crate::headquarters::Headquarters;
use crate::projection;
use crate::publication;
use crate::storage::entries::{self, StoredEntry};
use crate::storage::{StorageError, attachments, blobs, devices, jobs, receipts, tombstones};

/// Why a record cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A blob cannot be read.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A file cannot be written.
    #[error("the file {path} cannot be written: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The CA certificate cannot be written as PEM.
    #[error(transparent)]
    Certificate(#[from] lineproof_report::certificate::CertificateError),
    /// JSON cannot be written.
    #[error("the record cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// No such job.
    #[error("no job has the order number or id {0:?}")]
    NoSuchJob(String),
}

/// How much was written.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// Entries of the job.
    pub entries: usize,
    /// Blobs.
    pub blobs: usize,
}

/// Everything but the blobs' bytes.
struct Gathered {
    record: ExportRecord,
    log: Vec<LogLine>,
    keys: ExportKeys,
}

impl Headquarters {
    /// Writes the record of a job, by order number or id, into a folder.
    pub async fn export(&self, job: &str, out: &Path) -> Result<Written, ExportError> {
        let gathered = self.storage.read(|db| self.gather(db, job))?;
        let mut folder = Folder::make(out)?;
        let mut stored = BTreeSet::new();
        for blob in gathered.record.blobs.iter().filter(|blob| blob.stored) {
            if stored.insert(blob.sha256) {
                let bytes = self.blobs.get(blob.sha256).await?;
                folder.write(&format!("{BLOB_FOLDER}/{}", blob.sha256), &bytes)?;
            }
        }
        folder.write(RECORD_FILE, &json(&gathered.record)?)?;
        folder.write(LOG_FILE, &lines(&gathered.log)?)?;
        folder.write(KEYS_FILE, &json(&gathered.keys)?)?;
        let ca = self.keys.authority.certificate_pem()?;
        folder.write(CA_FILE, ca.as_bytes())?;
        let files = std::mem::take(&mut folder.files);
        let seal = ExportSeal::sign(files, &self.keys.receipt_key_id, &self.keys.receipt);
        folder.write(SEAL_FILE, &json(&seal)?)?;
        Ok(Written {
            entries: gathered.record.events.len(),
            blobs: stored.len(),
        })
    }

    fn gather(&self, db: &Connection, job: &str) -> Result<Gathered, ExportError> {
        let missing = || ExportError::NoSuchJob(job.to_owned());
        let job: JobId = match jobs::fetch_by_order_no(db, job)? {
            Some(job) => job,
            None => job.parse().map_err(|_| missing())?,
        };
        let of_job = entries::fetch_job(db, job)?;
        if of_job.is_empty() {
            return Err(missing());
        }
        let log = gather_logs(db, &of_job, job, self.device)?;
        Ok(Gathered {
            record: gather_record(db, &of_job, job, &log)?,
            keys: self.gather_keys(db, &of_job)?,
            log,
        })
    }

    fn gather_keys(
        &self,
        db: &Connection,
        of_job: &[StoredEntry],
    ) -> Result<ExportKeys, StorageError> {
        let wrote: BTreeSet<_> = of_job.iter().map(|entry| entry.log.device).collect();
        let devices = devices::fetch_all(db)?
            .into_iter()
            .filter(|device| wrote.contains(&device.id))
            .map(|device| ExportDevice {
                device: device.id,
                person: device.person,
                log_key: device.log_key,
                certificate: Sha256Digest::of(&device.certificate),
            })
            .collect();
        Ok(ExportKeys {
            name: self.name.clone(),
            headquarters: self.device,
            epoch: publication::epoch(db)?,
            keys: self.keys.published(),
            devices,
        })
    }
}

/// Every log with an entry of the job, and headquarters' own with the enrolments.
fn gather_logs(
    db: &Connection,
    of_job: &[StoredEntry],
    job: JobId,
    headquarters: lineproof_domain::ids::DeviceId,
) -> Result<Vec<LogLine>, StorageError> {
    let wrote: BTreeSet<LogId> = of_job.iter().map(|entry| entry.log).collect();
    let mut by_log: BTreeMap<LogId, Vec<LogLine>> = BTreeMap::new();
    for opened in entries::fetch_logs(db, None)? {
        let is_wanted = wrote.contains(&opened.log) || opened.log.device == headquarters;
        if is_wanted {
            by_log.entry(opened.log).or_default().push(LogLine::Log {
                log: opened.log,
                writer: opened.writer,
                predecessor: opened.predecessor,
                genesis_hash: opened.genesis_hash,
            });
        }
    }
    for (log, lines) in &mut by_log {
        for entry in entries::fetch_log(db, *log, 0)? {
            let tombstone = tombstones::fetch(db, entry.log, entry.seq, entry.raw_hash)?;
            lines.push(entry_line(entry, tombstone, job));
        }
        let checkpoints = entries::fetch_checkpoints(db, *log)?;
        lines.extend(checkpoints.into_iter().map(LogLine::Checkpoint));
        let given = receipts::fetch_log_receipts(db, *log)?;
        lines.extend(
            given
                .into_iter()
                .map(|given| LogLine::Receipt(given.receipt)),
        );
    }
    Ok(by_log.into_values().flatten().collect())
}

/// Who exports one job must not hand out another: of other jobs only the hash is told.
fn entry_line(entry: StoredEntry, tombstone: Option<Tombstone>, job: JobId) -> LogLine {
    let is_told = entry.job.is_none_or(|of| of == job) && entry.event.is_some();
    LogLine::Entry {
        log: entry.log,
        seq: entry.seq,
        hash: entry.hash,
        previous_hash: entry.previous_hash,
        raw_hash: entry.raw_hash,
        raw: entry
            .raw
            .filter(|_| is_told)
            .and_then(|raw| String::from_utf8(raw).ok()),
        tombstone,
    }
}

fn gather_record(
    db: &Connection,
    of_job: &[StoredEntry],
    job: JobId,
    log: &[LogLine],
) -> Result<ExportRecord, StorageError> {
    let mut receipts: Vec<ExportReceipt> = log
        .iter()
        .filter_map(|line| match line {
            LogLine::Receipt(receipt) => Some(ExportReceipt::Log(receipt.clone())),
            LogLine::Log { .. } | LogLine::Entry { .. } | LogLine::Checkpoint(_) => None,
        })
        .collect();
    let mut exported = Vec::new();
    let mut receipted = BTreeSet::new();
    for attachment in attachments::fetch_job(db, job)? {
        let stored = blobs::fetch(db, attachment.sha256)?.is_some();
        if receipted.insert(attachment.sha256) {
            let given = receipts::fetch_blob_receipts(db, attachment.sha256)?;
            receipts.extend(given.into_iter().map(ExportReceipt::Blob));
        }
        exported.push(ExportBlob {
            sha256: attachment.sha256,
            len: attachment.len,
            role: attachment.role,
            mime: attachment.mime,
            stored,
        });
    }
    Ok(ExportRecord {
        job: projection::compute(job, of_job),
        events: of_job.iter().map(event_line).collect(),
        receipts,
        blobs: exported,
        quarantined: of_job.iter().filter_map(quarantined_line).collect(),
    })
}

fn event_line(entry: &StoredEntry) -> ExportEvent {
    ExportEvent {
        id: entry.event,
        kind: entry.kind.clone(),
        disposition: if entry.quarantine.is_some() {
            ExportDisposition::Quarantined
        } else {
            ExportDisposition::Accepted
        },
        log: entry.log,
        seq: entry.seq,
        hash: entry.hash,
    }
}

fn quarantined_line(entry: &StoredEntry) -> Option<ExportQuarantined> {
    Some(ExportQuarantined {
        id: entry.event,
        log: entry.log,
        seq: entry.seq,
        reason: entry.quarantine?,
    })
}

fn lines(log: &[LogLine]) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::new();
    for line in log {
        serde_json::to_writer(&mut bytes, line)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// The folder being written, with the hashes of what was written so far.
struct Folder<'a> {
    root: &'a Path,
    files: Vec<SealedFile>,
}

impl<'a> Folder<'a> {
    fn make(root: &'a Path) -> Result<Folder<'a>, ExportError> {
        let blobs = root.join(BLOB_FOLDER);
        std::fs::create_dir_all(&blobs).map_err(|source| ExportError::File {
            path: blobs,
            source,
        })?;
        Ok(Folder {
            root,
            files: Vec::new(),
        })
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let target = self.root.join(path);
        std::fs::write(&target, bytes).map_err(|source| ExportError::File {
            path: target,
            source,
        })?;
        self.files.push(SealedFile {
            path: path.to_owned(),
            sha256: Sha256Digest::of(bytes),
        });
        Ok(())
    }
}
