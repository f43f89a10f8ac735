//! What a signature shows and says, the same wherever it is given.

use super::words::Words;
use chrono::{DateTime, FixedOffset};
use lineproof_i18n::Language;

/// The two lines under a signature's rule: who and as what, when and how satisfied.
///
/// `satisfaction` is the customer's mark in words, where the document asks for it.
#[must_use]
pub fn signature_lines(
    language: Language,
    name: &str,
    title: &str,
    signed_at: DateTime<FixedOffset>,
    satisfaction: Option<&str>,
) -> Vec<String> {
    let who = match title.trim() {
        "" => name.to_owned(),
        title => format!("{name} · {title}"),
    };
    let mut when = Words(language).time(signed_at);
    if let Some(satisfaction) = satisfaction {
        when.push_str(" · ");
        when.push_str(satisfaction);
    }
    vec![who, when]
}

/// The reason that a signature states to readers of the file: the role and the document.
#[must_use]
pub fn signature_reason(language: Language, role: &str, document_title: &str) -> String {
    Words(language).with(
        "document-signature-reason",
        &[("role", role.into()), ("document", document_title.into())],
    )
}
