//! The seal: headquarters' signature over the hash of every file. What it does not name must be one of three things: the
//! seal itself, a document that is also a blob, or a picture of a screen.

use super::Examination;
use crate::answer::Problem;
use crate::failure::Failure;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::export::{
    BLOB_FOLDER, CA_FILE, ExportSeal, KEYS_FILE, LOG_FILE, RECORD_FILE, SEAL_FILE, json,
};
use std::collections::BTreeMap;

pub fn check(found: &mut Examination) -> Result<(), Failure> {
    let Some(seal) = found.read_json::<ExportSeal>(SEAL_FILE)? else {
        return Ok(());
    };
    // The same content spelled otherwise is still a changed byte.
    if json(&seal).ok() != Some(found.read(SEAL_FILE)?) {
        found.found(Problem::new("seal-spelling", SEAL_FILE));
    }
    found.check_signed(&seal.key_id, SEAL_FILE, |key| seal.verify(key));
    let sealed: BTreeMap<&str, Sha256Digest> = seal
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.sha256))
        .collect();
    if sealed.len() != seal.files.len() {
        found.found(Problem::new("seal-twice", SEAL_FILE));
    }
    let always = [RECORD_FILE, LOG_FILE, KEYS_FILE, CA_FILE];
    for path in always.iter().filter(|path| !sealed.contains_key(*path)) {
        found.found(Problem::new("not-sealed", path));
    }
    for (path, sha256) in &sealed {
        if !found.has(path) {
            found.found(Problem::new("file-missing", path));
        } else if Sha256Digest::of(&found.read(path)?) != *sha256 {
            found.found(Problem::new("file-changed", path));
        }
    }
    check_unsealed(found, &sealed)
}

fn check_unsealed(
    found: &mut Examination,
    sealed: &BTreeMap<&str, Sha256Digest>,
) -> Result<(), Failure> {
    let unsealed: Vec<String> = found
        .files
        .iter()
        .filter(|path| *path != SEAL_FILE && !sealed.contains_key(path.as_str()))
        .cloned()
        .collect();
    for path in unsealed {
        let is_beside = !path.contains('/');
        if is_beside && path.ends_with(".png") {
            found.not_covered.push(path);
        } else if is_beside && path.ends_with(".pdf") {
            let sha256 = Sha256Digest::of(&found.read(&path)?);
            let blob = format!("{BLOB_FOLDER}/{sha256}");
            if sealed.get(blob.as_str()) != Some(&sha256) {
                found.found(Problem::new("pdf-no-blob", path));
            }
        } else {
            found.found(Problem::new("not-sealed", path));
        }
    }
    Ok(())
}
