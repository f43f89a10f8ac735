//! The languages of the product.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A language that every text exists in. Chinese comes first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Language {
    /// Chinese of the mainland, simplified characters.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// A language tag that is none of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`: use zh-CN or en")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// Every language, the first one being the default.
    pub const ALL: [Language; 2] = [Language::ZhCn, Language::En];

    /// The tag as written in events, addresses and PDF: `zh-CN` or `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::ZhCn => "zh-CN",
            Language::En => "en",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Language::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
            .ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_back_and_others_refused() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
        }
        let refused = "fr".parse::<Language>().unwrap_err();
        assert!(refused.to_string().contains("fr"));
    }
}
