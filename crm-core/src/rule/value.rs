//! The values that fields hold.

use std::sync::Arc;

use chrono::Datelike;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Type;
use super::moment::days_of;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::num::{Currency, Money, NumberError, decimal_text, parse_decimal};
use crate::text::{Text, excerpt};
use crate::time::{Date, Instant};

/// A value of a field: of an event, a member's profile, a metric.
///
/// In JSON decimals, money, dates and instants are strings, so reading JSON alone yields [`Value::Text`] for them; the
/// declared type of the field then turns the text into the value it stands for ([`Value::typed`]). A JSON number must be a whole one.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// An amount of the program's currency.
    Money(Money),
    /// Text.
    Text(Text),
    /// A civil date.
    Date(Date),
    /// A point in time.
    Instant(Instant),
    /// A set of texts, sorted, without duplicates.
    Set(Arc<[Text]>),
}

impl Value {
    /// The value that this one stands for in a field of type `kind`, in canonical form.
    ///
    /// Text becomes a decimal, money, a date or an instant where the type says so; a whole number is a decimal, too, and an
    /// amount in major units. Nothing else is converted: text is never a whole number, and a number is never text.
    ///
    /// ```
    /// use crm_core::num::{Currency, Money};
    /// use crm_core::rule::{Type, Value};
    /// let yuan = Currency::new("CNY").ok_or("no currency")?;
    /// assert_eq!(Value::from("12.5").typed(Type::Money, yuan)?, Value::Money(Money::new(1250, yuan)));
    /// assert_eq!(Value::from(12).typed(Type::Money, yuan)?, Value::Money(Money::new(1200, yuan)));
    /// assert!(Value::from("12.505").typed(Type::Money, yuan).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// One finding without a pointer: `wrong_type`, `invalid_number` (no number, out of range, too many decimal places) or
    /// `invalid_time`.
    pub fn typed(self, kind: Type, currency: Currency) -> Result<Self, Diagnostics> {
        match (kind, self) {
            (Type::Bool, value @ Self::Bool(_))
            | (Type::Int, value @ Self::Int(_))
            | (Type::Text, value @ Self::Text(_))
            | (Type::Instant, value @ Self::Instant(_)) => Ok(value),
            (Type::Decimal, Self::Decimal(number)) => Ok(Self::Decimal(number.normalize())),
            (Type::Decimal, Self::Int(number)) => Ok(Self::Decimal(number.into())),
            (Type::Decimal, Self::Text(text)) => decimal_of(&text),
            (Type::Money, Self::Money(money)) if money.currency == currency => Ok(Self::Money(money)),
            (Type::Money, Self::Int(number)) => money_of(number.into(), currency),
            (Type::Money, Self::Decimal(number)) => money_of(number, currency),
            (Type::Money, Self::Text(text)) => {
                Money::parse(&text, currency).map(Self::Money).map_err(|error| invalid_number(&text, error))
            }
            (Type::Date, Self::Date(date)) if (1..=9999).contains(&date.year()) => Ok(Self::Date(date)),
            (Type::Date, Self::Text(text)) => {
                parse_date(&text).map(Self::Date).ok_or_else(|| invalid_time(&text, "a date such as `2026-11-21`"))
            }
            (Type::Instant, Self::Text(text)) => Instant::parse(&text)
                .map(Self::Instant)
                .ok_or_else(|| invalid_time(&text, "an instant such as `2026-11-21T08:30:00Z`")),
            (Type::Set, Self::Set(texts)) => Ok(Self::Set(sorted(texts))),
            (kind, value) => Err(wrong_type(kind, &value, currency)),
        }
    }

    /// The type of the value as it stands.
    #[must_use]
    pub const fn kind(&self) -> Type {
        match self {
            Self::Bool(_) => Type::Bool,
            Self::Int(_) => Type::Int,
            Self::Decimal(_) => Type::Decimal,
            Self::Money(_) => Type::Money,
            Self::Text(_) => Type::Text,
            Self::Date(_) => Type::Date,
            Self::Instant(_) => Type::Instant,
            Self::Set(_) => Type::Set,
        }
    }

    /// The whole number underneath, as [`super::Facts::integer`] gives it: 0 or 1 for a bool, minor units for money, days since
    /// 1970-01-01 for a date, microseconds since then for an instant. `None` for a decimal, a text and a set.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Bool(truth) => Some(i64::from(*truth)),
            Self::Int(number) => Some(*number),
            Self::Money(money) => Some(money.minor),
            Self::Date(date) => Some(days_of(*date)),
            Self::Instant(instant) => Some(instant.as_micros()),
            Self::Decimal(_) | Self::Text(_) | Self::Set(_) => None,
        }
    }

    /// The value, where it is a decimal.
    #[must_use]
    pub const fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// The value, where it is a text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts, where it is a set.
    #[must_use]
    pub fn set(&self) -> Option<&[Text]> {
        match self {
            Self::Set(texts) => Some(texts),
            _ => None,
        }
    }

    /// The first text of this text or set that is not one of `values`; none for any other value.
    #[must_use]
    pub fn outside(&self, values: &[Text]) -> Option<&Text> {
        self.text_where(|text| !values.contains(text))
    }

    /// The first text of this text or set for which `test` holds; none for any other value.
    pub(crate) fn text_where(&self, test: impl Fn(&Text) -> bool) -> Option<&Text> {
        match self {
            Self::Text(text) => test(text).then_some(text),
            Self::Set(texts) => texts.iter().find(|text| test(text)),
            _ => None,
        }
    }
}

/// Reads `YYYY-MM-DD`, years 0001 to 9999, and nothing else.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u32>().ok())?
    };
    let year = i32::try_from(digits(year, 4)?).ok().filter(|year| *year >= 1)?;
    Date::from_ymd_opt(year, digits(month, 2)?, digits(day, 2)?)
}

fn decimal_of(text: &Text) -> Result<Value, Diagnostics> {
    parse_decimal(text).map(|number| Value::Decimal(number.normalize())).map_err(|error| invalid_number(text, error))
}

fn money_of(number: Decimal, currency: Currency) -> Result<Value, Diagnostics> {
    Money::exact(number, currency).map(Value::Money).map_err(|error| invalid_number(&decimal_text(number), error))
}

/// A set's texts sorted and without duplicates, which a host's may not be.
fn sorted(texts: Arc<[Text]>) -> Arc<[Text]> {
    if texts.is_sorted_by(|left, right| left < right) {
        return texts;
    }
    let mut texts = texts.to_vec();
    texts.sort_unstable();
    texts.dedup();
    texts.into()
}

fn invalid_number(text: &str, error: NumberError) -> Diagnostics {
    Diagnostic::error(Code::InvalidNumber).with("text", excerpt(text)).with("reason", error).into()
}

fn invalid_time(text: &str, expected: &str) -> Diagnostics {
    Diagnostic::error(Code::InvalidTime).with("text", excerpt(text)).with("expected", expected).into()
}

fn wrong_type(kind: Type, value: &Value, currency: Currency) -> Diagnostics {
    let found = match value {
        Value::Money(money) => smol_str::format_smolstr!("{money} {}", money.currency.code()),
        Value::Text(text) => excerpt(text),
        other => excerpt(&serde_json::to_string(other).unwrap_or_default()),
    };
    let finding = Diagnostic::error(Code::WrongType).with("expected", noun(kind, currency)).with("found", found);
    match (kind, value) {
        (Type::Text, Value::Int(_)) => finding.with_help("write it as a string, in quotes"),
        (Type::Int, Value::Text(_)) => finding.with_help("write it as a number, without quotes"),
        (Type::Bool, _) => finding.with_help("write true or false, without quotes"),
        (Type::Set, Value::Text(_)) => finding.with_help("write a list, even of a single text"),
        _ => finding,
    }
    .into()
}

fn noun(kind: Type, currency: Currency) -> Text {
    match kind {
        Type::Bool => "true or false".into(),
        Type::Int => "a whole number".into(),
        Type::Decimal => "a decimal in a string".into(),
        Type::Money => smol_str::format_smolstr!("an amount of {} in a string", currency.code()),
        Type::Text => "a text".into(),
        Type::Date => "a date of the years 0001 to 9999".into(),
        Type::Instant => "an instant".into(),
        Type::Set => "a list of texts".into(),
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<Instant> for Value {
    fn from(instant: Instant) -> Self {
        Self::Instant(instant)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => Exact::Decimal(number.normalize()).serialize(serializer),
            Self::Money(money) => Exact::Money(money.to_decimal()).serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Date(date) => Exact::Date(*date).serialize(serializer),
            Self::Instant(instant) => instant.serialize(serializer),
            Self::Set(texts) => serializer.collect_seq(texts.iter()),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Value;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("true, false, a whole number, a string (decimals, too, are strings) or a list of strings")
            }

            fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Value, E> {
                Ok(Value::Bool(truth))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Int(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
                i64::try_from(number).map(Value::Int).map_err(|_| E::custom("the number is out of range"))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.into()))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
                let mut texts = Vec::<Text>::new();
                while let Some(text) = access.next_element()? {
                    texts.push(text);
                }
                texts.sort_unstable();
                texts.dedup();
                Ok(Value::Set(texts.into()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Value {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A field's value, by the field's declared type: a decimal, an amount, a date and an instant are text in JSON.",
            "anyOf": [
                {"type": "boolean"},
                {"type": "integer", "format": "int64"},
                {"type": "string", "format": "decimal"},
                {"type": "string", "format": "money"},
                {"type": "string", "format": "date"},
                {"type": "string", "format": "instant"},
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan() -> Currency {
        Currency::new("CNY").unwrap()
    }

    /// Values are copied by the million in rows: a larger one would be felt everywhere.
    #[test]
    fn a_value_is_small() {
        assert!(size_of::<Value>() <= 24, "{}", size_of::<Value>());
        assert!(size_of::<Option<Value>>() <= 24, "{}", size_of::<Option<Value>>());
    }

    #[test]
    fn typed_values() {
        #[rustfmt::skip]
        let cases: &[(&str, Type, &str)] = &[
            // JSON                      type            canonical JSON, or the code
            ("true",                     Type::Bool,     "true"),
            ("1",                        Type::Bool,     "wrong_type"),
            ("7",                        Type::Int,      "7"),
            (r#""7""#,                   Type::Int,      "wrong_type"),
            (r#""1.50""#,                Type::Decimal,  r#""1.5""#),
            (r#""-0.0""#,                Type::Decimal,  r#""0""#),
            ("3",                        Type::Decimal,  r#""3""#),
            (r#""1e3""#,                 Type::Decimal,  "invalid_number"),
            (r#""""#,                    Type::Decimal,  "invalid_number"),
            (r#""12.5""#,                Type::Money,    r#""12.50""#),
            ("12",                       Type::Money,    r#""12.00""#),
            (r#""12.505""#,              Type::Money,    "invalid_number"),
            (r#""12.500""#,              Type::Money,    r#""12.50""#),
            ("9223372036854775807",      Type::Money,    "invalid_number"),
            (r#""abc""#,                 Type::Text,     r#""abc""#),
            ("7",                        Type::Text,     "wrong_type"),
            (r#""2024-02-29""#,          Type::Date,     r#""2024-02-29""#),
            (r#""2023-02-29""#,          Type::Date,     "invalid_time"),
            (r#""2024-2-9""#,            Type::Date,     "invalid_time"),
            (r#""0000-01-01""#,          Type::Date,     "invalid_time"),
            (r#""+024-01-01""#,          Type::Date,     "invalid_time"),
            (r#""2026-03-01T18:00:00+08:00""#, Type::Instant, r#""2026-03-01T10:00:00Z""#),
            (r#""2026-03-01""#,          Type::Instant,  "invalid_time"),
            (r#"["b","a","b"]"#,         Type::Set,      r#"["a","b"]"#),
            (r#""a""#,                   Type::Set,      "wrong_type"),
            (r#"["a"]"#,                 Type::Text,     "wrong_type"),
        ];
        for (json, kind, expected) in cases {
            let value: Value = serde_json::from_str(json).unwrap();
            let actual = match value.typed(*kind, yuan()) {
                Ok(value) => {
                    assert_eq!(value.kind(), *kind, "{json}");
                    assert_eq!(value.clone().typed(*kind, yuan()).unwrap(), value, "{json}");
                    serde_json::to_string(&value).unwrap()
                }
                Err(findings) => findings.0[0].code().to_string(),
            };
            assert_eq!(&actual, expected, "{json} as {kind:?}");
        }
    }

    #[test]
    fn hosts_values_are_brought_to_canonical_form() {
        let set = Value::Set(vec![Text::new("b"), Text::new("a"), Text::new("b")].into());
        assert_eq!(set.typed(Type::Set, yuan()).unwrap(), Value::Set(vec![Text::new("a"), Text::new("b")].into()));
        let yen = Value::Money(Money::new(1, Currency::new("JPY").unwrap()));
        assert_eq!(yen.typed(Type::Money, yuan()).unwrap_err().0[0].code(), Code::WrongType);
        assert!(Value::Date(Date::MAX).typed(Type::Date, yuan()).is_err());
    }

    #[test]
    fn whole_numbers_underneath() {
        assert_eq!(Value::Date(Date::from_ymd_opt(1970, 1, 2).unwrap()).integer(), Some(1));
        assert_eq!(Value::Date(Date::from_ymd_opt(1969, 12, 31).unwrap()).integer(), Some(-1));
        assert_eq!(Value::from(true).integer(), Some(1));
        assert_eq!(Value::from("7").integer(), None);
    }

    #[test]
    fn messages_do_not_repeat_long_input() {
        let long = "数".repeat(5000);
        let findings = Value::from(long.as_str()).typed(Type::Int, yuan()).unwrap_err();
        assert!(findings.to_string().len() < 400, "{findings}");
    }

    #[test]
    fn a_value_is_held_against_a_list() {
        let allowed = [Text::new("a"), Text::new("b")];
        assert_eq!(Value::from("a").outside(&allowed), None);
        assert_eq!(Value::from("c").outside(&allowed), Some(&Text::new("c")));
        assert_eq!(Value::Set(vec![Text::new("a"), Text::new("d")].into()).outside(&allowed), Some(&Text::new("d")));
        assert_eq!(Value::from(3).outside(&allowed), None);
    }
}
