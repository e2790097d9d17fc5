//! Exact sums that can be taken back.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::Text;

/// The parts of a unit: 10^28, the finest scale of a decimal.
const PARTS: i128 = 10_i128.pow(28);

/// A sum of whole numbers or decimals, exact whatever comes and goes in whatever order: whole units and 10^-28 parts apart.
///
/// INVARIANT: no rounding before it is read. Each addend is below 2^96 units and 2^94 parts, so that 2^31 of them fit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    whole: i128,
    part: i128,
}

impl Sum {
    pub(super) const fn of_whole(number: i128) -> Self {
        Self { whole: number, part: 0 }
    }

    pub(super) fn of_decimal(number: Decimal) -> Self {
        if number.scale() == 0 {
            return Self { whole: number.mantissa(), part: 0 };
        }
        let unit = 10_i128.saturating_pow(number.scale());
        let (whole, rest) = divide(number.mantissa(), unit);
        let finer = 10_i128.saturating_pow(28_u32.saturating_sub(number.scale()));
        Self { whole, part: rest.saturating_mul(finer) }
    }

    pub(super) const fn plus(&mut self, other: Self) {
        self.whole = self.whole.saturating_add(other.whole);
        if other.part != 0 {
            self.part = self.part.saturating_add(other.part);
        }
    }

    pub(super) const fn minus(&mut self, other: Self) {
        self.whole = self.whole.saturating_sub(other.whole);
        if other.part != 0 {
            self.part = self.part.saturating_sub(other.part);
        }
    }

    pub(super) const fn is_negative(self) -> bool {
        self.carried().0 < 0
    }

    /// The whole units, held to 64 bits.
    pub(super) fn to_whole(self) -> i64 {
        let (whole, _) = self.carried();
        i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
    }

    /// The sum to 28 digits, held to the range of a decimal.
    pub(super) fn to_decimal(self) -> Decimal {
        let (mut whole, mut part) = self.carried();
        if whole < 0 && part > 0 {
            (whole, part) = (whole.saturating_add(1), part.saturating_sub(PARTS));
        }
        let held = if whole < 0 { Decimal::MIN } else { Decimal::MAX };
        let Ok(whole) = Decimal::try_from_i128_with_scale(whole, 0) else { return held };
        if part == 0 {
            return whole;
        }
        let part = Decimal::try_from_i128_with_scale(part, 28).unwrap_or_default().normalize();
        whole.checked_add(part).map_or(held, |sum| sum.normalize())
    }

    /// Whole units and parts with `0 <= parts < 10^28`: one form for each sum.
    const fn carried(self) -> (i128, i128) {
        if self.part == 0 {
            return (self.whole, 0);
        }
        (self.whole.saturating_add(self.part.div_euclid(PARTS)), self.part.rem_euclid(PARTS))
    }
}

/// Quotient and rest, in 64 bits where both fit: most mantissas do, and 128-bit division is slow.
fn divide(number: i128, unit: i128) -> (i128, i128) {
    if let (Some(small), Some(unit)) = (number.to_i64(), unit.to_i64()) {
        let quotient = small.checked_div(unit).unwrap_or(0);
        let rest = small.checked_rem(unit).unwrap_or(0);
        return (i128::from(quotient), i128::from(rest));
    }
    (number.checked_div(unit).unwrap_or(0), number.checked_rem(unit).unwrap_or(0))
}

/// In full: `-12.5`.
impl std::fmt::Display for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (mut whole, mut part) = self.carried();
        let sign = if whole < 0 { "-" } else { "" };
        if whole < 0 && part > 0 {
            (whole, part) = (whole.saturating_add(1), PARTS.saturating_sub(part));
        }
        write!(f, "{sign}{}", whole.unsigned_abs())?;
        if part == 0 {
            return Ok(());
        }
        write!(f, ".{}", format!("{part:028}").trim_end_matches('0'))
    }
}

impl std::str::FromStr for Sum {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(part) || part.len() > 28 {
            return Err(());
        }
        let (whole, part) = (whole.parse::<i128>(), format!("{part:0<28}").parse::<i128>());
        let (whole, part) = (whole.map_err(|_| ())?, part.map_err(|_| ())?);
        let sign = if digits.len() == text.len() { 1 } else { -1 };
        Ok(Self { whole: whole.saturating_mul(sign), part: part.saturating_mul(sign) })
    }
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        text.parse().map_err(|()| de::Error::custom(format_args!("`{text}` is not a decimal number")))
    }
}

impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Sum {}

impl PartialOrd for Sum {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sum {
    fn cmp(&self, other: &Self) -> Ordering {
        self.carried().cmp(&other.carried())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        crate::num::parse_decimal(text).unwrap()
    }

    #[test]
    fn sums_are_exact_and_can_be_taken_back() {
        let cases: &[(&[&str], &str)] = &[
            (&[], "0"),
            (&["0.1", "0.2"], "0.3"),
            (&["-0.1", "-0.2"], "-0.3"),
            (&["1.5", "-2"], "-0.5"),
            (&["-1.5", "2"], "0.5"),
            (&["79228162514264337593543950335", "1"], "79228162514264337593543950335"),
            (&["79228162514264337593543950335", "1", "-79228162514264337593543950335"], "1"),
            (&["0.0000000000000000000000000001", "0.0000000000000000000000000002"], "0.0000000000000000000000000003"),
        ];
        for (numbers, expected) in cases {
            let mut sum = Sum::default();
            for number in *numbers {
                sum.plus(Sum::of_decimal(decimal(number)));
            }
            assert_eq!(sum.to_decimal(), decimal(expected), "{numbers:?}");
            assert_eq!(sum.to_string().parse(), Ok(sum), "{numbers:?}");
            assert_eq!(sum.is_negative(), decimal(expected).is_sign_negative() && *expected != "0", "{numbers:?}");
            for number in *numbers {
                sum.minus(Sum::of_decimal(decimal(number)));
            }
            assert_eq!(sum, Sum::default(), "{numbers:?}");
        }
    }

    #[test]
    fn whole_sums_are_held_to_64_bits() {
        let mut sum = Sum::of_whole(i64::MAX.into());
        sum.plus(Sum::of_whole(i64::MAX.into()));
        assert_eq!(sum.to_whole(), i64::MAX);
        sum.minus(Sum::of_whole(i64::MAX.into()));
        sum.minus(Sum::of_whole(i64::MAX.into()));
        assert_eq!(sum.to_whole(), 0);
    }
}
