//! The one text form of a decimal.

use rust_decimal::Decimal;

use super::NumberError;

/// The canonical text of a decimal: plain notation, no trailing zeros, no negative zero.
///
/// ```
/// use crm_core::num::{Decimal, decimal_text};
/// assert_eq!(decimal_text(Decimal::new(1500, 3)), "1.5");
/// ```
#[must_use]
pub fn decimal_text(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Reads a decimal in plain notation: digits, perhaps a point and more digits, perhaps a minus sign in front.
///
/// ```
/// use crm_core::num::{NumberError, decimal_text, parse_decimal};
/// assert_eq!(parse_decimal("-12.50").map(decimal_text).as_deref(), Ok("-12.5"));
/// assert_eq!(parse_decimal("1e3"), Err(NumberError::NotANumber));
/// ```
///
/// # Errors
/// [`NumberError::TooPrecise`] past 28 decimal places, or past the 28 to 29 digits that a decimal holds, [`NumberError::Overflow`] past its
/// range (about 7.9e28), [`NumberError::NotANumber`] for anything that is no number.
pub fn parse_decimal(text: &str) -> Result<Decimal, NumberError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(NumberError::NotANumber);
    }
    Decimal::from_str_exact(text).map_err(|error| match error {
        rust_decimal::Error::Underflow => NumberError::TooPrecise,
        _ => NumberError::Overflow,
    })
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_and_their_canonical_form() {
        use NumberError::{NotANumber, Overflow, TooPrecise};
        let cases = [
            ("0", Ok("0")),
            ("-0", Ok("0")),
            ("-0.00", Ok("0")),
            ("007", Ok("7")),
            ("1.50", Ok("1.5")),
            ("1500", Ok("1500")),
            ("-12.30", Ok("-12.3")),
            ("9000000000000000000000000000", Ok("9000000000000000000000000000")),
            ("0.0000000000000000000000000001", Ok("0.0000000000000000000000000001")),
            ("7.9228162514264337593543950335", Ok("7.9228162514264337593543950335")),
            ("79228162514264337593543950335", Ok("79228162514264337593543950335")),
            ("79228162514264337593543950336", Err(Overflow)),
            ("0.00000000000000000000000000001", Err(TooPrecise)),
            ("", Err(NotANumber)),
            ("-", Err(NotANumber)),
            (".", Err(NotANumber)),
            (".5", Err(NotANumber)),
            ("5.", Err(NotANumber)),
            ("+5", Err(NotANumber)),
            ("--5", Err(NotANumber)),
            ("1.2.3", Err(NotANumber)),
            ("1e3", Err(NotANumber)),
            ("1_000", Err(NotANumber)),
            ("1,000", Err(NotANumber)),
            (" 1", Err(NotANumber)),
            ("１", Err(NotANumber)),
            ("NaN", Err(NotANumber)),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_decimal(text).map(decimal_text), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn long_text_is_an_error_not_a_wait() {
        assert_eq!(parse_decimal(&"9".repeat(1_000_000)), Err(NumberError::Overflow));
        assert!(parse_decimal(&format!("0.{}", "1".repeat(1_000_000))).is_err());
    }

    proptest! {
        #[test]
        fn text_reads_back(mantissa in -(1_i128 << 96) + 1..1 << 96, scale in 0..=28_u32) {
            let value = Decimal::from_i128_with_scale(mantissa, scale);
            let text = decimal_text(value);
            prop_assert_eq!(parse_decimal(&text), Ok(value));
            prop_assert!(!text.contains('.') || !text.ends_with('0'));
        }
    }
}
