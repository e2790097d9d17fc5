//! What is held for a member's orders, and what became of the latest ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::pricing::{CouponGiven, Use};
use crate::text::Text;
use crate::time::Instant;

/// The orders of a member that are reserved, and what became of the latest others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reservations {
    /// What is held, by order.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub open: BTreeMap<Text, Reservation>,
    /// What became of the latest orders, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosedOrder>,
}

/// What is held for an order: what would have to be undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reservation {
    /// When all of it is set free unless it was redeemed before.
    pub until: Instant,
    /// The coupons, stored value among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<Text>,
    /// The points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<HeldPoints>,
    /// The uses of levels' benefits that are counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<UsedBenefit>,
    /// What was added to counters that members share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// The coupons for a later order that it gives once it is paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gives: Vec<CouponGiven>,
}

/// A benefit of a level that an order uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UsedBenefit {
    /// The ladder.
    pub ladder: Text,
    /// The benefit.
    pub benefit: Text,
    /// When the period ends in which the use counts; absent where its limit has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_end: Option<Instant>,
}

impl UsedBenefit {
    /// What quotes call it.
    #[must_use]
    pub fn id(&self) -> Text {
        smol_str::format_smolstr!("tier.{}.{}", self.ladder, self.benefit)
    }
}

/// Points that are held for an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldPoints {
    /// The points currency.
    pub currency: Text,
    /// The hold's identifier: that of the command that reserved the order.
    pub hold: Text,
}

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedOrder {
    /// The order.
    pub order: Text,
    /// When.
    pub at: Instant,
    /// What.
    pub outcome: Outcome,
}

/// How a reservation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// What it held was used.
    Redeemed,
    /// It was released on request.
    Released,
    /// Nobody redeemed it in time.
    TimedOut,
}

impl Reservations {
    /// Whether nothing is held and nothing remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.closed.is_empty()
    }

    /// What became of an order, where that is still known.
    #[must_use]
    pub fn closed(&self, order: &str) -> Option<&ClosedOrder> {
        self.closed.iter().rev().find(|closed| closed.order == order)
    }

    /// When the next reservation runs out.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.open.values().map(|reservation| reservation.until).min()
    }
}
