//! What is not done is an issue with a number, not a mark in the code.

use super::Finding;
use super::tree::Tree;

const WORDS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];
const MACROS: &[&str] = &[concat!("todo", "!("), concat!("unimplemented", "!(")];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let code = [
        "rs", "ts", "js", "mjs", "svelte", "css", "sql", "toml", "sh", "py", "java",
    ];
    for file in &tree.files {
        if !code.iter().any(|ending| file.is(ending)) || file.is_generated() {
            continue;
        }
        for (at, line) in file.lines() {
            let word = WORDS.iter().find(|word| has_word(line, word));
            let call = MACROS
                .iter()
                .find(|call| file.is("rs") && line.contains(**call));
            if let Some(mark) = word.or(call) {
                let what = format!("{mark} left in the code");
                findings.push(Finding::new(
                    &file.path,
                    at,
                    what,
                    "do it now or open an issue",
                ));
            }
        }
    }
    findings
}

fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(part_of_word) && !line[at + word.len()..].starts_with(part_of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_for_later_is_found() {
        let text = format!("// {}: later\nlet a = 1;\n{});\n", WORDS[0], MACROS[0]);
        let lines: Vec<usize> = check(&Tree::of(&[("a.rs", &text)]))
            .iter()
            .map(|f| f.line)
            .collect();
        assert_eq!(lines, [1, 3]);
    }

    #[test]
    fn a_longer_word_passes() {
        let text = format!("const {}S: u8 = 1;\n", WORDS[0]);
        assert_eq!(check(&Tree::of(&[("a.rs", &text)])), vec![]);
    }
}
