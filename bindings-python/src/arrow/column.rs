//! A column as values of the core.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, BooleanArray, Decimal128Array, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::{DataType, TimeUnit};
use crm_core::code::Code;
use crm_core::diagnostic::{Diagnostic, Diagnostics};
use crm_core::rule::Value;
use crm_core::text::Text;
use crm_core::time::{Date, Instant};
use rust_decimal::Decimal;

/// A column whose type is known.
#[derive(Clone)]
pub(crate) enum Column {
    Text(StringArray),
    LargeText(LargeStringArray),
    TextView(StringViewArray),
    /// A text for each row by its number; each text is made once.
    Words {
        array: ArrayRef,
        keys: Vec<usize>,
        words: Vec<Text>,
    },
    Int(Vec<i64>, ArrayRef),
    Bool(BooleanArray),
    Decimal(Decimal128Array, u32),
    Date(Vec<i64>, ArrayRef),
    Instant(Vec<i64>, ArrayRef),
    Set(ArrayRef),
    Nothing,
}

impl Column {
    /// The column of an array; a finding where its type is none of a field's.
    pub(crate) fn of(array: &ArrayRef) -> Result<Self, Diagnostics> {
        let whole = |values: Vec<i64>| Ok(Self::Int(values, array.clone()));
        match array.data_type() {
            DataType::Utf8 => Ok(Self::Text(array.as_string::<i32>().clone())),
            DataType::LargeUtf8 => Ok(Self::LargeText(array.as_string::<i64>().clone())),
            DataType::Utf8View => Ok(Self::TextView(array.as_string_view().clone())),
            DataType::Dictionary(..) => Self::words(array),
            DataType::Int8 => whole(array.as_primitive::<Int8Type>().values().iter().map(|v| i64::from(*v)).collect()),
            DataType::Int16 => {
                whole(array.as_primitive::<Int16Type>().values().iter().map(|v| i64::from(*v)).collect())
            }
            DataType::Int32 => {
                whole(array.as_primitive::<Int32Type>().values().iter().map(|v| i64::from(*v)).collect())
            }
            DataType::Int64 => whole(array.as_primitive::<Int64Type>().values().to_vec()),
            DataType::UInt8 => {
                whole(array.as_primitive::<UInt8Type>().values().iter().map(|v| i64::from(*v)).collect())
            }
            DataType::UInt16 => {
                whole(array.as_primitive::<UInt16Type>().values().iter().map(|v| i64::from(*v)).collect())
            }
            DataType::UInt32 => {
                whole(array.as_primitive::<UInt32Type>().values().iter().map(|v| i64::from(*v)).collect())
            }
            DataType::UInt64 => {
                let values = array.as_primitive::<UInt64Type>().values().iter().map(|value| i64::try_from(*value));
                let values = values.collect::<Result<_, _>>();
                whole(values.map_err(|_| unsuited("whole numbers up to 9223372036854775807", array))?)
            }
            DataType::Boolean => Ok(Self::Bool(array.as_boolean().clone())),
            DataType::Decimal128(_, scale) => {
                let scale =
                    u32::try_from(*scale).map_err(|_| unsuited("a decimal128 whose scale is not negative", array))?;
                Ok(Self::Decimal(array.as_primitive::<Decimal128Type>().clone(), scale))
            }
            DataType::Date32 => {
                let days = array.as_primitive::<Date32Type>().values().iter().map(|days| i64::from(*days));
                Ok(Self::Date(days.collect(), array.clone()))
            }
            DataType::Timestamp(unit, Some(_)) => {
                micros(array, *unit).map(|micros| Self::Instant(micros, array.clone()))
            }
            DataType::Timestamp(_, None) => {
                let finding = unsuited("a timestamp with a zone", array);
                Err(finding.with_help("say which zone the times are of, such as UTC").into())
            }
            DataType::List(item) | DataType::LargeList(item) if is_text(item.data_type()) => {
                Ok(Self::Set(array.clone()))
            }
            DataType::Null => Ok(Self::Nothing),
            DataType::Float16 | DataType::Float32 | DataType::Float64 => {
                let finding = unsuited("exact numbers", array);
                Err(finding.with_help("make the column a decimal128, whole numbers, or decimals as text").into())
            }
            _ => {
                Err(unsuited("text, whole numbers, decimals, dates, instants, booleans or lists of text", array).into())
            }
        }
    }

    fn words(array: &ArrayRef) -> Result<Self, Diagnostics> {
        let dictionary = array.as_any_dictionary();
        let words = Self::of(dictionary.values())?;
        let words = (0..dictionary.values().len()).map(|index| words.text(index).unwrap_or_default());
        Ok(Self::Words { words: words.collect(), keys: dictionary.normalized_keys(), array: array.clone() })
    }

    /// The text in a row; `None` where there is none, or the column is not one of text.
    pub(crate) fn text(&self, row: usize) -> Option<Text> {
        match self {
            Self::Text(array) => array.is_valid(row).then(|| Text::new(array.value(row))),
            Self::LargeText(array) => array.is_valid(row).then(|| Text::new(array.value(row))),
            Self::TextView(array) => array.is_valid(row).then(|| Text::new(array.value(row))),
            Self::Words { array, keys, words } => {
                keys.get(row).filter(|_| array.is_valid(row)).and_then(|key| words.get(*key)).cloned()
            }
            _ => None,
        }
    }

    /// The instant in a row; `None` where there is none, or it is no instant.
    pub(crate) fn instant(&self, row: usize) -> Option<Instant> {
        match self {
            Self::Instant(values, array) => {
                values.get(row).filter(|_| array.is_valid(row)).map(|micros| Instant::from_micros(*micros))
            }
            text => Instant::parse(&text.text(row)?),
        }
    }

    /// The value in a row; `None` where there is none.
    pub(crate) fn value(&self, row: usize) -> Option<Value> {
        match self {
            Self::Text(_) | Self::LargeText(_) | Self::TextView(_) | Self::Words { .. } => {
                self.text(row).map(Value::Text)
            }
            Self::Int(values, array) => values.get(row).filter(|_| array.is_valid(row)).copied().map(Value::Int),
            Self::Bool(array) => array.is_valid(row).then(|| Value::Bool(array.value(row))),
            Self::Decimal(array, scale) => {
                let number = array.is_valid(row).then(|| array.value(row))?;
                // More than 28 digits do not fit: as text, the core says so with its place.
                Some(
                    Decimal::try_from_i128_with_scale(number, *scale)
                        .map_or_else(|_| Value::Text(array.value_as_string(row).into()), Value::Decimal),
                )
            }
            Self::Date(days, array) => {
                days.get(row).filter(|_| array.is_valid(row)).and_then(|days| date(*days)).map(Value::Date)
            }
            Self::Instant(..) => self.instant(row).map(Value::Instant),
            Self::Set(array) => array.is_valid(row).then(|| Value::Set(texts(array, row).into())),
            Self::Nothing => None,
        }
    }
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn texts(array: &ArrayRef, row: usize) -> Vec<Text> {
    let items = match array.data_type() {
        DataType::LargeList(_) => array.as_list::<i64>().value(row),
        _ => array.as_list::<i32>().value(row),
    };
    let column = Column::of(&items);
    let mut texts: Vec<Text> = (0..items.len()).filter_map(|index| column.as_ref().ok()?.text(index)).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn date(days: i64) -> Option<Date> {
    Date::default().checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

fn micros(array: &ArrayRef, unit: TimeUnit) -> Result<Vec<i64>, Diagnostics> {
    let scaled = |values: &[i64], factor: i64| values.iter().map(|value| value.saturating_mul(factor)).collect();
    Ok(match unit {
        TimeUnit::Second => scaled(array.as_primitive::<TimestampSecondType>().values(), 1_000_000),
        TimeUnit::Millisecond => scaled(array.as_primitive::<TimestampMillisecondType>().values(), 1_000),
        TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().values().to_vec(),
        TimeUnit::Nanosecond => {
            let values = array.as_primitive::<TimestampNanosecondType>().values();
            if values.iter().any(|value| value.checked_rem(1_000) != Some(0)) {
                return Err(unsuited("timestamps of whole microseconds", array).into());
            }
            values.iter().filter_map(|value| value.checked_div(1_000)).collect()
        }
    })
}

fn unsuited(expected: &str, array: &ArrayRef) -> Diagnostic {
    Diagnostic::error(Code::WrongType).with("expected", expected).with("found", array.data_type())
}
