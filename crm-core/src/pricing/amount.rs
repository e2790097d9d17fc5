//! An exact number as text: prices, quantities.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::exact::Exact;
use crate::num::{Currency, Decimal, Money, NumberError, parse_decimal};
use crate::text::read_text;

/// An exact decimal that is text in JSON: a price in major units (`"12.30"`), a quantity (`"0.486"`). It keeps the decimal places that it was given.
///
/// ```
/// use crm_core::num::Currency;
/// use crm_core::pricing::Amount;
/// let price: Amount = serde_json::from_str(r#""12.30""#)?;
/// assert_eq!(price.minor(Currency::CNY), Ok(1230));
/// assert_eq!(Amount::of_minor(1230, Currency::CNY), price);
/// assert_eq!(price.to_string(), "12.30");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(pub Decimal);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);

    /// So many minor units of a currency: 1230 fen are `12.30`.
    #[must_use]
    pub fn of_minor(minor: i64, currency: Currency) -> Self {
        Self(Decimal::new(minor, currency.exponent()))
    }

    /// The number of minor units.
    ///
    /// # Errors
    /// [`NumberError::TooPrecise`] where it has a part of a minor unit, [`NumberError::Overflow`] out of range.
    pub fn minor(self, currency: Currency) -> Result<i64, NumberError> {
        Money::exact(self.0, currency).map(|money| money.minor)
    }
}

impl From<i64> for Amount {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Exact::Money(self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a decimal number as text such as `12.30`", |text| parse_decimal(text).ok().map(Self))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "money", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"})
    }
}
