//! Passwords of the console: argon2id, never logged, never stored.

use std::sync::OnceLock;

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Argon2, password_hash};
use data_encoding::BASE32_NOPAD;

use crate::random;

/// Shortest password, characters.
pub const MIN_PASSWORD_CHARS: usize = 10;
/// Longest password, bytes: hashing more would let anybody keep the server busy.
pub const MAX_PASSWORD_BYTES: usize = 256;

/// Why a password cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too short or too long.
    #[error(
        "a password has at least {MIN_PASSWORD_CHARS} characters and at most {MAX_PASSWORD_BYTES} bytes"
    )]
    Length,
    /// Hashing failed.
    #[error("the password cannot be hashed: {0}")]
    Hash(password_hash::Error),
}

/// The text to store.
pub(crate) fn hash(password: &str) -> Result<String, PasswordError> {
    let is_short = password.chars().count() < MIN_PASSWORD_CHARS;
    if is_short || password.len() > MAX_PASSWORD_BYTES {
        return Err(PasswordError::Length);
    }
    hash_any(password).map_err(PasswordError::Hash)
}

fn hash_any(password: &str) -> Result<String, password_hash::Error> {
    let salt = SaltString::encode_b64(&random::bytes::<16>())?;
    let hashed = Argon2::default().hash_password(password.as_bytes(), &salt)?;
    Ok(hashed.to_string())
}

/// Whether a password fits. An unknown name takes as long as a known one.
pub(crate) fn fits(password: &str, stored: Option<&str>) -> bool {
    if password.len() > MAX_PASSWORD_BYTES {
        return false;
    }
    let stored_hash = stored.unwrap_or_else(|| nobodys_hash());
    let fits = PasswordHash::new(stored_hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    });
    fits && stored.is_some()
}

fn nobodys_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash_any("nobody").unwrap_or_default())
}

/// A password that nobody chose: 80 bits, easy to read out.
pub fn generate() -> String {
    let text = BASE32_NOPAD.encode(&random::bytes::<10>()).to_lowercase();
    [&text[..4], &text[4..8], &text[8..12], &text[12..]].join("-")
}
