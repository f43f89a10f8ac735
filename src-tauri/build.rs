//! Makes the window's folder when it is missing, so that checks run on a fresh clone, and builds the shell's tables.

use std::path::Path;

const WINDOW_FOLDER: &str = "ui/field/dist";
const EMPTY_WINDOW: &str = "<!doctype html><title>Lineproof</title><p>npm run build</p>";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let index = Path::new(WINDOW_FOLDER).join("index.html");
    if !index.exists() {
        std::fs::create_dir_all(WINDOW_FOLDER)?;
        std::fs::write(&index, EMPTY_WINDOW)?;
    }
    println!("cargo:rerun-if-changed={WINDOW_FOLDER}");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/*.json");
    tauri_build::try_build(attributes)?;
    Ok(())
}
