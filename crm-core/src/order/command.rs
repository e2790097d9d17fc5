//! Requests about orders.

use serde::{Deserialize, Serialize};

use crate::pricing::Quote;
use crate::text::Text;
use crate::time::Span;

/// A request about what an order uses.
///
/// In JSON it is an object whose key `command` names it: `{"command": "order.redeem", "order": "o-17"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "command", deny_unknown_fields)]
#[non_exhaustive]
pub enum OrderCommand {
    /// Hold everything that a quote uses for an order that is not paid yet: its coupons, the stored value of the member among its payments, its points,
    /// what its promotions use of shared counters, and the benefits of levels that can be used so many times. All of it, or nothing.
    ///
    /// What the quote took off has to be there still: a promotion that ended since, and an offer whose condition the member no longer meets, refuse the
    /// order with all reasons, unless the program says how long its quotes bind (`pricing.quote_binds_for`). Conditions on the cart are not asked again.
    #[serde(rename = "order.reserve")]
    Reserve {
        /// The order.
        order: Text,
        /// The quote that the customer agreed to.
        quote: Box<Quote>,
        /// How long; 30 minutes where absent.
        #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
        lasting: Option<Span>,
    },
    /// The order is paid: use up what is held for it, and issue the coupons for a later order that it gives.
    #[serde(rename = "order.redeem")]
    Redeem {
        /// The order.
        order: Text,
        /// The quote, where the order was not reserved before: what it uses is then used at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Box<Quote>>,
    },
    /// The order is not to be paid: set everything free that is held for it.
    #[serde(rename = "order.release")]
    Release {
        /// The order.
        order: Text,
    },
}

impl OrderCommand {
    /// The names of all requests.
    pub const NAMES: [&str; 3] = ["order.reserve", "order.redeem", "order.release"];
}
