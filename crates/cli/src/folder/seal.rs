//! The seal: headquarters' signature over the hash of every file. What it does not name must be one of three things: the
//! seal itself, a document that is also a blob, or a picture of a screen as `pictures.json` lists it.

use super::Examination;
use crate::answer::Problem;
use crate::failure::Failure;
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::export::{
    BLOB_FOLDER, CA_FILE, ExportPictures, ExportSeal, KEYS_FILE, LOG_FILE, PICTURES_FILE,
    RECORD_FILE, SEAL_FILE, json,
};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(found: &mut Examination) -> Result<(), Failure> {
    let Some(seal) = found.read_json::<ExportSeal>(SEAL_FILE)? else {
        return Ok(());
    };
    check_spelling(found, SEAL_FILE, &seal)?;
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
    let pictures = check_pictures(found)?;
    check_unsealed(found, &sealed, &pictures)
}

/// The same content spelled otherwise is still a changed byte.
fn check_spelling<T: serde::Serialize>(
    found: &mut Examination,
    path: &'static str,
    value: &T,
) -> Result<(), Failure> {
    if json(value).ok() != Some(found.read(path)?) {
        found.found(Problem::new("file-spelling", path));
    }
    Ok(())
}

/// Every listed picture must be there as it was taken; gives their paths.
fn check_pictures(found: &mut Examination) -> Result<BTreeSet<String>, Failure> {
    if !found.has(PICTURES_FILE) {
        return Ok(BTreeSet::new());
    }
    let Some(list) = found.read_json::<ExportPictures>(PICTURES_FILE)? else {
        return Ok(BTreeSet::new());
    };
    check_spelling(found, PICTURES_FILE, &list)?;
    for picture in &list.pictures {
        if !found.has(&picture.path) {
            found.found(Problem::new("file-missing", &picture.path));
        } else if Sha256Digest::of(&found.read(&picture.path)?) != picture.sha256 {
            found.found(Problem::new("file-changed", &picture.path));
        }
    }
    Ok(list.pictures.into_iter().map(|file| file.path).collect())
}

fn check_unsealed(
    found: &mut Examination,
    sealed: &BTreeMap<&str, Sha256Digest>,
    pictures: &BTreeSet<String>,
) -> Result<(), Failure> {
    let unsealed: Vec<String> = found
        .files
        .iter()
        .filter(|path| *path != SEAL_FILE && *path != PICTURES_FILE)
        .filter(|path| !sealed.contains_key(path.as_str()))
        .cloned()
        .collect();
    for path in unsealed {
        let is_beside = !path.contains('/');
        if is_beside && path.ends_with(".png") {
            if pictures.contains(&path) {
                found.pictures.push(path);
            } else {
                found.found(Problem::new("picture-not-listed", path));
            }
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
