//! Money as minor units of a currency.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Currency, NumberError, Rounding, multiply, parse_decimal};
use crate::exact::Exact;

/// An exact amount of money: a whole number of minor units (`minor`) of a currency.
///
/// In JSON it stands as `{"amount": "12.30", "currency": "CNY"}`. Amounts of different currencies have no order.
///
/// ```
/// use crm_core::num::{Currency, Money, Rounding};
/// let price = Money::parse("12.30", Currency::CNY)?;
/// assert_eq!(price.minor, 1230);
/// assert_eq!(price.checked_add(Money::new(5, Currency::CNY))?.to_string(), "12.35");
/// assert_eq!(price.checked_mul("0.85".parse().unwrap(), Rounding::HalfUp)?.to_string(), "10.46");
/// # Ok::<(), crm_core::num::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in minor units: 12.34 yuan are 1234 fen.
    pub minor: i64,
    /// What the minor units are of.
    pub currency: Currency,
}

impl Money {
    /// `minor` minor units of `currency`.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a decimal amount such as `12.34`.
    ///
    /// # Errors
    /// A text that is no decimal, is out of range, or has more decimal places than the currency.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, NumberError> {
        Self::exact(parse_decimal(text)?, currency)
    }

    /// The amount that is exactly `value`.
    ///
    /// # Errors
    /// [`NumberError::TooPrecise`] where `value` has a part of a minor unit, [`NumberError::Overflow`] out of range.
    pub fn exact(value: Decimal, currency: Currency) -> Result<Self, NumberError> {
        // Nearly all amounts have no more decimal places than their currency: their digits are the minor units, or lack zeros.
        if let Some(missing) = currency.exponent().checked_sub(value.scale()) {
            let minor = 10_i128.checked_pow(missing).and_then(|zeros| value.mantissa().checked_mul(zeros));
            let minor = minor.and_then(|minor| i64::try_from(minor).ok());
            return minor.map(|minor| Self { minor, currency }).ok_or(NumberError::Overflow);
        }
        let money = Self::rounded(value, currency, Rounding::Down)?;
        if money.to_decimal() == value { Ok(money) } else { Err(NumberError::TooPrecise) }
    }

    /// The amount nearest to `value` by `rounding`.
    ///
    /// # Errors
    /// [`NumberError::Overflow`] out of range.
    pub fn rounded(value: Decimal, currency: Currency, rounding: Rounding) -> Result<Self, NumberError> {
        multiply(10_i64.saturating_pow(currency.exponent()), value, rounding).map(|minor| Self { minor, currency })
    }

    /// The amount as a decimal in major units.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// The sum.
    ///
    /// # Errors
    /// [`NumberError::CurrencyMismatch`], [`NumberError::Overflow`].
    pub fn checked_add(self, other: Self) -> Result<Self, NumberError> {
        self.same_currency(other)?;
        self.with_minor(self.minor.checked_add(other.minor))
    }

    /// The difference.
    ///
    /// # Errors
    /// [`NumberError::CurrencyMismatch`], [`NumberError::Overflow`].
    pub fn checked_sub(self, other: Self) -> Result<Self, NumberError> {
        self.same_currency(other)?;
        self.with_minor(self.minor.checked_sub(other.minor))
    }

    /// The amount with the other sign.
    ///
    /// # Errors
    /// [`NumberError::Overflow`] for the lowest amount there is.
    pub fn checked_neg(self) -> Result<Self, NumberError> {
        self.with_minor(self.minor.checked_neg())
    }

    /// The amount times `factor`, rounded once, to the minor unit.
    ///
    /// # Errors
    /// [`NumberError::Overflow`].
    pub fn checked_mul(self, factor: Decimal, rounding: Rounding) -> Result<Self, NumberError> {
        self.with_minor(Some(multiply(self.minor, factor, rounding)?))
    }

    /// Which amount is larger.
    ///
    /// # Errors
    /// [`NumberError::CurrencyMismatch`].
    pub fn compare(self, other: Self) -> Result<Ordering, NumberError> {
        self.same_currency(other).map(|()| self.minor.cmp(&other.minor))
    }

    fn same_currency(self, other: Self) -> Result<(), NumberError> {
        if self.currency == other.currency { Ok(()) } else { Err(NumberError::CurrencyMismatch) }
    }

    fn with_minor(self, minor: Option<i64>) -> Result<Self, NumberError> {
        minor.map(|minor| Self { minor, ..self }).ok_or(NumberError::Overflow)
    }
}

impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.compare(*other).ok()
    }
}

impl fmt::Display for Money {
    /// The amount with all the decimal places of its currency, without the code: `12.30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_decimal(), f)
    }
}

/// The JSON form: the amount as text, because a JSON number is a float in most readers.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Money", deny_unknown_fields)]
struct MoneyForm {
    /// The amount in major units, such as `12.30`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "money")))]
    amount: String,
    /// The currency's ISO 4217 code.
    currency: Currency,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut form = serializer.serialize_struct("Money", 2)?;
        form.serialize_field("amount", &Exact::Money(self.to_decimal()))?;
        form.serialize_field("currency", &self.currency)?;
        form.end()
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let MoneyForm { amount, currency } = MoneyForm::deserialize(deserializer)?;
        let refused = |error| de::Error::custom(format_args!("`{amount}` is not an amount of {currency}: {error}"));
        Self::parse(&amount, currency).map_err(refused)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        MoneyForm::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cny(minor: i64) -> Money {
        Money::new(minor, Currency::CNY)
    }

    #[test]
    fn amounts_are_read_and_shown() {
        let kwd = Currency::new("KWD").unwrap();
        let cases = [
            ("12.30", Currency::CNY, Ok((1230, "12.30"))),
            ("12.3", Currency::CNY, Ok((1230, "12.30"))),
            ("12.300", Currency::CNY, Ok((1230, "12.30"))),
            ("-0.05", Currency::CNY, Ok((-5, "-0.05"))),
            ("-0", Currency::CNY, Ok((0, "0.00"))),
            ("12.305", kwd, Ok((12_305, "12.305"))),
            ("1500", Currency::JPY, Ok((1500, "1500"))),
            ("92233720368547758.07", Currency::CNY, Ok((i64::MAX, "92233720368547758.07"))),
            ("-92233720368547758.08", Currency::CNY, Ok((i64::MIN, "-92233720368547758.08"))),
            ("92233720368547758.08", Currency::CNY, Err(NumberError::Overflow)),
            ("12.345", Currency::CNY, Err(NumberError::TooPrecise)),
            ("0.0000000000000000000000000001", Currency::CNY, Err(NumberError::TooPrecise)),
            ("1500.5", Currency::JPY, Err(NumberError::TooPrecise)),
            ("12,30", Currency::CNY, Err(NumberError::NotANumber)),
            ("", Currency::CNY, Err(NumberError::NotANumber)),
        ];
        for (text, currency, expected) in cases {
            let read = Money::parse(text, currency);
            assert_eq!(
                read.map(|money| (money.minor, money.to_string())),
                expected.map(|(m, t)| (m, t.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn calculations_keep_to_one_currency_and_to_range() {
        let yen = Money::new(1, Currency::JPY);
        assert_eq!(cny(5).checked_add(cny(-7)), Ok(cny(-2)));
        assert_eq!(cny(5).checked_sub(cny(7)), Ok(cny(-2)));
        assert_eq!(cny(5).checked_neg(), Ok(cny(-5)));
        assert_eq!(cny(5).checked_add(yen), Err(NumberError::CurrencyMismatch));
        assert_eq!(cny(5).checked_sub(yen), Err(NumberError::CurrencyMismatch));
        assert_eq!(cny(i64::MAX).checked_add(cny(1)), Err(NumberError::Overflow));
        assert_eq!(cny(i64::MIN).checked_sub(cny(1)), Err(NumberError::Overflow));
        assert_eq!(cny(i64::MIN).checked_neg(), Err(NumberError::Overflow));
        assert_eq!(cny(i64::MAX).checked_mul(Decimal::TWO, Rounding::Down), Err(NumberError::Overflow));
        assert_eq!((cny(5).partial_cmp(&cny(7)), cny(5).partial_cmp(&yen)), (Some(Ordering::Less), None));
        assert_eq!(cny(5).compare(yen), Err(NumberError::CurrencyMismatch));
    }

    #[test]
    fn json_has_the_amount_as_text() {
        let json = r#"{"amount":"12.30","currency":"CNY"}"#;
        assert_eq!(serde_json::from_str::<Money>(json).unwrap(), cny(1230));
        assert_eq!(serde_json::to_string(&cny(1230)).unwrap(), json);
        let cases = [
            (r#"{"amount":"12.305","currency":"CNY"}"#, "`12.305` is not an amount of CNY: too many digits"),
            (r#"{"amount":12.3,"currency":"CNY"}"#, "invalid type: floating point `12.3`, expected a string"),
            (r#"{"amount":"12.30"}"#, "missing field `currency`"),
            (r#"{"amount":"12.30","currency":"CNY","tax":"1"}"#, "unknown field `tax`"),
        ];
        for (json, message) in cases {
            let error = serde_json::from_str::<Money>(json).unwrap_err().to_string();
            assert!(error.starts_with(message), "{json}: {error}");
        }
    }

    proptest! {
        #[test]
        fn text_and_json_read_back(minor: i64, code in prop::sample::select(Currency::all().collect::<Vec<_>>())) {
            let money = Money::new(minor, code);
            prop_assert_eq!(Money::parse(&money.to_string(), code), Ok(money));
            prop_assert_eq!(serde_json::from_str::<Money>(&serde_json::to_string(&money).unwrap()).unwrap(), money);
        }
    }
}
