use std::path::Path;

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{JobAccepted, NoteAdded};
use lineproof_protocol::export::{
    ExportDisposition, ExportKeys, ExportRecord, ExportSeal, KEYS_FILE, LOG_FILE, LogLine,
    RECORD_FILE, SEAL_FILE, json,
};
use serde::de::DeserializeOwned;

use crate::support::{Device, Office};

fn read<T: DeserializeOwned>(folder: &Path, file: &str) -> T {
    serde_json::from_slice(&std::fs::read(folder.join(file)).unwrap()).unwrap()
}

#[tokio::test]
async fn an_exported_record_is_sealed_and_tells_of_its_own_job_only() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    let other = office.dispatch(office.alice);
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    let text = "a secret of the other job".to_owned();
    alice.write(Some(other), Body::NoteAdded(NoteAdded { text }));
    alice.push().await;
    let out = office.data.path().join("out");

    let written = office.hq().export(&job.to_string(), &out).await.unwrap();

    assert_eq!(written.entries, 3);
    let record: ExportRecord = read(&out, RECORD_FILE);
    assert_eq!(record.job.job, job);
    assert!(
        record
            .events
            .iter()
            .all(|event| event.disposition == ExportDisposition::Accepted)
    );
    let keys: ExportKeys = read(&out, KEYS_FILE);
    assert_eq!(keys.devices[0].device, alice.id);
    let log = std::fs::read_to_string(out.join(LOG_FILE)).unwrap();
    assert!(!log.contains("a secret of the other job"));
    assert!(!log.contains(&other.to_string()));
    let lines: Vec<LogLine> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let entries = lines
        .iter()
        .filter(|line| matches!(line, LogLine::Entry { log, .. } if *log == alice.log))
        .count();
    assert_eq!(entries, 2, "the whole log, without what it says of others");
    let seal: ExportSeal = read(&out, SEAL_FILE);
    seal.verify(&keys.keys[0].public_key).unwrap();
    assert_eq!(
        json(&seal).unwrap(),
        std::fs::read(out.join(SEAL_FILE)).unwrap()
    );
    for file in &seal.files {
        let bytes = std::fs::read(out.join(&file.path)).unwrap();
        assert_eq!(Sha256Digest::of(&bytes), file.sha256, "{}", file.path);
    }
    assert!(office.hq().export("no such order", &out).await.is_err());
}

#[tokio::test]
async fn a_byte_flipped_in_the_database_or_a_blob_is_found() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    alice.write(
        None,
        Body::NoteAdded(NoteAdded {
            text: "one".to_owned(),
        }),
    );
    alice.write(
        None,
        Body::NoteAdded(NoteAdded {
            text: "two".to_owned(),
        }),
    );
    alice.push().await;
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
    let path = office.data.path().join("hq/headquarters.db");
    let db = rusqlite::Connection::open(path).unwrap();
    let change = "UPDATE entry SET raw = x'00' WHERE seq = 1 AND writer = 'device'";
    assert!(db.execute(change, []).is_err(), "entries are never changed");
    db.execute_batch("DROP TRIGGER entry_is_fixed").unwrap();
    db.execute(change, []).unwrap();
    let found = office.hq().verify().await.unwrap();
    assert!(
        found
            .findings
            .iter()
            .any(|finding| finding.contains("entry 1")),
        "{found:?}"
    );
}
