//! `verify DIR`: whether an exported record holds, from the first hash of every log to the last byte of every page.
//!
//! The folder names the keys it is checked with. Whoever has headquarters' certificate or keys from elsewhere gives them
//! (`--ca`, `--keys`): then a folder forged as a whole is found too.

mod blobs;
mod devices;
mod documents;
mod logs;
mod record;
mod seal;
mod told;

use crate::answer::{Answer, Problem};
use crate::failure::Failure;
use crate::files;
use lineproof_domain::digest::Sha256Digest;
use lineproof_i18n::Language;
use lineproof_protocol::export::{CA_FILE, ExportKeys, ExportRecord, KEYS_FILE, RECORD_FILE};
use lineproof_protocol::keys::PublicKey;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was looked at, so that "all is well" cannot mean "nothing was there".
#[derive(Debug, Default, serde::Serialize)]
pub struct Counts {
    pub files: usize,
    pub logs: usize,
    pub entries: usize,
    pub withheld: usize,
    pub handed_back: usize,
    pub checkpoints: usize,
    pub log_receipts: usize,
    pub blob_receipts: usize,
    pub events: usize,
    pub quarantined: usize,
    pub blobs: usize,
    pub documents: usize,
    pub signatures: usize,
}

/// The folder, what it is checked with, and what was found.
pub struct Examination {
    folder: PathBuf,
    /// Every file in it, in order.
    files: Vec<String>,
    keys: BTreeMap<String, PublicKey>,
    /// The certificate authorities in DER.
    authorities: Vec<Vec<u8>>,
    counts: Counts,
    /// Pictures of screens, as they are listed: no evidence.
    pictures: Vec<String>,
    problems: Vec<Problem>,
}

impl Examination {
    fn found(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        files::read(&self.folder.join(path))
    }

    fn has(&self, path: &str) -> bool {
        self.files
            .binary_search_by(|file| file.as_str().cmp(path))
            .is_ok()
    }

    /// Headquarters' key of a name, if `check` holds under it.
    fn check_signed<E>(
        &mut self,
        key_id: &str,
        subject: &str,
        check: impl FnOnce(&PublicKey) -> Result<(), E>,
    ) -> bool {
        let code = match self.keys.get(key_id) {
            None => "key-unknown",
            Some(key) if check(key).is_err() => "signature-by-headquarters",
            Some(_) => return true,
        };
        self.found(Problem::new(code, subject).because(key_id));
        false
    }
}

/// Verifies an exported record.
pub fn verify(
    folder: &Path,
    ca: Option<&Path>,
    trusted_keys: Option<&Path>,
    language: Language,
) -> Result<Answer, Failure> {
    // A folder that is no export may be somebody's whole disk: it is not walked through.
    let files = if folder.join(KEYS_FILE).is_file() {
        files::list(folder)?
    } else {
        Vec::new()
    };
    let mut examination = Examination {
        folder: folder.to_owned(),
        files,
        keys: BTreeMap::new(),
        authorities: Vec::new(),
        counts: Counts::default(),
        pictures: Vec::new(),
        problems: Vec::new(),
    };
    examination.counts.files = examination.files.len();
    let outside_authorities = ca.map(files::authorities).transpose()?;
    let outside_keys = trusted_keys.map(read_trusted_keys).transpose()?;
    let record = examine(&mut examination, outside_authorities, outside_keys)?;
    Ok(told::answer(&examination, record.as_ref(), language))
}

/// Looks at everything that can be looked at; gives the record where it could be read.
fn examine(
    found: &mut Examination,
    outside_authorities: Option<Vec<Vec<u8>>>,
    outside_keys: Option<ExportKeys>,
) -> Result<Option<ExportRecord>, Failure> {
    let Some(keys) = found.read_json::<ExportKeys>(KEYS_FILE)? else {
        return Ok(None);
    };
    found.take_keys(&keys, outside_keys.as_ref());
    found.take_authorities(outside_authorities)?;
    seal::check(found)?;
    let logs = logs::read(found)?;
    let enrolled = devices::check(found, &logs, &keys);
    logs::check(found, &logs, keys.headquarters, &enrolled);
    let Some(record) = found.read_json::<ExportRecord>(RECORD_FILE)? else {
        return Ok(None);
    };
    record::check(found, &record, &logs);
    blobs::check(found, &record)?;
    documents::check(found, &record, &logs, &enrolled)?;
    Ok(Some(record))
}

impl Examination {
    /// A file of the folder that a whole part of the examination hangs on.
    fn read_json<T: serde::de::DeserializeOwned>(
        &mut self,
        path: &str,
    ) -> Result<Option<T>, Failure> {
        if !self.has(path) {
            self.found(Problem::new("file-missing", path));
            return Ok(None);
        }
        match serde_json::from_slice(&self.read(path)?) {
            Ok(value) => Ok(Some(value)),
            Err(problem) => {
                self.found(Problem::new("file-unreadable", path).because(problem));
                Ok(None)
            }
        }
    }

    fn take_keys(&mut self, keys: &ExportKeys, trusted: Option<&ExportKeys>) {
        for key in &keys.keys {
            if trusted.is_some_and(|trusted| !trusted.keys.contains(key)) {
                self.found(Problem::new("key-not-trusted", &key.key_id));
            }
            self.keys.insert(key.key_id.clone(), key.public_key);
        }
    }

    fn take_authorities(&mut self, outside: Option<Vec<Vec<u8>>>) -> Result<(), Failure> {
        let inside = if self.has(CA_FILE) {
            match files::authorities(&self.folder.join(CA_FILE)) {
                Ok(inside) => inside,
                Err(Failure::NoAuthority { source, .. }) => {
                    self.found(Problem::new("file-unreadable", CA_FILE).because(source));
                    Vec::new()
                }
                Err(failure) => return Err(failure),
            }
        } else {
            self.found(Problem::new("file-missing", CA_FILE));
            Vec::new()
        };
        if let Some(outside) = &outside
            && inside.iter().any(|inside| !outside.contains(inside))
        {
            self.found(Problem::new("authority-not-trusted", CA_FILE));
        }
        self.authorities = outside.unwrap_or(inside);
        Ok(())
    }

    /// SHA-256 of the authorities' certificates, to be compared with what headquarters says of itself.
    fn authority_fingerprints(&self) -> Vec<String> {
        self.authorities
            .iter()
            .map(|der| Sha256Digest::of(der).to_string())
            .collect()
    }
}

fn read_trusted_keys(path: &Path) -> Result<ExportKeys, Failure> {
    serde_json::from_slice(&files::read(path)?).map_err(|problem| Failure::NoKeys {
        path: path.to_owned(),
        problem: problem.to_string(),
    })
}
