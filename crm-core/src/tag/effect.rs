//! What deciding about tags and segments leads to.

use serde::{Deserialize, Serialize};

use super::{Mark, MarkKind, Source};
use crate::code::Reason;
use crate::rule::Because;
use crate::text::Text;
use crate::time::Instant;

/// A change of a member's tags or segments, at an instant. Applying it is total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect")]
#[non_exhaustive]
pub enum TagEffect {
    /// The member has a tag from now on.
    #[serde(rename = "tag.gained")]
    Gained {
        /// When.
        at: Instant,
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// Where it came from.
        source: Source,
        /// When it ends on its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// Its strength, where it decays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strength: Option<u32>,
        /// The conditions that held.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        why: Vec<Because>,
    },
    /// The member keeps a tag on another ground: a pin took over from a rule, a rule from a pin, one pin from another. `since` stays.
    #[serde(rename = "tag.kept")]
    Kept {
        /// When.
        at: Instant,
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// Where it comes from now.
        source: Source,
        /// When it ends on its own now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// Its strength, where it decays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strength: Option<u32>,
        /// The conditions that held.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        why: Vec<Because>,
    },
    /// An event confirmed a tag that has an end of its own.
    #[serde(rename = "tag.renewed")]
    Renewed {
        /// When.
        at: Instant,
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// The new end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// Its new strength, where it decays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strength: Option<u32>,
    },
    /// The member no longer has a tag.
    #[serde(rename = "tag.lost")]
    Lost {
        /// When.
        at: Instant,
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// Why.
        reason: Reason,
    },
    /// A pin or a ban is in force, in the place of any other mark of the same tag.
    #[serde(rename = "tag.marked")]
    Marked {
        /// When.
        at: Instant,
        /// The dimension's name.
        dimension: Text,
        /// The mark.
        mark: Mark,
    },
    /// A pin or a ban is no longer in force.
    #[serde(rename = "tag.released")]
    Released {
        /// When.
        at: Instant,
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
        /// Which mark.
        kind: MarkKind,
    },
    /// The member is in a segment from now on.
    #[serde(rename = "segment.entered")]
    Entered {
        /// When.
        at: Instant,
        /// The segment's name.
        segment: Text,
        /// The conditions that held.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        why: Vec<Because>,
    },
    /// The member is no longer in a segment.
    #[serde(rename = "segment.left")]
    Left {
        /// When.
        at: Instant,
        /// The segment's name.
        segment: Text,
    },
}

impl TagEffect {
    /// When it came about.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Gained { at, .. }
            | Self::Renewed { at, .. }
            | Self::Kept { at, .. }
            | Self::Lost { at, .. }
            | Self::Marked { at, .. }
            | Self::Released { at, .. }
            | Self::Entered { at, .. }
            | Self::Left { at, .. } => *at,
        }
    }

    /// What it is called in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Gained { .. } => "tag.gained",
            Self::Renewed { .. } => "tag.renewed",
            Self::Kept { .. } => "tag.kept",
            Self::Lost { .. } => "tag.lost",
            Self::Marked { .. } => "tag.marked",
            Self::Released { .. } => "tag.released",
            Self::Entered { .. } => "segment.entered",
            Self::Left { .. } => "segment.left",
        }
    }
}
