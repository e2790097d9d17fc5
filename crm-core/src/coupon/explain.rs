//! Why a coupon can be used or not, and whether one of a template can be claimed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Coupon, CouponCommand, Coupons, Wallet};
use crate::code::Reason;
use crate::counter::Counter;
use crate::rule::{Explanation, Facts};
use crate::text::Text;

/// Why a coupon can be used or not, whatever the cart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponExplanation {
    /// The coupon, with its history.
    pub coupon: Coupon,
    /// Whether it can be used.
    pub usable: bool,
    /// Why not: all reasons, in order of precedence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// Whether a coupon of a template can be claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimExplanation {
    /// Whether it can.
    pub claimable: bool,
    /// Why not: all reasons, in order of precedence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// The rule that says who can, with actual values and gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Explanation>,
    /// How many the member got before.
    pub got: i64,
}

impl Coupons {
    /// Why a coupon can be used or not at `facts.now()`; none where the wallet does not have it.
    #[must_use]
    pub fn explain(
        &self,
        id: &str,
        wallet: &Wallet,
        facts: &impl Facts,
        counters: &BTreeMap<Text, Counter>,
    ) -> Option<CouponExplanation> {
        let coupon = wallet.coupon(id)?;
        let reasons = self.refusals(coupon, None, None, wallet, facts.now(), counters);
        Some(CouponExplanation { coupon: coupon.clone(), usable: reasons.is_empty(), reasons })
    }

    /// Whether a coupon of a template can be claimed at `facts.now()`; none where there is no such template.
    #[must_use]
    pub fn explain_claim(
        &self,
        template: &str,
        wallet: &Wallet,
        facts: &impl Facts,
        counters: &BTreeMap<Text, Counter>,
    ) -> Option<ClaimExplanation> {
        let known = self.template(template)?;
        // The least amount stands for the one that the host would draw.
        let amount = known.amount.map(|range| self.money(range.minimum));
        let command = CouponCommand::Claim { template: known.name.clone(), amount, code: None };
        let id = Text::new_static("");
        let reasons = self.command(&command, &id, wallet, facts, counters).err().unwrap_or_default();
        Some(ClaimExplanation {
            claimable: reasons.is_empty(),
            reasons,
            rule: known.claim.as_ref().map(|when| when.checked.explain(facts)),
            got: wallet.tally(template).map_or(0, |tally| tally.got),
        })
    }
}
