//! Whole numbers from 0 on, packed.

use std::ops::BitAnd;

/// Whole numbers from 0 on, in as few bytes each as the greatest of them needs: what limits a rule over many members is mostly how much memory it reads.
#[derive(Clone, Debug)]
pub(crate) enum Numbers {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
    Eight(Vec<u64>),
}

/// A number as [`Numbers`] hold it.
pub(crate) trait Packed: Copy + Default + Ord + Into<u64> + TryFrom<u64> + BitAnd<Output = Self> {
    /// How far it is above `low`, going round where it is below.
    fn above(self, low: Self) -> Self;
}

macro_rules! packed {
    ($($number:ty),*) => {
        $(impl Packed for $number {
            #[inline]
            fn above(self, low: Self) -> Self {
                self.wrapping_sub(low)
            }
        })*
    };
}

packed!(u8, u16, u32, u64);

impl Numbers {
    pub(crate) fn new(numbers: Vec<u64>) -> Self {
        let greatest = numbers.iter().max().copied().unwrap_or_default();
        match greatest {
            0..=0xFF => Self::One(narrowed(&numbers)),
            0x100..=0xFFFF => Self::Two(narrowed(&numbers)),
            0x1_0000..=0xFFFF_FFFF => Self::Four(narrowed(&numbers)),
            _ => Self::Eight(numbers),
        }
    }

    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::One(numbers) => numbers.len(),
            Self::Two(numbers) => numbers.len(),
            Self::Four(numbers) => numbers.len(),
            Self::Eight(numbers) => numbers.len(),
        }
    }

    /// The number of a row; none past the end.
    pub(crate) fn get(&self, row: usize) -> Option<u64> {
        match self {
            Self::One(numbers) => numbers.get(row).copied().map(u64::from),
            Self::Two(numbers) => numbers.get(row).copied().map(u64::from),
            Self::Four(numbers) => numbers.get(row).copied().map(u64::from),
            Self::Eight(numbers) => numbers.get(row).copied(),
        }
    }

    /// How many bytes a number takes.
    pub(crate) const fn width(&self) -> u32 {
        match self {
            Self::One(_) => 1,
            Self::Two(_) => 2,
            Self::Four(_) => 4,
            Self::Eight(_) => 8,
        }
    }

    /// The greatest number that fits in.
    pub(crate) const fn limit(&self) -> u64 {
        u64::MAX >> (64_u32.saturating_sub(self.width().saturating_mul(8)))
    }
}

/// Numbers that are known to fit.
fn narrowed<T: Packed>(numbers: &[u64]) -> Vec<T> {
    numbers.iter().map(|number| T::try_from(*number).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_narrow_as_the_greatest_allows() {
        let cases = [
            (vec![], 1),
            (vec![0, 255], 1),
            (vec![256], 2),
            (vec![7, 65_535], 2),
            (vec![65_536, 1], 4),
            (vec![u64::from(u32::MAX)], 4),
            (vec![u64::from(u32::MAX) + 1, 0], 8),
            (vec![u64::MAX], 8),
        ];
        for (plain, width) in cases {
            let numbers = Numbers::new(plain.clone());
            assert_eq!((numbers.width(), numbers.len()), (width, plain.len()), "{plain:?}");
            assert!(plain.iter().all(|number| *number <= numbers.limit()));
            let read: Vec<_> = (0..plain.len()).filter_map(|row| numbers.get(row)).collect();
            assert_eq!((read, numbers.get(plain.len())), (plain, None));
        }
    }
}
