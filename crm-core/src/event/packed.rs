//! Values as bytes: for what is kept for years and hardly ever read again. Most take a third of the memory, or less.

use rust_decimal::Decimal;

use crate::num::{Currency, Money};
use crate::rule::Value;
use crate::text::Text;
use crate::time::{Date, Instant};

/// What a value is, before its bytes.
mod tag {
    pub(super) const MISSING: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const TRUE: u8 = 2;
    pub(super) const INT: u8 = 3;
    /// With a mantissa of 64 bits.
    pub(super) const DECIMAL: u8 = 4;
    /// In full.
    pub(super) const WIDE_DECIMAL: u8 = 5;
    pub(super) const MONEY: u8 = 6;
    pub(super) const TEXT: u8 = 7;
    pub(super) const DATE: u8 = 8;
    pub(super) const INSTANT: u8 = 9;
    pub(super) const SET: u8 = 10;
}

/// A row of values, each there or missing, in memory only: nothing stores these bytes.
#[derive(Debug)]
pub(super) struct Packed(Box<[u8]>);

/// By the values: 1.5 is 1.50.
impl PartialEq for Packed {
    fn eq(&self, other: &Self) -> bool {
        self.values().eq(other.values())
    }
}

impl Packed {
    /// Packs `count` values or so.
    pub(super) fn new<'a>(values: impl Iterator<Item = Option<&'a Value>>, count: usize) -> Self {
        /// What most values take, and more.
        const TYPICAL: usize = 8;
        let mut packer = Packer(Vec::with_capacity(count.saturating_mul(TYPICAL)));
        values.for_each(|value| packer.value(value));
        Self(packer.0.into())
    }

    /// The values, one after the other.
    pub(super) const fn values(&self) -> Unpacker<'_> {
        Unpacker { bytes: &self.0, currency: None }
    }
}

struct Packer(Vec<u8>);

impl Packer {
    fn value(&mut self, value: Option<&Value>) {
        match value {
            None => self.0.push(tag::MISSING),
            Some(Value::Bool(false)) => self.0.push(tag::FALSE),
            Some(Value::Bool(true)) => self.0.push(tag::TRUE),
            Some(Value::Int(number)) => self.signed(tag::INT, *number),
            Some(Value::Decimal(number)) => self.decimal(*number),
            Some(Value::Money(money)) => {
                self.signed(tag::MONEY, money.minor);
                self.0.extend_from_slice(&money.currency.letters());
            }
            Some(Value::Text(text)) => {
                self.0.push(tag::TEXT);
                self.text(text);
            }
            Some(Value::Date(date)) => {
                self.signed(tag::DATE, chrono::Datelike::num_days_from_ce(date).into());
            }
            Some(Value::Instant(at)) => self.signed(tag::INSTANT, at.as_micros()),
            Some(Value::Set(texts)) => {
                self.0.push(tag::SET);
                self.number(texts.len() as u64);
                texts.iter().for_each(|text| self.text(text));
            }
        }
    }

    fn decimal(&mut self, number: Decimal) {
        // A negative zero has its sign in the full form alone.
        match i64::try_from(number.mantissa()) {
            Ok(mantissa) if mantissa != 0 || number.is_sign_positive() => {
                self.signed(tag::DECIMAL, mantissa);
                self.number(number.scale().into());
            }
            _ => {
                self.0.push(tag::WIDE_DECIMAL);
                self.0.extend_from_slice(&number.serialize());
            }
        }
    }

    /// A tag and a number of which small ones, with either sign, are short.
    fn signed(&mut self, tag: u8, number: i64) {
        self.0.push(tag);
        self.number((number.cast_unsigned() << 1) ^ (number >> 63).cast_unsigned());
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    #[inline]
    fn number(&mut self, mut number: u64) {
        loop {
            let [low, ..] = number.to_le_bytes();
            number >>= 7;
            if number == 0 {
                return self.0.push(low & 0x7f);
            }
            self.0.push(low | 0x80);
        }
    }

    fn text(&mut self, text: &Text) {
        self.0.reserve(text.len().saturating_add(1));
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// Reads packed values.
pub(super) struct Unpacker<'a> {
    bytes: &'a [u8],
    /// The currency that was read last: looking one up takes a search.
    currency: Option<Currency>,
}

impl Iterator for Unpacker<'_> {
    type Item = Option<Value>;

    fn next(&mut self) -> Option<Option<Value>> {
        let tag = self.byte()?;
        Some(Some(match tag {
            tag::MISSING => return Some(None),
            tag::FALSE => Value::Bool(false),
            tag::TRUE => Value::Bool(true),
            tag::INT => Value::Int(self.signed()?),
            tag::DECIMAL => {
                let mantissa = self.signed()?;
                let scale = u32::try_from(self.number()?).ok()?;
                Value::Decimal(Decimal::try_from_i128_with_scale(mantissa.into(), scale).ok()?)
            }
            tag::WIDE_DECIMAL => Value::Decimal(Decimal::deserialize(*self.bytes(16)?.first_chunk()?)),
            tag::MONEY => {
                let minor = self.signed()?;
                Value::Money(Money { minor, currency: self.currency()? })
            }
            tag::TEXT => Value::Text(self.text()?),
            tag::DATE => Value::Date(Date::from_num_days_from_ce_opt(i32::try_from(self.signed()?).ok()?)?),
            tag::INSTANT => Value::Instant(Instant::from_micros(self.signed()?)),
            tag::SET => {
                let count = self.number()?;
                Value::Set((0..count).map(|_| self.text()).collect::<Option<_>>()?)
            }
            _ => return None,
        }))
    }
}

impl<'a> Unpacker<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for place in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << place;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ (number & 1).cast_signed().wrapping_neg())
    }

    fn text(&mut self) -> Option<Text> {
        let length = usize::try_from(self.number()?).ok()?;
        std::str::from_utf8(self.bytes(length)?).ok().map(Text::new)
    }

    fn currency(&mut self) -> Option<Currency> {
        let letters = self.bytes(3)?;
        if self.currency.is_none_or(|known| known.letters() != letters) {
            self.currency = Currency::new(std::str::from_utf8(letters).ok()?);
        }
        self.currency
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts() -> impl Strategy<Value = Text> {
        prop_oneof![".{0,8}", "x{120,140}", Just("职场穿搭需求".to_owned())].prop_map(Text::from)
    }

    fn decimals() -> impl Strategy<Value = Decimal> {
        let wide = (any::<i128>(), 0_u32..=28)
            .prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa >> 33, scale));
        prop_oneof![
            wide,
            (any::<i64>(), 0_u32..=18).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
            (-300_i64..300, 0_u32..=4).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
            Just(-Decimal::new(0, 2)),
        ]
    }

    fn values() -> impl Strategy<Value = Value> {
        let currencies: Vec<Currency> = Currency::all().collect();
        let numbers = || prop_oneof![any::<i64>(), -300_i64..300, Just(i64::MIN), Just(i64::MAX)];
        prop_oneof![
            any::<bool>().prop_map(Value::Bool),
            numbers().prop_map(Value::Int),
            decimals().prop_map(Value::Decimal),
            (numbers(), prop::sample::select(currencies))
                .prop_map(|(minor, currency)| Value::Money(Money { minor, currency })),
            texts().prop_map(Value::Text),
            (-700_000_i32..3_000_000)
                .prop_map(|days| { Value::Date(Date::default() + chrono::TimeDelta::days(days.into())) }),
            numbers().prop_map(|micros| Value::Instant(Instant::from_micros(micros))),
            prop::collection::vec(texts(), 0..5).prop_map(|texts| Value::Set(texts.into())),
        ]
    }

    /// Decimals by their digits, too: 1.5 is not 1.50 here, nor 0 its negative.
    fn told(values: &[Option<Value>]) -> String {
        let digits = |value: &Option<Value>| match value {
            Some(Value::Decimal(number)) => format!("{number} {:?}", number.serialize()),
            other => format!("{other:?}"),
        };
        values.iter().map(digits).collect::<Vec<_>>().join(", ")
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_out_again(values in prop::collection::vec(prop::option::of(values()), 0..20)) {
            let packed = Packed::new(values.iter().map(Option::as_ref), values.len());
            let unpacked: Vec<Option<Value>> = packed.values().collect();
            prop_assert_eq!(told(&unpacked), told(&values));
        }

        #[test]
        fn no_bytes_make_unpacking_panic(bytes: Vec<u8>) {
            let read = Packed(bytes.clone().into()).values().count();
            prop_assert!(read <= bytes.len());
        }
    }

    #[test]
    fn a_line_of_an_order_takes_less_than_a_third() {
        let texts = ["1", "P8224128", "suit", "yueyi", "wool", "commute"];
        let mut line: Vec<Option<Value>> = texts.iter().map(|text| Some(Value::Text((*text).into()))).collect();
        line.push(Some(Value::Decimal(Decimal::ONE)));
        line.extend([42_800, 48_800].map(|minor| Some(Value::Money(Money::new(minor, Currency::CNY)))));
        let packed = Packed::new(line.iter().map(Option::as_ref), line.len());
        assert!(packed.0.len() * 3 < std::mem::size_of_val(line.as_slice()), "{} bytes", packed.0.len());
    }
}
