//! What becomes of orders.

use serde::{Deserialize, Serialize};

use super::Reservation;
use crate::code::Reason;
use crate::text::Text;
use crate::time::Instant;

/// A change of what is held for an order. It is the last effect of its decision: those before it say what became of coupons, points and counters.
///
/// In JSON it is an object whose key `effect` names it: `{"effect": "order.redeemed", "at": …, "order": "o-17"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", deny_unknown_fields)]
#[non_exhaustive]
pub enum OrderEffect {
    /// Everything that it uses is held for it.
    #[serde(rename = "order.reserved")]
    Reserved {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// What is held, and until when.
        reservation: Reservation,
    },
    /// Everything that it uses is used.
    #[serde(rename = "order.redeemed")]
    Redeemed {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// Why coupons for a later order that it gives were not issued, each reason with its `template`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not_given: Vec<Reason>,
    },
    /// Nothing is held for it any more.
    #[serde(rename = "order.released")]
    Released {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// Why, where nobody asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
}

impl OrderEffect {
    /// When it came about.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Reserved { at, .. } | Self::Redeemed { at, .. } | Self::Released { at, .. } => *at,
        }
    }

    /// What it is called: `order.reserved`, ….
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Reserved { .. } => "order.reserved",
            Self::Redeemed { .. } => "order.redeemed",
            Self::Released { .. } => "order.released",
        }
    }
}
