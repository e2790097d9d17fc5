//! Exact values at the border: how a decimal, an amount, an instant and a date are marked for whoever writes them in another form than JSON.
//!
//! In JSON each is plain text. To a [`serde::Serializer`] it comes as a newtype struct with one of the names below around that text, so that
//! a language binding makes its own decimal or date of it wherever one stands, without knowing the type around it; [`Exact::under`] reads
//! the value there without the detour over its text. JSON Schemas say the same by `format`: [`SCHEMA_FORMATS`].

use std::fmt;

use serde::ser::{self, Impossible};
use serde::{Serialize, Serializer};

use crate::num::Decimal;
use crate::time::{Date, Instant};

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

/// An exact value, as it stands under its mark. Shown, it is the text that JSON has.
///
/// ```
/// use crm_core::exact::Exact;
/// use crm_core::time::Instant;
/// let at = Instant::parse("2026-11-21T08:30:00Z").unwrap();
/// assert_eq!(Exact::Instant(at).to_string(), "2026-11-21T08:30:00Z");
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Exact {
    /// Under [`DECIMAL`].
    Decimal(Decimal),
    /// Under [`MONEY`].
    Money(Decimal),
    /// Under [`INSTANT`].
    Instant(Instant),
    /// Under [`DATE`].
    Date(Date),
}

impl Exact {
    /// The value that [`Serializer::serialize_newtype_struct`] was called with under `mark`; none where the name is no mark.
    ///
    /// For a serializer that writes exact values in a form of its own. Without this call it gets their text, as every other does.
    ///
    /// ```
    /// use crm_core::exact::{Exact, INSTANT};
    /// use crm_core::time::Instant;
    /// /// What stands under the mark of a point in time that a serializer came by.
    /// fn newtype_struct<T: serde::Serialize + ?Sized>(name: &'static str, value: &T) -> Option<Instant> {
    ///     match Exact::under(name, value) {
    ///         Some(Exact::Instant(at)) => Some(at),
    ///         _ => None,
    ///     }
    /// }
    /// # assert_eq!(newtype_struct(INSTANT, "2026-11-21T08:30:00Z"), None, "only what the core wrote is a point in time");
    /// ```
    pub fn under<T: Serialize + ?Sized>(mark: &str, value: &T) -> Option<Self> {
        if !matches!(mark, DECIMAL | MONEY | INSTANT | DATE) {
            return None;
        }
        let parts = value.serialize(ToParts).ok()?;
        Some(match (mark, parts) {
            (DECIMAL, Parts::Number(bytes)) => Self::Decimal(Decimal::deserialize(bytes)),
            (MONEY, Parts::Number(bytes)) => Self::Money(Decimal::deserialize(bytes)),
            (INSTANT, Parts::Micros(micros)) => Self::Instant(Instant::from_micros(micros)),
            (DATE, Parts::Days(days)) => Self::Date(Date::from_num_days_from_ce_opt(days)?),
            _ => return None,
        })
    }

    const fn mark(self) -> &'static str {
        match self {
            Self::Decimal(_) => DECIMAL,
            Self::Money(_) => MONEY,
            Self::Instant(_) => INSTANT,
            Self::Date(_) => DATE,
        }
    }

    fn parts(self) -> Parts {
        match self {
            Self::Decimal(number) | Self::Money(number) => Parts::Number(number.serialize()),
            Self::Instant(at) => Parts::Micros(at.as_micros()),
            Self::Date(date) => Parts::Days(chrono::Datelike::num_days_from_ce(&date)),
        }
    }
}

/// Two are equal where their marks and their texts are.
impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        (self.mark(), self.parts()) == (other.mark(), other.parts())
    }
}

impl Eq for Exact {}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal(number) | Self::Money(number) => fmt::Display::fmt(number, f),
            Self::Instant(at) => fmt::Display::fmt(at, f),
            Self::Date(date) => fmt::Display::fmt(date, f),
        }
    }
}

/// Under its mark, as text.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_text = !serializer.is_human_readable();
        serializer.serialize_newtype_struct(self.mark(), &Inside { exact: *self, is_text })
    }
}

/// What stands under a mark: text, and to [`ToParts`] alone the parts.
struct Inside {
    exact: Exact,
    /// Whether it is text whoever asks: in binary formats, which are not human-readable either.
    is_text: bool,
}

impl Serialize for Inside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_text || serializer.is_human_readable() {
            return serializer.collect_str(&self.exact);
        }
        match self.exact.parts() {
            Parts::Number(bytes) => serializer.serialize_bytes(&bytes),
            Parts::Micros(micros) => serializer.serialize_i64(micros),
            Parts::Days(days) => serializer.serialize_i32(days),
        }
    }
}

/// What a value under a mark consists of.
#[derive(PartialEq)]
enum Parts {
    /// As [`Decimal::serialize`] has it, with its decimal places: 1.5 and 1.50 are of other parts.
    Number([u8; 16]),
    /// Since 1970-01-01T00:00:00Z.
    Micros(i64),
    /// Since 0001-01-01, which is day 1.
    Days(i32),
}

/// Takes the parts of what stands under a mark, and nothing else.
struct ToParts;

/// What was no part.
#[derive(Debug, thiserror::Error)]
#[error("no part of an exact value")]
struct NoPart;

impl ser::Error for NoPart {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! no_part {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, NoPart> {
            Err(NoPart)
        })*
    };
}

impl Serializer for ToParts {
    type Ok = Parts;
    type Error = NoPart;
    type SerializeSeq = Impossible<Parts, NoPart>;
    type SerializeTuple = Impossible<Parts, NoPart>;
    type SerializeTupleStruct = Impossible<Parts, NoPart>;
    type SerializeTupleVariant = Impossible<Parts, NoPart>;
    type SerializeMap = Impossible<Parts, NoPart>;
    type SerializeStruct = Impossible<Parts, NoPart>;
    type SerializeStructVariant = Impossible<Parts, NoPart>;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Parts, NoPart> {
        bytes.try_into().map(Parts::Number).map_err(|_| NoPart)
    }

    fn serialize_i64(self, micros: i64) -> Result<Parts, NoPart> {
        Ok(Parts::Micros(micros))
    }

    fn serialize_i32(self, days: i32) -> Result<Parts, NoPart> {
        Ok(Parts::Days(days))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<Parts, NoPart> {
        Err(NoPart)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Result<Parts, NoPart> {
        Err(NoPart)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Parts, NoPart> {
        Err(NoPart)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Result<Parts, NoPart> {
        Err(NoPart)
    }

    no_part! {
        serialize_bool(bool) -> Parts;
        serialize_i8(i8) -> Parts;
        serialize_i16(i16) -> Parts;
        serialize_u8(u8) -> Parts;
        serialize_u16(u16) -> Parts;
        serialize_u32(u32) -> Parts;
        serialize_u64(u64) -> Parts;
        serialize_f32(f32) -> Parts;
        serialize_f64(f64) -> Parts;
        serialize_char(char) -> Parts;
        serialize_str(&str) -> Parts;
        serialize_none() -> Parts;
        serialize_unit() -> Parts;
        serialize_unit_struct(&'static str) -> Parts;
        serialize_unit_variant(&'static str, u32, &'static str) -> Parts;
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct(&'static str, usize) -> Self::SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

/// The JSON Schema of text with a `format`.
#[cfg(feature = "schema")]
pub(crate) fn schema(format: &str, description: &str) -> schemars::Schema {
    schemars::json_schema!({"type": "string", "format": format, "description": description})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{Currency, Money};
    use crate::rule::Value;

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

    #[test]
    fn values_are_read_without_their_text() {
        let at = Instant::parse("2026-11-21T08:30:00.000001Z").unwrap();
        let date = Date::from_ymd_opt(2026, 11, 21).unwrap();
        let values = [
            Exact::Decimal(Decimal::new(-15, 1)),
            Exact::Money(Decimal::new(1230, 2)),
            Exact::Instant(Instant::MIN),
            Exact::Instant(Instant::MAX),
            Exact::Instant(at),
            Exact::Date(date),
        ];
        for value in values {
            assert_eq!(Exact::under(value.mark(), &Inside { exact: value, is_text: false }), Some(value));
            assert_eq!(Exact::under(value.mark(), &Inside { exact: value, is_text: true }), None, "binary formats");
            assert_eq!(serde_json::to_string(&value).unwrap(), format!("\"{value}\""));
        }
        assert_ne!(Exact::Money(Decimal::new(150, 2)), Exact::Money(Decimal::new(15, 1)), "their texts are others");
        assert_ne!(Exact::Money(Decimal::new(15, 1)), Exact::Decimal(Decimal::new(15, 1)));
    }

    #[test]
    fn what_only_has_the_name_of_a_mark_is_left_alone() {
        assert_eq!(Exact::under(super::INSTANT, "2026-11-21T08:30:00Z"), None);
        assert_eq!(Exact::under(super::INSTANT, &[1, 2]), None);
        assert_eq!(Exact::under("Text", &Instant::MIN), None);
    }
}
