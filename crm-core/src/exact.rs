//! Exact values at the border: how a decimal, an amount, an instant and a date are marked for whoever writes them in another form than JSON.
//!
//! In JSON each is plain text. To a [`serde::Serializer`] it comes as a newtype struct with one of the names below around that text, so that
//! a language binding makes its own decimal or date of it wherever one stands, without knowing the type around it. JSON Schemas say the same
//! by `format`: [`SCHEMA_FORMATS`].

use std::fmt::Display;

use serde::{Serialize, Serializer};

/// The mark of an exact decimal, in plain notation: `"1.5"`.
pub const DECIMAL: &str = "Decimal";
/// The mark of an amount of money in major units, with all decimal places of its currency: `"12.30"`.
pub const MONEY: &str = "Money";
/// The mark of a point in time, in UTC: `"2026-11-21T08:30:00Z"`.
pub const INSTANT: &str = "Instant";
/// The mark of a civil date: `"2026-11-21"`.
pub const DATE: &str = "Date";

/// The `format` of each mark in JSON Schemas.
pub const SCHEMA_FORMATS: [(&str, &str); 4] =
    [(DECIMAL, "decimal"), (MONEY, "money"), (INSTANT, "instant"), (DATE, "date")];

/// Writes a value as its text under its mark.
pub(crate) fn serialize<S: Serializer>(
    mark: &'static str,
    value: &impl Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(mark, &Shown(value))
}

/// A value as its text.
struct Shown<'a, T>(&'a T);

impl<T: Display> Serialize for Shown<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

/// An amount of money as its text.
pub(crate) struct Amount(pub(crate) crate::num::Money);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(MONEY, &self.0, serializer)
    }
}

/// The JSON Schema of text with a `format`.
#[cfg(feature = "schema")]
pub(crate) fn schema(format: &str, description: &str) -> schemars::Schema {
    schemars::json_schema!({"type": "string", "format": format, "description": description})
}

#[cfg(test)]
mod tests {
    use crate::num::{Currency, Decimal, Money};
    use crate::rule::Value;
    use crate::time::{Date, Instant};

    #[test]
    fn marks_are_not_seen_in_json() {
        let values: [(Value, &str); 4] = [
            (Value::Decimal(Decimal::new(150, 2)), r#""1.5""#),
            (Value::Money(Money::new(1230, Currency::CNY)), r#""12.30""#),
            (Value::Instant(Instant::from_micros(0)), r#""1970-01-01T00:00:00Z""#),
            (Value::Date(Date::from_ymd_opt(2026, 11, 21).unwrap()), r#""2026-11-21""#),
        ];
        for (value, json) in values {
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
            assert_eq!(serde_json::to_value(&value).unwrap().to_string(), json);
        }
    }
}
