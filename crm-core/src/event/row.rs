//! An event by position: what rules and metrics read.

use rust_decimal::Decimal;

use super::{EventType, Lines};
use crate::rule::{Facts, Slot, Value};
use crate::text::Text;
use crate::time::Instant;

/// The slots that every event has, before the declared fields of its type.
pub mod slots {
    use crate::rule::Slot;

    /// `event.at`: when it happened.
    pub const AT: Slot = Slot(0);
    /// `event.date`: the civil date it happened on.
    pub const DATE: Slot = Slot(1);
    /// `event.hour`: the hour of the day, 0 to 23.
    pub const HOUR: Slot = Slot(2);
    /// `event.weekday`: 1 for Monday to 7 for Sunday.
    pub const WEEKDAY: Slot = Slot(3);
    /// `event.channel`.
    pub const CHANNEL: Slot = Slot(4);
    /// `event.store`.
    pub const STORE: Slot = Slot(5);
    /// The first declared field.
    pub const FIELDS: u16 = 6;
}

/// The slot of the declared line field at `index`: `line.<name>`.
#[must_use]
pub const fn line_slot(index: u16) -> Slot {
    Slot(LINE | index)
}

/// An event held against its shape: values by position, typed. Missing values are `None` unless the field has a default.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The event's identifier.
    pub id: Text,
    /// Its type.
    pub kind: EventType,
    /// When it happened.
    pub at: Instant,
    /// The civil date, hour and weekday (1 to 7) in the program's zone: days since 1970-01-01, 0 to 23, 1 to 7.
    pub local: (i32, u8, u8),
    /// Where it came from.
    pub channel: Option<Text>,
    /// The store it happened in.
    pub store: Option<Text>,
    /// The declared fields, by position.
    pub fields: Vec<Option<Value>>,
    /// The positions of the profile fields that a `profile.changed` unsets, in order: their value is missing in `fields`, as is that of
    /// fields the event does not speak of. Empty for every other type.
    pub unset: Vec<u16>,
    /// The lines, each with its declared fields by position.
    pub lines: Lines,
}

/// A row, and one of its lines where the rule is about lines, as a rule reads them.
#[derive(Clone, Copy, Debug)]
pub struct EventFacts<'a> {
    /// The event.
    pub row: &'a Row,
    /// The line.
    pub line: Option<&'a [Option<Value>]>,
}

/// The bit that tells the slots of lines from those of events.
const LINE: u16 = 0x1000;

impl<'a> EventFacts<'a> {
    /// The value of a declared field of the event or the line.
    fn value(&self, slot: Slot) -> Option<&'a Value> {
        let (values, position) = match slot.0 {
            line if line >= LINE => (self.line?, line ^ LINE),
            event => (self.row.fields.as_slice(), event.checked_sub(slots::FIELDS)?),
        };
        values.get(usize::from(position))?.as_ref()
    }

    fn texts(&self, slot: Slot) -> Option<&'a [Text]> {
        match self.value(slot)? {
            Value::Set(texts) => Some(texts),
            _ => None,
        }
    }
}

impl Facts for EventFacts<'_> {
    fn now(&self) -> Instant {
        self.row.at
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        let (date, hour, weekday) = self.row.local;
        match slot {
            slots::AT => Some(self.row.at.as_micros()),
            slots::DATE => Some(date.into()),
            slots::HOUR => Some(hour.into()),
            slots::WEEKDAY => Some(weekday.into()),
            _ => self.value(slot)?.integer(),
        }
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        match self.value(slot)? {
            Value::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        match slot {
            slots::CHANNEL => self.row.channel.as_deref(),
            slots::STORE => self.row.store.as_deref(),
            _ => match self.value(slot)? {
                Value::Text(text) => Some(text),
                _ => None,
            },
        }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        self.texts(slot).is_some_and(|texts| texts.binary_search_by(|text| text.as_str().cmp(value)).is_ok())
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        self.texts(slot).map(<[Text]>::len)
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        self.texts(slot).unwrap_or_default().iter().map(Text::as_str).collect()
    }
}
