//! What a decision leads to.

use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Command, CounterEffect};
use crate::coupon::CouponEffect;
use crate::event::Event;
use crate::group::GroupEffect;
use crate::order::OrderEffect;
use crate::points::{InCurrency, PointsEffect};
use crate::shape;
use crate::tag::TagEffect;
use crate::tier::TierEffect;
use crate::time::Instant;

/// A fact to store and apply, in order. A member's state is the fold of its effects.
///
/// In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Effect {
    /// An input was accepted: always the first effect of its decision's own instant.
    Accepted(Accepted),
    /// A tag or a segment changed.
    Tag(TagEffect),
    /// A shared counter is to change, under conditions.
    Counter(CounterEffect),
    /// An account of points changed; its key `currency` says which.
    Points(InCurrency<PointsEffect>),
    /// A coupon changed.
    Coupon(CouponEffect),
    /// A level changed, or what a member has of a ladder beside it.
    Tier(TierEffect),
    /// What is held for an order changed.
    Order(OrderEffect),
    /// A group is to change, under a condition.
    Group(GroupEffect),
}

/// An input that was accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", deny_unknown_fields)]
pub enum Accepted {
    /// An event, in canonical form.
    #[serde(rename = "event.accepted")]
    Event {
        /// When it was decided.
        at: Instant,
        /// The event.
        event: Event,
        /// Whether it is older than the lateness horizon.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        beyond_horizon: bool,
    },
    /// A command.
    #[serde(rename = "command.accepted")]
    Command {
        /// When it was decided.
        at: Instant,
        /// The command.
        command: Command,
    },
}

impl Effect {
    /// When it came about.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Accepted(Accepted::Event { at, .. } | Accepted::Command { at, .. }) => *at,
            Self::Tag(effect) => effect.at(),
            Self::Counter(effect) => effect.at(),
            Self::Points(effect) => effect.of.at(),
            Self::Coupon(effect) => effect.at(),
            Self::Tier(effect) => effect.at(),
            Self::Order(effect) => effect.at(),
            Self::Group(effect) => effect.at(),
        }
    }

    /// What it is called: `event.accepted`, `tag.gained`, ….
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accepted(Accepted::Event { .. }) => "event.accepted",
            Self::Accepted(Accepted::Command { .. }) => "command.accepted",
            Self::Tag(effect) => effect.name(),
            Self::Counter(effect) => effect.name(),
            Self::Points(effect) => effect.of.name(),
            Self::Coupon(effect) => effect.name(),
            Self::Tier(effect) => effect.name(),
            Self::Order(effect) => effect.name(),
            Self::Group(effect) => effect.name(),
        }
    }
}

impl<'de> Deserialize<'de> for Effect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tree = serde_json::Value::deserialize(deserializer)?;
        let room = tree.get("effect").and_then(|name| name.as_str()).and_then(|name| Some(name.split_once('.')?.0));
        match room {
            Some("event" | "command") => shape::fit(&tree).map(Self::Accepted),
            Some("counter") => shape::fit(&tree).map(Self::Counter),
            Some("points") => shape::fit(&tree).map(Self::Points),
            Some("coupon") => shape::fit(&tree).map(Self::Coupon),
            Some("tier") => shape::fit(&tree).map(Self::Tier),
            Some("order") => shape::fit(&tree).map(Self::Order),
            Some("group") => shape::fit(&tree).map(Self::Group),
            _ => shape::fit(&tree).map(Self::Tag),
        }
        .map_err(de::Error::custom)
    }
}
