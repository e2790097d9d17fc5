//! Rates: a share of an amount.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Money, NumberError, Rounding, decimal_text, parse_decimal};
use crate::exact::Exact;
use crate::text::read_text;

/// A share of an amount, as an exact decimal: `0.8`, also read from `80%`. Shown and written as the decimal.
///
/// A price at 8折 is 80 % of the price; the discount is the [complement](Rate::complement), 20 %.
///
/// ```
/// use crm_core::num::{Currency, Money, Rate, Rounding};
/// let rate = Rate::parse("80%")?;
/// assert_eq!(rate.to_string(), "0.8");
/// assert_eq!(rate.of(Money::parse("19.99", Currency::CNY)?, Rounding::HalfUp)?.to_string(), "15.99");
/// assert_eq!(rate.complement(), Rate::parse("0.2")?);
/// # Ok::<(), crm_core::num::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Rate {
    /// Nothing of an amount.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// All of an amount.
    pub const ONE: Self = Self(Decimal::ONE);

    /// The rate with this value: 0.8 for 80 %.
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// The rate as a decimal: 0.8 for 80 %.
    #[must_use]
    pub const fn to_decimal(self) -> Decimal {
        self.0
    }

    /// Reads `0.8` or `80%`.
    ///
    /// # Errors
    /// As [`parse_decimal`].
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let Some(percent) = text.strip_suffix('%') else {
            return parse_decimal(text).map(Self);
        };
        let mut value = parse_decimal(percent)?.normalize();
        let scale = value.scale().checked_add(2).ok_or(NumberError::TooPrecise)?;
        value.set_scale(scale).map_err(|_| NumberError::TooPrecise)?;
        Ok(Self(value))
    }

    /// The rate of what is left: 0.2 for 0.8.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(Decimal::ONE.saturating_sub(self.0))
    }

    /// This share of `amount`, rounded once, to the minor unit.
    ///
    /// # Errors
    /// [`NumberError::Overflow`].
    pub fn of(self, amount: Money, rounding: Rounding) -> Result<Money, NumberError> {
        amount.checked_mul(self.0, rounding)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal_text(self.0))
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Exact::Decimal(self.0.normalize()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a rate such as `0.8` or `80%`", |text| Self::parse(text).ok())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Rate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "decimal", "pattern": "^-?[0-9]+(\\.[0-9]+)?%?$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_from_decimals_and_percents() {
        let cases = [
            ("0.8", Ok("0.8")),
            ("80%", Ok("0.8")),
            ("8.75%", Ok("0.0875")),
            ("100%", Ok("1")),
            ("0%", Ok("0")),
            ("-5%", Ok("-0.05")),
            ("1.0000000000000000000000000001%", Err(NumberError::TooPrecise)),
            ("79228162514264337593543950335%", Ok("792281625142643375935439503.35")),
            ("%", Err(NumberError::NotANumber)),
            ("80 %", Err(NumberError::NotANumber)),
            ("80%%", Err(NumberError::NotANumber)),
        ];
        for (text, expected) in cases {
            assert_eq!(Rate::parse(text).map(|rate| rate.to_string()), expected.map(str::to_owned), "{text}");
        }
        let error = serde_json::from_str::<Rate>("0.8").unwrap_err().to_string();
        assert!(error.starts_with("invalid type: floating point `0.8`, expected a rate such as `0.8`"), "{error}");
        assert_eq!(serde_json::from_str::<Rate>("\"80%\"").unwrap(), Rate::new(Decimal::new(8, 1)));
    }
}
