//! The values of one field for many members.

use rust_decimal::Decimal;

use super::Type;
use super::bits::{Bits, ROWS};
use super::lists::Lists;
use super::mask::{Mask, flag};
use super::numbers::Numbers;
use crate::text::Text;

/// The values of one field for many members, packed: numbers take as few bytes as their range allows. Rows past the end are missing.
///
/// ```
/// use crm_core::rule::Column;
/// use crm_core::text::Text;
///
/// let orders = Column::integers([3, 0, 12]);
/// let cities = Column::texts([Some(0), None, Some(1)], ["上海", "杭州"].map(Text::new).to_vec());
/// let styles = Column::sets([Some(vec![0, 1]), Some(vec![]), None], ["casual", "workwear"].map(Text::new).to_vec());
/// assert_eq!([orders.len(), cities.len(), styles.len()], [3, 3, 3]);
/// ```
#[derive(Clone, Debug)]
pub struct Column {
    content: Content,
    /// Which rows have a value; `None` where all have. What the content holds for the others means nothing.
    present: Option<Mask>,
}

/// What a column holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Whole numbers, by how far each is above the least.
    Integers { least: i64, above: Numbers },
    /// Exact decimals.
    Decimals(Vec<Decimal>),
    /// Texts by number. INVARIANT: where a value is there, its number is one of the dictionary.
    Texts { codes: Numbers, dictionary: Vec<Text> },
    /// Sets of texts of a small dictionary: one bit a text, the first lowest.
    Flags { flags: Numbers, dictionary: Vec<Text> },
    /// Sets of texts by number, each once.
    Lists { lists: Lists, dictionary: Vec<Text> },
}

/// The texts of a dictionary whose sets are held as bits.
const FLAGS: usize = 64;

impl Column {
    /// Bool (0 or 1), int, money (minor units), date (days since 1970-01-01) or instant (microseconds), one value a member; `None` where it is missing.
    #[must_use]
    pub fn integers(values: impl IntoIterator<Item: Into<Option<i64>>>) -> Self {
        let values: Vec<Option<i64>> = values.into_iter().map(Into::into).collect();
        let least = values.iter().flatten().min().copied().unwrap_or_default();
        let above = |value: &Option<i64>| value.unwrap_or(least).wrapping_sub(least).cast_unsigned();
        let content = Content::Integers { least, above: Numbers::new(values.iter().map(above).collect()) };
        Self { content, present: present(&values) }
    }

    /// Exact decimals, one a member; `None` where it is missing.
    #[must_use]
    pub fn decimals(values: impl IntoIterator<Item: Into<Option<Decimal>>>) -> Self {
        let values: Vec<Option<Decimal>> = values.into_iter().map(Into::into).collect();
        let content = Content::Decimals(values.iter().map(|value| value.unwrap_or_default()).collect());
        Self { content, present: present(&values) }
    }

    /// Texts by number in a dictionary that has each text once; `None`, or a number past the dictionary, where it is missing.
    #[must_use]
    pub fn texts(codes: impl IntoIterator<Item: Into<Option<u32>>>, dictionary: Vec<Text>) -> Self {
        let codes = codes.into_iter().map(|code| code.into().filter(|code| is_known(*code, &dictionary)));
        let codes: Vec<Option<u32>> = codes.collect();
        let numbers = Numbers::new(codes.iter().map(|code| code.map_or(0, u64::from)).collect());
        Self { present: present(&codes), content: Content::Texts { codes: numbers, dictionary } }
    }

    /// Sets of texts by number in a dictionary that has each text once; `None` where the whole set is missing. Numbers past the dictionary are left out.
    #[must_use]
    pub fn sets(members: impl IntoIterator<Item: Into<Option<Vec<u32>>>>, dictionary: Vec<Text>) -> Self {
        let members: Vec<Option<Vec<u32>>> = members.into_iter().map(Into::into).collect();
        let present = present(&members);
        let sets = members.into_iter().map(|set| known(set.unwrap_or_default(), &dictionary));
        let content = if dictionary.len() <= FLAGS {
            Content::Flags { flags: Numbers::new(sets.map(|set| flags_of(&set)).collect()), dictionary }
        } else {
            let mut lists = Lists::default();
            sets.for_each(|set| lists.push(&set));
            Content::Lists { lists, dictionary }
        };
        Self { content, present }
    }

    /// How many members it has a row for.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.content {
            Content::Integers { above: numbers, .. }
            | Content::Texts { codes: numbers, .. }
            | Content::Flags { flags: numbers, .. } => numbers.len(),
            Content::Decimals(values) => values.len(),
            Content::Lists { lists, .. } => lists.len(),
        }
    }

    /// Whether it has no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) const fn content(&self) -> &Content {
        &self.content
    }

    /// Whether it is for fields of this type.
    pub(crate) const fn is_for(&self, kind: Type) -> bool {
        match self.content {
            Content::Integers { .. } => !matches!(kind, Type::Decimal | Type::Text | Type::Set),
            Content::Decimals(_) => matches!(kind, Type::Decimal),
            Content::Texts { .. } => matches!(kind, Type::Text),
            Content::Flags { .. } | Content::Lists { .. } => matches!(kind, Type::Set),
        }
    }

    /// Whether a row has a value.
    pub(crate) fn has(&self, row: usize) -> bool {
        row < self.len() && self.present.as_ref().is_none_or(|present| present.get(row))
    }

    /// The rows among `active` that have a value, in the chunk that starts at row `start`.
    pub(crate) fn there(&self, start: usize, active: Bits) -> Bits {
        match &self.present {
            Some(present) => active.among(present.words_from(start)),
            None if start.saturating_add(ROWS) <= self.len() => active,
            None => active.among(&Bits::first(self.len().saturating_sub(start)).0),
        }
    }
}

/// Which values are there; `None` where all are.
fn present<T>(values: &[Option<T>]) -> Option<Mask> {
    values.iter().any(Option::is_none).then(|| values.iter().map(Option::is_some).collect())
}

fn is_known(code: u32, dictionary: &[Text]) -> bool {
    usize::try_from(code).is_ok_and(|code| code < dictionary.len())
}

/// The numbers of a set that the dictionary knows, each once.
fn known(mut codes: Vec<u32>, dictionary: &[Text]) -> Vec<u32> {
    codes.retain(|code| is_known(*code, dictionary));
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A set as bits; its numbers are below 64.
fn flags_of(codes: &[u32]) -> u64 {
    codes.iter().fold(0, |flags, code| flags | flag(true, usize::try_from(*code).unwrap_or_default()))
}
