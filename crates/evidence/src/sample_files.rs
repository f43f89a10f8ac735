//! Real files of instruments and cameras for tests, kept outside the project.

use std::path::PathBuf;

/// The bytes of a file below the folder of samples; `None`, with the reason printed, without it.
pub(crate) fn sample_file(path: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if !folder.is_dir() {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or_default();
        println!(
            "SKIPPED: {test}: no folder of samples at {}",
            folder.display()
        );
        return None;
    }
    Some(std::fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
}
