//! The inputs already seen: what makes a repeated input harmless.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::text::Text;
use crate::time::Instant;

/// The inputs seen inside the lateness horizon, oldest first.
///
/// Only a digest of each is kept, in parts, so that an id used again with another body is refused with the part that differs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Seen {
    inputs: VecDeque<SeenInput>,
}

/// One input seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenInput {
    /// Its id.
    pub(crate) id: Text,
    /// When it happened, in business time.
    pub(crate) at: Instant,
    /// What it said.
    #[serde(flatten)]
    pub(crate) digest: Digest,
}

/// The digests of an input's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Digest {
    /// Of its type.
    pub(crate) kind: u32,
    /// Of its time, channel and store.
    pub(crate) envelope: u32,
    /// Of its data and lines.
    pub(crate) data: u32,
}

/// What is known of an input's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is new.
    New,
    /// The same input was seen.
    Repeated,
    /// Another input with the same id was seen; it differs in this part.
    Reused(&'static str),
}

impl Seen {
    /// What is known of an input.
    pub(crate) fn judge(&self, id: &str, digest: Digest) -> Verdict {
        match self.inputs.iter().rev().find(|input| input.id == id) {
            None => Verdict::New,
            Some(known) if known.digest.kind != digest.kind => Verdict::Reused("type"),
            Some(known) if known.digest.envelope != digest.envelope => Verdict::Reused("at"),
            Some(known) if known.digest.data != digest.data => Verdict::Reused("data"),
            Some(_) => Verdict::Repeated,
        }
    }

    /// Remembers an input. INVARIANT: ordered by time, then id, so that the order of arrival does not show.
    pub(crate) fn remember(&mut self, input: SeenInput) {
        let later = self.inputs.iter().rev().take_while(|known| (known.at, &known.id) > (input.at, &input.id)).count();
        self.inputs.insert(self.inputs.len().saturating_sub(later), input);
    }

    /// Forgets the oldest inputs, as long as they are past the horizon.
    pub(crate) fn forget(&mut self, past: impl Fn(Instant) -> bool) {
        while self.inputs.front().is_some_and(|input| past(input.at)) {
            self.inputs.pop_front();
        }
    }

    /// The inputs, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &SeenInput> {
        self.inputs.iter()
    }
}

impl FromIterator<SeenInput> for Seen {
    fn from_iter<T: IntoIterator<Item = SeenInput>>(inputs: T) -> Self {
        let mut seen = Self::default();
        for input in inputs {
            seen.remember(input);
        }
        seen
    }
}

/// A digest of 32 bits of a sequence of texts and numbers: the same on every platform and in every release, since it is stored.
///
/// It tells a slip from a repeat; it does not resist someone who looks for collisions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digester(u64);

impl Digester {
    /// Nothing digested yet.
    pub(crate) const fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// Adds a number.
    pub(crate) const fn number(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0xd6e8_feb8_6659_fd93);
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        words.iter().for_each(|word| self.number(u64::from_be_bytes(*word)));
        if !rest.is_empty() {
            self.number(rest.iter().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte)));
        }
    }

    /// The digest.
    #[expect(clippy::cast_possible_truncation, reason = "the folded halves are what is wanted")]
    pub(crate) const fn finish(self) -> u32 {
        (self.0 ^ (self.0 >> 32)) as u32
    }
}
