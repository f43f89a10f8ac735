use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Sha256Digest;

/// Folder beside the catalogue that holds calendars: they are outside the pin and travel alone.
pub const CALENDAR_FOLDER: &str = "calendar/";

/// A catalogue as it travels: its files by path, `/` between folders, line ends as LF.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Bundle {
    files: BTreeMap<String, String>,
}

impl Bundle {
    /// A bundle of (path, text) pairs. `\` in a path becomes `/`, CR LF in a text becomes LF, and
    /// what lies in [`CALENDAR_FOLDER`] is left out.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, text)| (path.replace('\\', "/"), text.replace("\r\n", "\n")))
            .filter(|(path, _)| !path.starts_with(CALENDAR_FOLDER))
            .collect();
        Self { files }
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The name of this catalogue: SHA-256 over `"lineproof/catalogue/1"` and then, for every file in
    /// the byte order of its path, length of the path, path, length of the text, text. Lengths are
    /// bytes as u64 big endian; texts are UTF-8 with LF line ends.
    #[must_use]
    pub fn hash(&self) -> Sha256Digest {
        let mut bytes = b"lineproof/catalogue/1".to_vec();
        for part in self.files().flat_map(|(path, text)| [path, text]) {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        Sha256Digest::of(&bytes)
    }
}

impl From<BTreeMap<String, String>> for Bundle {
    fn from(files: BTreeMap<String, String>) -> Self {
        Self::new(files)
    }
}

impl From<Bundle> for BTreeMap<String, String> {
    fn from(bundle: Bundle) -> Self {
        bundle.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(files: &[(&str, &str)]) -> Bundle {
        Bundle::new(
            files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
        )
    }

    /// A golden vector: every later version must give the same name to the same files.
    #[test]
    fn the_hash_of_a_known_bundle_never_changes() {
        let hash = bundle(&[("b.toml", "b = 2\n"), ("a.toml", "# 线证\na = 1\n")]).hash();
        assert_eq!(
            hash.to_string(),
            "7556ab740bb0d99f3c46f6895f652b8b2cf9f1ff462a503b62643c6ddab48796"
        );
    }

    #[test]
    fn order_line_ends_separators_and_calendars_do_not_change_the_hash() {
        let plain = bundle(&[("x/a.toml", "a = 1\n"), ("b.toml", "b = 2\n")]);
        let other = bundle(&[
            ("b.toml", "b = 2\r\n"),
            ("calendar/cn.json", "{}"),
            ("x\\a.toml", "a = 1\r\n"),
        ]);
        assert_eq!(plain.hash(), other.hash());
    }

    #[test]
    fn a_byte_moved_between_path_and_text_changes_the_hash() {
        assert_ne!(bundle(&[("ab", "c")]).hash(), bundle(&[("a", "bc")]).hash());
        assert_ne!(bundle(&[("a", "b")]).hash(), bundle(&[("a", "B")]).hash());
    }

    #[test]
    fn a_bundle_travels_as_json_and_keeps_its_name() {
        let sent = bundle(&[("a.toml", "a = 1\n")]);
        let json = serde_json::to_string(&sent).unwrap();
        assert_eq!(json, r#"{"a.toml":"a = 1\n"}"#);
        let received: Bundle = serde_json::from_str(&json).unwrap();
        assert_eq!(received.hash(), sent.hash());
    }
}
