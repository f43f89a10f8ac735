use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::text::{Language, Text};

/// The families of jobs a card can be offered in.
pub const CARD_FAMILIES: [&str; 3] = ["install", "fault", "inspection"];

/// What to say to the customer in one situation (DOMAIN 1.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptCard {
    /// Number of the situation, like "1" or "23a".
    pub code: String,
    /// Families of jobs it is offered in (`install`, `fault`, `inspection`); empty for all.
    #[serde(default)]
    pub jobs: Vec<String>,
    /// When to say it.
    pub situation: Text,
    /// The words, with variables in braces: `{customer_title}`.
    pub say: Text,
    /// Words not to use here.
    pub avoid: Option<Text>,
    /// Code of the forbidden category that `avoid` belongs to.
    pub avoid_category: Option<String>,
}

/// A category of speech that must not be used (DOMAIN 1.8), shown as training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForbiddenCategory {
    /// Code, X0 to X10.
    pub code: String,
    /// Its name.
    pub title: Text,
    /// What is meant and what to do instead.
    pub advice: Text,
    /// Phrases that are warned about while a customer's text is typed, in both languages.
    #[serde(default)]
    pub words: Vec<String>,
    /// Longer words that hold one of them and are harmless: 滚动 holds 滚.
    #[serde(default)]
    pub except: Vec<String>,
}

/// The closed list of variables a script may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScriptVariable {
    /// How the customer's contact is addressed ("陈工").
    CustomerTitle,
    /// The engineer's company.
    Company,
    /// The engineer's name.
    Engineer,
    /// The kind of job, like "开通".
    Job,
    /// The agreed time of day.
    Time,
    /// The service, like "互联网专线".
    Service,
    /// The circuit number.
    Circuit,
    /// The customer manager's name.
    Manager,
    /// The customer manager's phone.
    ManagerPhone,
    /// Said by the engineer: what the customer should do.
    Matter,
    /// Said by the engineer: the thing to use or move.
    Item,
    /// Said by the engineer: when it will be finished.
    FinishTime,
}

impl ScriptVariable {
    /// Every variable.
    pub const ALL: [Self; 12] = [
        Self::CustomerTitle,
        Self::Company,
        Self::Engineer,
        Self::Job,
        Self::Time,
        Self::Service,
        Self::Circuit,
        Self::Manager,
        Self::ManagerPhone,
        Self::Matter,
        Self::Item,
        Self::FinishTime,
    ];

    /// The word between the braces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CustomerTitle => "customer_title",
            Self::Company => "company",
            Self::Engineer => "engineer",
            Self::Job => "job",
            Self::Time => "time",
            Self::Service => "service",
            Self::Circuit => "circuit",
            Self::Manager => "manager",
            Self::ManagerPhone => "manager_phone",
            Self::Matter => "matter",
            Self::Item => "item",
            Self::FinishTime => "finish_time",
        }
    }
}

impl fmt::Display for ScriptVariable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A placeholder that does not follow the one syntax or the closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceholderError {
    /// The word between the braces is not in the list.
    #[error("{{{0}}} is not a variable of scripts")]
    Unknown(String),
    /// A brace stands alone.
    #[error("a brace is opened or closed without its partner")]
    Unbalanced,
}

impl FromStr for ScriptVariable {
    type Err = PlaceholderError;

    fn from_str(word: &str) -> Result<Self, PlaceholderError> {
        Self::ALL
            .into_iter()
            .find(|variable| variable.as_str() == word)
            .ok_or_else(|| PlaceholderError::Unknown(word.to_owned()))
    }
}

/// A run of a script, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "text")]
pub enum Piece {
    /// Fixed words.
    Plain(String),
    /// A variable filled from the job; screens underline it.
    Filled(String),
    /// A variable the engineer says himself; the text is its key.
    Blank(String),
}

impl ScriptCard {
    /// The words in `language`, with `value_of` giving what the job knows.
    ///
    /// # Errors
    /// [`PlaceholderError`], which loading a catalogue has already ruled out.
    pub fn fill(
        &self,
        language: Language,
        value_of: impl Fn(ScriptVariable) -> Option<String>,
    ) -> Result<Vec<Piece>, PlaceholderError> {
        let parts = split(self.say.get(language))?;
        Ok(parts
            .into_iter()
            .map(|part| match part {
                Part::Words(words) => Piece::Plain(words.to_owned()),
                Part::Variable(variable) => value_of(variable)
                    .filter(|value| !value.trim().is_empty())
                    .map_or_else(|| Piece::Blank(variable.as_str().to_owned()), Piece::Filled),
            })
            .collect())
    }
}

/// The variables of a text in the order they stand.
pub(super) fn variables(text: &str) -> Result<Vec<ScriptVariable>, PlaceholderError> {
    let parts = split(text)?;
    Ok(parts
        .into_iter()
        .filter_map(|part| match part {
            Part::Variable(variable) => Some(variable),
            Part::Words(_) => None,
        })
        .collect())
}

enum Part<'a> {
    Words(&'a str),
    Variable(ScriptVariable),
}

fn split(text: &str) -> Result<Vec<Part<'_>>, PlaceholderError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let (words, from_brace) = rest.split_at(open);
        let inner = from_brace
            .strip_prefix('{')
            .ok_or(PlaceholderError::Unbalanced)?;
        let (word, after) = inner.split_once('}').ok_or(PlaceholderError::Unbalanced)?;
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        parts.push(Part::Variable(word.parse()?));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(zh: &str) -> ScriptCard {
        let text = Text {
            zh: zh.to_owned(),
            en: "x".to_owned(),
        };
        ScriptCard {
            jobs: Vec::new(),
            code: "1".to_owned(),
            situation: text.clone(),
            say: text,
            avoid: None,
            avoid_category: None,
        }
    }

    #[test]
    fn variables_are_filled_or_left_blank_for_the_speaker() {
        let filled = card("{customer_title}好，{item}能借用吗？")
            .fill(Language::Chinese, |variable| {
                (variable == ScriptVariable::CustomerTitle).then(|| "陈工".to_owned())
            })
            .unwrap();
        assert_eq!(
            filled,
            [
                Piece::Filled("陈工".into()),
                Piece::Plain("好，".into()),
                Piece::Blank("item".into()),
                Piece::Plain("能借用吗？".into()),
            ]
        );
    }

    #[test]
    fn a_strange_or_broken_placeholder_is_refused() {
        assert_eq!(
            variables("{name}好"),
            Err(PlaceholderError::Unknown("name".into()))
        );
        for text in ["{time", "time}", "{{time}}", "a}b{"] {
            assert!(variables(text).is_err(), "{text}");
        }
    }
}
