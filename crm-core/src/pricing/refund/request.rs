//! What is returned.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Refund, RefundAnswer, RefundDefinition, is_default, refund};
use crate::pricing::{Amount, Quote};
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
/// {"order": {…}, "before": [], "returned": {"lines": [{"line": "1", "quantity": "2"}]}, "policy": {"thresholds": "retest"}, "rest": {…}}
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
    /// The quote of what would be left, at the time of the order: needed where thresholds are re-tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Box<Quote>>,
}

impl RefundRequest {
    /// What is paid back, or why nothing is; by the program's policy where the request has none.
    #[must_use]
    pub fn answer(&self, program: &RefundDefinition, calendar: &Calendar, now: Instant) -> RefundAnswer {
        let rest = |_: &BTreeMap<Text, Amount>| self.rest.as_deref().cloned();
        refund(&self.order, &self.before, &self.returned, self.policy.as_ref().unwrap_or(program), calendar, now, rest)
    }
}
