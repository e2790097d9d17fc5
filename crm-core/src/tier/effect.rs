//! What deciding about ladders leads to.

use serde::{Deserialize, Serialize};

use super::{BenefitKind, Earned, Floor, FloorSource};
use crate::code::Reason;
use crate::rule::Because;
use crate::text::Text;
use crate::time::Instant;

/// What led to a change of level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TierCause {
    /// An accepted event.
    Event,
    /// A refund or a cancellation.
    Refund,
    /// Time.
    Time,
    /// A command.
    Manual,
    /// Another version of the program.
    Edit,
}

/// A change of what a member has of a ladder, at an instant. Applying it is total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", deny_unknown_fields)]
#[non_exhaustive]
pub enum TierEffect {
    /// The level that counts is another one from now on.
    #[serde(rename = "tier.changed")]
    Changed {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level before; none where there was none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Text>,
        /// The level after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Text>,
        /// What led to it.
        cause: TierCause,
        /// Why.
        reason: Reason,
        /// The conditions that held, where a rule gave the level.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        why: Vec<Because>,
        /// What rules gave at the same time, where they gave another level than before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        earned: Option<Grant>,
    },
    /// Rules gave another level beneath a floor: the level that counts stays.
    #[serde(rename = "tier.earned")]
    Earned {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// What led to it.
        cause: TierCause,
        /// Why.
        reason: Reason,
        /// The conditions that held, where a rule gave the level.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        why: Vec<Because>,
        /// What rules gave.
        earned: Grant,
    },
    /// The earned level is valid for another time, or saved from its grace.
    #[serde(rename = "tier.renewed")]
    Renewed {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level.
        level: Text,
        /// When it is reviewed next.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// What led to it.
        cause: TierCause,
        /// Why.
        reason: Reason,
        /// Whether a new period of validity begins, or the running one is put off.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anew: bool,
        /// Whether qualifying amounts start anew.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        resets: bool,
    },
    /// The earned level should be lost, and is kept until the grace ends.
    #[serde(rename = "tier.grace")]
    Grace {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level.
        level: Text,
        /// When the grace ends.
        until: Instant,
        /// Why it should be lost.
        reason: Reason,
    },
    /// What the member falls back on, beneath the earned level, is another from now on: a lower level was reached too, was held before, was renewed, put
    /// off or lost there.
    #[serde(rename = "tier.fallback")]
    Fallback {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level.
        level: Text,
        /// What is held of it; nothing where it is lost.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        held: Option<Earned>,
    },
    /// A higher level is given when the period ends.
    #[serde(rename = "tier.promised")]
    Promised {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level.
        level: Text,
        /// When it is given.
        on: Instant,
        /// The conditions that held.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        why: Vec<Because>,
    },
    /// A refund withdrew a promised level.
    #[serde(rename = "tier.withdrawn")]
    Withdrawn {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level.
        level: Text,
        /// Why.
        reason: Reason,
    },
    /// A floor is in force, in the place of any other of the same source; a bought one in the place of that of the same level.
    #[serde(rename = "tier.floor_set")]
    FloorSet {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The floor.
        floor: Floor,
    },
    /// A floor is no longer in force.
    #[serde(rename = "tier.floor_lifted")]
    FloorLifted {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level it held.
        level: Text,
        /// Which floor.
        source: FloorSource,
        /// Why.
        reason: Reason,
    },
    /// The member's level was decided under another version of the ladder, and is from now on under this one.
    #[serde(rename = "tier.revised")]
    Revised {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The digest of the ladder.
        // It fills all 32 bits, more than the signed whole numbers of some languages hold.
        #[cfg_attr(feature = "schema", schemars(with = "i64"))]
        edition: u32,
    },
    /// A benefit is given on its own. The coupons of a pack follow as effects of their own; a gift is for the host to carry out.
    #[serde(rename = "tier.benefit_granted")]
    BenefitGranted {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level that gives it.
        level: Text,
        /// The benefit's name.
        benefit: Text,
        /// What it is.
        kind: BenefitKind,
        /// Which coupon or gift.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Text>,
        /// How many.
        count: u32,
        /// Why not all of its coupons could be given.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not_given: Vec<Reason>,
    },
    /// A benefit was used.
    #[serde(rename = "tier.benefit_used")]
    BenefitUsed {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The level that gives it.
        level: Text,
        /// The benefit's name.
        benefit: Text,
        /// How often it was used in this period, this time included.
        used: u32,
        /// When the period ends; absent where its limit has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period_end: Option<Instant>,
        /// What it was used for: an order, an appointment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<Text>,
    },
    /// A use was taken back.
    #[serde(rename = "tier.benefit_returned")]
    BenefitReturned {
        /// When.
        at: Instant,
        /// The ladder's name.
        ladder: Text,
        /// The benefit's name.
        benefit: Text,
        /// How often it is used in this period now.
        used: u32,
        /// What it had been used for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<Text>,
    },
}

/// What rules gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The level; none where the member is no longer on the ladder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Text>,
    /// When it is reviewed; absent where it is tested all the time or kept for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Whether qualifying amounts start anew.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resets: bool,
    /// The level that was lost although the rule to reach it holds: it counts again once something it reads has changed by an event or a command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapsed: Option<Text>,
}

impl TierEffect {
    /// When it came about.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Changed { at, .. }
            | Self::Earned { at, .. }
            | Self::Renewed { at, .. }
            | Self::Grace { at, .. }
            | Self::Fallback { at, .. }
            | Self::Promised { at, .. }
            | Self::Withdrawn { at, .. }
            | Self::FloorSet { at, .. }
            | Self::FloorLifted { at, .. }
            | Self::Revised { at, .. }
            | Self::BenefitGranted { at, .. }
            | Self::BenefitUsed { at, .. }
            | Self::BenefitReturned { at, .. } => *at,
        }
    }

    /// The ladder's name.
    #[must_use]
    pub const fn ladder(&self) -> &Text {
        match self {
            Self::Changed { ladder, .. }
            | Self::Earned { ladder, .. }
            | Self::Renewed { ladder, .. }
            | Self::Grace { ladder, .. }
            | Self::Fallback { ladder, .. }
            | Self::Promised { ladder, .. }
            | Self::Withdrawn { ladder, .. }
            | Self::FloorSet { ladder, .. }
            | Self::FloorLifted { ladder, .. }
            | Self::Revised { ladder, .. }
            | Self::BenefitGranted { ladder, .. }
            | Self::BenefitUsed { ladder, .. }
            | Self::BenefitReturned { ladder, .. } => ladder,
        }
    }

    /// What it is called in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "tier.changed",
            Self::Earned { .. } => "tier.earned",
            Self::Renewed { .. } => "tier.renewed",
            Self::Grace { .. } => "tier.grace",
            Self::Fallback { .. } => "tier.fallback",
            Self::Promised { .. } => "tier.promised",
            Self::Withdrawn { .. } => "tier.withdrawn",
            Self::FloorSet { .. } => "tier.floor_set",
            Self::FloorLifted { .. } => "tier.floor_lifted",
            Self::Revised { .. } => "tier.revised",
            Self::BenefitGranted { .. } => "tier.benefit_granted",
            Self::BenefitUsed { .. } => "tier.benefit_used",
            Self::BenefitReturned { .. } => "tier.benefit_returned",
        }
    }
}
