//! What people and other systems may ask about tags.

use serde::{Deserialize, Serialize};

use super::check::value_is_valid;
use super::compiled::Dimension;
use super::decide::NO_TAGS;
use super::limits::{MARKS_MAX, VALUE_MAX};
use super::{DimensionKind, DimensionState, Mark, MarkKind, Node, Source, TagEffect, TagStates, Tags};
use crate::code::{Code, Reason};
use crate::diagnostic::did_you_mean;
use crate::text::Text;
use crate::time::Instant;

/// A request about a tag of a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "command", deny_unknown_fields)]
#[non_exhaustive]
pub enum TagCommand {
    /// Give the tag, over the rules, until a time or for good.
    #[serde(rename = "tag.pin")]
    Pin {
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// Who asks.
        author: Text,
        /// A person, or another system.
        #[serde(default = "manual")]
        source: Source,
        /// Until when; for good where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// Take the tag away and keep it away, over the rules, until a time or for good.
    #[serde(rename = "tag.ban")]
    Ban {
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// Who asks.
        author: Text,
        /// A person, or another system.
        #[serde(default = "manual")]
        source: Source,
        /// Until when; for good where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// Lift a pin or a ban: the rules decide again.
    #[serde(rename = "tag.release")]
    Release {
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// Who asks.
        author: Text,
    },
}

const fn manual() -> Source {
    Source::Manual
}

impl Tags {
    /// Answers a command: the effects on the marks (the node must then be decided with [`Cause::Command`](super::Cause::Command), once they are applied), and the
    /// node.
    ///
    /// A mark replaces any mark of the same tag, and a pin in a `single` dimension any other pin there: what goes out of force is released
    /// first. A mark of the same kind as the one in force amends it (another end, another note).
    ///
    /// # Errors
    /// All reasons why it is refused, in the order of [`Code::ALL`]: `unknown_dimension`; `unknown_tag` (with the parameter `suggestion` where a
    /// declared tag is near; any value is known where the dimension takes its tag from a field); `invalid_tag_value`; `mark_from_rule`;
    /// `mark_already_over` where the end is not after `now`; `too_many_marks`; `nothing_to_release`.
    pub fn command(
        &self,
        command: &TagCommand,
        states: &TagStates,
        now: Instant,
    ) -> Result<(Node, Vec<TagEffect>), Vec<Reason>> {
        let name = command.dimension();
        let found = self.dimension_index(name).and_then(|index| self.dimensions.get(index).zip(Some(index)));
        let (Some((dimension, index)), Some(node)) = (found, self.dimension_node(name)) else {
            let reason = Reason::new(Code::UnknownDimension).with("dimension", name);
            return Err(vec![suggested(reason, name, self.dimension_definitions.keys())]);
        };
        let state = states.dimensions.get(index).unwrap_or(&NO_TAGS);
        let effects = match command.mark(now) {
            Some(mark) => put(dimension, state, mark, now)?,
            None => vec![release(dimension, state, command.value(), now)?],
        };
        Ok((node, effects))
    }
}

impl TagCommand {
    /// The names of all commands about tags.
    pub const NAMES: [&str; 3] = ["tag.pin", "tag.ban", "tag.release"];

    /// The dimension's name.
    #[must_use]
    pub const fn dimension(&self) -> &Text {
        match self {
            Self::Pin { dimension, .. } | Self::Ban { dimension, .. } | Self::Release { dimension, .. } => dimension,
        }
    }

    /// The tag's value.
    #[must_use]
    pub const fn value(&self) -> &Text {
        match self {
            Self::Pin { value, .. } | Self::Ban { value, .. } | Self::Release { value, .. } => value,
        }
    }

    /// The mark it asks for, from `now` on; none for a release.
    fn mark(&self, now: Instant) -> Option<Mark> {
        let (kind, value, author, source, until, note) = match self {
            Self::Pin { value, author, source, until, note, .. } => (MarkKind::Pin, value, author, source, until, note),
            Self::Ban { value, author, source, until, note, .. } => (MarkKind::Ban, value, author, source, until, note),
            Self::Release { .. } => return None,
        };
        Some(Mark {
            value: value.clone(),
            kind,
            author: author.clone(),
            source: *source,
            since: now,
            until: *until,
            note: note.clone(),
        })
    }
}

fn put(dimension: &Dimension, state: &DimensionState, mark: Mark, now: Instant) -> Result<Vec<TagEffect>, Vec<Reason>> {
    let reasons = refusals(dimension, state, &mark, now);
    if !reasons.is_empty() {
        return Err(reasons);
    }
    let only_pin = dimension.kind == DimensionKind::Single && mark.kind == MarkKind::Pin;
    let replaced = |other: &&Mark| {
        (other.value == mark.value && other.kind != mark.kind)
            || (only_pin && other.kind == MarkKind::Pin && other.value != mark.value)
    };
    let mut effects: Vec<TagEffect> =
        state.marks.iter().filter(replaced).map(|other| released(dimension, other, now)).collect();
    effects.push(TagEffect::Marked { at: now, dimension: dimension.name.clone(), mark });
    Ok(effects)
}

fn refusals(dimension: &Dimension, state: &DimensionState, mark: &Mark, now: Instant) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !dimension.declares(&mark.value) {
        let reason = Reason::new(Code::UnknownTag).with("dimension", &dimension.name).with("value", &mark.value);
        reasons.push(suggested(reason, &mark.value, dimension.candidates().iter().map(|candidate| &candidate.value)));
    }
    if !value_is_valid(&mark.value) {
        reasons.push(Reason::new(Code::InvalidTagValue).with("value", &mark.value).with("limit", VALUE_MAX));
    }
    if mark.source == Source::Rule {
        reasons.push(Reason::new(Code::MarkFromRule));
    }
    if let Some(until) = mark.until.filter(|until| *until <= now) {
        reasons.push(Reason::new(Code::MarkAlreadyOver).with("until", until).with("now", now));
    }
    if state.marks.len() >= MARKS_MAX && state.mark(&mark.value).is_none() {
        reasons.push(Reason::new(Code::TooManyMarks).with("dimension", &dimension.name).with("limit", MARKS_MAX));
    }
    reasons
}

fn release(dimension: &Dimension, state: &DimensionState, value: &str, now: Instant) -> Result<TagEffect, Vec<Reason>> {
    match state.mark(value).filter(|mark| mark.in_force(now)) {
        Some(mark) => Ok(released(dimension, mark, now)),
        None => Err(vec![Reason::new(Code::NothingToRelease).with("dimension", &dimension.name).with("value", value)]),
    }
}

fn released(dimension: &Dimension, mark: &Mark, now: Instant) -> TagEffect {
    TagEffect::Released { at: now, dimension: dimension.name.clone(), value: mark.value.clone(), kind: mark.kind }
}

fn suggested<'a>(reason: Reason, name: &str, candidates: impl Iterator<Item = &'a Text>) -> Reason {
    match did_you_mean(name, candidates.map(Text::as_str)) {
        Some(suggestion) => reason.with("suggestion", suggestion),
        None => reason,
    }
}
