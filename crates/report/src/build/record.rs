//! The hash of the record that a document was made from.

use lineproof_domain::digest::Sha256Digest;
use lineproof_i18n::Language;
use sha2::{Digest, Sha256};

const DOMAIN: &[u8] = b"lineproof/document/1";

/// The record's hash, printed in foot and QR and kept in `document.made`:
///
/// ```text
/// SHA-256( "lineproof/document/1"
///        | len(document)  u32 BE | document     the catalogue's key, UTF-8
///        | count(events)  u32 BE | hash ...     SHA-256 of each event's raw bytes, ascending, 32 bytes each
///        | catalogue                            the catalogue's hash, 32 bytes
///        | len(language)  u32 BE | language     "zh-CN" or "en"
///        | layout version u32 BE )
/// ```
///
/// The order of `events` does not matter; the same event twice counts once.
#[must_use]
pub fn record_hash(
    document: &str,
    events: &[Sha256Digest],
    catalogue: Sha256Digest,
    language: Language,
    layout_version: u32,
) -> Sha256Digest {
    let mut events: Vec<Sha256Digest> = events.to_vec();
    events.sort_unstable();
    events.dedup();
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    hasher.update(length(document.len()));
    hasher.update(document);
    hasher.update(length(events.len()));
    for event in &events {
        hasher.update(event.0);
    }
    hasher.update(catalogue.0);
    hasher.update(length(language.tag().len()));
    hasher.update(language.tag());
    hasher.update(layout_version.to_be_bytes());
    Sha256Digest(hasher.finalize().into())
}

fn length(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(byte: u8) -> Sha256Digest {
        Sha256Digest([byte; 32])
    }

    /// Fixed for ever: documents that are signed carry it.
    #[test]
    fn the_golden_vector_stays() {
        let hash = record_hash(
            "acceptance",
            &[digest(1), digest(2)],
            digest(9),
            Language::ZhCn,
            1,
        );
        assert_eq!(
            hash.to_string(),
            "767dada1e85aa1f3c6b243bca99ad67d4a9875708a60e28a27e504089f344ab1"
        );
    }

    #[test]
    fn order_and_repetition_do_not_matter_and_everything_else_does() {
        let events = [digest(1), digest(2)];
        let one = record_hash("a", &events, digest(9), Language::ZhCn, 1);
        let again = record_hash(
            "a",
            &[digest(2), digest(1), digest(2)],
            digest(9),
            Language::ZhCn,
            1,
        );
        assert_eq!(one, again);
        let others = [
            record_hash("b", &events, digest(9), Language::ZhCn, 1),
            record_hash("a", &events[..1], digest(9), Language::ZhCn, 1),
            record_hash("a", &events, digest(8), Language::ZhCn, 1),
            record_hash("a", &events, digest(9), Language::En, 1),
            record_hash("a", &events, digest(9), Language::ZhCn, 2),
        ];
        assert!(others.iter().all(|other| *other != one));
    }
}
