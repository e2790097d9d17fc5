//! The texts and decimals of a series by number, each kept once.

use rust_decimal::Decimal;

use crate::text::{Text, word};

/// A value too wide for a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    Text(Text),
    /// Without trailing zeros, so that equal numbers are equal words.
    Decimal(Decimal),
}

/// Words by number. A word lives as long as something uses it and is gone at the next [`Dictionary::sweep`] after.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    words: Vec<Entry>,
    /// Hash and number of every word in use, by hash: finding one takes a binary search, however many there are.
    index: Vec<(u32, u32)>,
    /// Numbers whose word may be out of use.
    loose: Vec<u32>,
    /// Numbers without a word.
    free: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Entry {
    word: Word,
    hash: u32,
    uses: u32,
}

impl Dictionary {
    /// The number of a text; a new one stays until the next sweep unless it is retained.
    pub(super) fn text(&mut self, text: &Text) -> i64 {
        self.number(
            hash(text.as_bytes()),
            |word| matches!(word, Word::Text(known) if known == text),
            || Word::Text(text.clone()),
        )
    }

    /// The number of a decimal, as [`Dictionary::text`].
    pub(super) fn decimal(&mut self, number: Decimal) -> i64 {
        let number = number.normalize();
        let number = if number.is_zero() { Decimal::ZERO } else { number };
        self.number(hash(&number.serialize()), |word| *word == Word::Decimal(number), || Word::Decimal(number))
    }

    fn number(&mut self, hash: u32, same: impl Fn(&Word) -> bool, make: impl FnOnce() -> Word) -> i64 {
        let from = self.index.partition_point(|(known, _)| *known < hash);
        for (_, code) in self.index.iter().skip(from).take_while(|(known, _)| *known == hash) {
            if self.entry(*code).is_some_and(|entry| same(&entry.word)) {
                return i64::from(*code);
            }
        }
        let entry = Entry { word: make(), hash, uses: 0 };
        let code = self.store(entry);
        self.index.insert(from, (hash, code));
        self.loose.push(code);
        i64::from(code)
    }

    fn store(&mut self, entry: Entry) -> u32 {
        if let Some(code) = self.free.pop() {
            if let Some(place) = self.words.get_mut(code as usize) {
                *place = entry;
            }
            return code;
        }
        self.words.push(entry);
        u32::try_from(self.words.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn entry(&self, code: u32) -> Option<&Entry> {
        self.words.get(code as usize)
    }

    fn entry_mut(&mut self, code: i64) -> Option<&mut Entry> {
        self.words.get_mut(usize::try_from(code).ok()?)
    }

    pub(super) fn word(&self, code: i64) -> Option<&Word> {
        self.words.get(usize::try_from(code).ok()?).map(|entry| &entry.word)
    }

    /// One more user of the word with this number.
    pub(super) fn retain(&mut self, code: i64) {
        if let Some(entry) = self.entry_mut(code) {
            entry.uses = entry.uses.saturating_add(1);
        }
    }

    /// One user less.
    pub(super) fn release(&mut self, code: i64) {
        let Some(entry) = self.entry_mut(code) else { return };
        entry.uses = entry.uses.saturating_sub(1);
        if entry.uses == 0
            && let Ok(code) = u32::try_from(code)
        {
            self.loose.push(code);
        }
    }

    /// Forgets the words that nothing uses.
    pub(super) fn sweep(&mut self) {
        while let Some(code) = self.loose.pop() {
            let Some(entry) = self.words.get_mut(code as usize) else { continue };
            let hash = entry.hash;
            if entry.uses > 0 {
                continue;
            }
            let from = self.index.partition_point(|(known, _)| *known < hash);
            let found = self.index.iter().skip(from).take_while(|(known, _)| *known == hash);
            let Some(offset) = found.into_iter().position(|(_, known)| *known == code) else { continue };
            self.index.remove(from.saturating_add(offset));
            self.free.push(code);
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }
}

/// A fixed mix of the bytes. Many texts of one hash slow the search down to a scan of those, nothing worse.
fn hash(bytes: &[u8]) -> u32 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |mixed: u64, word: u64| (mixed ^ word).wrapping_mul(ODD).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let mixed = words.iter().fold(bytes.len() as u64, |mixed, word| mix(mixed, u64::from_le_bytes(*word)));
    let mixed = mix(mixed, word(rest));
    let mixed = mixed.wrapping_mul(ODD) >> 32;
    u32::try_from(mixed).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_lives_as_long_as_it_is_used() {
        let mut dictionary = Dictionary::default();
        let suit = dictionary.text(&"suit".into());
        let dress = dictionary.text(&"dress".into());
        assert_ne!(suit, dress);
        assert_eq!(dictionary.text(&"suit".into()), suit);
        dictionary.retain(suit);
        dictionary.sweep();
        assert_eq!(dictionary.len(), 1);
        assert_eq!(dictionary.word(suit), Some(&Word::Text("suit".into())));
        let shoes = dictionary.text(&"shoes".into());
        assert_eq!(shoes, dress, "a number is given again");
        dictionary.release(suit);
        dictionary.sweep();
        assert_eq!(dictionary.len(), 0);
    }

    #[test]
    fn equal_decimals_are_one_word() {
        let mut dictionary = Dictionary::default();
        let short = dictionary.decimal(Decimal::new(15, 1));
        assert_eq!(dictionary.decimal(Decimal::new(1500, 3)), short);
        let zero = dictionary.decimal(Decimal::ZERO);
        assert_eq!(dictionary.decimal(-Decimal::new(0, 2)), zero);
    }
}
