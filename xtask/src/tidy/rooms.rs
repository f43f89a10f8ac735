//! Section 2 of docs/ARCHITECTURE.md is the law: a package uses only the rooms its row allows.

use super::Finding;
use super::tree::Tree;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PLAN: &str = "docs/ARCHITECTURE.md";
/// Any package may test itself with the test kit.
const TEST_KIT: &str = "testkit";

/// What a row says about the rooms its package may use.
#[derive(Debug, PartialEq, Eq)]
enum MayUse {
    All,
    These(BTreeSet<String>),
}

impl MayUse {
    fn allows(&self, room: &str) -> bool {
        match self {
            Self::All => true,
            Self::These(rooms) => rooms.contains(room),
        }
    }
}

pub fn check(tree: &Tree, metadata: &Value) -> Vec<Finding> {
    let Some(plan) = tree.files.iter().find(|file| file.path == PLAN) else {
        let to_do = "write section 2 of the plan: one row a room";
        return vec![Finding::new(PLAN, 1, "is missing", to_do)];
    };
    let rows = rows_of(&plan.text);
    let names = |value: &Value| value.as_str().map(str::to_owned);
    let packages = metadata["packages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let ours: BTreeSet<String> = packages.iter().filter_map(|p| names(&p["name"])).collect();

    let mut findings = Vec::new();
    for package in packages {
        let Some(name) = names(&package["name"]) else {
            continue;
        };
        let room = room_of(&name);
        let manifest = manifest_path(package, metadata);
        let Some(allowed) = rows.get(room) else {
            let what = format!("{name} has no row in section 2 of {PLAN}");
            findings.push(Finding::new(
                &manifest,
                1,
                what,
                "add the row: what it holds, what it may use",
            ));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let Some(used) = names(&dependency["name"]).filter(|used| ours.contains(used)) else {
                continue;
            };
            let used_room = room_of(&used);
            let for_tests = dependency["kind"].as_str() == Some("dev");
            if used_room == room
                || allowed.allows(used_room)
                || (for_tests && used_room == TEST_KIT)
            {
                continue;
            }
            let what = format!("{name} uses {used}, which its row in {PLAN} does not allow");
            let line = line_of(tree, &manifest, &used);
            findings.push(Finding::new(
                &manifest,
                line,
                what,
                "move the code, or change the plan with its reason",
            ));
        }
    }
    findings
}

/// Room name to what it may use, from the table's first and third column.
fn rows_of(plan: &str) -> BTreeMap<String, MayUse> {
    let section = plan
        .lines()
        .skip_while(|line| !line.starts_with("## 2"))
        .skip(1)
        .take_while(|line| !line.starts_with("## "));
    let mut rows = BTreeMap::new();
    for line in section.filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [room, _, may_use, ..] = cells[..] else {
            continue;
        };
        let room = room.trim_matches('`').trim_end_matches('/');
        let room = room.rsplit('/').next().unwrap_or(room);
        let may_use = match may_use {
            "all" => MayUse::All,
            "nothing of ours" | "" => MayUse::These(BTreeSet::new()),
            list => MayUse::These(list.split(',').map(|name| name.trim().to_owned()).collect()),
        };
        rows.insert(room.to_owned(), may_use);
    }
    rows
}

/// The room of a package: `lineproof-store` is `store`, the application itself is `src-tauri`.
fn room_of(package: &str) -> &str {
    if package == "lineproof" {
        return "src-tauri";
    }
    package.strip_prefix("lineproof-").unwrap_or(package)
}

fn manifest_path(package: &Value, metadata: &Value) -> String {
    let path = package["manifest_path"].as_str().unwrap_or_default();
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    path.strip_prefix(root)
        .unwrap_or(path)
        .replace('\\', "/")
        .trim_start_matches('/')
        .to_owned()
}

fn line_of(tree: &Tree, manifest: &str, used: &str) -> usize {
    tree.files
        .iter()
        .find(|file| file.path == manifest)
        .and_then(|file| file.lines().find(|(_, line)| line.starts_with(used)))
        .map_or(1, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TABLE: &str = "# Plan\n## 2. Rooms\n| room | holds | may use | never |\n|---|---|---|---|\n\
        | `crates/domain` | rules | nothing of ours | I/O |\n| `crates/store` | log | domain, protocol | net |\n\
        | `crates/testkit` | fixtures | all | release |\n## 3. Words\n";

    fn metadata(package: &str, uses: &str, kind: Option<&str>) -> Value {
        json!({
            "workspace_root": "w",
            "packages": [
                {"name": package, "manifest_path": "w/a/Cargo.toml",
                 "dependencies": [{"name": uses, "kind": kind}, {"name": "serde", "kind": null}]},
                {"name": uses, "manifest_path": "w/b/Cargo.toml", "dependencies": []},
            ],
        })
    }

    fn found(package: &str, uses: &str, kind: Option<&str>) -> Vec<Finding> {
        let tree = Tree::of(&[
            (PLAN, TABLE),
            (
                "a/Cargo.toml",
                "[dependencies]\nlineproof-store.workspace = true\n",
            ),
        ]);
        check(&tree, &metadata(package, uses, kind))
    }

    #[test]
    fn a_use_that_the_row_does_not_allow_is_found_with_its_line() {
        let findings = found("lineproof-domain", "lineproof-store", None);
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0]
                .to_string()
                .starts_with("a/Cargo.toml:2: lineproof-domain uses lineproof-store")
        );
    }

    #[test]
    fn a_use_that_the_row_allows_passes() {
        assert_eq!(found("lineproof-store", "lineproof-domain", None), vec![]);
    }

    #[test]
    fn the_test_kit_is_for_tests_only() {
        assert_eq!(
            found("lineproof-domain", "lineproof-testkit", Some("dev")),
            vec![]
        );
        assert_eq!(
            found("lineproof-domain", "lineproof-testkit", None).len(),
            1
        );
    }

    #[test]
    fn a_package_without_a_row_is_found() {
        assert_eq!(found("lineproof-annex", "lineproof-domain", None).len(), 1);
    }
}
