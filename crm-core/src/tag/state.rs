//! What a member has of tags and segments.

use serde::{Deserialize, Deserializer, Serialize};

use super::Because;
use crate::text::Text;
use crate::time::Instant;

/// The tags and segments of one member, by index of dimension and segment in the order of their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagStates {
    /// The dimensions.
    pub dimensions: Vec<DimensionState>,
    /// The segments: since when the member is in it.
    pub segments: Vec<Option<Instant>>,
}

/// A member's tags of one dimension.
///
/// INVARIANT: `tags` and `marks` are sorted by value, and no value is twice in either. Reading JSON restores it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DimensionState {
    /// The tags held, by value.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "tags_by_value")]
    pub tags: Vec<Tag>,
    /// The pins and bans in force, by value.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "marks_by_value")]
    pub marks: Vec<Mark>,
}

impl DimensionState {
    /// The value of the tag held, in a `single` dimension or a `flag`.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.tags.first().map(|tag| tag.value.as_str())
    }

    /// The tag with this value, where it is held.
    #[must_use]
    pub fn tag(&self, value: &str) -> Option<&Tag> {
        self.place(value).ok().and_then(|place| self.tags.get(place))
    }

    /// The pin or ban of this value, ended or not.
    #[must_use]
    pub fn mark(&self, value: &str) -> Option<&Mark> {
        self.mark_place(value).ok().and_then(|place| self.marks.get(place))
    }

    /// Whether there is neither a tag nor a mark.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.marks.is_empty()
    }

    pub(super) fn tag_mut(&mut self, value: &str) -> Option<&mut Tag> {
        self.place(value).ok().and_then(|place| self.tags.get_mut(place))
    }

    /// Adds a tag in the place of the one with the same value.
    pub(super) fn put_tag(&mut self, tag: Tag) {
        match self.place(&tag.value) {
            Ok(place) => self.tags.splice(place..=place, [tag]).for_each(drop),
            Err(place) => self.tags.insert(place, tag),
        }
    }

    pub(super) fn remove_tag(&mut self, value: &str) {
        self.tags.retain(|tag| tag.value != value);
    }

    /// Adds a mark in the place of the one of the same value.
    pub(super) fn put_mark(&mut self, mark: Mark) {
        match self.mark_place(&mark.value) {
            Ok(place) => self.marks.splice(place..=place, [mark]).for_each(drop),
            Err(place) => self.marks.insert(place, mark),
        }
    }

    pub(super) fn remove_mark(&mut self, value: &str, kind: MarkKind) {
        self.marks.retain(|mark| mark.value != value || mark.kind != kind);
    }

    fn place(&self, value: &str) -> Result<usize, usize> {
        self.tags.binary_search_by(|tag| tag.value.as_str().cmp(value))
    }

    fn mark_place(&self, value: &str) -> Result<usize, usize> {
        self.marks.binary_search_by(|mark| mark.value.as_str().cmp(value))
    }
}

fn tags_by_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Tag>, D::Error> {
    let mut tags = Vec::<Tag>::deserialize(deserializer)?;
    tags.sort_by(|left, right| left.value.cmp(&right.value));
    tags.dedup_by(|left, right| left.value == right.value);
    Ok(tags)
}

fn marks_by_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Mark>, D::Error> {
    let mut marks = Vec::<Mark>::deserialize(deserializer)?;
    marks.sort_by(|left, right| left.value.cmp(&right.value));
    marks.dedup_by(|left, right| left.value == right.value);
    Ok(marks)
}

/// Tags walked beside values, both sorted by value, with one comparison a step.
pub(super) struct Walk<'a>(pub(super) &'a [Tag]);

impl<'a> Walk<'a> {
    /// The tag with this value, where it comes now; those before it go to `stray`.
    pub(super) fn take(&mut self, value: &str, mut stray: impl FnMut(&'a Tag)) -> Option<&'a Tag> {
        while let Some((first, rest)) = self.0.split_first() {
            let order = first.value.as_str().cmp(value);
            if order.is_gt() {
                return None;
            }
            self.0 = rest;
            if order.is_eq() {
                return Some(first);
            }
            stray(first);
        }
        None
    }
}

/// A tag that a member has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Its value.
    pub value: Text,
    /// Since when.
    pub since: Instant,
    /// When it ends on its own unless something confirms it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Where it came from.
    pub source: Source,
    /// Its strength at `strong_at`, where it decays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<u32>,
    /// The last event that confirmed it, where it decays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strong_at: Option<Instant>,
    /// The conditions that held when it was gained.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Because>,
}

/// Where a tag came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A rule of the program.
    Rule,
    /// A person.
    Manual,
    /// Another system.
    Import,
}

/// A pin or a ban of a tag, by hand or by import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The tag's value.
    pub value: Text,
    /// What is asked.
    pub kind: MarkKind,
    /// Who asked.
    pub author: Text,
    /// A person or another system.
    pub source: Source,
    /// Since when.
    pub since: Instant,
    /// Until when; for good where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Why, in the author's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

impl Mark {
    /// Whether it is in force at `now`: its end, where it has one, is after `now`.
    #[must_use]
    pub fn in_force(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// What a mark asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The member has the tag, whatever the rules say.
    Pin,
    /// The member does not have the tag, whatever the rules say.
    Ban,
}
