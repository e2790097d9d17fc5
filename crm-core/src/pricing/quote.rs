//! The answer: what a cart costs, what was taken off by what, and what was not and why.

use serde::{Deserialize, Serialize};

use super::{Amount, Phase};
use crate::code::Reason;
use crate::num::Currency;
use crate::text::Text;
use crate::time::Instant;

/// What a cart costs: a value that the host can show, store and commit later.
///
/// INVARIANT: every line's initial price less its discounts is its net; the discounts of all lines with the same offer sum to what the offer
/// took off; units sum to their line. Quoting the same cart again gives the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The cart's identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text>,
    /// When it was quoted.
    pub at: Instant,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The lines, in the cart's order.
    pub lines: Vec<QuoteLine>,
    /// The delivery charges, in the cart's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<QuoteLine>,
    /// What it comes to.
    pub totals: Totals,
    /// The offers that applied, in the order in which they did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applied: Vec<Applied>,
    /// The offers that did not, in the order in which they were asked, each with all reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_applied: Vec<NotApplied>,
    /// What is given along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<Gift>,
    /// The coupons that it uses up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons_used: Vec<Text>,
    /// The coupons that are issued when it is paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons_given: Vec<CouponGiven>,
    /// The points that pay for a part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_used: Option<PointsUsed>,
    /// The points that paying for it earns, by points currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points_given: Vec<PointsGiven>,
    /// What gift cards and the like pay, in the cart's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<PaymentUsed>,
    /// What its promotions use of shared limits: to be committed with it, all or none. A coupon's uses are counted where it is reserved and redeemed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// Whether the coupons were chosen, and whether the choice is proven to be the best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<ChoiceReport>,
}

/// A line, priced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteLine {
    /// The line's identifier.
    pub id: Text,
    /// The article number; the charge's identifier for a delivery.
    pub sku: Text,
    /// How many.
    pub quantity: Amount,
    /// What it costs before all discounts.
    pub initial: Amount,
    /// What was taken off, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<Discount>,
    /// What it costs after discounts: the base of points that are earned.
    pub net: Amount,
    /// What points pay of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points: Amount,
    /// The tax in what is left, or on top of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tax: Amount,
    /// The units, those that cost the same together, the dearest first. One of weighed goods. Where the cart asks for discounts of units, those
    /// together off which each offer took the same.
    pub units: Vec<Units>,
}

/// Units of a line that cost the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// How many.
    pub count: i64,
    /// What each costs after discounts: its part of the base of points that are earned.
    pub net: Amount,
    /// What was taken off each, in order, where the cart asks for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<UnitDiscount>,
}

/// What an offer took off each of some units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitDiscount {
    /// The offer, as in the line's discounts.
    pub offer: Text,
    /// How much, off each.
    pub amount: Amount,
}

/// What an offer took off a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Discount {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    pub offer: Text,
    /// How much.
    pub amount: Amount,
    /// Off how many units, where it was not off all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<i64>,
}

/// What a quote comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// What the goods cost before all discounts.
    pub initial: Amount,
    /// What was taken off the goods.
    pub discount: Amount,
    /// What the goods cost after discounts.
    pub net: Amount,
    /// What delivery costs after discounts.
    pub delivery: Amount,
    /// What was taken off delivery.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub delivery_discount: Amount,
    /// What was taken off in each phase, goods and delivery together; phases that took nothing off are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<PhaseTotal>,
    /// What points pay.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points: Amount,
    /// The tax: contained in the total where prices contain it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tax: Amount,
    /// The total: goods and delivery after discounts and points, with tax.
    pub total: Amount,
    /// What gift cards and the like pay of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub paid: Amount,
    /// What is left to pay.
    pub due: Amount,
}

/// What a phase took off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PhaseTotal {
    /// The phase.
    pub phase: Phase,
    /// How much.
    pub amount: Amount,
}

/// What kind of thing an offer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// A promotion.
    #[default]
    Promotion,
    /// What comes with a level that the member has.
    Benefit,
    /// A coupon.
    Coupon,
}

/// An offer that applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    pub offer: Text,
    /// What it is.
    pub kind: OfferKind,
    /// The coupon's template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Text>,
    /// In which phase.
    pub phase: Phase,
    /// How much it took off in all.
    pub amount: Amount,
    /// What kept it from taking off more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limited_by: Vec<Reason>,
    /// How far its next step or repeat is, and what it takes off then; absent where there is none, or something limits it already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Reason>,
}

/// An offer that did not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotApplied {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    pub offer: Text,
    /// What it is.
    pub kind: OfferKind,
    /// The coupon's template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Text>,
    /// Why not: all reasons, in order of precedence, each with how far it is. Never empty.
    pub reasons: Vec<Reason>,
}

/// What is given along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gift {
    /// The offer.
    pub offer: Text,
    /// Of these …
    pub items: Vec<GiftChoice>,
    /// … so many are chosen.
    pub choose: u32,
}

/// An article that can be given along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GiftChoice {
    /// The article number.
    pub sku: Text,
    /// How many.
    pub quantity: u32,
    /// What one is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Amount>,
}

/// Coupons that are issued when the order is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponGiven {
    /// The offer that gives them.
    pub offer: Text,
    /// The coupon template.
    pub template: Text,
    /// How many.
    pub count: u32,
}

/// Points that pay for a part of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsUsed {
    /// The points currency.
    pub currency: Text,
    /// How many.
    pub points: i64,
    /// What they pay.
    pub amount: Amount,
    /// What keeps it from being more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limited_by: Vec<Reason>,
}

/// Points that paying for an order earns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsGiven {
    /// The points currency.
    pub currency: Text,
    /// How many.
    pub points: i64,
}

/// What a gift card or the like pays of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentUsed {
    /// Its identifier: the card's number, the coupon's identifier for stored value of the member.
    pub id: Text,
    /// What it pays.
    pub amount: Amount,
    /// What keeps it from being more, beside what is left to pay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limited_by: Vec<Reason>,
}

/// What a quote uses of a shared limit: add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// The counter's key.
    pub counter: Text,
    /// How much: uses, units, or minor units of money.
    pub by: i64,
    /// What the counter must not be above afterwards.
    pub limit: i64,
    /// The version that the quote was made on; any where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// How coupons were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceReport {
    /// Whether no other choice takes off more: proven. Otherwise the search's budget was used up before.
    pub optimal: bool,
    /// How many choices were looked at: the same on every machine.
    pub looked_at: u32,
}

fn is_zero(amount: &Amount) -> bool {
    amount.0.is_zero()
}
