//! Every text a person reads comes from a Fluent key, so that both languages are complete.

use super::Finding;
use super::markup;
use super::tree::{SourceFile, Tree};

/// Attributes whose value is read by people, on the screen or by a screen reader.
const READ_BY_PEOPLE: &[&str] = &[
    "placeholder",
    "title",
    "alt",
    "label",
    "caption",
    "heading",
    "hint",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
];

/// Symbols of units and caps of keys, which read the same in both languages.
const SAME_IN_EVERY_LANGUAGE: &[&str] = &[
    "km", "mm", "nm", "ms", "dB", "dBm", "Enter", "Esc", "Tab", "Ctrl", "Shift", "PDF",
];

const TO_DO: &str = "give it a key in crates/i18n/locales, in both languages";

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| is_screen_code(file)) {
        if file.is("svelte") {
            markup_texts(file, &mut findings);
        }
        if file.is("svelte") || file.is("ts") {
            chinese_in_script(file, &mut findings);
        }
    }
    findings
}

/// Sample data of development pages and tests is made of names, not of texts of the product.
fn is_screen_code(file: &SourceFile) -> bool {
    file.path.starts_with("ui/")
        && !file.is_test()
        && !file.is_generated()
        && !file.path.contains("/dev/")
}

fn markup_texts(file: &SourceFile, findings: &mut Vec<Finding>) {
    for piece in markup::pieces(&file.text) {
        let text = piece.text.trim();
        let bad = match &piece.attribute {
            None => has_words(text),
            Some(name) if READ_BY_PEOPLE.contains(&name.as_str()) => {
                has_words(text) && !looks_like_a_key(text)
            }
            // Chinese anywhere else is reported with the script.
            Some(_) => false,
        };
        if bad {
            let shown: String = text.chars().take(40).collect();
            let what = format!("the text \"{shown}\" stands in the markup");
            findings.push(Finding::new(&file.path, piece.line, what, TO_DO));
        }
    }
}

fn chinese_in_script(file: &SourceFile, findings: &mut Vec<Finding>) {
    let mut in_comment = false;
    for (at, line) in file.lines() {
        let line = without_comments(line, &mut in_comment);
        let already_found = findings
            .iter()
            .any(|finding| finding.path == file.path && finding.line == at);
        if line.chars().any(is_chinese) && !already_found {
            let what = "a Chinese text stands in the code";
            findings.push(Finding::new(&file.path, at, what, TO_DO));
        }
    }
}

/// The line without `// ..`, `/* .. */` and `<!-- .. -->`, across lines.
fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let mut kept = String::new();
    let mut rest = line;
    loop {
        if *in_comment {
            let Some((at, end)) = first_of(rest, &["*/", "-->"]) else {
                return kept;
            };
            *in_comment = false;
            rest = &rest[at + end.len()..];
        }
        let Some((at, mark)) = first_of(rest, &["//", "/*", "<!--"]) else {
            kept.push_str(rest);
            return kept;
        };
        kept.push_str(&rest[..at]);
        if mark == "//" {
            return kept;
        }
        *in_comment = true;
        rest = &rest[at + mark.len()..];
    }
}

fn first_of<'a>(text: &str, marks: &[&'a str]) -> Option<(usize, &'a str)> {
    marks
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, *mark)))
        .min()
}

/// Two letters in a row outside `&entities;`, or anything Chinese.
fn has_words(text: &str) -> bool {
    if SAME_IN_EVERY_LANGUAGE.contains(&text) {
        return false;
    }
    let mut letters = 0;
    let mut in_entity = false;
    for next in text.chars() {
        match next {
            '&' => in_entity = true,
            ';' | ' ' if in_entity => in_entity = false,
            _ => {}
        }
        letters = if next.is_alphabetic() && !in_entity {
            letters + 1
        } else {
            0
        };
        if letters == 2 || is_chinese(next) {
            return true;
        }
    }
    false
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

fn looks_like_a_key(text: &str) -> bool {
    text.contains('-')
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&Tree::of(&[(path, text)]))
            .iter()
            .map(|found| found.line)
            .collect()
    }

    #[test]
    fn words_in_markup_are_found() {
        assert_eq!(
            lines("ui/field/src/A.svelte", "<p>\n  Save\n</p>\n<i>线</i>\n"),
            [2, 4]
        );
    }

    #[test]
    fn words_in_attributes_that_people_read_are_found() {
        let text = "<input placeholder=\"Your name\" data-testid=\"name box\" class=\"wide\">\n";
        assert_eq!(lines("ui/field/src/A.svelte", text), [1]);
    }

    #[test]
    fn keys_signs_and_entities_pass() {
        let text =
            "<Text label=\"field-save\" /> · &nbsp; <b>{t('field-save')}</b> 100 / 2 m <i>dB</i>";
        assert_eq!(lines("ui/field/src/A.svelte", text), [0_usize; 0]);
    }

    #[test]
    fn chinese_in_a_script_is_found_but_not_in_a_comment() {
        let text = "// 注释\nconst a = '保存'; // 好\n/* 多\n行 */ const b = 1;\n";
        assert_eq!(lines("ui/shared/src/a.ts", text), [2]);
    }

    #[test]
    fn sample_data_and_tests_pass() {
        assert_eq!(
            lines("ui/field/dev/sample.ts", "const a = '北京';"),
            [0_usize; 0]
        );
        assert_eq!(
            lines("ui/field/src/a.test.ts", "const a = '北京';"),
            [0_usize; 0]
        );
    }
}
