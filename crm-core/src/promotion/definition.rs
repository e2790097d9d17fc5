//! How a program declares promotions.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::pricing::OfferDefinition;
use crate::time::Span;

/// A promotion: an offer that is there for everyone it is meant for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PromotionDefinition {
    /// What it gives, to whom, when and on what.
    pub offer: OfferDefinition,
    /// Whether it is a group buy (拼团): only carts that name a group get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_buy: Option<GroupBuyDefinition>,
}

/// What a group buy asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupBuyDefinition {
    /// How many members make a group, its leader among them.
    pub size: u32,
    /// How long a group has to fill after it was opened.
    pub lasts: Span,
}

impl GroupBuyDefinition {
    /// What is wrong with it.
    pub(super) fn finding(self) -> Option<Diagnostic> {
        let finding = Diagnostic::error(Code::OutOfRange).with("value", self.size).with("minimum", 2);
        (self.size < 2).then(|| finding.with("maximum", u32::MAX).under("size"))
    }
}
