//! Conditions over chunks of rows.

use rust_decimal::Decimal;

use super::column::{Column, Columns};
use super::mask::{WordOnes, flag, ones, set_bits};
use super::moment::Moment;
use super::range::Range;
use super::single::Test;
use super::{Facts, Slot};
use crate::text::Text;
use crate::time::Instant;

/// The rows of a chunk.
pub(crate) const ROWS: usize = 1024;
const WORD: usize = 64;
const WORDS: usize = ROWS / WORD;
/// With no more rows active in a word they are looked at one by one.
const SPARSE: usize = 4;
/// How many texts are compared one after the other, rather than looked up.
const ONE_OF: usize = 4;

/// One bit for each row of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bits([u64; WORDS]);

impl Bits {
    /// No row.
    pub(crate) const NONE: Self = Self([0; WORDS]);

    /// The first `count` rows, or all of the chunk.
    pub(crate) fn first(count: usize) -> Self {
        let mut left = count;
        Self([(); WORDS].map(|()| {
            let word = ones(left);
            left = left.saturating_sub(WORD);
            word
        }))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The rows here that are not in `other`.
    pub(crate) fn without(mut self, other: &Self) -> Self {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word &= !other;
        }
        self
    }

    pub(crate) fn into_words(self) -> [u64; WORDS] {
        self.0
    }
}

/// A condition with the columns that it reads.
pub(crate) enum Kernel<'c> {
    /// Whole numbers in a range.
    InRange { values: &'c [i64], present: Option<&'c [bool]>, range: Range },
    /// Whole numbers that a test accepts.
    Integer { values: &'c [i64], present: Option<&'c [bool]>, test: IntegerTest<'c> },
    /// Texts by number, with the answer for each text of the dictionary.
    Text { codes: &'c [u32], answers: Vec<bool> },
    /// As `Text`, where hardly any text of the dictionary passes: their numbers, the last one repeated.
    OneOf { codes: &'c [u32], passing: [u32; ONE_OF] },
    /// Sets that hold the text with this number.
    Member { starts: &'c [usize], codes: &'c [u32], code: u32 },
    /// Any other condition, row by row.
    Row { test: &'c Test, columns: &'c Columns },
    /// No row: the column or the text is not there.
    Never,
}

/// A test of whole numbers that is no range.
pub(crate) enum IntegerTest<'c> {
    Differs(i64),
    In(&'c [i64]),
    Any,
}

impl<'c> Kernel<'c> {
    /// The kernel of a condition.
    pub(crate) fn new(test: &'c Test, columns: &'c Columns) -> Self {
        match test {
            Test::Is(slot) => Self::integer(*slot, IntegerTest::Differs(0), columns),
            Test::InRange(range) => match columns.columns.get(&range.slot) {
                Some(Column::Integer { values, present }) => {
                    Self::InRange { values, present: present.as_deref(), range: *range }
                }
                _ => Self::Never,
            },
            Test::Differs(slot, number) => Self::integer(*slot, IntegerTest::Differs(*number), columns),
            Test::IntegerIn(slot, list) => Self::integer(*slot, IntegerTest::In(list), columns),
            Test::Has(slot, _) => match columns.columns.get(slot) {
                Some(Column::Integer { .. }) => Self::integer(*slot, IntegerTest::Any, columns),
                Some(Column::Text { .. }) => Self::text(*slot, test, columns),
                _ => Self::Row { test, columns },
            },
            Test::TextEqual(slot, _) | Test::TextDiffers(slot, _) | Test::TextIn(slot, _) => {
                Self::text(*slot, test, columns)
            }
            Test::TextPasses(slot, ..) => Self::text(*slot, test, columns),
            Test::Contains(slot, text) => Self::member(*slot, text, columns),
            _ => Self::Row { test, columns },
        }
    }

    fn integer(slot: Slot, test: IntegerTest<'c>, columns: &'c Columns) -> Self {
        match columns.columns.get(&slot) {
            Some(Column::Integer { values, present }) => Self::Integer { values, present: present.as_deref(), test },
            _ => Self::Never,
        }
    }

    /// The test is asked once for each text of the dictionary, not for each row.
    fn text(slot: Slot, test: &Test, columns: &'c Columns) -> Self {
        let Some(Column::Text { codes, dictionary }) = columns.columns.get(&slot) else { return Self::Never };
        let calendar = crate::time::Calendar::new(crate::time::Zone::UTC);
        let moment = Moment::new(&calendar, columns.now);
        let answer = |text: &Text| test.holds(&OneText { slot, text, now: columns.now }, &moment);
        let answers: Vec<bool> = dictionary.iter().map(answer).collect();
        let passing: Vec<u32> = (0..).zip(&answers).filter_map(|(code, passes)| passes.then_some(code)).collect();
        match (passing.as_slice(), passing.last()) {
            (_, None) => Self::Never,
            (few, Some(last)) if few.len() <= ONE_OF => {
                let mut passing = [*last; ONE_OF];
                passing.iter_mut().zip(few).for_each(|(place, code)| *place = *code);
                Self::OneOf { codes, passing }
            }
            _ => Self::Text { codes, answers },
        }
    }

    fn member(slot: Slot, text: &Text, columns: &'c Columns) -> Self {
        let Some(Column::Set { starts, codes, dictionary }) = columns.columns.get(&slot) else { return Self::Never };
        let code = dictionary.iter().position(|candidate| candidate == text);
        match code.and_then(|code| u32::try_from(code).ok()) {
            Some(code) => Self::Member { starts, codes, code },
            None => Self::Never,
        }
    }

    /// Roughly how long a condition takes a row: texts are four bytes, numbers eight, sets more; the rest goes row by row.
    pub(crate) const fn cost(test: &Test) -> u32 {
        match test {
            Test::TextEqual(..) | Test::TextDiffers(..) | Test::TextIn(..) | Test::TextPasses(..) => 1,
            Test::Is(_) | Test::InRange(_) | Test::Differs(..) | Test::Has(..) => 2,
            Test::IntegerIn(..) => 3,
            Test::Contains(..) => 10,
            _ => 50,
        }
    }

    /// The rows among `active` for which it holds, in the chunk that starts at row `start`.
    pub(crate) fn evaluate(&self, start: usize, active: Bits, moment: &Moment<'_>) -> Bits {
        match self {
            Self::InRange { values, present, range } => {
                let (low, width) = (range.low, range.high.wrapping_sub(range.low).cast_unsigned());
                if range.is_empty() {
                    return Bits::NONE;
                }
                let passes = |value: &i64| value.wrapping_sub(low).cast_unsigned() <= width;
                only_present(dense(values, start, active, passes), *present, start)
            }
            Self::Integer { values, present, test } => {
                let bits = match test {
                    IntegerTest::Differs(number) => dense(values, start, active, |value| value != number),
                    IntegerTest::In(list) => dense(values, start, active, |value| list.contains(value)),
                    IntegerTest::Any => dense(values, start, active, |_| true),
                };
                only_present(bits, *present, start)
            }
            Self::Text { codes, answers } => dense(codes, start, active, |code| {
                usize::try_from(*code).ok().and_then(|code| answers.get(code)).copied().unwrap_or(false)
            }),
            Self::OneOf { codes, passing: [first, second, third, fourth] } => dense(codes, start, active, |code| {
                // Without a branch, so that many rows are compared at once.
                (code == first) | (code == second) | (code == third) | (code == fourth)
            }),
            Self::Member { starts, codes, code } => {
                by_row(start, active, |row| row_codes(starts, codes, row).is_some_and(|codes| codes.contains(code)))
            }
            Self::Row { test, columns } => by_row(start, active, |row| test.holds(&Row { columns, row }, moment)),
            Self::Never => Bits::NONE,
        }
    }
}

fn only_present(bits: Bits, present: Option<&[bool]>, start: usize) -> Bits {
    match present {
        Some(present) => dense(present, start, bits, |present| *present),
        None => bits,
    }
}

/// The rows of a chunk, word by word; rows past the end of the column are left out.
fn words<T>(column: &[T], start: usize) -> impl Iterator<Item = &[T]> {
    let end = start.saturating_add(ROWS).min(column.len());
    column.get(start..end).unwrap_or_default().chunks(WORD)
}

/// The active rows whose value passes a cheap test: all rows of a word are tested, without branches, unless few are active.
#[inline]
fn dense<T>(column: &[T], start: usize, active: Bits, passes: impl Fn(&T) -> bool) -> Bits {
    let mut bits = Bits::NONE;
    for ((values, active), word) in words(column, start).zip(active.0).zip(&mut bits.0) {
        *word =
            if set_bits(active) <= SPARSE { few(values, active, &passes) } else { active & packed(values, &passes) };
    }
    bits
}

/// Whether each of up to 64 values passes, as bits. The answers are bytes first, so that many values are tested at once.
#[inline]
fn packed<T>(values: &[T], passes: &impl Fn(&T) -> bool) -> u64 {
    let mut answers = [0; WORD];
    answers.iter_mut().zip(values).for_each(|(answer, value)| *answer = u8::from(passes(value)));
    let (eights, _) = answers.as_chunks::<8>();
    eights.iter().rev().fold(0, |word, eight| (word << 8) | gathered(*eight))
}

/// The lowest bits of eight bytes that are 0 or 1, the first lowest.
#[inline]
const fn gathered(flags: [u8; 8]) -> u64 {
    // Byte i times 2^(7 * (8 - i)) has its bit at 56 + i; no two products meet, so that nothing is carried.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    u64::from_le_bytes(flags).wrapping_mul(GATHER) >> 56
}

/// The active rows of one word whose value passes.
#[inline]
fn few<T>(values: &[T], active: u64, passes: &impl Fn(&T) -> bool) -> u64 {
    // Without a branch on the answer, which is as good as random and so would be guessed wrong half of the time.
    WordOnes(active).fold(0, |word, bit| word | flag(values.get(bit).is_some_and(passes), bit))
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

/// The facts of one row.
struct Row<'c> {
    columns: &'c Columns,
    row: usize,
}

impl Row<'_> {
    fn set_codes(&self, slot: Slot) -> Option<(&[u32], &[Text])> {
        match self.columns.columns.get(&slot) {
            Some(Column::Set { starts, codes, dictionary }) => Some((row_codes(starts, codes, self.row)?, dictionary)),
            _ => None,
        }
    }
}

impl Facts for Row<'_> {
    fn now(&self) -> Instant {
        self.columns.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        match self.columns.columns.get(&slot)? {
            Column::Integer { values, present } => {
                let there = present.as_ref().is_none_or(|present| present.get(self.row) == Some(&true));
                values.get(self.row).copied().filter(|_| there)
            }
            _ => None,
        }
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        match self.columns.columns.get(&slot)? {
            Column::Decimal(values) => values.get(self.row).copied().flatten(),
            _ => None,
        }
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        match self.columns.columns.get(&slot)? {
            Column::Text { codes, dictionary } => text_at(dictionary, *codes.get(self.row)?),
            _ => None,
        }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        self.set(slot).contains(&value)
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        self.set_codes(slot).map(|(codes, _)| codes.len())
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        let Some((codes, dictionary)) = self.set_codes(slot) else { return Vec::new() };
        let mut texts: Vec<&str> = codes.iter().filter_map(|code| text_at(dictionary, *code)).collect();
        texts.sort_unstable();
        texts
    }
}

/// The numbers of one member's texts.
#[inline]
fn row_codes<'c>(starts: &[usize], codes: &'c [u32], row: usize) -> Option<&'c [u32]> {
    codes.get(*starts.get(row)?..*starts.get(row.saturating_add(1))?)
}

fn text_at(dictionary: &[Text], code: u32) -> Option<&str> {
    dictionary.get(usize::try_from(code).ok()?).map(Text::as_str)
}

/// A member of whom one text is known.
struct OneText<'a> {
    slot: Slot,
    text: &'a str,
    now: Instant,
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
