//! SHA-256 digests and other fixed byte strings that are written as lower-case hexadecimal text.

use sha2::{Digest as _, Sha256};

/// Gives a newtype over `[u8; N]` its one text form: lower-case hexadecimal, in `Display`, `FromStr` and serde.
macro_rules! hex_text {
    ($name:ident, $len:literal, $what:literal) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::digest::HexError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let mut bytes = [0_u8; $len];
                $crate::digest::read_hex(text, &mut bytes, $what)?;
                Ok($name(bytes))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use hex_text;

/// A SHA-256 digest: 64 lower-case hexadecimal digits as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Digest(pub [u8; 32]);

hex_text!(Sha256Digest, 32, "a SHA-256 digest");

impl Sha256Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Sha256Digest(Sha256::digest(bytes).into())
    }

    /// The digest of the parts joined without separator; callers give parts of known length.
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        parts.iter().for_each(|part| hasher.update(part));
        Sha256Digest(hasher.finalize().into())
    }
}

/// Text that is not the hexadecimal form of a fixed byte string.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{what} is {want} lower-case hexadecimal digits, not {got:?}")]
pub struct HexError {
    what: &'static str,
    want: usize,
    got: String,
}

/// Fills `bytes` from exactly twice as many lower-case hexadecimal digits.
pub fn read_hex(text: &str, bytes: &mut [u8], what: &'static str) -> Result<(), HexError> {
    let digits = text.as_bytes();
    let fail = || HexError {
        what,
        want: bytes.len() * 2,
        got: text.chars().take(80).collect(),
    };
    let lower_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if digits.len() != bytes.len() * 2 || !digits.iter().all(lower_hex) {
        return Err(fail());
    }
    let value = |digit: u8| {
        if digit <= b'9' {
            digit - b'0'
        } else {
            digit - b'a' + 10
        }
    };
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(pair[0]) << 4 | value(pair[1]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_text_is_lower_case_hex_and_reads_back() {
        let digest = Sha256Digest::of(b"abc");
        assert_eq!(
            digest.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(digest.to_string().parse(), Ok(digest));
    }

    #[test]
    fn upper_case_or_short_hex_is_refused() {
        assert!("BA7816BF".parse::<Sha256Digest>().is_err());
        assert!(
            Sha256Digest::of(b"")
                .to_string()
                .to_uppercase()
                .parse::<Sha256Digest>()
                .is_err()
        );
    }
}
