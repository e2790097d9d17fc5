//! What is paid back.

use serde::{Deserialize, Serialize};

use super::is_zero;
use crate::code::Reason;
use crate::pricing::{Amount, Use};
use crate::text::Text;
use crate::time::Instant;

/// What is paid back, and what else becomes of the order: a value that the host stores with the order and hands in with the next return.
///
/// INVARIANT: the refunds of an order, whatever is returned in however many steps, sum to what was paid once all of it has come back (less
/// gifts that did not, and delivery where the policy keeps it).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// When it was decided.
    pub at: Instant,
    /// The lines returned.
    pub lines: Vec<RefundLine>,
    /// The delivery charges paid back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<RefundLine>,
    /// Gifts that came back, or are not earned any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<GiftOwed>,
    /// What is owed for delivery that is no longer free; less than 0 where it comes back.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub delivery_owed: Amount,
    /// What is paid back in all: the lines and delivery less what is owed for gifts and delivery. Below zero where the customer owes more than comes back.
    pub total: Amount,
    /// The part of it that goes back to money.
    pub to_money: Amount,
    /// The part of it that goes back to gift cards and the like.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub to_payments: Amount,
    /// What of that goes back to which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<PaymentBack>,
    /// The value of the goods returned, after discounts, before points: what `points.refund` is told (`returned`).
    pub returned: Amount,
    /// The points that come back because they had paid for a part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_back: Option<PointsShare>,
    /// The points that were earned for it and are taken back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points_taken: Vec<PointsShare>,
    /// The coupons of the order that the return is about: what `coupon.restore` is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<CouponReturn>,
    /// The coupons for a later order that are not earned any more: what `coupon.revoke` is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons_taken: Vec<CouponTaken>,
    /// The benefits of levels whose use comes back with it: what `tier.return_benefit` is told, with the order as the `reference`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<BenefitReturn>,
    /// The uses of shared limits that are given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// Whether all of the order has come back with it.
    pub whole: bool,
    /// What made it less than what was paid for the lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// What is paid back for a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundLine {
    /// The line's identifier.
    pub line: Text,
    /// How much of it is returned.
    pub quantity: Amount,
    /// What is paid back for it, in money or to gift cards; with tax where tax came on top.
    pub amount: Amount,
    /// What points had paid of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points: Amount,
    /// The tax in it, or on top of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tax: Amount,
}

/// What a gift card or the like gets back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentBack {
    /// Its identifier in the quote.
    pub id: Text,
    /// How much.
    pub amount: Amount,
}

/// A gift that came back, or is not earned any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GiftOwed {
    /// The offer that had given it.
    pub offer: Text,
    /// The article number.
    pub sku: Text,
    /// How many were given.
    pub quantity: u32,
    /// How many come back.
    pub returned: u32,
    /// What is owed for those that do not, beyond what was owed before; less than 0 where that comes back.
    pub owed: Amount,
}

/// Points of a currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsShare {
    /// The points currency.
    pub currency: Text,
    /// How many.
    pub points: i64,
}

/// A coupon whose order was returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponReturn {
    /// The coupon.
    pub coupon: Text,
    /// Whether nothing of what it was used for is left.
    pub whole: bool,
}

/// Coupons for a later order that were issued when the order was paid, and are not earned any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponTaken {
    /// The offer that had given them.
    pub offer: Text,
    /// The coupon template.
    pub template: Text,
    /// How many were to be given.
    pub count: u32,
    /// Those that the member still has and can use, where the member is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<Text>,
}

/// A benefit of a level that the order had used, where uses are counted and this one still counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BenefitReturn {
    /// The ladder.
    pub ladder: Text,
    /// The benefit.
    pub benefit: Text,
}

/// What a return leads to: a refund, or all the reasons why there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundAnswer {
    /// The refund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
    /// Why there is none, in order of precedence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Reason>,
}
