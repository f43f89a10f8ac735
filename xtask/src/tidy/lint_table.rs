//! A package without `[lints] workspace = true` would be built without the lints everybody agreed on.

use super::Finding;
use super::tree::Tree;

pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.with_ending("toml")
        .filter(|file| file.path == "Cargo.toml" || file.path.ends_with("/Cargo.toml"))
        .filter(|file| file.text.contains("[package]") && !takes_workspace_lints(&file.text))
        .map(|file| {
            let what = "the workspace's lints do not hold here";
            Finding::new(&file.path, 1, what, "add [lints] with workspace = true")
        })
        .collect()
}

fn takes_workspace_lints(manifest: &str) -> bool {
    manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[lints]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .any(|line| line.replace(' ', "") == "workspace=true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_without_the_lint_table_is_found() {
        let tree = Tree::of(&[
            (
                "crates/a/Cargo.toml",
                "[package]\nname = \"a\"\n[lints.clippy]\nworkspace = true\n",
            ),
            (
                "crates/b/Cargo.toml",
                "[package]\nname = \"b\"\n\n[lints]\nworkspace = true\n",
            ),
        ]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0]
                .to_string()
                .starts_with("crates/a/Cargo.toml:1: ")
        );
    }
}
