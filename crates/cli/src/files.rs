//! Reading files and folders that somebody names.

use crate::failure::Failure;
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// No document, photo or trace is larger.
const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |source| Failure::reading(path.to_owned(), source);
    let file = fs::File::open(path).map_err(failed)?;
    // Windows refuses to open a folder, other systems refuse to read one: it is said the same everywhere.
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(Failure::IsFolder {
            path: path.to_owned(),
        });
    }
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Failure::TooLarge {
            path: path.to_owned(),
            limit: MAX_FILE_BYTES,
        });
    }
    Ok(bytes)
}

/// The certificate authorities of a PEM file, as DER.
pub fn authorities(path: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let pem = String::from_utf8_lossy(&read(path)?).into_owned();
    lineproof_report::certificate::authorities_from_pem(&pem).map_err(|source| {
        Failure::NoAuthority {
            path: path.to_owned(),
            source,
        }
    })
}

/// Every file below a folder by its path from there (`/` between folders), in order. A link is listed, not followed.
pub fn list(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, before: &str, found: &mut Vec<String>) -> Result<(), Failure> {
    let failed = |source| Failure::reading(folder.to_owned(), source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}
