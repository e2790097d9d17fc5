//! How a program declares tags and segments.

use serde::{Deserialize, Serialize};

use crate::rule::Clause;
use crate::text::{Label, Text};
use crate::time::{Schedule, Span};

/// A tag dimension: tags that say one thing about a member, and how many of them a member can have.
///
/// # When a tag is gained, stays and is lost
///
/// Every tag is decided at an instant, for a cause (an event, time passing, a command). In order of precedence:
///
/// 1. **Marks.** A pinned tag is there and a banned one is not, whatever follows. A mark that has reached its end is released first. A pin that
///    is lifted leaves its tag to the rules *as if it were not held*: where they give it, it stays (`tag.kept`), otherwise it is lost
///    (`tag_released`).
/// 2. **The schedule.** While it is closed no tag comes from rules (`schedule_closed`), `min_stay` or not. When it opens the rules decide
///    again; tags with `ttl` or `decay` need a new event.
/// 3. **Rules**, by what the tag has:
///    - nothing more: it is there while `when` holds;
///    - `keep`: once there, it stays while `when || keep` holds;
///    - `min_stay`: once there, it stays while `since + min_stay` is after now;
///    - `ttl`: gained only by an event that touches what `when` reads and for which it holds, until `at + ttl`; each later such event renews it
///      (`tag.renewed`); between them it stays whether `when` holds or not; at `until` it is lost (`tag_expired`) even if `when` holds, and only a new event brings it back;
///    - `decay`: as `ttl`, with an end that follows from its strength (see [`Decay`]; `tag_decayed`).
///
/// In a `multi` or `flag` dimension each tag is decided on its own. In a `single` dimension the tags are tested in order and the first that
/// passes wins; the tag held now is tested in its own place, by what lets it stay. So a tag with `ttl` gives way to an
/// *earlier* one (`tag_replaced`) but never to a later one, and one inside its `min_stay` to none. A banned tag is passed over. A pin takes
/// the place of whatever is there.
///
/// With `from` the tag is the field's value, and no tag where it is missing or empty. With `ttl` beside it the tag is gained and renewed by events
/// only, stays until its end when the field is missing, and gives way to another value when an event brings one.
///
/// A tag that the program no longer declares is lost when its dimension is next decided (`tag_undeclared`).
///
/// # Shape
///
/// ```json
/// {"kind": "single", "label": {"en": "Price sensitivity", "zh": "价格敏感度"}, "tags": [
///   {"value": "high", "when": "metric.discount_share >= 0.4", "keep": "metric.discount_share >= 0.3"},
///   {"value": "low", "when": "metric.orders >= 3"}]}
/// {"kind": "multi", "tags": [{"value": "workwear_need", "when": "metric.suit_views >= 3", "ttl": "30d"}]}
/// {"kind": "flag", "tags": [{"value": "parent", "when": "metric.baby_orders > 0"}]}
/// {"kind": "single", "from": "metric.favourite_category"}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DimensionDefinition {
    /// How many tags a member can have of it.
    pub kind: DimensionKind,
    /// The tags. In a `single` dimension the first whose rule holds wins; a `flag` dimension has one. May be empty with `from`, where
    /// it then only adds labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagDefinition>,
    /// The path of a text field whose value is the tag: `metric.favourite_category`, `member.gender`. Only for `single`; its `tags` then have
    /// values and labels, no rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text>,
    /// With `from`: how long a tag stays after the last event that confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Span>,
    /// When its rules are at work; while closed, tags that came from rules are dropped. Always, unless stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// How many tags of a dimension a member can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DimensionKind {
    /// At most one: an ordered list, the first match wins. Rules read it as an optional text:
    /// `has(tag.lifecycle) && tag.lifecycle == "active"`.
    Single,
    /// Any number, each decided on its own. Rules read it as a set, empty where there is none: `"workwear" in tag.style`.
    Multi,
    /// One, on or off. Rules read it as a bool: `tag.parent`.
    Flag,
}

/// A tag of a dimension and what makes a member have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TagDefinition {
    /// Its value: 1 to 64 characters of any script, once in its dimension.
    pub value: Text,
    /// The rule to gain it. Without one it is only given by hand or by import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
    /// Hysteresis: once gained it stays while `when` or this holds. Not with `ttl` or `decay`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Clause>,
    /// Hysteresis in time: it stays at least this long, and no other tag of a single dimension takes its place before. Marks and the schedule
    /// do not wait for it. Not with `ttl` or `decay`, which say themselves how long it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_stay: Option<Span>,
    /// It is gained by events only, stays when its rule no longer holds, and is lost this long after the last event that confirmed it. Not with
    /// `decay`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Span>,
    /// It is gained by events only, each of which adds strength, and is lost when its strength has decayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decay: Option<Decay>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// How a tag's strength grows and decays, in whole numbers: each confirming event adds `gain`, up to `most`; every `half_life` since the last
/// confirming event halves what is left (rounded down); below `least` the tag is lost.
///
/// The end is known in advance: with a half-life of 30 days, 100 is 50 after 30 days, 25 after 60 and 12 after 90, so with `least` 25 the tag
/// ends after 90 days. An event after 40 days finds 50 left and makes it 150, which counts from then on. `least` is from 1 to `gain`, and
/// `gain` at most `most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decay {
    /// The time after which half is left.
    pub half_life: Span,
    /// What each confirming event adds; 100 unless stated.
    #[serde(default = "hundred")]
    pub gain: u32,
    /// What is kept at most; 1,000 unless stated.
    #[serde(default = "thousand")]
    pub most: u32,
    /// The least strength that keeps the tag; 25 unless stated.
    #[serde(default = "quarter")]
    pub least: u32,
}

const fn hundred() -> u32 {
    100
}

const fn thousand() -> u32 {
    1_000
}

const fn quarter() -> u32 {
    25
}

/// A segment: members for whom a rule holds. The rule may name anything, tags and other segments included (`segment.regulars`), as long as
/// nothing depends on itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentDefinition {
    /// The rule to be in it.
    pub when: Clause,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}
