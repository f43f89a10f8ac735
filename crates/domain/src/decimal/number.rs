use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Most digits a number may have in all. Products of two such numbers still fit into 128 bits.
pub const MAX_DIGITS: usize = 15;
/// Most digits behind the point of a number that is read from text.
pub const MAX_DECIMALS: usize = 12;

/// A decimal number that keeps the digits it was written with: "0.20" prints as "0.20" and equals "0.2".
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    decimals: u32,
}

/// Why a text is no decimal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Something other than an optional minus, digits and one point.
    #[error("\"{0}\" is not a decimal number: write digits with a point, like -18.4")]
    NotANumber(String),
    /// More digits than any instrument gives.
    #[error(
        "\"{0}\" has too many digits: at most {MAX_DIGITS} in all and {MAX_DECIMALS} behind the point"
    )]
    TooLong(String),
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self {
        mantissa: 0,
        decimals: 0,
    };

    /// One.
    pub const ONE: Self = Self {
        mantissa: 1,
        decimals: 0,
    };

    /// `mantissa` divided by ten to the power of `decimals`: `Decimal::new(-184, 1)` is -18.4.
    #[must_use]
    pub const fn new(mantissa: i64, decimals: u32) -> Self {
        Self {
            mantissa: mantissa as i128,
            decimals,
        }
    }

    pub(crate) const fn whole_number(value: i128) -> Self {
        Self {
            mantissa: value,
            decimals: 0,
        }
    }

    pub(crate) const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand behind the point as written.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        self.decimals
    }

    /// The exact sum, or nothing when it would not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (left, right, decimals) = self.aligned(other)?;
        Some(Self {
            mantissa: left.checked_add(right)?,
            decimals,
        })
    }

    /// The exact difference, or nothing when it would not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            mantissa: other.mantissa.checked_neg()?,
            decimals: other.decimals,
        })
    }

    /// The exact product, or nothing when it would not fit.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self {
            mantissa: self.mantissa.checked_mul(other.mantissa)?,
            decimals: self.decimals.checked_add(other.decimals)?,
        })
    }

    /// The quotient rounded half away from zero to `decimals` digits, or nothing when it would not fit.
    #[must_use]
    pub fn divided_by(self, other: Self, decimals: u32) -> Option<Self> {
        let (left, right, _) = self.aligned(other)?;
        let scaled = left.checked_mul(10_i128.checked_pow(decimals + 1)?)?;
        let quotient = Self {
            mantissa: scaled.checked_div(right)?,
            decimals: decimals + 1,
        };
        Some(quotient.rounded(decimals))
    }

    /// The number moved by `places` powers of ten: 1 is times ten, -3 is a thousandth. Exact.
    #[must_use]
    pub fn shifted(self, places: i32) -> Option<Self> {
        if places <= 0 {
            let decimals = self.decimals.checked_add(places.unsigned_abs())?;
            return Some(Self {
                mantissa: self.mantissa,
                decimals,
            });
        }
        let factor = 10_i128.checked_pow(places.unsigned_abs())?;
        Some(
            Self {
                mantissa: self.mantissa.checked_mul(factor)?,
                decimals: self.decimals,
            }
            .trimmed(),
        )
    }

    /// The same value without zeros at the end of its decimals.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.decimals > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.decimals -= 1;
        }
        self
    }

    /// The value rounded half away from zero to `decimals` digits behind the point, for showing only.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let Some(drop) = self.decimals.checked_sub(decimals).filter(|drop| *drop > 0) else {
            return self;
        };
        let Some(factor) = 10_i128.checked_pow(drop) else {
            return Self {
                mantissa: 0,
                decimals,
            };
        };
        let half = factor / 2 * self.mantissa.signum();
        Self {
            mantissa: (self.mantissa + half) / factor,
            decimals,
        }
    }

    /// True below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The nearest binary floating point number, for drawing a plot only.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let decimals = self.decimals.max(other.decimals);
        let raise = |number: Self| {
            let factor = 10_i128.checked_pow(decimals - number.decimals)?;
            number.mantissa.checked_mul(factor)
        };
        Some((raise(self)?, raise(other)?, decimals))
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self {
            mantissa: i128::from(value),
            decimals: 0,
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = (self.trimmed(), other.trimmed());
        match left.aligned(right) {
            Some((left, right, _)) => left.cmp(&right),
            // One of them is far larger than the other has room for: its sign and whole part decide.
            None => left
                .mantissa
                .signum()
                .cmp(&right.mantissa.signum())
                .then_with(|| left.whole().cmp(&right.whole())),
        }
    }
}

impl Decimal {
    fn whole(self) -> i128 {
        10_i128
            .checked_pow(self.decimals)
            .map_or(0, |factor| self.mantissa / factor)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.decimals as usize;
        let digits = format!(
            "{:0>width$}",
            self.mantissa.unsigned_abs(),
            width = decimals + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if fraction.is_empty() {
            write!(formatter, "{sign}{whole}")
        } else {
            write!(formatter, "{sign}{whole}.{fraction}")
        }
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let wrong = || DecimalError::NotANumber(text.to_owned());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(wrong()),
            None => (unsigned, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(wrong());
        }
        if whole.len() + fraction.len() > MAX_DIGITS || fraction.len() > MAX_DECIMALS {
            return Err(DecimalError::TooLong(text.to_owned()));
        }
        let magnitude: i128 = format!("{whole}{fraction}").parse().map_err(|_| wrong())?;
        let mantissa = if text.starts_with('-') {
            -magnitude
        } else {
            magnitude
        };
        let decimals = u32::try_from(fraction.len()).map_err(|_| wrong())?;
        Ok(Self { mantissa, decimals })
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_number_prints_as_it_was_written_and_equals_its_value() {
        for text in ["0", "-18.4", "0.20", "200", "-0.05", "123456789.123456"] {
            assert_eq!(d(text).to_string(), text);
        }
        assert_eq!(d("0.20"), d("0.2"));
        assert_eq!(d("-0"), d("0"));
    }

    #[test]
    fn arithmetic_is_exact_where_binary_numbers_are_not() {
        assert_eq!(d("0.1").plus(d("0.2")).unwrap(), d("0.3"));
        assert_eq!(d("0.35").times(d("3.214")).unwrap(), d("1.1249"));
        assert_eq!(d("-24").minus(d("-26.8")).unwrap(), d("2.8"));
        assert_eq!(
            d("200").times(d("95")).unwrap().shifted(-2).unwrap(),
            d("190")
        );
        assert_eq!(d("0.2").shifted(3).unwrap(), d("200"));
    }

    #[test]
    fn a_quotient_is_rounded_to_the_digits_asked_for() {
        assert_eq!(d("2.6").divided_by(d("7.486"), 3).unwrap(), d("0.347"));
        assert_eq!(d("-1").divided_by(d("8"), 2).unwrap(), d("-0.13"));
        assert_eq!(d("1").divided_by(d("0.0"), 3), None);
    }

    #[test]
    fn order_is_numeric_across_different_decimals() {
        assert!(d("-26.8") < d("-24"));
        assert!(d("0.350") <= d("0.35"));
        assert!(d("999999999999999") > d("0.000000001"));
    }

    #[test]
    fn rounding_for_display_is_half_away_from_zero() {
        assert_eq!(d("0.345").rounded(2).to_string(), "0.35");
        assert_eq!(d("-0.345").rounded(2).to_string(), "-0.35");
        assert_eq!(d("1.5").rounded(3).to_string(), "1.5");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "-", ".5", "5.", "1e3", "1,5", "+1", "1.2.3", " 1", "－1",
        ] {
            assert!(
                matches!(text.parse::<Decimal>(), Err(DecimalError::NotANumber(_))),
                "{text}"
            );
        }
        assert!(matches!(
            "1234567890123456".parse::<Decimal>(),
            Err(DecimalError::TooLong(_))
        ));
        assert!(matches!(
            "0.1234567890123".parse::<Decimal>(),
            Err(DecimalError::TooLong(_))
        ));
    }
}
