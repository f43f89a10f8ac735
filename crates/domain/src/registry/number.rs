use std::fmt;

use serde::{Deserialize, Serialize};

/// A measured or money-like number as text: digits, at most one decimal point, ASCII minus (`-18.4`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NumberText(String);

/// Text that is not a plain decimal number.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is not a plain decimal number such as -18.4")]
pub struct NotANumber(String);

impl NumberText {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest binary number, for plots; never for a verdict.
    pub fn approximate(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl TryFrom<String> for NumberText {
    type Error = NotANumber;
    fn try_from(text: String) -> Result<Self, NotANumber> {
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_digits(whole) && is_digits(fraction) && text.len() <= 40 {
            Ok(NumberText(text))
        } else {
            Err(NotANumber(text.chars().take(80).collect()))
        }
    }
}

impl From<NumberText> for String {
    fn from(number: NumberText) -> String {
        number.0
    }
}

impl fmt::Display for NumberText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimal_text_is_a_number() {
        for good in ["0", "-18.4", "200", "0.350"] {
            assert!(NumberText::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "-", ".5", "5.", "1e3", "+1", "1,5", "NaN", "−3", " 1"] {
            assert!(NumberText::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
