//! One bit a row, for a chunk of rows.

use super::mask::ones;

/// The rows of a chunk.
pub(crate) const ROWS: usize = 1024;
/// The rows of a word.
pub(crate) const WORD: usize = 64;
const WORDS: usize = ROWS / WORD;

/// One bit for each row of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bits(pub(crate) [u64; WORDS]);

impl Bits {
    /// No row.
    pub(crate) const NONE: Self = Self([0; WORDS]);

    /// The first `count` rows, or all of the chunk.
    pub(crate) fn first(count: usize) -> Self {
        let mut bits = Self::NONE;
        let mut left = count;
        for word in &mut bits.0 {
            *word = ones(left);
            left = left.saturating_sub(WORD);
        }
        bits
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |any, word| any | word) == 0
    }

    /// The rows here that are not in `other`.
    pub(crate) fn without(mut self, other: &Self) -> Self {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= !other;
        }
        self
    }

    /// The rows here that `words` have, too; words that are not there have none.
    pub(crate) fn among(self, words: &[u64]) -> Self {
        let mut bits = Self::NONE;
        for ((bits, word), other) in bits.0.iter_mut().zip(&self.0).zip(words) {
            *bits = word & other;
        }
        bits
    }
}
