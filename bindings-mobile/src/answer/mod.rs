//! Answers as bytes: what JSON says, with the exact values as what they are.
//!
//! | first byte | meaning | then |
//! |---|---|---|
//! | 0 | null | |
//! | 1, 2 | false, true | |
//! | 3 | whole number | 8 bytes |
//! | 4, 5 | decimal, amount of money | 1 byte: decimal places; 16 bytes: the whole number without the point |
//! | 6 | text | 4 bytes: length; UTF-8 |
//! | 7 | instant | 8 bytes: microseconds since 1970-01-01T00:00:00Z |
//! | 8 | date | 4 bytes: days since 1970-01-01 |
//! | 9 | list | 4 bytes: length; the values |
//! | 10 | object | 4 bytes: length; for each entry its key, as a text without its first byte, and its value |
//! | 11 | a number of JSON text that is not whole or beyond 64 bits, which no answer has | as a text without its first byte |
//!
//! Numbers are signed and start with their highest byte.

mod bytes;
mod mark;

pub(crate) use bytes::{Bytes, Error};
use serde::Serialize;

/// The first byte of each kind of value.
mod tag {
    pub(super) const NULL: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const TRUE: u8 = 2;
    pub(super) const INT: u8 = 3;
    pub(super) const DECIMAL: u8 = 4;
    pub(super) const MONEY: u8 = 5;
    pub(super) const TEXT: u8 = 6;
    pub(super) const INSTANT: u8 = 7;
    pub(super) const DATE: u8 = 8;
    pub(super) const LIST: u8 = 9;
    pub(super) const OBJECT: u8 = 10;
    pub(super) const NUMBER: u8 = 11;
}

/// `value` as bytes.
pub(crate) fn bytes(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = Bytes::new();
    value.serialize(&mut bytes)?;
    Ok(bytes.into_vec())
}

#[cfg(test)]
mod tests {
    use crm_core::num::{Currency, Decimal, Money};
    use crm_core::rule::Value;
    use crm_core::time::{Date, Instant};
    use serde_json::json;

    use super::bytes;

    #[test]
    fn every_kind_of_value() {
        let wide = |first: u8, scale: u8, number: i128| [&[first, scale][..], &number.to_be_bytes()].concat();
        let cases: Vec<(Value, Vec<u8>)> = vec![
            (Value::Bool(true), vec![2]),
            (Value::Int(-2), [&[3][..], &(-2_i64).to_be_bytes()].concat()),
            (Value::Int(i64::MAX), [&[3][..], &i64::MAX.to_be_bytes()].concat()),
            (Value::Decimal(Decimal::new(1, 1)), wide(4, 1, 1)),
            (Value::Decimal("9000000000000000000000000000".parse().unwrap()), wide(4, 0, 9 * 10_i128.pow(27))),
            (Value::Decimal("-0.000001".parse().unwrap()), wide(4, 6, -1)),
            (Value::Money(Money::new(42_800, Currency::CNY)), wide(5, 2, 42_800)),
            (Value::Money(Money::new(999_999_999_999_999_999, Currency::CNY)), wide(5, 2, 999_999_999_999_999_999)),
            (Value::Text("会".into()), vec![6, 0, 0, 0, 3, 0xe4, 0xbc, 0x9a]),
            (Value::Instant(Instant::from_micros(-1)), [&[7][..], &(-1_i64).to_be_bytes()].concat()),
            (Value::Date(Date::from_ymd_opt(1970, 1, 2).unwrap()), vec![8, 0, 0, 0, 1]),
        ];
        for (value, expected) in cases {
            assert_eq!(bytes(&value).unwrap(), expected, "{value:?}");
        }
    }

    #[test]
    fn lists_and_objects_say_their_length() {
        let expected = [&[10, 0, 0, 0, 1, 0, 0, 0, 1, b'a', 9, 0, 0, 0, 2, 0, 1][..]].concat();
        assert_eq!(bytes(&json!({"a": [null, false]})).unwrap(), expected);
    }

    #[test]
    fn other_numbers_stay_as_they_are_written() {
        assert_eq!(bytes(&json!(0.5)).unwrap(), [11, 0, 0, 0, 3, b'0', b'.', b'5']);
        assert_eq!(bytes(&json!(u64::MAX)).unwrap(), [&[11, 0, 0, 0, 20][..], b"18446744073709551615"].concat());
    }
}
