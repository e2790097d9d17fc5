//! What is returned.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Refund, RefundAnswer, RefundDefinition, is_default, refund};
use crate::pricing::{Amount, Cart, Quote};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// What is returned of an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Return {
    /// The lines, each with how much of it. Where neither lines nor gifts are named, all that is left of the order; gifts alone bring back no goods.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ReturnedLine>,
    /// The gifts that come back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<ReturnedGift>,
}

/// How much of a line is returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnedLine {
    /// The line's identifier.
    pub line: Text,
    /// How much of it; all that is left where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Amount>,
}

/// A gift that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnedGift {
    /// The article number.
    pub sku: Text,
    /// How many.
    pub quantity: u32,
}

/// Everything that a return is decided on, as one document.
///
/// ```json
/// {"order": {…}, "before": [], "returned": {"lines": [{"line": "1", "quantity": "2"}]}, "policy": {"thresholds": "retest"}, "cart": {…}}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundRequest {
    /// The order as it was paid: its quote.
    pub order: Quote,
    /// All refunds of it so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Refund>,
    /// What is returned; all that is left where absent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub returned: Return,
    /// How it is paid back; as the program says (`pricing.refund`) where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<RefundDefinition>,
    /// The cart that the order was quoted from. Where thresholds are re-tested, the engine prices what is left of it again, at the order's time and with
    /// the offers that the order had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cart: Option<Box<Cart>>,
    /// The quote of what would be left, without points and payments, where the host knows it better than the engine could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Box<Quote>>,
}

impl RefundRequest {
    /// What is paid back, or why nothing is; by the program's policy where the request has none. `rest` prices what is left of the order, by line,
    /// where the request has no quote of that.
    #[must_use]
    pub fn answer(
        &self,
        program: &RefundDefinition,
        calendar: &Calendar,
        now: Instant,
        rest: impl FnOnce(&Cart, &BTreeMap<Text, Amount>) -> Option<Quote>,
    ) -> RefundAnswer {
        let rest = |left: &BTreeMap<Text, Amount>| match (&self.rest, &self.cart) {
            (Some(quote), _) => Some(Quote::clone(quote)),
            (None, Some(cart)) => rest(cart, left),
            (None, None) => None,
        };
        refund(&self.order, &self.before, &self.returned, self.policy.as_ref().unwrap_or(program), calendar, now, rest)
    }
}
