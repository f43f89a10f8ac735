//! What differs between operating systems.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file that only its owner may read, so that a crash leaves the old one or the new one. Writers at the same
/// time do not meet: each has a file of its own until the rename, and the last one stays.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    lineproof_store::make_folder(folder)?;
    let mut fresh = tempfile::Builder::new()
        .suffix(".new")
        .tempfile_in(folder)?;
    fresh.write_all(bytes)?;
    fresh.as_file().sync_all()?;
    fresh.persist(path)?;
    sync_folder(folder)
}

/// Makes a rename last. Windows keeps names in a journal and cannot open folders.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// What people call this machine.
pub fn machine_name() -> String {
    let name = ["HOSTNAME", "COMPUTERNAME"]
        .into_iter()
        .find_map(|key| std::env::var(key).ok());
    let name = name.or_else(host_name_file).unwrap_or_default();
    let name = name.trim();
    if name.is_empty() {
        "laptop".to_owned()
    } else {
        name.chars().take(64).collect()
    }
}

#[cfg(target_os = "linux")]
fn host_name_file() -> Option<String> {
    fs::read_to_string("/etc/hostname").ok()
}

#[cfg(not(target_os = "linux"))]
fn host_name_file() -> Option<String> {
    None
}

/// Fonts of the system that have characters ours lacks, the best first.
pub fn rare_character_fonts() -> Vec<std::path::PathBuf> {
    let paths: &[&str] = if cfg!(target_os = "windows") {
        &["C:/Windows/Fonts/simsunb.ttf"]
    } else if cfg!(target_os = "macos") {
        &["/System/Library/Fonts/Supplemental/Songti.ttc"]
    } else {
        &["/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"]
    };
    paths.iter().map(std::path::PathBuf::from).collect()
}

/// Bytes free for this user on the disk of `folder`.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    fs4::available_space(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_at_the_same_time_leave_one_whole_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glance.json");
        std::thread::scope(|scope| {
            for writer in 0_u8..8 {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..20 {
                        write_private(path, &vec![writer; 1000 + usize::from(writer)]).unwrap();
                    }
                });
            }
        });
        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes, vec![bytes[0]; 1000 + usize::from(bytes[0])]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_what_was_written() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        write_private(&path, b"secret").unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
