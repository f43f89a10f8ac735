//! The folder of the results: made anew, told from other people's folders by our own seal, and its pictures listed.

use anyhow::{Context, Result, bail};
use lineproof_domain::digest::Sha256Digest;
use lineproof_protocol::export::{
    BLOB_FOLDER, CA_FILE, ExportPictures, ExportSeal, KEYS_FILE, LOG_FILE, PICTURES_FILE,
    RECORD_FILE, SEAL_FILE, SealedFile, json,
};
use std::path::{Path, PathBuf};

/// Papers by the names under which they are left.
pub const TEST_REPORT_FILE: &str = "test-report.pdf";
pub const ACCEPTANCE_FILE: &str = "acceptance.pdf";
const FILES: [&str; 8] = [
    RECORD_FILE,
    LOG_FILE,
    KEYS_FILE,
    CA_FILE,
    SEAL_FILE,
    PICTURES_FILE,
    TEST_REPORT_FILE,
    ACCEPTANCE_FILE,
];

/// Makes the folder, without the results of an earlier play.
///
/// A folder that holds anything else is refused, and nothing in it is touched.
pub fn prepare(out: &Path) -> Result<()> {
    std::fs::create_dir_all(out)?;
    let earlier = entries(out)?;
    if !earlier.is_empty() && !is_sealed_by_us(out) {
        bail!("it is not empty and no earlier play left it: name an empty or a new folder");
    }
    if let Some(strange) = first_strange(&earlier)? {
        bail!(
            "it holds {}, which no earlier play left: name an empty or a new folder",
            strange.display()
        );
    }
    for path in earlier {
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Lists every picture in the folder, so that a changed one is found. The first list marks the folder as ours.
pub fn list_pictures(out: &Path) -> Result<()> {
    let mut list = ExportPictures::default();
    for path in entries(out)?.into_iter().filter(|path| is_picture(path)) {
        list.pictures.push(SealedFile {
            path: name(&path).to_owned(),
            sha256: Sha256Digest::of(&std::fs::read(&path)?),
        });
    }
    std::fs::write(out.join(PICTURES_FILE), json(&list)?)?;
    Ok(())
}

fn is_sealed_by_us(out: &Path) -> bool {
    let read = |file| std::fs::read(out.join(file)).unwrap_or_default();
    serde_json::from_slice::<ExportSeal>(&read(SEAL_FILE)).is_ok()
        || serde_json::from_slice::<ExportPictures>(&read(PICTURES_FILE)).is_ok()
}

fn first_strange(earlier: &[PathBuf]) -> Result<Option<PathBuf>> {
    for path in earlier {
        if path.is_dir() && !path.is_symlink() && name(path) == BLOB_FOLDER {
            let blobs = entries(path)?;
            let is_blob = |path: &PathBuf| name(path).parse::<Sha256Digest>().is_ok();
            if let Some(strange) = blobs.into_iter().find(|path| !is_blob(path)) {
                return Ok(Some(strange));
            }
        } else if !path.is_file() || !(FILES.contains(&name(path)) || is_picture(path)) {
            return Ok(Some(path.clone()));
        }
    }
    Ok(None)
}

fn is_picture(path: &Path) -> bool {
    let name = name(path);
    let is_ours = name.starts_with("field-") || name.starts_with("console-");
    is_ours && name.ends_with(".png")
}

/// Empty where the name is no text: no file of ours.
fn name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = || format!("{} cannot be read", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let paths = entries(folder).unwrap();
        paths.iter().map(|path| name(path).to_owned()).collect()
    }

    #[test]
    fn a_folder_with_other_peoples_files_is_refused_and_stays_whole() {
        let out = tempfile::tempdir().unwrap();
        for file in ["invoice.pdf", "package.json", "field-today.png"] {
            std::fs::write(out.path().join(file), "theirs").unwrap();
        }
        std::fs::create_dir(out.path().join(BLOB_FOLDER)).unwrap();
        prepare(out.path()).unwrap_err();
        let left = ["blobs", "field-today.png", "invoice.pdf", "package.json"];
        assert_eq!(names(out.path()), left);
    }

    #[test]
    fn the_results_of_an_earlier_play_make_way_for_the_next() {
        let out = tempfile::tempdir().unwrap();
        let at = |file: &str| out.path().join(file);
        std::fs::write(at("field-today.png"), "picture").unwrap();
        list_pictures(out.path()).unwrap();
        std::fs::write(at(TEST_REPORT_FILE), "%PDF").unwrap();
        std::fs::create_dir(at(BLOB_FOLDER)).unwrap();
        let blob = Sha256Digest::of(b"blob").to_string();
        std::fs::write(at(BLOB_FOLDER).join(blob), "blob").unwrap();
        prepare(out.path()).unwrap();
        assert!(names(out.path()).is_empty());
    }

    #[test]
    fn what_was_added_to_an_earlier_play_keeps_everything_in_place() {
        let out = tempfile::tempdir().unwrap();
        let at = |file: &str| out.path().join(file);
        list_pictures(out.path()).unwrap();
        std::fs::create_dir(at(BLOB_FOLDER)).unwrap();
        std::fs::write(at(BLOB_FOLDER).join("letter.txt"), "theirs").unwrap();
        let refused = prepare(out.path()).unwrap_err();
        assert!(refused.to_string().contains("letter.txt"), "{refused}");
        assert_eq!(names(out.path()), [BLOB_FOLDER, PICTURES_FILE]);
    }
}
