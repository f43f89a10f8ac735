//! What tests stand on: a headquarters and the devices of `alice` and `bob` in this process, an order, a day's work,
//! and a way between them that fails on request.
#![warn(missing_docs)]

pub mod device;
pub mod headquarters;
pub mod net;
pub mod order;
pub mod samples;
pub mod work;
pub mod world;

pub use device::Device;
pub use headquarters::Headquarters;
pub use world::World;

use std::path::PathBuf;

/// The fonts of documents, as set-up fetched them.
#[must_use]
pub fn fonts() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../ui/node_modules/@expo-google-fonts/noto-sans-sc"
    ))
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &std::path::Path, to: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
