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
        let known = self
            .forbidden
            .iter()
            .map(|category| (category.code.as_str(), &category.words, &category.advice));
        found(text, known)
    }

    /// Words that must not stand in a ticket.
    #[must_use]
    pub fn warnings_for_ticket(&self, text: &str) -> Vec<Warning<'_>> {
        let known = self
            .ticket_texts
            .iter()
            .map(|ticket| (ticket.code.as_str(), &ticket.words, &ticket.advice));
        found(text, known)
    }
}

fn found<'a>(
    text: &str,
    known: impl Iterator<Item = (&'a str, &'a Vec<String>, &'a Text)>,
) -> Vec<Warning<'a>> {
    let text = text.to_lowercase();
    known
        .filter_map(|(code, words, advice)| {
            let words = words.iter().find(|words| text.contains(words.as_str()))?;
            Some(Warning {
                code,
                words,
                advice,
            })
        })
        .collect()
}
