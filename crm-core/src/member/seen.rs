//! The inputs already seen: what makes a repeated input harmless.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::text::{Text, word};
use crate::time::Instant;

/// The events seen inside the lateness horizon, and the commands of the time for which commands are remembered, oldest first.
///
/// Only a digest of each is kept, in parts, so that an id used again with another body is refused with the part that differs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Seen {
    /// Each with a digest of its id: most other ids are told apart by it alone.
    inputs: VecDeque<(u32, SeenInput)>,
    commands: VecDeque<SeenCommand>,
}

/// One command seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenCommand {
    /// Its id.
    pub(crate) id: Text,
    /// When it was accepted.
    pub(crate) at: Instant,
    /// What it asked.
    pub(crate) fields: FieldDigests,
}

/// The digests of a command's fields, by name.
pub(crate) type FieldDigests = BTreeMap<Text, u32>;

/// One event seen.
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

/// The digests of an event's parts.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is new.
    New,
    /// The same input was seen.
    Repeated,
    /// Another input with the same id was seen; it differs in this part.
    Reused(Text),
}

impl Seen {
    /// What is known of an event.
    pub(crate) fn judge(&self, id: &str, digest: Digest) -> Verdict {
        let reused = |part| Verdict::Reused(Text::new_static(part));
        match self.event(id) {
            None if self.command(id).is_some() => reused("type"),
            None => Verdict::New,
            Some(known) if known.digest.kind != digest.kind => reused("type"),
            Some(known) if known.digest.envelope != digest.envelope => reused("at"),
            Some(known) if known.digest.data != digest.data => reused("data"),
            Some(_) => Verdict::Repeated,
        }
    }

    /// What is known of a command; of one that asks something else the first field, by name, in which it differs.
    pub(crate) fn judge_command(&self, id: &str, fields: &FieldDigests) -> Verdict {
        let Some(known) = self.command(id) else {
            return if self.event(id).is_some() { Verdict::Reused(Text::new_static("type")) } else { Verdict::New };
        };
        let differs = |name: &&Text| known.fields.get(*name) != fields.get(*name);
        let command = known.fields.get_key_value("command").map(|(name, _)| name);
        let mut names: Vec<&Text> = known.fields.keys().chain(fields.keys()).collect();
        names.sort_unstable();
        match command.into_iter().chain(names).find(differs) {
            Some(name) => Verdict::Reused(name.clone()),
            None => Verdict::Repeated,
        }
    }

    fn event(&self, id: &str) -> Option<&SeenInput> {
        let digest = digest_id(id);
        let found = self.inputs.iter().rev().find(|(known, input)| *known == digest && input.id == id);
        found.map(|(_, input)| input)
    }

    fn command(&self, id: &str) -> Option<&SeenCommand> {
        self.commands.iter().rev().find(|command| command.id == id)
    }

    /// Remembers a command.
    pub(crate) fn remember_command(&mut self, command: SeenCommand) {
        let later =
            self.commands.iter().rev().take_while(|known| (known.at, &known.id) > (command.at, &command.id)).count();
        self.commands.insert(self.commands.len().saturating_sub(later), command);
    }

    /// Remembers an event. INVARIANT: ordered by time, then id, so that the order of arrival does not show.
    pub(crate) fn remember(&mut self, input: SeenInput) {
        let is_later = |known: &SeenInput| (known.at, &known.id) > (input.at, &input.id);
        let later = self.inputs.iter().rev().take_while(|(_, known)| is_later(known)).count();
        self.inputs.insert(self.inputs.len().saturating_sub(later), (digest_id(&input.id), input));
    }

    /// Forgets the oldest events as long as they are past the horizon, and of commands past it those that nobody wants remembered any longer.
    pub(crate) fn forget(&mut self, past: impl Fn(Instant) -> bool, unwanted: impl Fn(Instant) -> bool) {
        while self.inputs.front().is_some_and(|(_, input)| past(input.at)) {
            self.inputs.pop_front();
        }
        while self.commands.front().is_some_and(|command| past(command.at) && unwanted(command.at)) {
            self.commands.pop_front();
        }
    }

    /// The events, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &SeenInput> {
        self.inputs.iter().map(|(_, input)| input)
    }

    /// The commands, oldest first.
    pub(crate) fn commands(&self) -> impl Iterator<Item = &SeenCommand> {
        self.commands.iter()
    }

    /// What was seen, from snapshots.
    pub(crate) fn new(inputs: Vec<SeenInput>, commands: Vec<SeenCommand>) -> Self {
        let mut seen = Self::default();
        inputs.into_iter().for_each(|input| seen.remember(input));
        commands.into_iter().for_each(|command| seen.remember_command(command));
        seen
    }
}

fn digest_id(id: &str) -> u32 {
    let mut digester = Digester::new();
    digester.text(id);
    digester.finish()
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
        words.iter().for_each(|bytes| self.number(u64::from_be_bytes(*bytes)));
        if !rest.is_empty() {
            self.number(word(rest));
        }
    }

    /// The digest.
    #[expect(clippy::cast_possible_truncation, reason = "the folded halves are what is wanted")]
    pub(crate) const fn finish(self) -> u32 {
        (self.0 ^ (self.0 >> 32)) as u32
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever was remembered in whatever order, and forgotten since: an input that is kept is known, with what it said, and no other is.
        #[test]
        fn what_is_kept_is_known_and_nothing_else(
            lived in proptest::collection::vec((0..20_u32, 0..30_i64, proptest::option::of(0..30_i64)), 0..40),
        ) {
            let (mut seen, mut kept) = (Seen::default(), Vec::<(String, i64, Digest)>::new());
            for (number, at, horizon) in lived {
                let (id, digest) = (format!("event-{number}"), Digest { kind: 1, envelope: 2, data: number });
                if seen.judge(&id, digest) == Verdict::New {
                    seen.remember(SeenInput { id: Text::new(&id), at: Instant::from_micros(at), digest });
                    kept.push((id, at, digest));
                }
                if let Some(horizon) = horizon {
                    seen.forget(|at| at.as_micros() < horizon, |_| true);
                    kept.retain(|(_, at, _)| *at >= horizon);
                }
                for number in 0..20 {
                    let (id, digest) = (format!("event-{number}"), Digest { kind: 1, envelope: 2, data: number });
                    let known = kept.iter().any(|(known, ..)| *known == id);
                    prop_assert_eq!(seen.judge(&id, digest), if known { Verdict::Repeated } else { Verdict::New });
                    let other = Digest { data: number + 1, ..digest };
                    prop_assert_eq!(seen.judge(&id, other) == Verdict::New, !known);
                }
                prop_assert_eq!(seen.iter().count(), kept.len());
            }
        }
    }
}
