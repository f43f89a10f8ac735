use zeroize::Zeroizing;

/// Digits of a PIN.
pub const PIN_DIGITS: usize = 6;
/// Fewest characters of a passphrase.
pub const PASSPHRASE_MIN_CHARS: usize = 12;

/// What a person types to open his profile.
#[derive(Clone)]
pub enum Secret {
    /// Six digits, good only together with the system's keyring.
    Pin(Zeroizing<String>),
    /// Twelve characters or more, where there is no keyring.
    Passphrase(Zeroizing<String>),
}

/// A secret that is too weak to take.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SecretError {
    /// Not six digits, or six that everybody tries first.
    #[error("a PIN is {PIN_DIGITS} digits, not all alike and not in a row")]
    PinForm,
    /// Too short.
    #[error("a passphrase has at least {PASSPHRASE_MIN_CHARS} characters")]
    PassphraseShort,
}

impl Secret {
    /// A new PIN, if it is good enough.
    pub fn new_pin(pin: &str) -> Result<Secret, SecretError> {
        let digits = pin.as_bytes();
        let is_form = digits.len() == PIN_DIGITS && digits.iter().all(u8::is_ascii_digit);
        if !is_form || is_guessed_first(digits) {
            return Err(SecretError::PinForm);
        }
        Ok(Secret::Pin(Zeroizing::new(pin.to_owned())))
    }

    /// A new passphrase, if it is long enough.
    pub fn new_passphrase(passphrase: &str) -> Result<Secret, SecretError> {
        if passphrase.trim().chars().count() < PASSPHRASE_MIN_CHARS {
            return Err(SecretError::PassphraseShort);
        }
        Ok(Secret::Passphrase(Zeroizing::new(passphrase.to_owned())))
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Secret::Pin(text) | Secret::Passphrase(text) => text,
        }
    }
}

/// All digits alike, or each one more (or one less) than the digit before.
fn is_guessed_first(digits: &[u8]) -> bool {
    let step = |by: i16| {
        digits
            .windows(2)
            .all(|pair| i16::from(pair[1]) - i16::from(pair[0]) == by)
    };
    step(0) || step(1) || step(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_that_everybody_tries_first_is_refused() {
        for bad in [
            "000000",
            "123456",
            "654321",
            "12345",
            "1234567",
            "12a456",
            "１２３９５６",
        ] {
            assert!(
                matches!(Secret::new_pin(bad), Err(SecretError::PinForm)),
                "{bad}"
            );
        }
        assert!(Secret::new_pin("482915").is_ok());
    }

    #[test]
    fn a_passphrase_of_eleven_characters_is_too_short() {
        assert!(Secret::new_passphrase("十一个字的口令不够长呀").is_err());
        assert!(Secret::new_passphrase("十二个字的口令就够长了呀").is_ok());
    }
}
