//! A test that is switched off proves nothing and is forgotten. A test that cannot run here says so while
//! running, with a line `SKIPPED: <test>: <reason>`.

use super::Finding;
use super::tree::Tree;

const RUST_MARK: &str = concat!("#[", "ignore");
const SCRIPT_RUNNERS: &[&str] = &["it", "test", "describe"];
const SCRIPT_SWITCHES: &[&str] = &[".only(", ".skip(", ".todo("];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        let is_script = ["ts", "js", "mjs"].iter().any(|ending| file.is(ending));
        for (at, line) in file.lines() {
            let found = match () {
                () if file.is("rs") => line.contains(RUST_MARK),
                () if is_script => switches_a_test(line),
                () => false,
            };
            if found {
                let to_do = "run it, or delete it with its reason in the commit";
                findings.push(Finding::new(
                    &file.path,
                    at,
                    "a test is switched off or alone",
                    to_do,
                ));
            }
        }
    }
    findings
}

fn switches_a_test(line: &str) -> bool {
    SCRIPT_RUNNERS.iter().any(|runner| {
        SCRIPT_SWITCHES.iter().any(|switch| {
            let call = format!("{runner}{switch}");
            line.match_indices(&call)
                .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switched_off_test_is_found_in_rust_and_in_typescript() {
        let rust = format!("{RUST_MARK}]\nfn t() {{}}\n");
        let script = "it.only('x', () => {});\nvisit.skip(2);\nlist.it.skip(1);\n";
        let tree = Tree::of(&[("a.rs", &rust), ("b.test.ts", script)]);
        let found: Vec<(String, usize)> =
            check(&tree).into_iter().map(|f| (f.path, f.line)).collect();
        assert_eq!(found, [("a.rs".to_owned(), 1), ("b.test.ts".to_owned(), 1)]);
    }
}
