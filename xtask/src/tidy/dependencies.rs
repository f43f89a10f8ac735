//! What we build on is a decision: each direct dependency stands in docs/dependencies.md with its reason.

use super::Finding;
use super::tree::Tree;
use serde_json::Value;
use std::collections::BTreeSet;

const LIST: &str = "docs/dependencies.md";
const TO_DO: &str = "add its line to docs/dependencies.md: what for, which licence";

pub fn check(tree: &Tree, metadata: &Value) -> Vec<Finding> {
    let listed = tree
        .files
        .iter()
        .find(|file| file.path == LIST)
        .map(|file| listed_names(&file.text))
        .unwrap_or_default();
    let missing = |name: &&str| !listed.contains(*name);
    let crates = crate_names(metadata);
    let unlisted_crates = crates.iter().copied().filter(missing).map(|name| {
        Finding::new(
            "Cargo.toml",
            1,
            format!("the crate {name} is not listed"),
            TO_DO,
        )
    });
    let packages: Vec<(&str, Value)> = tree
        .with_ending("json")
        .filter(|file| file.path.starts_with("ui/") && file.path.ends_with("package.json"))
        .filter_map(|file| Some((file.path.as_str(), serde_json::from_str(&file.text).ok()?)))
        .collect();
    let unlisted_packages = packages.iter().flat_map(|(path, manifest)| {
        package_names(manifest)
            .filter(missing)
            .map(|name| Finding::new(path, 1, format!("the package {name} is not listed"), TO_DO))
    });
    unlisted_crates.chain(unlisted_packages).collect()
}

/// The names in the first column of the tables.
fn listed_names(list: &str) -> BTreeSet<&str> {
    list.lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .flat_map(|names| names.split([',', ' ']))
        .filter(|name| !name.is_empty())
        .collect()
}

/// Direct dependencies of our packages that are not ours.
fn crate_names(metadata: &Value) -> BTreeSet<&str> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .flat_map(|package| package["dependencies"].as_array().into_iter().flatten())
        .filter(|dependency| dependency["path"].is_null())
        .filter_map(|dependency| dependency["name"].as_str())
        .collect()
}

fn package_names(manifest: &Value) -> impl Iterator<Item = &str> {
    ["dependencies", "devDependencies"]
        .into_iter()
        .filter_map(|table| manifest[table].as_object())
        .flat_map(|table| table.keys())
        .map(String::as_str)
        .filter(|name| !name.starts_with("@lineproof/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_dependency_without_its_line_is_found() {
        let list =
            "| crate | what for |\n|---|---|\n| axum, axum-server | HTTP |\n| svelte | screens |\n";
        let manifest =
            r#"{"dependencies": {"svelte": "5", "left-pad": "1", "@lineproof/shared": "*"}}"#;
        let tree = Tree::of(&[(LIST, list), ("ui/field/package.json", manifest)]);
        let metadata = json!({"packages": [{"dependencies": [
            {"name": "axum-server", "path": null},
            {"name": "openssl", "path": null},
            {"name": "lineproof-domain", "path": "crates/domain"},
        ]}]});
        let found: Vec<String> = check(&tree, &metadata)
            .into_iter()
            .map(|f| f.what)
            .collect();
        assert_eq!(
            found,
            [
                "the crate openssl is not listed",
                "the package left-pad is not listed"
            ]
        );
    }
}
