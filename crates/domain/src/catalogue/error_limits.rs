//! A path's share of an objective, and limits for bringing it into service (M.2100 method, DOMAIN 2.1.3), in integers
//! throughout.

use super::limit::{LengthShare, RateRatio};
use crate::decimal::Decimal;

/// Errored seconds that part acceptance, going on and rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ErrorLimits {
    /// Up to here the path is accepted.
    pub accept_up_to: Decimal,
    /// From here on it is rejected.
    pub reject_from: Decimal,
}

/// The ratio for a rate, or nothing where the table ends below it.
pub(super) fn ratio_at(table: &[RateRatio], rate_mbps: Decimal) -> Option<Decimal> {
    let row = table.iter().find(|row| rate_mbps <= row.up_to_mbps)?;
    Some(row.ratio)
}

/// The share for a length, %.
pub(super) fn percent_at(table: &[LengthShare], path_km: Decimal) -> Option<Decimal> {
    let holds = |row: &&LengthShare| row.up_to_km.is_none_or(|bound| path_km <= bound);
    Some(table.iter().find(holds)?.percent)
}

/// `percent` of `ratio`. Exact.
pub(super) fn allocated(ratio: Decimal, percent: Decimal) -> Option<Decimal> {
    ratio.times(percent)?.shifted(-2).map(Decimal::trimmed)
}

/// Half of the allocated objective: `percent` of `ratio` of `seconds`, halved. Exact.
pub(super) fn halved_objective(ratio: Decimal, percent: Decimal, seconds: u32) -> Option<Decimal> {
    allocated(ratio, percent)?
        .times(Decimal::from(seconds))?
        .times(Decimal::new(5, 1))
        .map(Decimal::trimmed)
}

/// S1 and S2 of `half`: half less and plus twice its square root, each rounded to the nearest
/// count, S1 never below zero. Integer roots keep the rounding exact.
pub(super) fn error_limits(half: Decimal) -> Option<ErrorLimits> {
    let half = half.trimmed();
    let scale = 10_i128.checked_pow(half.decimals())?;
    let mantissa = half.mantissa();
    if mantissa < 0 {
        return None;
    }
    // With half = m / s: round(half +- 2 sqrt(half)) = floor((2m + s +- sqrt(16 m s)) / 2s).
    let radicand = mantissa.checked_mul(scale)?.checked_mul(16)?;
    let root = radicand.isqrt();
    let root_above = root + i128::from(root * root < radicand);
    let middle = mantissa.checked_mul(2)?.checked_add(scale)?;
    let divisor = scale.checked_mul(2)?;
    let count = |sum: i128| Decimal::whole_number(sum.div_euclid(divisor).max(0));
    Some(ErrorLimits {
        accept_up_to: count(middle - root_above),
        reject_from: count(middle + root),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// (half the objective, S1, S2) as whole numbers.
    fn limits(ratio: &str, percent: &str, seconds: u32) -> (String, String, String) {
        let half = halved_objective(d(ratio), d(percent), seconds).unwrap();
        let limits = error_limits(half).unwrap();
        (
            half.to_string(),
            limits.accept_up_to.to_string(),
            limits.reject_from.to_string(),
        )
    }

    #[test]
    fn a_two_megabit_path_of_500_km_has_the_known_limits_for_a_day() {
        let of = |half: &str, s1: &str, s2: &str| (half.to_owned(), s1.to_owned(), s2.to_owned());
        assert_eq!(
            limits("0.02", "2", 86_400),
            of("17.28", "9", "26"),
            "ES, PO 34.56"
        );
        assert_eq!(
            limits("0.001", "2", 86_400),
            of("0.864", "0", "3"),
            "SES, PO 1.728"
        );
        assert_eq!(limits("0.02", "2", 7_200), of("1.44", "0", "4"));
        assert_eq!(limits("0.02", "10", 86_400), of("86.4", "68", "105"));
    }

    #[test]
    fn the_rounding_agrees_with_a_square_root_at_every_tenth() {
        for tenths in 0..20_000_i64 {
            let limits = error_limits(Decimal::new(tenths, 1)).unwrap();
            // Twice the sum as a comparison of squares: no root is needed to check one.
            let is_within = |count: Decimal, sign: i64| {
                let count: i64 = count.to_string().parse().unwrap();
                // 10 * (count - half) * 2, between (+-2 sqrt(half) +- 1/2) * 20
                let twentieths = 20 * count - 2 * tenths;
                let (low, high) = (twentieths - 10, twentieths + 10);
                let square = |number: i64| number * number * number.signum();
                let root_square = sign * 160 * tenths;
                square(low) <= root_square && root_square <= square(high)
            };
            assert!(is_within(limits.reject_from, 1), "S2 of {tenths}/10");
            assert!(
                is_within(limits.accept_up_to, -1) || limits.accept_up_to == Decimal::ZERO,
                "S1 of {tenths}/10"
            );
        }
    }
}
