//! An exported record made with the real parts: headquarters' log, a device's log, two signed papers, a photo, a trace.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "every test file uses a part; tests fail by panicking"
)]

pub mod paper;
pub mod writer;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::SigningKey;
use lineproof_domain::catalogue::shipped;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Attachment, Role};
use lineproof_domain::ids::{DeviceId, EventId, JobId, PersonId};
use lineproof_domain::reduce::{Entry, reduce};
use lineproof_domain::registry::body::{
    DeviceEnrolled, DocumentMade, JobAccepted, JobDispatched, NoteAdded, PhotoTaken, SignatureGiven,
};
use lineproof_domain::registry::{Body, Origin, attachment_role as role};
use lineproof_evidence::samples::SamplePicture;
use lineproof_protocol::export::{
    BLOB_FOLDER, CA_FILE, ExportBlob, ExportDevice, ExportDisposition, ExportEvent, ExportKeys,
    ExportPictures, ExportReceipt, ExportRecord, ExportSeal, KEYS_FILE, LOG_FILE, LogLine,
    PICTURES_FILE, RECORD_FILE, SEAL_FILE, SealedFile, json,
};
use lineproof_protocol::hello::HeadquartersKey;
use lineproof_protocol::keys::public_key;
use lineproof_protocol::receipt::{BlobClaim, BlobLevel, BlobReceipt};
use lineproof_report::build::record_hash;
use lineproof_report::certificate::{Authority, DeviceKey, Subject};
use lineproof_report::{KeySigner, LAYOUT_VERSION};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use uuid::Uuid;
use writer::LogWriter;

pub const KEY_ID: &str = "hq-1";
pub const EPOCH: u64 = 1;

pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T10:00:00+08:00").unwrap()
}

/// Runs the program.
pub fn cli(arguments: &[&str]) -> Output {
    command().args(arguments).output().unwrap()
}

/// The program, to be given arguments that are no text.
pub fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_lineproof-cli"))
}

/// Exit status and JSON answer.
pub fn answer(arguments: &[&str]) -> (i32, serde_json::Value) {
    let mut all = arguments.to_vec();
    all.push("--json");
    let output = cli(&all);
    let said = String::from_utf8(output.stdout).unwrap();
    let json = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said:?}"));
    (output.status.code().unwrap(), json)
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Everything that an export is written from; tests spoil a part and write it.
pub struct Export {
    pub headquarters: LogWriter,
    pub device: LogWriter,
    pub record: ExportRecord,
    pub keys: ExportKeys,
    pub authority: Authority,
    pub receipt_key: SigningKey,
    pub blobs: Vec<Vec<u8>>,
    pub papers: Vec<(String, Vec<u8>)>,
}

impl Export {
    pub fn new() -> Export {
        let receipt_key = SigningKey::from_bytes(&[1; 32]);
        let device_key = SigningKey::from_bytes(&[2; 32]);
        let authority = Authority::generate("Lineproof test authority", now().to_utc()).unwrap();
        let headquarters_id = DeviceId(Uuid::now_v7());
        let device_id = DeviceId(Uuid::now_v7());
        let person = PersonId(Uuid::now_v7());
        let job = JobId(Uuid::now_v7());
        let system = PersonId(headquarters_id.0);
        let mut headquarters = LogWriter::new(
            headquarters_id,
            Origin::Headquarters,
            receipt_key.clone(),
            system,
        );
        let mut device = LogWriter::new(device_id, Origin::Device, device_key.clone(), person);

        let signer = signer(&authority, person, device_id);
        let certificate = Sha256Digest::of(&signer.certificate);
        let enrolled = DeviceEnrolled {
            device: device_id,
            person,
            log_key: public_key(&device_key).to_string(),
            certificate,
        };
        headquarters.append(None, Role::System, Body::DeviceEnrolled(enrolled), &[]);
        let catalogue = shipped::bundle().hash();
        let plan = writer::plan(person, catalogue);
        let plan = Body::JobDispatched(JobDispatched { plan });
        let dispatched = headquarters.append(Some(job), Role::Supervisor, plan, &[]);
        headquarters.append_withheld();

        let mut blobs = Vec::new();
        let mut attach = |bytes: Vec<u8>, role: &str| {
            let attachment = Attachment {
                sha256: Sha256Digest::of(&bytes),
                len: bytes.len() as u64,
                mime: "application/octet-stream".to_owned(),
                role: role.to_owned(),
            };
            blobs.push(bytes);
            attachment
        };
        let engineer = Role::Engineer;
        device.append(Some(job), engineer, Body::JobAccepted(JobAccepted {}), &[]);
        let picture = attach(SamplePicture::of_slot("I02").jpeg(), role::PHOTO_ORIGINAL);
        let taken = device.append(Some(job), engineer, photo("I02"), &[picture]);
        let note = NoteAdded {
            text: "客户要求走上走线架".to_owned(),
        };
        device.append(Some(job), engineer, Body::NoteAdded(note), &[]);

        let mut sources = [dispatched, taken];
        sources.sort_by_key(|(id, _)| *id);
        let hash = record_hash(
            "acceptance",
            &sources.map(|(_, raw_hash)| raw_hash),
            catalogue,
            lineproof_i18n::Language::ZhCn,
            LAYOUT_VERSION,
        );
        let pages = paper::pages(hash);
        let made = Body::DocumentMade(DocumentMade {
            document: "acceptance".to_owned(),
            language: "zh-CN".to_owned(),
            record_hash: hash,
            events: sources.iter().map(|(id, _)| *id).collect(),
            shows: vec!["plan".to_owned()],
            layout_version: LAYOUT_VERSION,
            pages: pages.pages,
            fields: pages.fields.clone(),
        });
        let attached = attach(pages.pdf.clone(), role::DOCUMENT_PAGES);
        let (document, _) = device.append(Some(job), engineer, made, &[attached]);
        let mut newest = pages.pdf;
        for (field, name) in [("tester", "许曼"), ("customer", "王雅婷")] {
            let signed = paper::signed(&newest, field, name, &signer);
            let given = signature(document, field, name, Sha256Digest::of(&newest));
            let strokes = attach(
                format!("[\"{name}\"]").into_bytes(),
                role::SIGNATURE_STROKES,
            );
            let file = attach(signed.clone(), role::DOCUMENT_SIGNED);
            device.append(Some(job), engineer, given, &[strokes, file]);
            newest = signed;
        }
        let keys = ExportKeys {
            name: "示例总部".to_owned(),
            headquarters: headquarters_id,
            epoch: EPOCH,
            keys: vec![HeadquartersKey {
                key_id: KEY_ID.to_owned(),
                public_key: public_key(&receipt_key),
            }],
            devices: vec![ExportDevice {
                device: device_id,
                person,
                log_key: public_key(&device_key),
                certificate,
            }],
        };
        let mut export = Export {
            record: empty_record(job),
            headquarters,
            device,
            keys,
            authority,
            receipt_key,
            blobs,
            papers: vec![("acceptance.pdf".to_owned(), newest)],
        };
        export.gather();
        export
    }

    /// Makes the record anew from the logs.
    pub fn gather(&mut self) {
        let job = self.record.job.job;
        let entries: Vec<Entry> = self
            .headquarters
            .of_job(job)
            .chain(self.device.of_job(job))
            .collect();
        let hashes = self.headquarters.hashes().chain(self.device.hashes());
        let hashes: std::collections::BTreeMap<_, _> = hashes.collect();
        self.record.events = entries
            .iter()
            .map(|entry| ExportEvent {
                id: Some(entry.event.id),
                kind: Some(entry.event.kind.clone()),
                disposition: ExportDisposition::Accepted,
                log: entry.log,
                seq: entry.seq,
                hash: hashes[&(entry.log, entry.seq)],
            })
            .collect();
        let attachments = entries
            .iter()
            .flat_map(|entry| entry.event.attachments.clone());
        self.record.blobs = attachments
            .map(|attachment| ExportBlob {
                sha256: attachment.sha256,
                len: attachment.len,
                role: attachment.role,
                mime: attachment.mime,
                stored: true,
            })
            .collect();
        let log_receipt = self.device.receipt(&self.receipt_key);
        let claims = self.record.blobs.iter().map(|blob| BlobClaim {
            device: self.device.log.device,
            sha256: blob.sha256,
            len: blob.len,
            level: BlobLevel::Stored,
        });
        self.record.receipts = claims
            .map(|claim| BlobReceipt::sign(claim, EPOCH, KEY_ID, &self.receipt_key))
            .map(ExportReceipt::Blob)
            .chain([ExportReceipt::Log(log_receipt)])
            .collect();
        self.record.job = reduce(job, &entries);
    }

    pub fn log_lines(&self) -> Vec<LogLine> {
        let mut lines = self.headquarters.lines(None);
        lines.extend(self.device.lines(Some(&self.receipt_key)));
        lines
    }

    /// Writes the folder as headquarters does, sealed with its key.
    pub fn write(&self, folder: &Path) {
        let mut files = Vec::new();
        let mut put = |path: &str, bytes: &[u8]| {
            let target = folder.join(path);
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, bytes).unwrap();
            files.push(SealedFile {
                path: path.to_owned(),
                sha256: Sha256Digest::of(bytes),
            });
        };
        for bytes in &self.blobs {
            put(&format!("{BLOB_FOLDER}/{}", Sha256Digest::of(bytes)), bytes);
        }
        let log: Vec<u8> = self
            .log_lines()
            .iter()
            .flat_map(|line| [serde_json::to_vec(line).unwrap(), b"\n".to_vec()].concat())
            .collect();
        put(RECORD_FILE, &json(&self.record).unwrap());
        put(LOG_FILE, &log);
        put(KEYS_FILE, &json(&self.keys).unwrap());
        put(
            CA_FILE,
            self.authority.certificate_pem().unwrap().as_bytes(),
        );
        let seal = ExportSeal::sign(files, KEY_ID, &self.receipt_key);
        std::fs::write(folder.join(SEAL_FILE), json(&seal).unwrap()).unwrap();
        for (name, bytes) in &self.papers {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        let picture = ("field-today.png", b"a picture of a screen".as_slice());
        std::fs::write(folder.join(picture.0), picture.1).unwrap();
        let list = ExportPictures {
            pictures: vec![SealedFile {
                path: picture.0.to_owned(),
                sha256: Sha256Digest::of(picture.1),
            }],
        };
        std::fs::write(folder.join(PICTURES_FILE), json(&list).unwrap()).unwrap();
    }

    /// Written into a new folder.
    pub fn folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        self.write(folder.path());
        folder
    }
}

pub fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_of(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn empty_record(job: JobId) -> ExportRecord {
    ExportRecord {
        job: reduce(job, &[]),
        events: Vec::new(),
        receipts: Vec::new(),
        blobs: Vec::new(),
        quarantined: Vec::new(),
    }
}

fn signer(authority: &Authority, person: PersonId, device: DeviceId) -> KeySigner {
    let subject = Subject {
        name: "许曼".to_owned(),
        person: person.to_string(),
        device: device.to_string(),
        organisation: Some("示例代维公司".to_owned()),
    };
    let key = DeviceKey::generate();
    let request = key.signing_request(&subject).unwrap();
    KeySigner {
        certificate: authority.issue(&request, &subject, now().to_utc()).unwrap(),
        chain: vec![authority.certificate_der().unwrap()],
        key,
    }
}

fn photo(slot: &str) -> Body {
    Body::PhotoTaken(PhotoTaken {
        slot: slot.to_owned(),
        file_name: format!("{slot}.jpg"),
        format: "jpeg".to_owned(),
        width: Some(2048),
        height: Some(1536),
        orientation: Some(1),
        taken_at: None,
        latitude: None,
        longitude: None,
        problem: None,
    })
}

fn signature(document: EventId, field: &str, name: &str, pages_hash: Sha256Digest) -> Body {
    Body::SignatureGiven(SignatureGiven {
        document,
        field: field.to_owned(),
        name: name.to_owned(),
        title: "工程师".to_owned(),
        pages_hash,
        signed_at: now(),
        satisfaction: None,
        remark: None,
    })
}
