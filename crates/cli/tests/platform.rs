//! What only some operating systems allow.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_evidence::sor_writer::SorFile;
use std::path::Path;

#[test]
fn a_path_that_is_no_text_is_a_path_like_any_other() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(OsStr::from_bytes(b"line-\xff.sor"));
    std::fs::write(&path, SorFile::default().write()).unwrap();
    let asked = |path: &Path| {
        let mut command = support::command();
        command.arg("inspect").arg(path).args(["--lang", "en"]);
        command.output().unwrap()
    };
    let found = asked(&path);
    assert_eq!(found.status.code(), Some(0), "{found:?}");
    let missing = asked(&folder.path().join(OsStr::from_bytes(b"\xfe")));
    assert_eq!(missing.status.code(), Some(2), "{missing:?}");
    let said = String::from_utf8(missing.stderr).unwrap();
    assert!(said.contains("There is no file"), "{said}");
}
