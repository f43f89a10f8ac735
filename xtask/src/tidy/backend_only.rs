//! Screens know the desktop only through one `backend/` folder per application, so that a browser and a
//! test can stand in for it.

use super::Finding;
use super::tree::Tree;

const BRIDGE: &str = concat!("@tauri-", "apps/");

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        let is_code = ["ts", "js", "svelte"].iter().any(|ending| file.is(ending));
        if !file.path.starts_with("ui/") || !is_code || file.path.contains("/backend/") {
            continue;
        }
        for (at, line) in file.lines() {
            if line.contains(BRIDGE) && (line.contains("import") || line.contains("from ")) {
                let what = format!("{BRIDGE} is imported outside a backend folder");
                findings.push(Finding::new(
                    &file.path,
                    at,
                    what,
                    "call it through backend/",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bridge_outside_backend_is_found() {
        let text = format!("import {{ invoke }} from '{BRIDGE}api/core';\n");
        let tree = Tree::of(&[
            ("ui/field/src/jobs/list.ts", &text),
            ("ui/field/src/backend/desktop.ts", &text),
        ]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].path, "ui/field/src/jobs/list.ts");
    }
}
