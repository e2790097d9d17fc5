//! Symbols of codes, and check symbols over them.

use serde::{Deserialize, Serialize};

/// The symbols that codes are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Alphabet {
    /// Ten digits and the capital letters without I, L, O and U: 32 symbols. Read, I and L are 1, O is 0, U is V, and small letters are capitals.
    #[default]
    Unambiguous,
    /// Ten digits, for keypads.
    Digits,
}

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A quasigroup without fixed symmetries: H. Damm, "Total anti-symmetrische Quasigruppen" (2004).
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

impl Alphabet {
    /// How many symbols there are.
    #[must_use]
    pub const fn size(self) -> u64 {
        match self {
            Self::Unambiguous => 32,
            Self::Digits => 10,
        }
    }

    /// The symbol with this value.
    pub(super) fn symbol(self, value: u8) -> Option<char> {
        SYMBOLS.get(usize::from(value)).filter(|_| u64::from(value) < self.size()).map(|symbol| char::from(*symbol))
    }

    /// The value of a symbol as people write it.
    pub(super) fn value(self, symbol: char) -> Option<u8> {
        let symbol = match symbol.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            'U' => 'V',
            other => other,
        };
        let place = SYMBOLS.iter().position(|known| char::from(*known) == symbol)?;
        u8::try_from(place).ok().filter(|value| u64::from(*value) < self.size())
    }

    /// The check symbol's value over `values`: another one wherever a single value differs or two neighbours changed places (with 32 symbols:
    /// any two).
    pub(super) fn check(self, values: &[u8]) -> u8 {
        match self {
            Self::Unambiguous => field_check(values),
            Self::Digits => values.iter().fold(0, |state, value| {
                DAMM.get(usize::from(state)).and_then(|row| row.get(usize::from(*value))).copied().unwrap_or(0)
            }),
        }
    }
}

/// The sum over the field of 32 elements of each value times a power of its generator, another one at each place: a Reed–Solomon code with one
/// check symbol.
fn field_check(values: &[u8]) -> u8 {
    let mut weight = 1;
    values.iter().fold(0, |sum, value| {
        weight = times(weight, 2);
        sum ^ times(*value, weight)
    })
}

/// The product in the field of 32 elements, modulo x⁵ + x² + 1.
fn times(left: u8, right: u8) -> u8 {
    let mut product = 0;
    let mut shifted = left;
    for bit in 0..5 {
        if right & (1 << bit) != 0 {
            product ^= shifted;
        }
        shifted <<= 1;
        if shifted & 0b10_0000 != 0 {
            shifted ^= 0b10_0101;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(count: usize, size: u64) -> Vec<u8> {
        (0..count).map(|place| u8::try_from((place as u64 * 7 + 3) % size).unwrap()).collect()
    }

    #[test]
    fn every_single_slip_and_every_swap_of_neighbours_is_found() {
        for (alphabet, count) in [(Alphabet::Unambiguous, 24), (Alphabet::Digits, 18)] {
            let values = spread(count, alphabet.size());
            let check = alphabet.check(&values);
            for place in 0..count {
                for other in 0..u8::try_from(alphabet.size()).unwrap() {
                    let mut slipped = values.clone();
                    slipped[place] = other;
                    assert_eq!(alphabet.check(&slipped) == check, other == values[place], "{alphabet:?} at {place}");
                }
                let mut swapped = values.clone();
                if place + 1 < count && values[place] != values[place + 1] {
                    swapped.swap(place, place + 1);
                    assert_ne!(alphabet.check(&swapped), check, "{alphabet:?} at {place}");
                }
            }
        }
    }

    #[test]
    fn damm_gives_the_published_check_digit() {
        assert_eq!(Alphabet::Digits.check(&[5, 7, 2]), 4);
    }

    #[test]
    fn what_looks_alike_is_read_alike() {
        let read = |symbol| Alphabet::Unambiguous.value(symbol);
        for (one, other) in [('I', '1'), ('l', '1'), ('o', '0'), ('u', 'V'), ('z', 'Z')] {
            assert_eq!(read(one), read(other), "{one}");
        }
        assert_eq!((read('-'), Alphabet::Digits.value('A')), (None, None));
    }
}
