//! One bit a member.

/// One bit a member: whether a rule holds.
///
/// ```
/// use crm_core::rule::Mask;
/// let mask: Mask = [true, false, true].into_iter().collect();
/// assert_eq!(mask.count_ones(), 2);
/// assert_eq!(mask.not().iter_ones().collect::<Vec<_>>(), [1]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    // INVARIANT: bits at and after `length` are zero, and there is no word without a bit.
    words: Vec<u64>,
    length: usize,
}

const BITS: usize = 64;

impl Mask {
    /// A mask of `length` bits from words of 64, the first bit lowest. Bits past the end are cleared, missing words are zero.
    pub(crate) fn from_words(mut words: Vec<u64>, length: usize) -> Self {
        words.resize(length.div_ceil(BITS), 0);
        if let (Some(last), rest @ 1..) = (words.last_mut(), length % BITS) {
            *last &= ones(rest);
        }
        Self { words, length }
    }

    /// How many bits there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there are no bits.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bit at `index`; false past the end.
    #[must_use]
    pub fn get(&self, index: usize) -> bool {
        self.words.get(index / BITS).is_some_and(|word| word & single(index % BITS) != 0)
    }

    /// The words from the one on that holds the bit at `index`, which is its first.
    pub(crate) fn words_from(&self, index: usize) -> &[u64] {
        self.words.get(index / BITS..).unwrap_or_default()
    }

    /// How many bits are set.
    #[must_use]
    pub fn count_ones(&self) -> usize {
        self.words.iter().fold(0, |count, word| count.saturating_add(set_bits(*word)))
    }

    /// The numbers of the bits that are set, in order.
    pub fn iter_ones(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.words.iter().enumerate();
        words.flat_map(|(index, word)| WordOnes(*word).map(move |bit| index.saturating_mul(BITS).saturating_add(bit)))
    }

    /// The bits set in both; as long as the shorter.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |left, right| left & right)
    }

    /// The bits set in either; as long as the shorter.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |left, right| left | right)
    }

    /// The bits that are not set.
    #[must_use]
    pub fn not(&self) -> Self {
        Self::from_words(self.words.iter().map(|word| !word).collect(), self.length)
    }

    fn zip(&self, other: &Self, combine: impl Fn(u64, u64) -> u64) -> Self {
        let words = self.words.iter().zip(&other.words).map(|(left, right)| combine(*left, *right));
        Self::from_words(words.collect(), self.length.min(other.length))
    }
}

impl FromIterator<bool> for Mask {
    fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> Self {
        let bits: Vec<bool> = bits.into_iter().collect();
        Self::from_words(bits.chunks(BITS).map(word_of).collect(), bits.len())
    }
}

/// Up to 64 bits as a word, the first lowest.
fn word_of(bits: &[bool]) -> u64 {
    bits.iter().rev().fold(0, |word, bit| (word << 1) | u64::from(*bit))
}

/// The numbers of the bits set in a word, in order.
pub(crate) struct WordOnes(pub(crate) u64);

impl Iterator for WordOnes {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        usize::try_from(bit).ok().filter(|bit| *bit < BITS)
    }
}

/// How many bits of a word are set.
#[inline]
pub(crate) fn set_bits(word: u64) -> usize {
    usize::try_from(word.count_ones()).unwrap_or(BITS)
}

/// A word with its lowest `count` bits set.
#[inline]
pub(crate) fn ones(count: usize) -> u64 {
    if count >= BITS { u64::MAX } else { single(count).wrapping_sub(1) }
}

/// A word with one bit set; `bit` is below 64.
#[inline]
fn single(bit: usize) -> u64 {
    flag(true, bit)
}

/// A word with one bit set or not; `bit` is below 64.
#[inline]
pub(crate) fn flag(set: bool, bit: usize) -> u64 {
    u64::from(set).wrapping_shl(u32::try_from(bit).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_agree_with_lists_of_bits() {
        for length in [0, 1, 63, 64, 65, 1000] {
            let bits: Vec<bool> = (0..length).map(|index| index % 3 == 0 || index % 7 == 2).collect();
            let mask: Mask = bits.iter().copied().collect();
            let numbers: Vec<usize> = (0..length).filter(|index| bits[*index]).collect();
            assert_eq!((mask.len(), mask.count_ones()), (length, numbers.len()));
            assert_eq!(mask.iter_ones().collect::<Vec<_>>(), numbers);
            assert!((0..length + 70).all(|index| mask.get(index) == bits.get(index).copied().unwrap_or(false)));
            assert_eq!(mask.not().count_ones(), length - numbers.len());
            assert_eq!(mask.and(&mask.not()).count_ones(), 0);
            assert_eq!(mask.or(&mask.not()).count_ones(), length);
        }
    }
}
