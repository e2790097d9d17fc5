//! Rounding modes, and the multiplications and divisions that end in one rounding.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::NumberError;

/// How a result is brought to a number of decimal places. Every rounding of a program names its mode.
///
/// | | 0.5 | 1.5 | 1.6 | -0.5 | -1.4 |
/// |---|---|---|---|---|---|
/// | `half_up` | 1 | 2 | 2 | -1 | -1 |
/// | `half_even` | 0 | 2 | 2 | 0 | -1 |
/// | `half_down` | 0 | 1 | 2 | 0 | -1 |
/// | `down` | 0 | 1 | 1 | 0 | -1 |
/// | `up` | 1 | 2 | 2 | -1 | -2 |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest; halves away from zero. The default.
    #[default]
    HalfUp,
    /// To the nearest; halves to the even neighbour.
    HalfEven,
    /// To the nearest; halves towards zero.
    HalfDown,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Rounding {
    /// `value` with at most `scale` decimal places.
    ///
    /// ```
    /// use crm_core::num::{Decimal, Rounding};
    /// assert_eq!(Rounding::HalfEven.round(Decimal::new(25, 1), 0), Decimal::from(2));
    /// ```
    #[must_use]
    pub fn round(self, value: Decimal, scale: u32) -> Decimal {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::HalfDown => RoundingStrategy::MidpointTowardZero,
            Self::Down => RoundingStrategy::ToZero,
            Self::Up => RoundingStrategy::AwayFromZero,
        };
        value.round_dp_with_strategy(scale, strategy)
    }

    /// `numerator / denominator` as a whole number.
    ///
    /// ```
    /// use crm_core::num::Rounding;
    /// assert_eq!(Rounding::HalfUp.divide(-7, 2), Ok(-4));
    /// ```
    ///
    /// # Errors
    /// [`NumberError::DivisionByZero`]; [`NumberError::Overflow`] for `i128::MIN / -1`.
    pub fn divide(self, numerator: i128, denominator: i128) -> Result<i128, NumberError> {
        let (dividend, divisor) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        let (whole, lost) = quotient(dividend, divisor).ok_or(NumberError::DivisionByZero)?;
        let magnitude = self.settle(whole, lost, divisor).ok_or(NumberError::Overflow)?;
        let negative = (numerator < 0) != (denominator < 0);
        let signed = if negative { 0_i128.checked_sub_unsigned(magnitude) } else { i128::try_from(magnitude).ok() };
        signed.ok_or(NumberError::Overflow)
    }

    /// The magnitude that `whole + lost / divisor` rounds to, where `lost < divisor`.
    fn settle(self, whole: u128, lost: u128, divisor: u128) -> Option<u128> {
        let half = lost.cmp(&divisor.saturating_sub(lost));
        let more = match self {
            Self::HalfUp => half.is_ge(),
            Self::HalfEven => half.is_gt() || (half.is_eq() && whole.checked_rem(2) == Some(1)),
            Self::HalfDown => half.is_gt(),
            Self::Down => false,
            Self::Up => lost > 0,
        };
        if more { whole.checked_add(1) } else { Some(whole) }
    }
}

/// `units * factor`, rounded once, to a whole number of units: minor units of money, or points.
///
/// The product is exact before it is rounded, however many digits it has.
///
/// ```
/// use crm_core::num::{Rounding, multiply};
/// assert_eq!(multiply(12_345, "0.5".parse().unwrap(), Rounding::HalfUp), Ok(6_173));
/// ```
///
/// # Errors
/// [`NumberError::Overflow`].
pub fn multiply(units: i64, factor: Decimal, rounding: Rounding) -> Result<i64, NumberError> {
    let negative = (units < 0) != factor.is_sign_negative();
    let magnitude = product(units.unsigned_abs(), factor, rounding).ok_or(NumberError::Overflow)?;
    let signed = if negative { 0_i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() };
    signed.ok_or(NumberError::Overflow)
}

fn product(units: u64, factor: Decimal, rounding: Rounding) -> Option<u64> {
    let divisor = 10_u128.checked_pow(factor.scale())?;
    let mantissa = factor.mantissa().unsigned_abs();
    let (whole, lost) = match u128::from(units).checked_mul(mantissa) {
        Some(dividend) => quotient(dividend, divisor)?,
        None => wide_quotient(units, mantissa, divisor)?,
    };
    u64::try_from(rounding.settle(whole, lost, divisor)?).ok()
}

/// The quotient and the remainder of `units * mantissa / divisor`, for a product of up to 160 bits: its whole and its fractional part
/// are taken apart, and the latter in two halves.
fn wide_quotient(units: u64, mantissa: u128, divisor: u128) -> Option<(u128, u128)> {
    let (integer, fraction) = quotient(mantissa, divisor)?;
    let (high, low) = (u128::from(units >> 32), u128::from(units & 0xFFFF_FFFF));
    // INVARIANT: `fraction < divisor <= 10^28 < 2^94`, so neither product nor their sum reaches 2^127.
    let (upper, carried) = quotient(high.checked_mul(fraction)?, divisor)?;
    let (lower, lost) = quotient((carried << 32).checked_add(low.checked_mul(fraction)?)?, divisor)?;
    let whole = u128::from(units).checked_mul(integer)?.checked_add(upper << 32)?.checked_add(lower)?;
    Some((whole, lost))
}

/// The quotient and the remainder, or none for a divisor of zero.
///
/// A division of 64 bits takes a fraction of the time of one of 128, and nearly all real amounts fit.
pub(super) fn quotient(dividend: u128, divisor: u128) -> Option<(u128, u128)> {
    match (u64::try_from(dividend), u64::try_from(divisor)) {
        (Ok(dividend), Ok(divisor)) => {
            Some((u128::from(dividend.checked_div(divisor)?), u128::from(dividend.checked_rem(divisor)?)))
        }
        _ => Some((dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MODES: [Rounding; 5] =
        [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown, Rounding::Down, Rounding::Up];

    #[test]
    fn every_mode_on_both_sides_of_zero() {
        let cases = [
            // value, half_up, half_even, half_down, down, up
            ("0", [0, 0, 0, 0, 0]),
            ("0.4", [0, 0, 0, 0, 1]),
            ("0.5", [1, 0, 0, 0, 1]),
            ("0.6", [1, 1, 1, 0, 1]),
            ("1.5", [2, 2, 1, 1, 2]),
            ("2.5", [3, 2, 2, 2, 3]),
            ("2.5000000000000000000000000001", [3, 3, 3, 2, 3]),
            ("2.4999999999999999999999999999", [2, 2, 2, 2, 3]),
            ("-0.4", [0, 0, 0, 0, -1]),
            ("-0.5", [-1, 0, 0, 0, -1]),
            ("-0.6", [-1, -1, -1, 0, -1]),
            ("-1.5", [-2, -2, -1, -1, -2]),
            ("-2.5", [-3, -2, -2, -2, -3]),
            ("7", [7, 7, 7, 7, 7]),
        ];
        for (text, expected) in cases {
            let value: Decimal = text.parse().unwrap();
            for (mode, expected) in MODES.into_iter().zip(expected) {
                assert_eq!(mode.round(value, 0), Decimal::from(expected), "{text} {mode:?}");
                assert_eq!(multiply(1, value, mode), Ok(expected), "{text} {mode:?}");
                let (numerator, denominator) = (value.mantissa(), 10_i128.pow(value.scale()));
                assert_eq!(mode.divide(numerator, denominator), Ok(i128::from(expected)), "{text} {mode:?}");
                assert_eq!(mode.divide(-numerator, -denominator), Ok(i128::from(expected)), "{text} {mode:?}");
            }
        }
    }

    #[test]
    fn what_has_no_answer_is_an_error() {
        assert_eq!(Rounding::HalfUp.divide(1, 0), Err(NumberError::DivisionByZero));
        assert_eq!(Rounding::HalfUp.divide(i128::MIN, -1), Err(NumberError::Overflow));
        assert_eq!(Rounding::HalfUp.divide(i128::MIN, 1), Ok(i128::MIN));
        assert_eq!(Rounding::Down.divide(1, i128::MIN), Ok(0));
        assert_eq!(multiply(i64::MIN, Decimal::ONE, Rounding::Down), Ok(i64::MIN));
        assert_eq!(multiply(i64::MIN, Decimal::NEGATIVE_ONE, Rounding::Down), Err(NumberError::Overflow));
        assert_eq!(multiply(2, Decimal::MAX, Rounding::Down), Err(NumberError::Overflow));
        assert_eq!(multiply(0, Decimal::MAX, Rounding::Up), Ok(0));
    }

    /// The digits of `units * mantissa`, by hand, the lowest first.
    fn long_product(units: u64, mantissa: u128) -> Vec<u32> {
        let digits = |number: String| number.bytes().rev().map(|digit| u32::from(digit - b'0')).collect::<Vec<u32>>();
        let (left, right) = (digits(units.to_string()), digits(mantissa.to_string()));
        let mut sum = vec![0_u32; left.len() + right.len() + 1];
        for (place, digit) in left.iter().enumerate() {
            for (other, by) in right.iter().enumerate() {
                sum[place + other] += digit * by;
            }
        }
        for place in 1..sum.len() {
            sum[place] += sum[place - 1] / 10;
            sum[place - 1] %= 10;
        }
        sum
    }

    fn oracle(units: i64, factor: Decimal, mode: Rounding) -> Option<i64> {
        let digits = long_product(units.unsigned_abs(), factor.mantissa().unsigned_abs());
        let scale = factor.scale() as usize;
        let digit = |place: usize| digits.get(place).copied().unwrap_or(0);
        let whole: String = (scale..digits.len().max(scale + 1)).rev().map(|place| digit(place).to_string()).collect();
        let mut whole: i128 = whole.parse().ok()?;
        let rest = (0..scale.saturating_sub(1)).any(|place| digit(place) > 0);
        let first = if scale == 0 { 0 } else { digit(scale - 1) };
        let more = match mode {
            Rounding::HalfUp => first >= 5,
            Rounding::HalfEven => first > 5 || (first == 5 && (rest || whole % 2 == 1)),
            Rounding::HalfDown => first > 5 || (first == 5 && rest),
            Rounding::Down => false,
            Rounding::Up => first > 0 || rest,
        };
        whole += i128::from(more);
        i64::try_from(if (units < 0) == factor.is_sign_negative() { whole } else { -whole }).ok()
    }

    proptest! {
        #[test]
        fn multiply_equals_the_product_by_hand(
            units in prop_oneof![any::<i64>(), -1_000_i64..1_000, Just(i64::MIN), Just(i64::MAX)],
            mantissa in prop_oneof![-(1_i128 << 96) + 1..1 << 96, -1_000_i128..1_000],
            scale in 0..=28_u32,
            mode in prop::sample::select(MODES.to_vec()),
        ) {
            let factor = Decimal::from_i128_with_scale(mantissa, scale);
            prop_assert_eq!(multiply(units, factor, mode).ok(), oracle(units, factor, mode));
        }

        #[test]
        fn divide_equals_multiply_by_a_tenth(units: i64, mode in prop::sample::select(MODES.to_vec())) {
            let divided = mode.divide(i128::from(units), 10).unwrap();
            prop_assert_eq!(multiply(units, Decimal::new(1, 1), mode).map(i128::from), Ok(divided));
        }
    }
}
