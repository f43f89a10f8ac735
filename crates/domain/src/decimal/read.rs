use super::number::{Decimal, DecimalError};
use super::units::{Scale, scale_between};
use crate::wide::narrow;

/// What a typed value was understood to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Clear: the value in the unit that was asked for.
    Value {
        /// The number, in the unit asked for.
        value: Decimal,
        /// The text as typed, when it stood in another unit and was converted exactly.
        converted_from: Option<String>,
    },
    /// Readable in more than one way: the person has to pick.
    Ask {
        /// The possible values, in the unit asked for.
        candidates: Vec<Decimal>,
    },
}

/// Why a typed value was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberProblem {
    /// Nothing was typed.
    #[error("nothing was typed: enter a number in {unit}")]
    Empty {
        /// The unit asked for.
        unit: String,
    },
    /// No number could be read.
    #[error("\"{text}\" is not a number: enter digits like -18.4")]
    NotANumber {
        /// The text as typed.
        text: String,
    },
    /// More digits than any instrument gives.
    #[error("\"{text}\" has too many digits")]
    TooLong {
        /// The text as typed.
        text: String,
    },
    /// The number stands in a unit that does not convert exactly into the one asked for.
    #[error("\"{typed}\" is another unit than {unit}: read the value again in {unit}")]
    OtherUnit {
        /// The unit as typed.
        typed: String,
        /// The unit asked for.
        unit: String,
    },
}

/// Reads a number as people type it: a comma for the point, full-width digits and signs, the
/// Chinese full stop, spaces between thousands, a power of ten (3.2e-6, 3.2×10⁻⁶), a unit behind
/// it. `unit` is the unit asked for. Units of one family are converted exactly (0.2 s asked in ms
/// is 200); a comma that may part thousands is asked about. Never converted are dBm and mW: that
/// would need rounding.
///
/// # Errors
/// [`NumberProblem`] when there is no number, or its unit is not of the same kind.
pub fn read_number(text: &str, unit: &str) -> Result<Reading, NumberProblem> {
    let plain = to_plain(text);
    if plain.is_empty() {
        return Err(NumberProblem::Empty {
            unit: unit.to_owned(),
        });
    }
    let (number, rest) = split_number(&plain);
    let (power, typed_unit) = split_power(rest).ok_or_else(|| not_a_number(text))?;
    let forms = decimal_forms(number).ok_or_else(|| not_a_number(text))?;
    let numbers: Vec<Decimal> = forms
        .iter()
        .map(|form| form.parse().map_err(|error| problem(&error, text)))
        .collect::<Result<_, _>>()?;
    let scale = if typed_unit.is_empty() {
        Scale::ONE
    } else {
        scale_between(typed_unit, unit)?
    };
    let too_long = || NumberProblem::TooLong {
        text: text.trim().to_owned(),
    };
    let mut candidates = Vec::new();
    for number in numbers {
        let value = number.shifted(power).ok_or_else(too_long)?;
        let value = scale.apply(value).ok_or_else(|| NumberProblem::OtherUnit {
            typed: typed_unit.to_owned(),
            unit: unit.to_owned(),
        })?;
        // What is recorded has to be readable again.
        value
            .to_string()
            .parse::<Decimal>()
            .map_err(|_| too_long())?;
        candidates.push(value);
    }
    match candidates[..] {
        [value] => {
            let converted_from = (scale != Scale::ONE).then(|| text.trim().to_owned());
            Ok(Reading::Value {
                value,
                converted_from,
            })
        }
        _ => Ok(Reading::Ask { candidates }),
    }
}

fn not_a_number(text: &str) -> NumberProblem {
    NumberProblem::NotANumber {
        text: text.trim().to_owned(),
    }
}

fn problem(error: &DecimalError, text: &str) -> NumberProblem {
    match error {
        DecimalError::NotANumber(_) => not_a_number(text),
        DecimalError::TooLong(_) => NumberProblem::TooLong {
            text: text.trim().to_owned(),
        },
    }
}

/// Stands for spaces between two digits.
const GAP: char = '_';

/// Full-width forms, typographic minus signs, superscripts and the Chinese full stop become ASCII;
/// spaces go, those between two digits become [`GAP`].
pub(super) fn to_plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut has_gap = false;
    let mut is_raised = false;
    for sign in text.trim().chars() {
        if sign.is_whitespace() {
            has_gap = true;
            continue;
        }
        let raised = raised(sign);
        if raised.is_some() && !is_raised {
            plain.push('^');
        }
        is_raised = raised.is_some();
        let sign = raised.unwrap_or_else(|| to_ascii(sign));
        let is_between_digits = plain.ends_with(|before: char| before.is_ascii_digit());
        if has_gap && is_between_digits && sign.is_ascii_digit() {
            plain.push(GAP);
        }
        has_gap = false;
        plain.push(sign);
    }
    plain
}

fn to_ascii(sign: char) -> char {
    match sign {
        '\u{2212}' | '\u{2010}'..='\u{2014}' | '负' | '負' => '-',
        '。' | '．' | '｡' => '.',
        '、' => ',',
        'µ' | 'μ' => 'u',
        other => narrow(other),
    }
}

/// The plain sign of a superscript one.
const fn raised(sign: char) -> Option<char> {
    Some(match sign {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        '⁺' => '+',
        _ => return None,
    })
}

fn split_number(plain: &str) -> (&str, &str) {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | '.' | ',' | GAP);
    let end = plain.find(|sign| !is_part(sign)).unwrap_or(plain.len());
    plain.split_at(end)
}

/// A power of ten in front of the unit: "e-6", "×10^-6", "x10-6". A power without sign or "^" behind
/// a 10 is not taken: "x106" may be anything.
fn split_power(rest: &str) -> Option<(i32, &str)> {
    let of_ten = ["×10", "x10", "X10", "*10", "·10"]
        .into_iter()
        .find_map(|start| rest.strip_prefix(start));
    let digits = match (of_ten, rest.strip_prefix(['e', 'E'])) {
        (Some(digits), _) => match digits.strip_prefix('^') {
            Some(digits) => digits,
            None if digits.starts_with(['-', '+']) => digits,
            None => return None,
        },
        (None, Some(digits))
            if digits
                .starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '+')) =>
        {
            digits
        }
        (None, _) => return Some((0, rest)),
    };
    let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    let length = unsigned
        .find(|sign: char| !sign.is_ascii_digit())
        .unwrap_or(unsigned.len());
    let (amount, unit) = unsigned.split_at(length);
    let amount: i32 = amount.parse().ok().filter(|amount| *amount <= 30)?;
    let power = if digits.starts_with('-') {
        -amount
    } else {
        amount
    };
    Some((power, unit))
}

/// The ways a run of digits, points and commas can be meant, each as plain decimal text.
fn decimal_forms(number: &str) -> Option<Vec<String>> {
    let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
    let sign = if number.starts_with('-') { "-" } else { "" };
    let points = unsigned.matches('.').count();
    let commas = unsigned.matches(',').count();
    let forms = match (points, commas) {
        _ if unsigned.contains(GAP) => vec![spaced(unsigned)?],
        (0 | 1, 0) => vec![unsigned.to_owned()],
        (0, 1) => comma_forms(unsigned)?,
        (0, _) => vec![without_groups(unsigned, ',')?],
        (1, 1..) if unsigned.find(',') < unsigned.find('.') => {
            let (whole, fraction) = unsigned.split_once('.')?;
            vec![format!("{}.{fraction}", without_groups(whole, ',')?)]
        }
        (1.., 1) => {
            let (whole, fraction) = unsigned.split_once(',')?;
            vec![format!("{}.{fraction}", without_groups(whole, '.')?)]
        }
        _ => return None,
    };
    Some(
        forms
            .into_iter()
            .map(|form| format!("{sign}{form}"))
            .collect(),
    )
}

/// Thousands parted by spaces, with a point or comma behind them.
fn spaced(unsigned: &str) -> Option<String> {
    let end = unsigned.find(['.', ',']).unwrap_or(unsigned.len());
    let (whole, fraction) = unsigned.split_at(end);
    let whole = without_groups(whole, GAP)?;
    Some(format!("{whole}{}", fraction.replace(',', ".")))
}

/// One comma: the decimal sign, unless what follows has the shape of a group of thousands.
fn comma_forms(unsigned: &str) -> Option<Vec<String>> {
    let (whole, fraction) = unsigned.split_once(',')?;
    let as_decimal = format!("{whole}.{fraction}");
    match without_groups(unsigned, ',') {
        Some(as_thousands) => Some(vec![as_decimal, as_thousands]),
        None => Some(vec![as_decimal]),
    }
}

/// "1,234,567" without its separators, or nothing when the groups are not of three digits.
fn without_groups(text: &str, separator: char) -> Option<String> {
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let first_fits = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let rest_fits = groups.all(|group| group.len() == 3);
    (first_fits && rest_fits).then(|| text.replace(separator, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, unit: &str) -> String {
        match read_number(text, unit) {
            Ok(Reading::Value { value, .. }) => value.to_string(),
            other => panic!("{text} in {unit}: {other:?}"),
        }
    }

    #[test]
    fn commas_and_full_width_signs_are_understood() {
        for text in [
            "-18.4",
            "−18,4",
            "－18.4",
            "-１８．４",
            " - 18.4 ",
            "负18。4",
            "–18.4dBm",
            "−18,4 ｄＢｍ",
        ] {
            assert_eq!(value(text, "dBm"), "-18.4", "{text}");
        }
        assert_eq!(value("+3.5", "dBm"), "3.5");
        assert_eq!(value("0,123", "dB"), "0.123");
    }

    #[test]
    fn another_unit_of_the_same_kind_is_converted_exactly_and_said() {
        assert_eq!(value("0.2 s", "ms"), "200");
        assert_eq!(value("350us", "ms"), "0.350");
        assert_eq!(value("1.2 Gbps", "Mbit/s"), "1200");
        assert_eq!(value("198.2M", "Mbit/s"), "198.2");
        assert_eq!(value("7490 m", "km"), "7.490");
        assert_eq!(value("4.2欧", "Ω"), "4.2");
        assert_eq!(value("20000 kΩ", "MΩ"), "20.000");
        assert_eq!(value("6 个", "1"), "6");
        assert_eq!(value("2.5 mW", "µW"), "2500");
        assert_eq!(value("0.5 W", "mW"), "500");
        assert_eq!(value("40 ns", "µs"), "0.040");
        assert_eq!(value("90 min", "h"), "1.5");
        assert_eq!(value("1 天", "h"), "24");
        assert_eq!(value("15分钟", "s"), "900");
        assert_eq!(value("2 Mbit/s", "kbit/s"), "2000");
        assert_eq!(value("0.5 MΩ", "Ω"), "500000");
        assert_eq!(value("53500 mV", "V"), "53.500");
        assert_eq!(value("0.3 ppm", "ppb"), "300");
        assert_eq!(value("0.05 kHz", "Hz"), "50");
        assert_eq!(value("12秒", "s"), "12");
        assert_eq!(value("-3 毫秒", "ms"), "-3");
        assert_eq!(value("16 mm²", "mm²"), "16");
        assert_eq!(value("240 平方米", "m²"), "240");
        let read = read_number("0.2 s", "ms").unwrap();
        let Reading::Value { converted_from, .. } = read else {
            panic!("{read:?}")
        };
        assert_eq!(converted_from.as_deref(), Some("0.2 s"));
    }

    #[test]
    fn a_comma_that_may_part_thousands_is_asked_about() {
        let Ok(Reading::Ask { candidates }) = read_number("1,234", "Mbit/s") else {
            panic!()
        };
        let shown: Vec<String> = candidates.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["1.234", "1234"]);
        assert_eq!(value("1,234.5", "Mbit/s"), "1234.5");
        assert_eq!(value("1.234,5", "Mbit/s"), "1234.5");
        assert_eq!(value("1,234,567", "B"), "1234567");
        assert!(matches!(
            read_number("1,234 ms", "s"),
            Ok(Reading::Ask { candidates }) if candidates.len() == 2
        ));
    }

    #[test]
    fn spaces_part_thousands_and_nothing_else() {
        assert_eq!(value("1 234.5", "Mbit/s"), "1234.5");
        assert_eq!(value("12\u{a0}345,5", "B"), "12345.5");
        for text in ["12 5", "1 23", "18 4 dB"] {
            assert!(
                matches!(
                    read_number(text, "dB"),
                    Err(NumberProblem::NotANumber { .. })
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn a_power_of_ten_is_understood_exactly() {
        for text in [
            "3.2e-6",
            "3.2E-06",
            "3.2×10^-6",
            "3.2 x 10^-6",
            "3.2×10⁻⁶",
            "3.2*10-6",
        ] {
            assert_eq!(value(text, "1"), "0.0000032", "{text}");
        }
        assert_eq!(value("3e-7", "1"), "0.0000003");
        assert_eq!(value("1e3", "B"), "1000");
        assert_eq!(value("2e-3 s", "ms"), "2");
        for text in ["3x106", "3e", "3e-", "1e99"] {
            assert!(read_number(text, "1").is_err(), "{text}");
        }
        assert!(matches!(
            read_number("5.6e-13", "1"),
            Err(NumberProblem::TooLong { .. })
        ));
    }

    #[test]
    fn a_unit_of_another_kind_is_never_guessed() {
        for (text, unit) in [
            ("-18.4 dB", "dBm"),
            ("0.2 mW", "dBm"),
            ("20 km", "ms"),
            ("5 MV", "V"),
            ("1 mW", "dBm"),
            ("0 dBm", "mW"),
            ("20 min", "km"),
            ("100 s", "min"),
            ("50 %", "1"),
            ("3 mΩ", "dB"),
            ("25 MB/s", "Mbit/s"),
            ("3x", "ms"),
        ] {
            assert!(
                matches!(
                    read_number(text, unit),
                    Err(NumberProblem::OtherUnit { .. })
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_gets_a_reason() {
        for text in ["about -18", "-18..4", "dB", "1e400"] {
            assert!(
                matches!(
                    read_number(text, "dBm"),
                    Err(NumberProblem::NotANumber { .. })
                ),
                "{text}"
            );
        }
        for text in ["abc", "1.2.3", "--4", "1,2,3", "-", ".", "1-2"] {
            assert!(read_number(text, "dB").is_err(), "{text}");
        }
        assert!(matches!(
            read_number("  ", "dB"),
            Err(NumberProblem::Empty { .. })
        ));
        assert!(matches!(
            read_number("12345678901234567", "dB"),
            Err(NumberProblem::TooLong { .. })
        ));
    }
}
