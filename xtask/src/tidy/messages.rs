//! Text keys: each stands in both languages, each that is used exists, each that exists is used.
//! What is wrong inside a text (syntax, variables) is told by the tests of `lineproof-i18n`.

use super::Finding;
use super::tree::{SourceFile, Tree};
use std::collections::{BTreeMap, BTreeSet};

const LOCALES: &str = "crates/i18n/locales/";
const LANGUAGES: &[&str] = &["zh-CN", "en"];
/// Attributes that hold names of elements, which may look like a key.
const NAMES_OF_ELEMENTS: &[&str] = &[
    "class",
    "id",
    "for",
    "name",
    "href",
    "testid",
    "data-testid",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "list",
    "form",
    "slot",
];

/// Where a key stands: file and line.
type Place = (String, usize);

/// What the code says about keys.
#[derive(Default)]
struct Used {
    /// Keys in full, with the first place.
    keys: BTreeMap<String, Place>,
    /// Beginnings of keys that are put together at run time.
    beginnings: BTreeSet<String>,
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let defined: BTreeMap<&str, BTreeMap<String, Place>> = LANGUAGES
        .iter()
        .map(|language| (*language, keys_of(tree, language)))
        .collect();
    let areas: BTreeSet<String> = tree.with_ending("ftl").filter_map(area_of).collect();
    let used = used_keys(tree, &areas);

    let mut findings = Vec::new();
    for (language, keys) in &defined {
        for (other, others) in &defined {
            for (key, (path, line)) in keys.iter().filter(|(key, _)| !others.contains_key(*key)) {
                let what = format!("{key} stands in {language} but not in {other}");
                findings.push(Finding::new(
                    path,
                    *line,
                    what,
                    "write it in both languages",
                ));
            }
        }
    }
    let all: BTreeMap<&String, &Place> = defined.values().flatten().collect();
    for (key, (path, line)) in &used.keys {
        if !all.contains_key(key) {
            let what = format!("the key {key} has no text");
            findings.push(Finding::new(
                path,
                *line,
                what,
                "add it to crates/i18n/locales, in both languages",
            ));
        }
    }
    for (key, (path, line)) in all {
        let built = used
            .beginnings
            .iter()
            .any(|start| key.starts_with(start.as_str()));
        if !built && !used.keys.contains_key(key) {
            let what = format!("nothing uses {key}");
            findings.push(Finding::new(path, *line, what, "use it or delete it"));
        }
    }
    findings
}

fn area_of(file: &SourceFile) -> Option<String> {
    let name = file.path.strip_prefix(LOCALES)?.rsplit('/').next()?;
    Some(name.trim_end_matches(".ftl").to_owned())
}

fn keys_of(tree: &Tree, language: &str) -> BTreeMap<String, Place> {
    let folder = format!("{LOCALES}{language}/");
    let mut keys = BTreeMap::new();
    for file in tree
        .with_ending("ftl")
        .filter(|file| file.path.starts_with(&folder))
    {
        for (at, line) in file.lines() {
            let Some((key, _)) = line.split_once('=') else {
                continue;
            };
            if key.starts_with(|c: char| c.is_ascii_lowercase())
                && key.trim_end().chars().all(in_key)
            {
                keys.insert(key.trim_end().to_owned(), (file.path.clone(), at));
            }
        }
    }
    keys
}

fn in_key(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

fn used_keys(tree: &Tree, areas: &BTreeSet<String>) -> Used {
    let mut used = Used::default();
    for file in &tree.files {
        let is_code = ["rs", "ts", "svelte", "toml", "ftl"]
            .iter()
            .any(|ending| file.is(ending));
        if !is_code
            || file.is_test()
            || file.is_generated()
            || file.path.contains("/dev/")
            || file.path.starts_with("xtask/")
        {
            continue;
        }
        for (at, line) in file.lines() {
            if is_start_of_unit_tests(file, line) {
                break;
            }
            read_line(file, at, line, areas, &mut used);
        }
    }
    used
}

fn is_start_of_unit_tests(file: &SourceFile, line: &str) -> bool {
    file.is("rs") && line.starts_with("mod tests {")
}

fn read_line(file: &SourceFile, at: usize, line: &str, areas: &BTreeSet<String>, used: &mut Used) {
    if line.trim_start().starts_with("//") {
        return;
    }
    // In a text file a key is named as `{ key }`, everywhere else it is quoted.
    let openers = if file.is("ftl") { "{ " } else { "\"'`" };
    for area in areas {
        let start = format!("{area}-");
        for (found, _) in line.match_indices(&start) {
            let before = &line[..found];
            if !before.ends_with(|c: char| openers.contains(c)) || names_an_element(before) {
                continue;
            }
            let rest = &line[found..];
            let end = rest.find(|c: char| !in_key(c)).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            if after.starts_with('{')
                || after.starts_with("${")
                || after.starts_with("' +")
                || key.ends_with('-')
            {
                used.beginnings.insert(key.to_owned());
            } else if after.starts_with(|c: char| "\"'`".contains(c)) || file.is("ftl") {
                let place = (file.path.clone(), at);
                used.keys.entry(key.to_owned()).or_insert(place);
            }
        }
    }
}

fn names_an_element(before: &str) -> bool {
    let Some(attribute) = before
        .trim_end_matches(|c: char| "\"'`{".contains(c))
        .strip_suffix('=')
    else {
        return false;
    };
    NAMES_OF_ELEMENTS.iter().any(|name| {
        attribute
            .strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: &str = "crates/i18n/locales/zh-CN/field.ftl";
    const EN: &str = "crates/i18n/locales/en/field.ftl";

    fn found(zh: &str, en: &str, path: &str, code: &str) -> Vec<String> {
        check(&Tree::of(&[(ZH, zh), (EN, en), (path, code)]))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_key_without_a_text_is_found() {
        let found = found(
            "field-a = 甲\n",
            "field-a = A\n",
            "ui/a.ts",
            "t('field-a');\nt('field-b');\n",
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("ui/a.ts:2: the key field-b has no text"));
    }

    #[test]
    fn a_key_of_one_language_only_is_found() {
        let found = found("field-a = 甲\n", "", "ui/a.ts", "t('field-a')");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("field-a stands in zh-CN but not in en"));
    }

    #[test]
    fn a_key_that_nothing_uses_is_found() {
        let found = found("# x\nfield-a = 甲\n", "field-a = A\n", "ui/a.ts", "");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("field.ftl:") && found[0].contains("nothing uses field-a"));
    }

    #[test]
    fn a_key_put_together_at_run_time_counts_as_used() {
        let text = "field-state-sent = x\nfield-state-kept = x\n";
        assert_eq!(
            found(text, text, "ui/a.svelte", "{t(`field-state-${state}`)}"),
            [""; 0]
        );
        assert_eq!(
            found(
                text,
                text,
                "crates/a.rs",
                "format!(\"field-state-{state}\")"
            ),
            [""; 0]
        );
    }

    #[test]
    fn names_of_elements_and_tests_are_no_keys() {
        let markup = "<p class=\"field-row\" data-testid=\"field-x\" id='field-y'>";
        assert_eq!(found("", "", "ui/a.svelte", markup), [""; 0]);
        assert_eq!(
            found("", "", "crates/a.rs", "mod tests {\n text(\"field-none\");"),
            [""; 0]
        );
    }

    #[test]
    fn a_comment_names_no_key() {
        assert_eq!(
            found("", "", "crates/a.rs", "//! answers `field-none`\n"),
            [""; 0]
        );
    }

    #[test]
    fn a_text_may_use_another_text() {
        let text = "field-a = { field-b }\nfield-b = b\n";
        assert_eq!(found(text, text, "ui/a.ts", "t('field-a')"), [""; 0]);
    }
}
