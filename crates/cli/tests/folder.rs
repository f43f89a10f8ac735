//! `verify DIR` on a record made with the real parts, and on the same record spoilt in every way.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Role;
use lineproof_domain::ids::PersonId;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::JobCancelled;
use lineproof_protocol::export::{
    CA_FILE, ExportDisposition, ExportQuarantined, KEYS_FILE, LOG_FILE, RECORD_FILE, SEAL_FILE,
};
use lineproof_protocol::push::QuarantineReason;
use lineproof_report::certificate::Authority;
use support::{Export, answer, files_of, now, text};

/// Flips tried in every file, at places drawn from the seed; the first and last byte always.
const FLIPS_A_FILE: usize = 6;

fn codes(json: &serde_json::Value) -> Vec<String> {
    let problems = json["problems"].as_array().unwrap();
    problems
        .iter()
        .map(|problem| problem["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The codes found in an export that was spoilt before headquarters sealed it.
fn found_in(spoil: impl FnOnce(&mut Export)) -> Vec<String> {
    let mut export = Export::new();
    spoil(&mut export);
    let folder = export.folder();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!(status, 1, "{json:#}");
    codes(&json)
}

#[test]
fn a_whole_record_holds_and_says_what_was_looked_at() {
    let export = Export::new();
    let folder = export.folder();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!(status, 0, "{json:#}");
    assert_eq!(json["ok"], true);
    assert_eq!(json["order_no"], "TJ-DL-2026-004178");
    let counted = serde_json::json!({
        "files": 14,
        "logs": 2,
        "entries": 9,
        "withheld": 1,
        "handed_back": 0,
        "checkpoints": 2,
        "log_receipts": 1,
        "blob_receipts": 6,
        "events": 7,
        "quarantined": 0,
        "blobs": 6,
        "documents": 1,
        "signatures": 2,
    });
    assert_eq!(json["checked"], counted);
    let said = support::cli(&["verify", text(folder.path())]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("成立") && !said.contains("不成立"), "{said}");
}

#[test]
fn any_flipped_byte_of_any_file_is_found() {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let folder = Export::new().folder();
    for path in files_of(folder.path()) {
        let whole = std::fs::read(&path).unwrap();
        let drawn = (0..FLIPS_A_FILE).map(|_| random.usize(..whole.len()));
        let places: Vec<usize> = drawn.chain([0, whole.len() - 1]).collect();
        for at in places {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << random.u8(..8);
            std::fs::write(&path, &flipped).unwrap();
            let (status, _) = answer(&["verify", text(folder.path())]);
            assert_eq!(status, 1, "{} byte {at}, seed {seed}", path.display());
        }
        std::fs::write(&path, &whole).unwrap();
    }
    assert_eq!(answer(&["verify", text(folder.path())]).0, 0);
}

#[test]
fn a_missing_and_an_added_file_are_found() {
    let folder = Export::new().folder();
    for path in files_of(folder.path()) {
        // A copy of a document beside the record may be taken away: the document itself is a blob.
        if path.extension().is_some_and(|ending| ending == "pdf") {
            continue;
        }
        let whole = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let (status, json) = answer(&["verify", text(folder.path())]);
        assert_eq!(status, 1, "{}: {json:#}", path.display());
        std::fs::write(&path, &whole).unwrap();
    }
    std::fs::write(folder.path().join("notes.txt"), "hello").unwrap();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!((status, codes(&json)), (1, vec!["not-sealed".to_owned()]));
}

#[test]
fn pictures_of_screens_are_checked_against_their_list() {
    let folder = Export::new().folder();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!(status, 0, "{json:#}");
    assert_eq!(json["pictures"][0], "field-today.png");

    std::fs::write(folder.path().join("field-today.png"), "another").unwrap();
    std::fs::write(folder.path().join("field-late.png"), "late").unwrap();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!(status, 1);
    assert_eq!(codes(&json), ["file-changed", "picture-not-listed"]);
}

#[test]
fn a_strange_document_beside_the_record_is_found() {
    let found = found_in(|export| {
        let strange = b"%PDF-1.7 nothing".to_vec();
        export.papers.push(("test-report.pdf".to_owned(), strange));
    });
    assert_eq!(found, ["pdf-no-blob", "copy-not-signed"]);
}

#[test]
fn an_entry_rewritten_under_a_new_seal_breaks_its_chain() {
    let found = found_in(|export| {
        let entry = &mut export.device.entries[2];
        let raw = entry.raw.as_mut().unwrap();
        *raw = raw.replace("走上走线架", "走下走线架");
        entry.raw_hash = Sha256Digest::of(raw.as_bytes());
        export.gather();
    });
    assert!(found.contains(&"chain-broken".to_owned()), "{found:?}");
}

#[test]
fn an_entry_whose_text_is_not_its_hash_is_found() {
    let found = found_in(|export| {
        let raw = export.device.entries[2].raw.as_mut().unwrap();
        *raw = raw.replace("走上走线架", "走下走线架");
        export.gather();
    });
    assert!(found.contains(&"entry-changed".to_owned()), "{found:?}");
}

#[test]
fn a_checkpoint_by_another_key_is_found() {
    let found = found_in(|export| export.device.key = SigningKey::from_bytes(&[9; 32]));
    assert_eq!(found, ["checkpoint", "end-unsigned"]);
}

#[test]
fn a_device_key_that_headquarters_never_enrolled_is_found() {
    let found = found_in(|export| {
        export.keys.devices[0].person = PersonId(uuid::Uuid::now_v7());
    });
    assert_eq!(found, ["device-differs"]);
}

#[test]
fn an_event_left_out_of_the_record_is_found() {
    let found = found_in(|export| {
        export
            .record
            .events
            .retain(|event| event.kind.as_deref() != Some("note.added"));
    });
    assert_eq!(found, ["event-left-out", "state-differs"]);
}

#[test]
fn an_entry_kept_apart_is_told_and_the_record_holds() {
    let mut export = Export::new();
    let job = export.record.job.job;
    let claim = Body::JobCancelled(JobCancelled {
        reason: "a device that claims headquarters' acts".to_owned(),
    });
    export.device.append(Some(job), Role::Engineer, claim, &[]);
    export.gather();
    let event = export.record.events.last_mut().unwrap();
    event.disposition = ExportDisposition::Quarantined;
    export.record.quarantined.push(ExportQuarantined {
        id: event.id,
        log: event.log,
        seq: event.seq,
        reason: QuarantineReason::WrongOrigin,
    });
    let folder = export.folder();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!(status, 0, "{json:#}");
    assert_eq!(json["checked"]["quarantined"], 1);

    export.record.quarantined.clear();
    let folder = export.folder();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!(status, 1);
    assert!(
        codes(&json).contains(&"quarantine-differs".to_owned()),
        "{json:#}"
    );
}

#[test]
fn a_job_that_its_events_do_not_make_is_found() {
    let found = found_in(|export| export.record.job.notes.clear());
    assert_eq!(found, ["state-differs"]);
}

#[test]
fn a_blob_without_receipt_is_found() {
    let found = found_in(|export| {
        export.record.receipts.remove(0);
    });
    assert_eq!(found, ["blob-without-receipt"]);
}

#[test]
fn an_attachment_not_yet_at_headquarters_is_found() {
    let found = found_in(|export| {
        let sha256 = export.record.blobs[0].sha256;
        export.record.blobs[0].stored = false;
        export.record.receipts.remove(0);
        export
            .blobs
            .retain(|bytes| Sha256Digest::of(bytes) != sha256);
    });
    assert_eq!(found, ["blob-not-stored"]);
}

#[test]
fn a_whole_forgery_is_found_with_keys_from_elsewhere() {
    let real = Export::new();
    let mut forged = Export::new();
    forged.receipt_key = SigningKey::from_bytes(&[8; 32]);
    let outside = tempfile::tempdir().unwrap();
    let ca = outside.path().join("real-ca.pem");
    std::fs::write(&ca, real.authority.certificate_pem().unwrap()).unwrap();
    let folder = Export::new().folder();
    let (status, json) = answer(&["verify", text(folder.path()), "--ca", text(&ca)]);
    assert_eq!(status, 1, "{json:#}");
    assert!(codes(&json).contains(&"authority-not-trusted".to_owned()));

    let mut other = real.keys.clone();
    other.keys[0].public_key = lineproof_protocol::keys::public_key(&forged.receipt_key);
    let keys = outside.path().join("keys.json");
    std::fs::write(&keys, serde_json::to_vec(&other).unwrap()).unwrap();
    let (status, json) = answer(&["verify", text(folder.path()), "--keys", text(&keys)]);
    assert_eq!(
        (status, codes(&json)),
        (1, vec!["key-not-trusted".to_owned()])
    );
}

#[test]
fn a_folder_of_another_authority_does_not_hold() {
    let found = found_in(|export| {
        export.authority = Authority::generate("another", now().to_utc()).unwrap();
    });
    assert!(
        found.contains(&"certificate-unknown".to_owned()),
        "{found:?}"
    );
}

#[test]
fn broken_files_are_named_and_nothing_panics() {
    let folder = Export::new().folder();
    for name in [RECORD_FILE, LOG_FILE, KEYS_FILE, SEAL_FILE, CA_FILE] {
        let path = folder.path().join(name);
        let whole = std::fs::read(&path).unwrap();
        for content in ["", "\n", "not json", "{}", "[1]", "\u{0}\u{0}"] {
            std::fs::write(&path, content).unwrap();
            let (status, json) = answer(&["verify", text(folder.path())]);
            assert_eq!(status, 1, "{name} {content:?}");
            assert!(!codes(&json).is_empty());
        }
        std::fs::write(&path, whole).unwrap();
    }
}

#[test]
fn a_folder_that_is_no_export_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (status, json) = answer(&["verify", text(folder.path())]);
    assert_eq!((status, codes(&json)), (1, vec!["file-missing".to_owned()]));
}
