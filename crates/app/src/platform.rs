//! What differs between operating systems.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file that only its owner may read, so that a crash leaves the old one or the new one.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    lineproof_store::make_folder(folder)?;
    let fresh = path.with_extension("new");
    let mut file = private_options().open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&fresh, path)?;
    sync_folder(folder)
}

#[cfg(unix)]
fn private_options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options
}

/// Elsewhere the profile's folder is already its owner's alone.
#[cfg(not(unix))]
fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    options
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
