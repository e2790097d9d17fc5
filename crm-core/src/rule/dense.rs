//! Cheap tests of numbers side by side: 64 rows become a word of answers at once.

use super::bits::{Bits, ROWS, WORD};
use super::mask::{WordOnes, flag, set_bits};
use super::numbers::{Numbers, Packed};

/// How many numbers are compared one after the other, rather than looked up.
const FEW: usize = 4;
/// Lists of smaller numbers are looked up in a table of answers, others by halves.
const TABLE: usize = 1 << 12;

/// What is asked of the numbers of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A number from the first to the second.
    Range(u64, u64),
    /// One of a few, the last one repeated.
    Few([u64; FEW]),
    /// One of many, sorted.
    Listed(Vec<u64>),
    /// One for which the table says yes.
    Table(Vec<bool>),
    /// A bit that these have, too.
    Bit(u64),
}

impl Asked {
    /// One of a list of numbers, sorted or not; none where the list is empty.
    pub(crate) fn one_of(mut list: Vec<u64>) -> Option<Self> {
        list.sort_unstable();
        list.dedup();
        let last = usize::try_from(*list.last()?).unwrap_or(usize::MAX);
        Some(
            Self::few(&list)
                .unwrap_or_else(|| if last < TABLE { Self::Table(table_of(&list, last)) } else { Self::Listed(list) }),
        )
    }

    /// The numbers for which the answer is yes, of those up to `limit`; or those for which it is no, where they are the fewer, and true. None where
    /// there is no yes.
    pub(crate) fn answered(answers: Vec<bool>, limit: u64) -> Option<(Self, bool)> {
        let of = |wanted: bool| -> Vec<u64> {
            let numbers = (0..=limit).zip(&answers).filter(|(_, answer)| **answer == wanted);
            numbers.map(|(number, _)| number).collect()
        };
        let yes = of(true);
        if yes.is_empty() {
            return None;
        }
        let few = Self::few(&yes).map(|yes| (yes, false)).or_else(|| Some((Self::few(&of(false))?, true)));
        Some(few.unwrap_or((Self::Table(answers), false)))
    }

    /// A sorted list that is compared rather than looked up: a range, or a few.
    fn few(list: &[u64]) -> Option<Self> {
        let (first, last) = (*list.first()?, *list.last()?);
        if usize::try_from(last.saturating_sub(first)).is_ok_and(|width| width < list.len()) {
            return Some(Self::Range(first, last));
        }
        let mut few = [last; FEW];
        few.get_mut(..list.len())?.copy_from_slice(list);
        Some(Self::Few(few))
    }

    /// How much longer it takes a row than reading it does, in bytes read.
    pub(crate) const fn cost(&self) -> u32 {
        match self {
            Self::Range(..) | Self::Bit(_) => 0,
            Self::Few(_) => 1,
            Self::Table(_) => 8,
            Self::Listed(_) => 12,
        }
    }

    /// The rows among `active` whose number is as asked for, in the chunk that starts at row `start`. INVARIANT: what is asked for fits the numbers' width.
    pub(crate) fn among(&self, numbers: &Numbers, start: usize, active: Bits) -> Bits {
        match numbers {
            Numbers::One(numbers) => self.packed(numbers, start, active),
            Numbers::Two(numbers) => self.packed(numbers, start, active),
            Numbers::Four(numbers) => self.packed(numbers, start, active),
            Numbers::Eight(numbers) => self.packed(numbers, start, active),
        }
    }

    fn packed<T: Packed>(&self, numbers: &[T], start: usize, active: Bits) -> Bits {
        let fit = |number: &u64| T::try_from(*number).unwrap_or_default();
        match self {
            Self::Range(low, high) => {
                let (low, width) = (fit(low), fit(high).above(fit(low)));
                dense(numbers, start, active, |number| number.above(low) <= width)
            }
            Self::Few(few) => {
                let [first, second, third, fourth] = few.each_ref().map(fit);
                // Without a branch, so that many rows are compared at once.
                dense(numbers, start, active, |number| {
                    (number == first) | (number == second) | (number == third) | (number == fourth)
                })
            }
            Self::Listed(list) => sparse(numbers, start, active, |number| list.binary_search(&number.into()).is_ok()),
            Self::Table(answers) => dense(numbers, start, active, |number| {
                usize::try_from(number.into()).is_ok_and(|number| answers.get(number) == Some(&true))
            }),
            Self::Bit(bits) => {
                let (bits, none) = (fit(bits), T::default());
                dense(numbers, start, active, |number| number & bits != none)
            }
        }
    }
}

/// The answers of a sorted list for the numbers up to its last.
fn table_of(list: &[u64], last: usize) -> Vec<bool> {
    let mut listed = list.iter().peekable();
    (0..).take(last.saturating_add(1)).map(|number| listed.next_if(|next| **next == number).is_some()).collect()
}

/// The active rows whose number passes a cheap test: all rows of a word are tested, without branches, unless few are active.
#[inline]
fn dense<T: Packed>(column: &[T], start: usize, active: Bits, passes: impl Fn(T) -> bool) -> Bits {
    // The wider the numbers, the longer it takes to test all of them.
    let is_sparse = |active| set_bits(active) <= size_of::<T>();
    by_word(column, start, active, |numbers, active| match <&[T; WORD]>::try_from(numbers) {
        Ok(numbers) if !is_sparse(active) => active & packed(numbers, &passes),
        _ => few(numbers, active, &passes),
    })
}

/// As `dense` for a test that takes long: only active rows are tested.
#[inline]
fn sparse<T: Packed>(column: &[T], start: usize, active: Bits, passes: impl Fn(T) -> bool) -> Bits {
    by_word(column, start, active, |numbers, active| few(numbers, active, &passes))
}

/// The rows that pass, word by word, in the chunk that starts at row `start`; rows past the end of the column do not.
#[inline]
fn by_word<T>(column: &[T], start: usize, active: Bits, passing: impl Fn(&[T], u64) -> u64) -> Bits {
    let end = start.saturating_add(ROWS).min(column.len());
    let words = column.get(start..end).unwrap_or_default().chunks(WORD);
    let mut bits = Bits::NONE;
    for ((word, active), numbers) in bits.0.iter_mut().zip(&active.0).zip(words) {
        *word = passing(numbers, *active);
    }
    bits
}

/// Whether each of 64 numbers passes, as bits. The answers are bytes first, so that many numbers are tested at once.
#[inline]
fn packed<T: Packed>(numbers: &[T; WORD], passes: &impl Fn(T) -> bool) -> u64 {
    let mut answers = [0; WORD];
    for (answer, number) in answers.iter_mut().zip(numbers) {
        *answer = u8::from(passes(*number));
    }
    word_of(&answers)
}

/// The lowest bits of 64 bytes that are 0 or 1, the first lowest.
#[inline]
fn word_of(flags: &[u8; WORD]) -> u64 {
    let mut word = 0;
    for eight in flags.as_chunks::<8>().0.iter().rev() {
        word = (word << 8) | gathered(*eight);
    }
    word
}

/// The lowest bits of eight bytes that are 0 or 1, the first lowest.
#[inline]
const fn gathered(flags: [u8; 8]) -> u64 {
    // Byte i times 2^(7 * (8 - i)) has its bit at 56 + i; no two products meet, so that nothing is carried.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    u64::from_le_bytes(flags).wrapping_mul(GATHER) >> 56
}

/// The active rows of one word whose number passes; rows past the end do not.
#[inline]
fn few<T: Packed>(numbers: &[T], active: u64, passes: &impl Fn(T) -> bool) -> u64 {
    // Without a branch on the answer, which is as good as random and so would be guessed wrong half of the time.
    WordOnes(active).fold(0, |word, bit| word | flag(numbers.get(bit).is_some_and(|number| passes(*number)), bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists become the cheapest form that they have.
    #[test]
    fn forms_of_lists() {
        let few = |few| Some(Asked::Few(few));
        let table = |length: usize, yes: &[usize]| {
            Some(Asked::Table((0..length).map(|number| yes.contains(&number)).collect()))
        };
        let cases = [
            (vec![], None),
            (vec![7], Some(Asked::Range(7, 7))),
            (vec![9, 7, 8, 7], Some(Asked::Range(7, 9))),
            (vec![0, 5], few([0, 5, 5, 5])),
            (vec![1, 3, 5, u64::MAX], few([1, 3, 5, u64::MAX])),
            (vec![9, 1, 3, 5, 7], table(10, &[1, 3, 5, 7, 9])),
            (vec![1, 3, 5, 7, 4_096], Some(Asked::Listed(vec![1, 3, 5, 7, 4_096]))),
        ];
        for (list, asked) in cases {
            assert_eq!(Asked::one_of(list.clone()), asked, "{list:?}");
        }
    }

    /// Answers become the fewer of those that pass and those that do not; numbers that no row has do not count.
    #[test]
    fn forms_of_answers() {
        let answers = |text: &str| text.bytes().map(|answer| answer == b'1').collect::<Vec<bool>>();
        let table = answers("101010101010");
        let cases = [
            ("", 255, None),
            ("0000", 255, None),
            ("0001", 2, None),
            ("1111", 255, Some((Asked::Range(0, 3), false))),
            ("0100", 255, Some((Asked::Range(1, 1), false))),
            ("1010000", 255, Some((Asked::Few([0, 2, 2, 2]), false))),
            ("111110111", 255, Some((Asked::Range(5, 5), true))),
            ("1110111011111", 255, Some((Asked::Few([3, 7, 7, 7]), true))),
            ("101010101010", 255, Some((Asked::Table(table), false))),
            ("101010101010", 7, Some((Asked::Few([0, 2, 4, 6]), false))),
        ];
        for (text, limit, asked) in cases {
            assert_eq!(Asked::answered(answers(text), limit), asked, "{text} up to {limit}");
        }
    }

    /// Every form of question over numbers of every width says of each row what it says of it alone, whichever rows are active.
    #[test]
    fn rows_are_tested_as_if_alone() {
        let forms = [
            (Asked::Range(2, 5), [2, 3, 4, 5].to_vec()),
            (Asked::Range(0, 255), (0..256).collect()),
            (Asked::Few([0, 3, 9, 9]), vec![0, 3, 9]),
            (Asked::Listed(vec![0, 3, 9]), vec![0, 3, 9]),
            (Asked::Table(vec![false, true, false, true, true]), vec![1, 3, 4]),
            (Asked::Bit(4), (0..256).filter(|number| number & 4 != 0).collect()),
        ];
        for (widest, length) in [0, 256, 65_536, 1 << 40].into_iter().zip([65, 1023, 1024, 1025]) {
            let plain: Vec<u64> = (0..length).map(|row| if row == 40 { widest } else { row * row % 11 }).collect();
            let numbers = Numbers::new(plain.clone());
            for (asked, passing) in &forms {
                for (start, active) in [0, 1024].into_iter().flat_map(|start| actives().map(move |bits| (start, bits)))
                {
                    let bits = asked.among(&numbers, start, active);
                    let expected = rows(active).filter(|row| {
                        plain.get(start + row).is_some_and(|number| passing.contains(number) && *number < 256)
                    });
                    let wide = rows(bits).filter(|row| plain[start + row] < 256);
                    assert_eq!(wide.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{asked:?} {widest} {start}");
                }
            }
        }
    }

    fn actives() -> impl Iterator<Item = Bits> {
        let some = |word| Bits([word; ROWS / WORD]);
        [Bits::NONE, Bits::first(1), some(1 << 63), some(0x8000_0100_0040_0201), some(0x5555_5555_5555_5555), some(!0)]
            .into_iter()
    }

    fn rows(bits: Bits) -> impl Iterator<Item = usize> {
        (0..ROWS).filter(move |row| bits.0[row / WORD] >> (row % WORD) & 1 == 1)
    }
}
