//! Texts of instruments: Latin-1 by the book, the code page of the instrument's country in life.

use encoding_rs::{GBK, WINDOWS_1252};

/// No name or remark on an instrument is longer.
const MAX_CHARS: usize = 120;

/// The beginning of a text, as long as names are.
pub(super) fn clipped(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect()
}

/// Decodes a text and trims it; `None` where nothing is left.
///
/// UTF-8 and GBK are recognised by their form. GBK also accepts accented Latin letters that stand
/// before another letter, so it is believed only if most of its characters are everyday ones.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => decode_local(bytes),
    };
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn decode_local(bytes: &[u8]) -> String {
    if is_mostly_everyday_chinese(bytes)
        && let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text.into_owned();
    }
    WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

/// Whether at least half of the two-byte characters lie in the area of GB 2312.
fn is_mostly_everyday_chinese(bytes: &[u8]) -> bool {
    let (mut everyday, mut pairs) = (0_usize, 0_usize);
    let mut bytes = bytes.iter();
    while let Some(lead) = bytes.next() {
        if *lead >= 0x80 {
            pairs += 1;
            let is_everyday =
                bytes.next().is_some_and(|trail| *trail >= 0xA1) && (0xA1..=0xF7).contains(lead);
            everyday += usize::from(is_everyday);
        }
    }
    everyday * 2 >= pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gbk_utf8_and_latin_texts_are_told_apart() {
        let (gbk, _, _) = GBK.encode("城北机房 3 号架");
        assert_eq!(decode(&gbk).as_deref(), Some("城北机房 3 号架"));
        let (rare, _, _) = GBK.encode("朱镕基路");
        assert_eq!(decode(&rare).as_deref(), Some("朱镕基路"));
        assert_eq!(decode("城北".as_bytes()).as_deref(), Some("城北"));
        assert_eq!(decode(b"Caf\xE9 M\xFCller").as_deref(), Some("Café Müller"));
        assert_eq!(decode(b"G\xE9rard").as_deref(), Some("Gérard"));
    }

    #[test]
    fn blank_texts_are_no_texts() {
        assert_eq!(decode(b""), None);
        assert_eq!(decode(b"  \x01 "), None);
        assert_eq!(decode(b" 6262098797 ").as_deref(), Some("6262098797"));
    }
}
