//! A path that exists on one machine only breaks on every other, and tells strangers about it.

use super::Finding;
use super::tree::Tree;

const ROOTS: &[&str] = &[
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("\\Us", "ers\\"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for (at, line) in file.lines() {
            if let Some(root) = ROOTS.iter().find(|root| starts_a_path(line, root)) {
                let what = format!("a path below {root} of one machine");
                let to_do = "use a path from the repository or from the environment";
                findings.push(Finding::new(&file.path, at, what, to_do));
            }
        }
    }
    findings
}

/// Whether `root` stands at the beginning of a path (not inside a longer one) and something follows.
fn starts_a_path(line: &str, root: &str) -> bool {
    line.match_indices(root).any(|(at, _)| {
        let inside = line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-}*".contains(c));
        let goes_on =
            line[at + root.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        !inside && goes_on
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_found() {
        let text = format!("fine\nsee {}li/notes.txt\n", ROOTS[2]);
        let findings = check(&Tree::of(&[("docs/a.md", &text)]));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].line, 2);
    }

    #[test]
    fn the_same_word_inside_a_path_of_the_project_passes() {
        let text = format!(
            "ui{}page.ts and https://example.cn{}x\n",
            ROOTS[1], ROOTS[2]
        );
        assert_eq!(check(&Tree::of(&[("a.md", &text)])), vec![]);
    }
}
