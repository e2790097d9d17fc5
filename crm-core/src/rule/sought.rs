//! A text that others are compared with.

use crate::text::{Text, word};

/// A text that others are compared with, most of them short: up to 16 bytes are compared as two numbers, without a walk over them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sought {
    text: Box<str>,
    ends: Ends,
}

/// How long a text is, and its first and last bytes. INVARIANT: texts of up to 16 bytes with equal ends are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ends {
    length: usize,
    first: u64,
    last: u64,
}

/// The longest text that its ends tell whole.
const WHOLE: usize = 16;

impl Sought {
    pub(crate) fn new(text: &Text) -> Self {
        Self { text: text.as_str().into(), ends: Ends::of(text) }
    }

    #[inline]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is this text.
    #[inline]
    pub(crate) fn is(&self, text: &str) -> bool {
        self.is_with(text, Ends::of(text))
    }

    /// As `is`, with the ends of that text.
    #[inline]
    pub(crate) fn is_with(&self, text: &str, ends: Ends) -> bool {
        self.ends == ends && (ends.length <= WHOLE || *self.text == *text)
    }
}

impl Ends {
    #[inline]
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last), ..) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            (.., Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
            _ => (word(bytes), 0),
        };
        Self { length: bytes.len(), first, last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text is itself alone, wherever it differs from another.
    #[test]
    fn texts_are_told_apart_at_every_byte() {
        for length in 0..40 {
            let plain: String = "x".repeat(length);
            let sought = Sought::new(&Text::new(&plain));
            assert!(sought.is(&plain) && !sought.is(&format!("{plain}x")), "{plain}");
            for place in 0..length {
                let mut other = plain.clone();
                other.replace_range(place..=place, "y");
                assert!(!sought.is(&other) && !Sought::new(&Text::new(&other)).is(&plain), "{other}");
                assert!(!sought.is(plain.split_at(place).0), "{place} of {length}");
            }
        }
    }

    #[test]
    fn lists_are_sorted_by_text() {
        let mut list = ["b", "aa", "上海", "a", ""].map(|text| Sought::new(&text.into()));
        list.sort();
        assert_eq!(list.each_ref().map(Sought::text), ["", "a", "aa", "b", "上海"]);
    }
}
