//! The committed description of the console API is the one the program gives.

use std::path::Path;

/// Writes the file anew with `UPDATE_OPENAPI=1 cargo test -p lineproof-hq openapi`.
#[test]
fn the_committed_description_is_not_stale() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let described = lineproof_hq::api::openapi_document();
    let current = serde_json::to_string_pretty(&described).unwrap() + "\n";
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, current,
        "docs/openapi.json is stale: UPDATE_OPENAPI=1 cargo test -p lineproof-hq openapi"
    );
}
