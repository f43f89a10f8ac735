//! Words to think over while typing: warned about, never refused.

use super::{Catalogue, Text};

/// Words found in a text, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning<'a> {
    /// Code of the forbidden category or of the ticket text.
    pub code: &'a str,
    /// The words found.
    pub words: &'a str,
    /// What to write instead.
    pub advice: &'a Text,
}

impl Catalogue {
    /// Forbidden speech in a text that a customer will read; one warning for each category.
    #[must_use]
    pub fn warnings_for_customer(&self, text: &str) -> Vec<Warning<'_>> {
        let spoken = text.to_lowercase();
        let known = self.forbidden.iter().map(|category| {
            let harmless = category.except.iter();
            let text = harmless.fold(spoken.clone(), |text, word| text.replace(word, " "));
            let code = category.code.as_str();
            (text, code, category.words.as_slice(), &category.advice)
        });
        found(known)
    }

    /// Words that must not stand in a ticket.
    #[must_use]
    pub fn warnings_for_ticket(&self, text: &str) -> Vec<Warning<'_>> {
        let written = text.to_lowercase();
        let known = self.ticket_texts.iter().map(|ticket| {
            let code = ticket.code.as_str();
            (
                written.clone(),
                code,
                ticket.words.as_slice(),
                &ticket.advice,
            )
        });
        found(known)
    }
}

/// Text to look through, code, words and advice, one after the other.
fn found<'a>(
    known: impl Iterator<Item = (String, &'a str, &'a [String], &'a Text)>,
) -> Vec<Warning<'a>> {
    known
        .filter_map(|(text, code, words, advice)| {
            let words = words.iter().find(|words| text.contains(words.as_str()))?;
            Some(Warning {
                code,
                words,
                advice,
            })
        })
        .collect()
}
