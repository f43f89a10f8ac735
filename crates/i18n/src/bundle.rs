//! Finding a text.

use crate::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

type Bundle = FluentBundle<FluentResource>;

macro_rules! area {
    ($language:literal, $area:literal) => {
        (
            $area,
            include_str!(concat!("../locales/", $language, "/", $area, ".ftl")),
        )
    };
}
macro_rules! areas {
    ($language:literal) => {
        [
            area!($language, "common"),
            area!($language, "field"),
            area!($language, "console"),
            area!($language, "document"),
            area!($language, "errors"),
            area!($language, "cli"),
        ]
    };
}

/// The source files of a language as (area, text).
pub(crate) const fn sources(language: Language) -> [(&'static str, &'static str); 6] {
    match language {
        Language::ZhCn => areas!("zh-CN"),
        Language::En => areas!("en"),
    }
}

static ZH_CN: LazyLock<Bundle> = LazyLock::new(|| build(Language::ZhCn));
static EN: LazyLock<Bundle> = LazyLock::new(|| build(Language::En));

/// Why a text cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// No file of this language has the key.
    #[error("no text `{key}` in {language}")]
    Missing {
        /// The key asked for.
        key: String,
        /// The language asked for.
        language: Language,
    },
    /// A placeable could not be filled: usually an argument that was not given.
    #[error("text `{key}` in {language} cannot be filled in: {problem}")]
    Unfilled {
        /// The key asked for.
        key: String,
        /// The language asked for.
        language: Language,
        /// What Fluent says.
        problem: String,
    },
}

/// The text of `key`, its variables replaced by `args`.
///
/// # Errors
/// When the language lacks the key, or a variable of the text is not among `args`.
pub fn lookup(
    language: Language,
    key: &str,
    args: &[(&str, FluentValue<'_>)],
) -> Result<String, TextError> {
    let bundle = match language {
        Language::ZhCn => &*ZH_CN,
        Language::En => &*EN,
    };
    let pattern = bundle
        .get_message(key)
        .and_then(|message| message.value())
        .ok_or_else(|| TextError::Missing {
            key: key.to_owned(),
            language,
        })?;
    let args: FluentArgs<'_> = args
        .iter()
        .map(|(name, value)| (*name, value.clone()))
        .collect();
    let mut problems = Vec::new();
    let text = bundle
        .format_pattern(pattern, Some(&args), &mut problems)
        .into_owned();
    match problems.first() {
        None => Ok(text),
        Some(problem) => Err(TextError::Unfilled {
            key: key.to_owned(),
            language,
            problem: problem.to_string(),
        }),
    }
}

/// As [`lookup`], for places that must show something: a text that cannot be given is a mistake of
/// ours, so a debug build (and with it every test) panics; a release build shows the key.
#[must_use]
pub fn text(language: Language, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
    lookup(language, key, args).unwrap_or_else(|problem| {
        debug_assert!(false, "{problem}");
        key.to_owned()
    })
}

#[expect(
    clippy::expect_used,
    reason = "the files are part of the program and a test reads them all"
)]
fn build(language: Language) -> Bundle {
    let tag = language.tag().parse().expect("our tags are valid");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Isolation marks would be printed as blanks on paper and break searching.
    bundle.set_use_isolating(false);
    for (_, source) in sources(language) {
        // A broken message is left out by the parser; `problems` reports it, and the rest stays usable.
        let resource =
            FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_key_is_an_error_naming_key_and_language() {
        let error = lookup(Language::En, "common-no-such-text", &[]).unwrap_err();
        assert_eq!(error.to_string(), "no text `common-no-such-text` in en");
    }

    #[test]
    fn texts_differ_by_language() {
        assert_eq!(text(Language::ZhCn, "common-product", &[]), "线证");
        assert_eq!(text(Language::En, "common-product", &[]), "Lineproof");
    }
}
