//! Conditions over chunks of rows.

use super::Slot;
use super::bits::{Bits, WORD};
use super::column::{Column, Content};
use super::columns::Columns;
use super::dense::Asked;
use super::lists::Lists;
use super::mask::{WordOnes, flag};
use super::moment::Moment;
use super::numbers::Numbers;
use super::row::{OneText, Row};
use super::single::Test;
use crate::text::Text;
use crate::time::{Calendar, Zone};

/// A condition with the columns that it reads.
pub(crate) enum Kernel<'c> {
    /// Numbers that are as asked for, or are not.
    Dense { column: &'c Column, numbers: &'c Numbers, asked: Asked, negated: bool },
    /// Sets that hold the text with this number.
    Holds { column: &'c Column, lists: &'c Lists, code: u32 },
    /// Any value.
    There(&'c Column),
    /// Any other condition, row by row.
    Row { test: &'c Test, columns: &'c Columns },
    /// No row: the column or the text is not there.
    Never,
}

impl<'c> Kernel<'c> {
    /// The kernel of a condition.
    pub(crate) fn new(test: &'c Test, columns: &'c Columns) -> Self {
        let found = |slot: Slot, kernel: &dyn Fn(&'c Column) -> Option<Self>| {
            columns.columns.get(&slot).and_then(kernel).unwrap_or(Self::Never)
        };
        match test {
            Test::Is(slot) => found(*slot, &|column| Self::differs(column, 0)),
            Test::InRange(range) => found(range.slot, &|column| Self::range(column, range.low, range.high, false)),
            Test::Differs(slot, number) => found(*slot, &|column| Self::differs(column, *number)),
            Test::IntegerIn(slot, list) => found(*slot, &|column| Self::listed(column, list)),
            Test::Has(slot, kind) => found(*slot, &|column| column.is_for(*kind).then_some(Self::There(column))),
            Test::TextEqual(slot, _)
            | Test::TextDiffers(slot, _)
            | Test::TextIn(slot, _)
            | Test::TextPasses(slot, ..) => found(*slot, &|column| Self::text(column, *slot, test, columns)),
            Test::Contains(slot, text) => found(*slot, &|column| Self::holds(column, text.text())),
            _ => Self::Row { test, columns },
        }
    }

    fn differs(column: &'c Column, number: i64) -> Option<Self> {
        match Self::range(column, number, number, true) {
            // No number equals it.
            None => matches!(column.content(), Content::Integers { .. }).then_some(Self::There(column)),
            differs => differs,
        }
    }

    /// None where no number can lie in the range.
    fn range(column: &'c Column, low: i64, high: i64, negated: bool) -> Option<Self> {
        let Content::Integers { least, above } = column.content() else { return None };
        let (low, high) = (above_least(low.max(*least), *least)?, above_least(high, *least)?.min(above.limit()));
        (low <= high).then_some(Self::Dense { column, numbers: above, asked: Asked::Range(low, high), negated })
    }

    fn listed(column: &'c Column, list: &[i64]) -> Option<Self> {
        let Content::Integers { least, above } = column.content() else { return None };
        let offsets = list.iter().filter_map(|number| above_least(*number, *least));
        let asked = Asked::one_of(offsets.filter(|offset| *offset <= above.limit()).collect())?;
        Some(Self::Dense { column, numbers: above, asked, negated: false })
    }

    /// The test is asked once for each text of the dictionary, not for each row.
    fn text(column: &'c Column, slot: Slot, test: &Test, columns: &Columns) -> Option<Self> {
        let Content::Texts { codes, dictionary } = column.content() else { return None };
        let calendar = Calendar::new(Zone::UTC);
        let moment = Moment::new(&calendar, columns.now);
        let answer = |text: &Text| test.holds(&OneText { slot, text, now: columns.now }, &moment);
        let (asked, negated) = Asked::answered(dictionary.iter().map(answer).collect(), codes.limit())?;
        Some(Self::Dense { column, numbers: codes, asked, negated })
    }

    fn holds(column: &'c Column, text: &str) -> Option<Self> {
        let place = |dictionary: &[Text]| dictionary.iter().position(|candidate| candidate == text);
        match column.content() {
            Content::Flags { flags, dictionary } => {
                let bit = flag(true, place(dictionary)?);
                let dense = Self::Dense { column, numbers: flags, asked: Asked::Bit(bit), negated: false };
                (bit <= flags.limit()).then_some(dense)
            }
            Content::Lists { lists, dictionary } => {
                Some(Self::Holds { column, lists, code: u32::try_from(place(dictionary)?).ok()? })
            }
            _ => None,
        }
    }

    /// Roughly how long it takes a row: the bytes that it reads, mostly.
    pub(crate) fn cost(&self) -> u32 {
        match self {
            Self::Dense { numbers, asked, .. } => numbers.width().saturating_add(asked.cost()),
            Self::Holds { .. } => 20,
            Self::There(_) | Self::Never => 0,
            Self::Row { .. } => 50,
        }
    }

    /// The rows among `active` for which it holds, in the chunk that starts at row `start`.
    pub(crate) fn evaluate(&self, start: usize, active: Bits, moment: &Moment<'_>) -> Bits {
        match self {
            Self::Dense { column, numbers, asked, negated } => {
                let there = column.there(start, active);
                let asked = asked.among(numbers, start, there);
                if *negated { there.without(&asked) } else { asked }
            }
            Self::Holds { column, lists, code } => by_row(start, column.there(start, active), |row| {
                lists.get(row).is_some_and(|codes| codes.contains(code))
            }),
            Self::There(column) => column.there(start, active),
            Self::Row { test, columns } => by_row(start, active, |row| test.holds(&Row { columns, row }, moment)),
            Self::Never => Bits::NONE,
        }
    }
}

/// How far a number is above the least; none where it is below.
fn above_least(number: i64, least: i64) -> Option<u64> {
    (number >= least).then(|| number.wrapping_sub(least).cast_unsigned())
}

/// The active rows that pass, by number.
fn by_row(start: usize, active: Bits, passes: impl Fn(usize) -> bool) -> Bits {
    let mut bits = Bits::NONE;
    for (index, (active, word)) in active.0.into_iter().zip(&mut bits.0).enumerate() {
        let first = start.saturating_add(index.saturating_mul(WORD));
        *word = WordOnes(active).fold(0, |word, bit| word | flag(passes(first.saturating_add(bit)), bit));
    }
    bits
}
