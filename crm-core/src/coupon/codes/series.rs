//! Codes in bulk: the code of each number of a series, from a secret seed.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::CodePattern;
use crate::code::{Code, Reason};

/// Rounds of the permutation. Four give a permutation that cannot be told from a random one by whoever sees some codes (M. Luby and C. Rackoff,
/// 1988); more keep a margin for small patterns.
const ROUNDS: u8 = 8;

/// A series of codes: code 0, code 1 and so on, in an order that nobody can guess who does not know the seed.
///
/// INVARIANT: the seed chooses a permutation of all codes of the pattern, so that no code comes twice, whatever ranges are made when.
///
/// ```
/// use crm_core::coupon::codes::{CodeDefinition, CodePattern, CodeSeries};
/// let definition: CodeDefinition = serde_json::from_str(r#"{"pattern": "SPRING-######*"}"#)?;
/// let series = CodeSeries::new(CodePattern::new(&definition)?, b"a secret of the host");
/// let codes: Vec<String> = series.codes(0..3).collect();
/// assert_eq!(codes.len(), 3);
/// // Back from a code to its number: a code past the last one issued is a guess.
/// assert_eq!(series.number(&codes[2]), Ok(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct CodeSeries {
    pattern: CodePattern,
    mac: Hmac<Sha256>,
    half: u32,
}

impl CodeSeries {
    /// The series of `pattern` that `seed` chooses. A seed is kept as secret as a key.
    #[must_use]
    pub fn new(pattern: CodePattern, seed: &[u8]) -> Self {
        let mac = keyed(seed, b"crm-core/coupon/series/1");
        let bits = 64_u32.saturating_sub(pattern.capacity().saturating_sub(1).leading_zeros()).max(2);
        Self { pattern, mac, half: bits.div_ceil(2) }
    }

    /// How many codes there are.
    #[must_use]
    pub fn capacity(&self) -> u64 {
        self.pattern.capacity()
    }

    /// The code of a number; none past the last.
    #[must_use]
    pub fn code(&self, number: u64) -> Option<String> {
        if number >= self.capacity() {
            return None;
        }
        self.pattern.write(self.walk(number, &|state| self.forwards(state)))
    }

    /// The codes of a range of numbers; it ends with the last code there is.
    pub fn codes(&self, numbers: std::ops::Range<u64>) -> impl Iterator<Item = String> + '_ {
        numbers.map_while(|number| self.code(number))
    }

    /// The number of a code: whoever knows how many were issued knows whether this one was.
    ///
    /// # Errors
    /// As [`CodePattern::read`].
    pub fn number(&self, code: &str) -> Result<u64, Reason> {
        self.pattern.read(code).map(|number| self.walk(number, &|state| self.backwards(state)))
    }

    /// As [`CodeSeries::number`], for a series of which the first `issued` codes were issued.
    ///
    /// # Errors
    /// As [`CodePattern::read`], or `code_not_issued`.
    pub fn issued(&self, code: &str, issued: u64) -> Result<u64, Reason> {
        let number = self.number(code)?;
        if number < issued { Ok(number) } else { Err(Reason::new(Code::CodeNotIssued).with("code", code)) }
    }

    /// Permutes until the number is one of a code again. It ends: the number it started from is one.
    fn walk(&self, number: u64, permute: &dyn Fn(u64) -> u64) -> u64 {
        let mut state = permute(number);
        while state >= self.capacity() {
            state = permute(state);
        }
        state
    }

    fn forwards(&self, state: u64) -> u64 {
        let (mut left, mut right) = (state >> self.half, state & self.mask());
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.scramble(round, right));
        }
        (left << self.half) | right
    }

    fn backwards(&self, state: u64) -> u64 {
        let (mut left, mut right) = (state >> self.half, state & self.mask());
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ self.scramble(round, left), left);
        }
        (left << self.half) | right
    }

    fn scramble(&self, round: u8, half: u64) -> u64 {
        let mut mac = self.mac.clone();
        mac.update(&[round]);
        mac.update(&half.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        digest.iter().take(8).fold(0_u64, |word, byte| (word << 8) | u64::from(*byte)) & self.mask()
    }

    const fn mask(&self) -> u64 {
        (1_u64 << self.half).wrapping_sub(1)
    }
}

/// A message authentication code under a key, for one use alone.
pub(super) fn keyed(key: &[u8], domain: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key)
        .unwrap_or_else(|_| Hmac::<Sha256>::new(&hmac::digest::Key::<Hmac<Sha256>>::default()));
    mac.update(&(domain.len() as u64).to_be_bytes());
    mac.update(domain);
    mac
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Alphabet, CodeDefinition};
    use super::*;

    fn series(pattern: &str, alphabet: Alphabet, seed: &[u8]) -> CodeSeries {
        CodeSeries::new(CodePattern::new(&CodeDefinition { pattern: pattern.into(), alphabet }).unwrap(), seed)
    }

    #[test]
    fn a_whole_series_has_every_code_once_and_each_leads_back() {
        for (pattern, alphabet) in [("##", Alphabet::Unambiguous), ("#", Alphabet::Digits), ("A###*", Alphabet::Digits)]
        {
            let series = series(pattern, alphabet, b"seed");
            let codes: Vec<String> = series.codes(0..u64::MAX).collect();
            assert_eq!(codes.len() as u64, series.capacity(), "{pattern}");
            assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{pattern}");
            for (number, code) in (0..).zip(&codes) {
                assert_eq!(series.number(code), Ok(number), "{pattern}");
            }
        }
    }

    #[test]
    fn a_large_series_does_not_collide_and_another_seed_gives_another_order() {
        let one = series("YYK-####-####*", Alphabet::Unambiguous, b"one");
        let other = series("YYK-####-####*", Alphabet::Unambiguous, b"other");
        let codes: BTreeSet<String> = one.codes(0..5_000).collect();
        assert_eq!(codes.len(), 5_000);
        assert!(other.codes(0..5_000).all(|code| !codes.contains(&code)));
    }

    #[test]
    fn a_code_that_was_never_issued_is_known() {
        let series = series("######*", Alphabet::Unambiguous, b"seed");
        let (last, next) = (series.code(99).unwrap(), series.code(100).unwrap());
        assert_eq!(series.issued(&last, 100), Ok(99));
        assert_eq!(series.issued(&next, 100).unwrap_err().code, Code::CodeNotIssued);
    }
}
