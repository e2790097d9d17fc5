//! What becomes of coupons.

use serde::{Deserialize, Serialize};

use super::Coupon;
use crate::code::Reason;
use crate::pricing::Amount;
use crate::text::Text;
use crate::time::Instant;

/// A change of a coupon. A wallet is the fold of its effects.
///
/// In JSON it is an object whose key `effect` names it: `{"effect": "coupon.redeemed", "at": …, "template": "spring", "coupon": "c-1", …}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", deny_unknown_fields)]
#[non_exhaustive]
pub enum CouponEffect {
    /// The member was given a coupon. It has to be claimed where its state is `issued`.
    #[serde(rename = "coupon.issued")]
    Issued {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// The coupon.
        coupon: Box<Coupon>,
        /// What gave it, where nobody asked: a grant of its template, or a benefit of a level (`tier.club.monthly_pack`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        grant: Option<Text>,
    },
    /// The member took it: its validity is known from here on.
    #[serde(rename = "coupon.claimed")]
    Claimed {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// From when on it is valid; at once where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        starts: Option<Instant>,
        /// Until when it is valid, exclusive; for ever where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends: Option<Instant>,
        /// How many of its reminders would have been before this, and are left out.
        #[serde(default, skip_serializing_if = "is_zero")]
        reminded: u32,
    },
    /// Its validity began.
    #[serde(rename = "coupon.activated")]
    Activated {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
    },
    /// It is held for an order.
    #[serde(rename = "coupon.reserved")]
    Reserved {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// The order.
        order: Text,
        /// Until when.
        until: Instant,
        /// What it takes off the order, or pays of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        /// What it counts as for the member.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        counts: Vec<Counted>,
    },
    /// It was used for an order.
    #[serde(rename = "coupon.redeemed")]
    Redeemed {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// The order.
        order: Text,
        /// What it took off the order, or paid of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        /// What is left of stored value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<Amount>,
        /// What it counts as for the member, beyond what its reservation did.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        counts: Vec<Counted>,
    },
    /// It is no longer held for an order, or no longer being given to someone.
    #[serde(rename = "coupon.released")]
    Released {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// Why, where nobody asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// What is uncounted for the member.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        counts: Vec<Counted>,
    },
    /// Its order was returned or called off: it can be used again, or stored value came back to it.
    #[serde(rename = "coupon.restored")]
    Restored {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// The order.
        order: Text,
        /// Whether it can be used again; otherwise only its use is uncounted.
        usable: bool,
        /// What came back to stored value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        /// What is left of stored value now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<Amount>,
        /// What is uncounted for the member.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        counts: Vec<Counted>,
    },
    /// It is about to end: tell its holder.
    #[serde(rename = "coupon.expiring")]
    Expiring {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// When it ends.
        ends: Instant,
    },
    /// It ended unused.
    #[serde(rename = "coupon.expired")]
    Expired {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// Why, where it is not that its validity was over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// It was taken back.
    #[serde(rename = "coupon.revoked")]
    Revoked {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// Who did it.
        author: Text,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
        /// What is uncounted for the member, where it was reserved.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        counts: Vec<Counted>,
    },
    /// It waits for another member to take it.
    #[serde(rename = "coupon.gifted")]
    Gifted {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// The other member.
        to: Text,
        /// Until when.
        until: Instant,
    },
    /// It is another member's now: hand it to `coupon.receive` there.
    #[serde(rename = "coupon.transferred")]
    Transferred {
        /// When.
        at: Instant,
        /// Its template.
        template: Text,
        /// Its identifier.
        coupon: Text,
        /// The other member.
        to: Text,
        /// The coupon as the other member gets it.
        handed: Box<Coupon>,
    },
}

/// What a use counts as for a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// What is counted: `uses`, `amount`, `uses.month`, ….
    pub count: Text,
    /// When the period began, where it is counted in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// How much is added: uses, or minor units.
    pub by: i64,
}

impl CouponEffect {
    /// When it came about.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Issued { at, .. }
            | Self::Claimed { at, .. }
            | Self::Activated { at, .. }
            | Self::Reserved { at, .. }
            | Self::Redeemed { at, .. }
            | Self::Released { at, .. }
            | Self::Restored { at, .. }
            | Self::Expiring { at, .. }
            | Self::Expired { at, .. }
            | Self::Revoked { at, .. }
            | Self::Gifted { at, .. }
            | Self::Transferred { at, .. } => *at,
        }
    }

    /// Its coupon's template.
    #[must_use]
    pub const fn template(&self) -> &Text {
        match self {
            Self::Issued { template, .. }
            | Self::Claimed { template, .. }
            | Self::Activated { template, .. }
            | Self::Reserved { template, .. }
            | Self::Redeemed { template, .. }
            | Self::Released { template, .. }
            | Self::Restored { template, .. }
            | Self::Expiring { template, .. }
            | Self::Expired { template, .. }
            | Self::Revoked { template, .. }
            | Self::Gifted { template, .. }
            | Self::Transferred { template, .. } => template,
        }
    }

    /// What it is called: `coupon.issued`, ….
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Issued { .. } => "coupon.issued",
            Self::Claimed { .. } => "coupon.claimed",
            Self::Activated { .. } => "coupon.activated",
            Self::Reserved { .. } => "coupon.reserved",
            Self::Redeemed { .. } => "coupon.redeemed",
            Self::Released { .. } => "coupon.released",
            Self::Restored { .. } => "coupon.restored",
            Self::Expiring { .. } => "coupon.expiring",
            Self::Expired { .. } => "coupon.expired",
            Self::Revoked { .. } => "coupon.revoked",
            Self::Gifted { .. } => "coupon.gifted",
            Self::Transferred { .. } => "coupon.transferred",
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}
