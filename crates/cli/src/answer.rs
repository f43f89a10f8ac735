//! What a command answers: for people and for scripts.

use lineproof_i18n::{Language, Value, text};
use serde::{Serialize, Serializer};

/// The outcome of a command.
pub struct Answer {
    /// Whether what was asked about holds.
    pub holds: bool,
    /// For scripts.
    pub json: serde_json::Value,
    /// For people.
    pub text: String,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem; the text is `cli-problem-<code>`.
    pub code: &'static str,
    /// What has it: a file, an event, a field.
    pub subject: String,
    /// What exactly was found, where the code does not say it all.
    pub detail: String,
}

impl Problem {
    pub fn new(code: &'static str, subject: impl ToString) -> Problem {
        Problem {
            code,
            subject: subject.to_string(),
            detail: String::new(),
        }
    }

    pub fn because(self, detail: impl ToString) -> Problem {
        Problem {
            detail: detail.to_string(),
            ..self
        }
    }

    pub fn text(&self, language: Language) -> String {
        let args = [
            ("subject", self.subject.as_str().into()),
            ("detail", self.detail.as_str().into()),
        ];
        text(language, &format!("cli-problem-{}", self.code), &args)
    }

    /// With its text, for scripts.
    pub fn told(&self, language: Language) -> ToldProblem {
        ToldProblem {
            code: self.code,
            subject: self.subject.clone(),
            message: self.text(language),
        }
    }
}

/// A problem as scripts get it.
#[derive(Serialize)]
pub struct ToldProblem {
    code: &'static str,
    subject: String,
    message: String,
}

/// A coded remark of a reader (`{"code": .., ..}`) in words: the text is `<beginning><code>`, its fields are its variables.
pub struct Remark {
    json: serde_json::Value,
}

impl Remark {
    pub fn new(remark: &impl Serialize, beginning: &str, language: Language) -> Remark {
        let mut json = serde_json::to_value(remark).unwrap_or_default();
        let message = in_words(&json, beginning, language);
        if let Some(fields) = json.as_object_mut() {
            fields.insert("message".to_owned(), message.into());
        }
        Remark { json }
    }

    pub fn text(&self) -> &str {
        self.json["message"].as_str().unwrap_or_default()
    }
}

impl Serialize for Remark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

fn in_words(json: &serde_json::Value, beginning: &str, language: Language) -> String {
    let code = json["code"].as_str().unwrap_or_default().replace('_', "-");
    let args: Vec<(&str, Value<'_>)> = json
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name.as_str(), text.into())
        })
        .collect();
    text(language, &format!("{beginning}{code}"), &args)
}

/// A line of an answer: a sign, then the text.
pub fn line(sign: &str, text: &str) -> String {
    format!("{sign} {text}\n")
}
