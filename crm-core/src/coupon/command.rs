//! Requests about coupons.

use serde::{Deserialize, Serialize};

use super::Coupon;
use crate::pricing::Amount;
use crate::text::Text;
use crate::time::{Instant, Span};

/// A request about a member's coupons.
///
/// In JSON it is an object whose key `command` names it: `{"command": "coupon.redeem", "coupon": "c-1", "order": "o-17", "amount": "30.00"}`. Where a
/// coupon is named, its code does, too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "command", deny_unknown_fields)]
#[non_exhaustive]
pub enum CouponCommand {
    /// Give the member a coupon.
    #[serde(rename = "coupon.issue")]
    Issue {
        /// Its template.
        template: Text,
        /// Its identifier; the command's own where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        coupon: Option<Text>,
        /// What it carries: drawn by the host where it is a random amount.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        /// Its code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<Text>,
        /// Until when it is valid, exclusive, where that is earlier than its template says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends: Option<Instant>,
    },
    /// The member claims a coupon of a template that is open to members (领券). The command's identifier is the coupon's.
    #[serde(rename = "coupon.claim")]
    Claim {
        /// The template.
        template: Text,
        /// What it carries, drawn by the host.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        /// Its code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<Text>,
    },
    /// The member takes a coupon that was given and has to be claimed.
    #[serde(rename = "coupon.accept")]
    Accept {
        /// The coupon.
        coupon: Text,
    },
    /// Hold a coupon for an order that is not paid yet.
    #[serde(rename = "coupon.reserve")]
    Reserve {
        /// The coupon.
        coupon: Text,
        /// The order.
        order: Text,
        /// What it takes off, as quoted, or pays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        /// How long; as the template says where absent.
        #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
        lasting: Option<Span>,
    },
    /// Use a coupon for an order, whether it was reserved for it or not.
    #[serde(rename = "coupon.redeem")]
    Redeem {
        /// The coupon.
        coupon: Text,
        /// The order.
        order: Text,
        /// What it takes off, as quoted, or pays; as its reservation says where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
    },
    /// Set a coupon free that is reserved, or being given to someone.
    #[serde(rename = "coupon.release")]
    Release {
        /// The coupon.
        coupon: Text,
    },
    /// The order of a coupon was returned or called off: give it back, as its template says.
    #[serde(rename = "coupon.restore")]
    Restore {
        /// The coupon.
        coupon: Text,
        /// The order.
        order: Text,
        /// All of it, or a part.
        #[serde(default)]
        returned: Returned,
        /// What comes back to stored value; all that it paid where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
    },
    /// Take a coupon back from the member.
    #[serde(rename = "coupon.revoke")]
    Revoke {
        /// The coupon.
        coupon: Text,
        /// Who asks.
        author: Text,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// Offer a coupon to another member (转赠), who has some time to take it.
    #[serde(rename = "coupon.give")]
    Give {
        /// The coupon.
        coupon: Text,
        /// The other member.
        to: Text,
    },
    /// The other member takes it: it leaves this wallet. The effect `coupon.transferred` holds the coupon for [`CouponCommand::Receive`].
    #[serde(rename = "coupon.hand_over")]
    HandOver {
        /// The coupon.
        coupon: Text,
        /// The other member.
        to: Text,
    },
    /// Take in a coupon of another member. The command's identifier becomes the coupon's.
    #[serde(rename = "coupon.receive")]
    Receive {
        /// Whom from.
        from: Text,
        /// The coupon of the effect `coupon.transferred`.
        handed: Box<Coupon>,
    },
}

impl CouponCommand {
    /// The names of all requests.
    pub const NAMES: [&str; 11] = [
        "coupon.issue",
        "coupon.claim",
        "coupon.accept",
        "coupon.reserve",
        "coupon.redeem",
        "coupon.release",
        "coupon.restore",
        "coupon.revoke",
        "coupon.give",
        "coupon.hand_over",
        "coupon.receive",
    ];
}

/// How much of an order was returned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Returned {
    /// All that was left of it.
    #[default]
    All,
    /// A part; something is left.
    Part,
}
