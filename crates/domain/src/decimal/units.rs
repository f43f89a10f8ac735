//! Units that convert into one another exactly.

use super::number::Decimal;
use super::read::NumberProblem;

/// What one unit is in another: times `times`, divided by `by`, moved by `shift` powers of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    times: u32,
    by: u32,
    shift: i32,
}

impl Scale {
    pub const ONE: Self = Self {
        times: 1,
        by: 1,
        shift: 0,
    };

    /// The converted value, or nothing where it would have to be rounded.
    pub fn apply(self, value: Decimal) -> Option<Decimal> {
        let value = value.shifted(self.shift)?;
        if self.times == self.by {
            return Some(value);
        }
        let raised = value.times(Decimal::from(self.times))?;
        let divisor = Decimal::from(self.by);
        let quotient = raised.divided_by(divisor, DECIMALS)?.trimmed();
        (quotient.times(divisor)? == raised).then_some(quotient)
    }
}

/// Digits behind the point that a quotient may need.
const DECIMALS: u32 = 9;

/// Unit spellings by family: so many of the family's base unit, and a power of ten on it.
const UNITS: &[(&str, &str, u32, i32)] = &[
    ("time", "d", 86_400, 0),
    ("time", "天", 86_400, 0),
    ("time", "h", 3_600, 0),
    ("time", "小时", 3_600, 0),
    ("time", "min", 60, 0),
    ("time", "分钟", 60, 0),
    ("time", "s", 1, 0),
    ("time", "秒", 1, 0),
    ("time", "ms", 1, -3),
    ("time", "毫秒", 1, -3),
    ("time", "us", 1, -6),
    ("time", "微秒", 1, -6),
    ("time", "ns", 1, -9),
    ("time", "纳秒", 1, -9),
    ("time", "ps", 1, -12),
    ("rate", "bit/s", 1, 0),
    ("rate", "bps", 1, 0),
    ("rate", "kbit/s", 1, 3),
    ("rate", "kbps", 1, 3),
    ("rate", "k", 1, 3),
    ("rate", "mbit/s", 1, 6),
    ("rate", "mbps", 1, 6),
    ("rate", "mb/s", 1, 6),
    ("rate", "m", 1, 6),
    ("rate", "兆", 1, 6),
    ("rate", "gbit/s", 1, 9),
    ("rate", "gbps", 1, 9),
    ("rate", "g", 1, 9),
    ("length", "km", 1, 3),
    ("length", "公里", 1, 3),
    ("length", "千米", 1, 3),
    ("length", "m", 1, 0),
    ("length", "米", 1, 0),
    ("length", "cm", 1, -2),
    ("length", "厘米", 1, -2),
    ("length", "mm", 1, -3),
    ("length", "毫米", 1, -3),
    ("area", "m^2", 1, 0),
    ("area", "平方米", 1, 0),
    ("area", "平米", 1, 0),
    ("area", "mm^2", 1, -6),
    ("area", "平方毫米", 1, -6),
    ("voltage", "kv", 1, 3),
    ("voltage", "v", 1, 0),
    ("voltage", "伏", 1, 0),
    ("voltage", "mv", 1, -3),
    ("resistance", "ω", 1, 0),
    ("resistance", "ohm", 1, 0),
    ("resistance", "欧", 1, 0),
    ("resistance", "欧姆", 1, 0),
    ("resistance", "mω", 1, -3),
    ("resistance", "kω", 1, 3),
    ("resistance", "千欧", 1, 3),
    ("resistance", "MΩ", 1, 6),
    ("resistance", "兆欧", 1, 6),
    ("power", "kw", 1, 3),
    ("power", "w", 1, 0),
    ("power", "瓦", 1, 0),
    ("power", "mw", 1, -3),
    ("power", "毫瓦", 1, -3),
    ("power", "uw", 1, -6),
    ("power", "微瓦", 1, -6),
    ("power", "nw", 1, -9),
    ("frequency", "hz", 1, 0),
    ("frequency", "赫兹", 1, 0),
    ("frequency", "khz", 1, 3),
    ("deviation", "ppm", 1, -6),
    ("deviation", "ppb", 1, -9),
    ("dbm", "dbm", 1, 0),
    ("db", "db", 1, 0),
    ("db/km", "db/km", 1, 0),
    ("percent", "%", 1, 0),
    ("percent", "pct", 1, 0),
    ("temperature", "c", 1, 0),
    ("temperature", "°c", 1, 0),
    ("temperature", "℃", 1, 0),
    ("temperature", "度", 1, 0),
    ("bytes", "b", 1, 0),
    ("bytes", "byte", 1, 0),
    ("bytes", "bytes", 1, 0),
    ("bytes", "字节", 1, 0),
    ("nm", "nm", 1, 0),
    ("ui", "ui", 1, 0),
    ("count", "1", 1, 0),
    ("count", "个", 1, 0),
    ("count", "次", 1, 0),
    ("count", "处", 1, 0),
];

/// How the typed unit becomes the one asked for.
pub(super) fn scale_between(typed: &str, unit: &str) -> Result<Scale, NumberProblem> {
    if typed == unit {
        return Ok(Scale::ONE);
    }
    let wanted = meanings(&super::read::to_plain(unit));
    meanings(typed)
        .iter()
        .find_map(|(family, from, power)| {
            let (_, to, to_power) = wanted.iter().find(|(wanted, ..)| wanted == family)?;
            let scale = Scale {
                times: *from,
                by: *to,
                shift: power - to_power,
            };
            Some(if from == to && scale.shift == 0 {
                Scale::ONE
            } else {
                scale
            })
        })
        .ok_or_else(|| NumberProblem::OtherUnit {
            typed: typed.to_owned(),
            unit: unit.to_owned(),
        })
}

/// What a unit can mean (m is a metre or a megabit), as family, amount and power of ten: as
/// written, otherwise in small letters. Where the case decides (MV or mV, MB/s or Mb/s) small
/// letters are not taken for capitals.
fn meanings(name: &str) -> Vec<(&'static str, u32, i32)> {
    let small = name.to_lowercase();
    let is_meant = |(family, known, _, power): &&(&'static str, &str, u32, i32)| {
        let mega_taken_for_milli = name.starts_with('M') && *power == -3;
        let bytes_taken_for_bits = *family == "rate" && name.contains('B');
        *known == name || (*known == small && !mega_taken_for_milli && !bytes_taken_for_bits)
    };
    UNITS
        .iter()
        .filter(is_meant)
        .map(|(family, _, amount, power)| (*family, *amount, *power))
        .collect()
}
