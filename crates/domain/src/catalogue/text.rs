use serde::{Deserialize, Serialize};

/// A language of screens and documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Chinese as written in mainland China.
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// A text of the catalogue in both languages. Neither can be missing or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TextFields")]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in `language`.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextFields {
    zh: Option<String>,
    en: Option<String>,
}

impl TryFrom<TextFields> for Text {
    type Error = String;

    fn try_from(fields: TextFields) -> Result<Self, String> {
        let filled = |text: Option<String>, language: &str| {
            text.filter(|text| !text.trim().is_empty())
                .ok_or_else(|| format!("the {language} text is missing: write both zh and en"))
        };
        Ok(Self {
            zh: filled(fields.zh, "zh")?,
            en: filled(fields.en, "en")?,
        })
    }
}
