//! The facts of one row of columns, and of one text of a column.

use rust_decimal::Decimal;

use super::column::Content;
use super::columns::Columns;
use super::mask::{WordOnes, set_bits};
use super::{Facts, Slot};
use crate::text::Text;
use crate::time::Instant;

/// The facts of one row.
pub(crate) struct Row<'c> {
    pub(crate) columns: &'c Columns,
    pub(crate) row: usize,
}

impl Row<'_> {
    /// What the row's column holds, where the row has a value there.
    fn content(&self, slot: Slot) -> Option<&Content> {
        let column = self.columns.columns.get(&slot)?;
        column.has(self.row).then(|| column.content())
    }
}

impl Facts for Row<'_> {
    fn now(&self) -> Instant {
        self.columns.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        match self.content(slot)? {
            Content::Integers { least, above } => {
                above.get(self.row).map(|above| least.wrapping_add(above.cast_signed()))
            }
            _ => None,
        }
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        match self.content(slot)? {
            Content::Decimals(values) => values.get(self.row).copied(),
            _ => None,
        }
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        match self.content(slot)? {
            Content::Texts { codes, dictionary } => text_at(dictionary, codes.get(self.row)?),
            _ => None,
        }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        self.set(slot).contains(&value)
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        match self.content(slot)? {
            Content::Flags { flags, .. } => flags.get(self.row).map(set_bits),
            Content::Lists { lists, .. } => lists.get(self.row).map(<[u32]>::len),
            _ => None,
        }
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        let mut texts: Vec<&str> = match self.content(slot) {
            Some(Content::Flags { flags, dictionary }) => {
                let bits = WordOnes(flags.get(self.row).unwrap_or_default());
                bits.filter_map(|bit| dictionary.get(bit)).map(Text::as_str).collect()
            }
            Some(Content::Lists { lists, dictionary }) => {
                let codes = lists.get(self.row).unwrap_or_default().iter();
                codes.filter_map(|code| text_at(dictionary, u64::from(*code))).collect()
            }
            _ => Vec::new(),
        };
        texts.sort_unstable();
        texts
    }
}

fn text_at(dictionary: &[Text], code: u64) -> Option<&str> {
    dictionary.get(usize::try_from(code).ok()?).map(Text::as_str)
}

/// A member of whom one text is known.
pub(crate) struct OneText<'a> {
    pub(crate) slot: Slot,
    pub(crate) text: &'a str,
    pub(crate) now: Instant,
}

impl Facts for OneText<'_> {
    fn now(&self) -> Instant {
        self.now
    }

    fn integer(&self, _: Slot) -> Option<i64> {
        None
    }

    fn decimal(&self, _: Slot) -> Option<Decimal> {
        None
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        (slot == self.slot).then_some(self.text)
    }

    fn contains(&self, _: Slot, _: &str) -> bool {
        false
    }

    fn size(&self, _: Slot) -> Option<usize> {
        None
    }

    fn set(&self, _: Slot) -> Vec<&str> {
        Vec::new()
    }
}
