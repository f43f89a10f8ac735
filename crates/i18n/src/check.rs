//! What is wrong with the text files: for the tests and for `cargo xtask tidy`.

use crate::Language;
use crate::bundle::sources;
use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};

/// Something wrong with the text files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Problem {
    /// Fluent cannot read a message.
    #[error("{language} {area}.ftl cannot be read: {what}")]
    Syntax {
        /// The language of the file.
        language: Language,
        /// The area of the file.
        area: &'static str,
        /// What Fluent says.
        what: String,
    },
    /// A key does not begin with its area.
    #[error("{language} {area}.ftl: key `{key}` does not begin with `{area}-`")]
    WrongArea {
        /// The language of the file.
        language: Language,
        /// The area of the file.
        area: &'static str,
        /// The key.
        key: String,
    },
    /// A key is written twice.
    #[error("{language} {area}.ftl: key `{key}` stands there twice")]
    Twice {
        /// The language of the file.
        language: Language,
        /// The area of the file.
        area: &'static str,
        /// The key.
        key: String,
    },
    /// A key exists in one language only.
    #[error("{language} lacks the key `{key}`")]
    Untranslated {
        /// The language that lacks it.
        language: Language,
        /// The key.
        key: String,
    },
    /// The two languages use different variables.
    #[error("key `{key}`: the languages use different variables")]
    OtherVariables {
        /// The key.
        key: String,
    },
}

/// Key to the variables its text uses.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// Everything wrong with the files that are built in; empty when all is well.
#[must_use]
pub fn problems() -> Vec<Problem> {
    let mut found = Vec::new();
    let keys: Vec<(Language, Keys)> = Language::ALL
        .into_iter()
        .map(|language| (language, read(language, &mut found)))
        .collect();
    let all: BTreeSet<&String> = keys.iter().flat_map(|(_, keys)| keys.keys()).collect();
    for key in all {
        let mut seen: Option<&BTreeSet<String>> = None;
        for (language, keys) in &keys {
            match keys.get(key) {
                None => found.push(Problem::Untranslated {
                    language: *language,
                    key: key.clone(),
                }),
                Some(variables) if seen.is_some_and(|before| before != variables) => {
                    found.push(Problem::OtherVariables { key: key.clone() });
                }
                Some(variables) => seen = Some(variables),
            }
        }
    }
    found
}

fn read(language: Language, found: &mut Vec<Problem>) -> Keys {
    let mut keys = Keys::new();
    for (area, source) in sources(language) {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            found.extend(errors.into_iter().map(|error| Problem::Syntax {
                language,
                area,
                what: error.to_string(),
            }));
        }
        for (key, variables) in messages(source) {
            if !key.starts_with(&format!("{area}-")) {
                let key = key.clone();
                found.push(Problem::WrongArea {
                    language,
                    area,
                    key,
                });
            }
            if keys.insert(key.clone(), variables).is_some() {
                found.push(Problem::Twice {
                    language,
                    area,
                    key,
                });
            }
        }
    }
    keys
}

/// The messages of a file, each with the `$variables` of its lines.
fn messages(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic())
            && let Some((key, _)) = line.split_once('=')
        {
            found.push((key.trim().to_owned(), BTreeSet::new()));
        }
        if let Some((_, variables)) = found.last_mut() {
            variables.extend(variables_of(line));
        }
    }
    found
}

fn variables_of(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_readable_and_stands_in_both_languages() {
        let found: Vec<String> = problems().iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn variables_are_found_over_several_lines() {
        let source = "# c $no\na-b = x { $one }\n    y { $two ->\n   *[other] z\n }\na-c = none\n";
        let found = messages(source);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].1.len(), 2);
        assert!(found[1].1.is_empty());
    }
}
