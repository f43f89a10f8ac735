use super::number::{Decimal, DecimalError};

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
/// Chinese full stop, a unit behind it. `unit` is the unit asked for. Units of one family are
/// converted exactly (0.2 s asked in ms is 200); a comma that may part thousands is asked about.
///
/// # Errors
/// [`NumberProblem`] when there is no number, or its unit is not of the same kind.
pub fn read_number(text: &str, unit: &str) -> Result<Reading, NumberProblem> {
    let plain = to_plain(text);
    let (number, typed_unit) = split_unit(&plain);
    if plain.is_empty() {
        return Err(NumberProblem::Empty {
            unit: unit.to_owned(),
        });
    }
    let shift = if typed_unit.is_empty() {
        0
    } else {
        unit_shift(typed_unit, unit)?
    };
    let mut candidates = Vec::new();
    for form in decimal_forms(number).ok_or_else(|| not_a_number(text))? {
        let value: Decimal = form.parse().map_err(|error| problem(&error, text))?;
        let too_long = || NumberProblem::TooLong {
            text: text.to_owned(),
        };
        candidates.push(value.shifted(shift).ok_or_else(too_long)?);
    }
    match candidates[..] {
        [value] => {
            let converted_from = (shift != 0).then(|| text.trim().to_owned());
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

/// Full-width forms, typographic minus signs and the Chinese full stop become ASCII; spaces go.
fn to_plain(text: &str) -> String {
    text.chars()
        .filter(|sign| !sign.is_whitespace())
        .map(|sign| match sign {
            '\u{2212}' | '\u{2010}'..='\u{2014}' | '负' | '負' => '-',
            '。' | '．' | '｡' => '.',
            '、' => ',',
            'µ' | 'μ' => 'u',
            '\u{ff01}'..='\u{ff5e}' => {
                // The full-width block repeats ASCII from '!' on at a fixed distance.
                char::from_u32(u32::from(sign) - 0xff01 + 0x21).unwrap_or(sign)
            }
            other => other,
        })
        .collect()
}

fn split_unit(plain: &str) -> (&str, &str) {
    let end = plain
        .find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '+' | '-' | '.' | ',')))
        .unwrap_or(plain.len());
    plain.split_at(end)
}

/// The ways a run of digits, points and commas can be meant, each as plain decimal text.
fn decimal_forms(number: &str) -> Option<Vec<String>> {
    let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
    let sign = if number.starts_with('-') { "-" } else { "" };
    let points = unsigned.matches('.').count();
    let commas = unsigned.matches(',').count();
    let forms = match (points, commas) {
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

/// Unit spellings by family with their power of ten. Only exact powers of ten: nothing is guessed.
const UNITS: &[(&str, &str, i32)] = &[
    ("time", "s", 0),
    ("time", "秒", 0),
    ("time", "ms", -3),
    ("time", "毫秒", -3),
    ("time", "us", -6),
    ("time", "微秒", -6),
    ("time", "ns", -9),
    ("rate", "bit/s", 0),
    ("rate", "bps", 0),
    ("rate", "kbit/s", 3),
    ("rate", "kbps", 3),
    ("rate", "k", 3),
    ("rate", "mbit/s", 6),
    ("rate", "mbps", 6),
    ("rate", "mb/s", 6),
    ("rate", "m", 6),
    ("rate", "兆", 6),
    ("rate", "gbit/s", 9),
    ("rate", "gbps", 9),
    ("rate", "g", 9),
    ("length", "km", 3),
    ("length", "公里", 3),
    ("length", "千米", 3),
    ("length", "m", 0),
    ("length", "米", 0),
    ("length", "cm", -2),
    ("length", "厘米", -2),
    ("length", "mm", -3),
    ("length", "毫米", -3),
    ("voltage", "kv", 3),
    ("voltage", "v", 0),
    ("voltage", "伏", 0),
    ("voltage", "mv", -3),
    ("resistance", "ω", 0),
    ("resistance", "ohm", 0),
    ("resistance", "欧", 0),
    ("resistance", "欧姆", 0),
    ("resistance", "mω", -3),
    ("resistance", "kω", 3),
    ("resistance", "MΩ", 6),
    ("dbm", "dbm", 0),
    ("db", "db", 0),
    ("db/km", "db/km", 0),
    ("percent", "%", 0),
    ("percent", "pct", 0),
    ("temperature", "c", 0),
    ("temperature", "°c", 0),
    ("temperature", "℃", 0),
    ("temperature", "度", 0),
    ("bytes", "b", 0),
    ("bytes", "byte", 0),
    ("bytes", "bytes", 0),
    ("bytes", "字节", 0),
    ("nm", "nm", 0),
    ("count", "1", 0),
    ("count", "个", 0),
    ("count", "次", 0),
    ("count", "处", 0),
];

/// The power of ten from the typed unit to the one asked for.
fn unit_shift(typed: &str, unit: &str) -> Result<i32, NumberProblem> {
    if typed == unit {
        return Ok(0);
    }
    let wanted = meanings(&to_plain(unit));
    meanings(typed)
        .iter()
        .find_map(|(family, from)| {
            let (_, to) = wanted.iter().find(|(wanted, _)| wanted == family)?;
            Some(from - to)
        })
        .ok_or_else(|| NumberProblem::OtherUnit {
            typed: typed.to_owned(),
            unit: unit.to_owned(),
        })
}

/// What a unit can mean (m is a metre or a megabit), as family and power of ten: as written,
/// otherwise in small letters. Where the case decides (MV or mV, MB/s or Mb/s) small letters are
/// not taken for capitals.
fn meanings(name: &str) -> Vec<(&'static str, i32)> {
    let small = name.to_lowercase();
    let is_meant = |(family, known, power): &&(&'static str, &str, i32)| {
        let mega_taken_for_milli = name.starts_with('M') && *power == -3;
        let bytes_taken_for_bits = *family == "rate" && name.contains('B');
        *known == name || (*known == small && !mega_taken_for_milli && !bytes_taken_for_bits)
    };
    UNITS
        .iter()
        .filter(is_meant)
        .map(|(family, _, power)| (*family, *power))
        .collect()
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
    }

    #[test]
    fn a_unit_of_another_kind_is_never_guessed() {
        for (text, unit) in [
            ("-18.4 dB", "dBm"),
            ("0.2 mW", "dBm"),
            ("20 km", "ms"),
            ("5 MV", "V"),
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
