//! Most engineers use Windows: what differs between systems stands in one `platform` module per crate.

use super::Finding;
use super::tree::{SourceFile, Tree};

/// Put together at build time, so that this file does not find itself.
const MARKS: &[&str] = &[
    concat!("std", "::os::"),
    concat!("\"/", "proc"),
    concat!("\"/", "tmp"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.with_ending("rs").filter(|file| !is_platform(file)) {
        for (at, line) in file.lines() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            if let Some(mark) = MARKS.iter().find(|mark| line.contains(**mark)) {
                let what = format!("{} belongs to one operating system", mark.trim_matches('"'));
                let to_do = "move it into this crate's platform module";
                findings.push(Finding::new(&file.path, at, what, to_do));
            }
        }
    }
    findings
}

fn is_platform(file: &SourceFile) -> bool {
    file.path.ends_with("/platform.rs") || file.path.contains("/platform/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_code_outside_a_platform_module_is_found() {
        let text = format!(
            "fn f() {{\n    {}unix::x();\n    open({}/self\");\n}}\n",
            MARKS[0], MARKS[1]
        );
        let tree = Tree::of(&[
            ("crates/a/src/b.rs", &text),
            ("crates/a/src/platform.rs", &text),
        ]);
        let lines: Vec<usize> = check(&tree).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn a_comment_may_name_it() {
        let text = format!("// why {} is not used\n", MARKS[0]);
        assert_eq!(check(&Tree::of(&[("a.rs", &text)])), vec![]);
    }
}
