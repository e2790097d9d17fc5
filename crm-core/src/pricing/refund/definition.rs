//! How a program says that orders are paid back.

use serde::{Deserialize, Serialize};

use super::is_default;
use crate::time::Span;

/// How orders are paid back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RefundDefinition {
    /// Whether the rest of an order keeps the discounts that it no longer earns.
    #[serde(skip_serializing_if = "is_default")]
    pub thresholds: Thresholds,
    /// When delivery is paid back.
    #[serde(skip_serializing_if = "is_default")]
    pub delivery: DeliveryRefund,
    /// Whether delivery that had been free is charged where the rest of an order, quoted again, no longer earns that.
    #[serde(skip_serializing_if = "is_default")]
    pub lost_delivery: LostDelivery,
    /// Whether gifts that are not earned any more are charged where they do not come back.
    #[serde(skip_serializing_if = "is_default")]
    pub gifts: GiftRefund,
    /// When the uses of promotions are uncounted.
    #[serde(skip_serializing_if = "is_default")]
    pub uses: UsesRefund,
    /// Whether coupons for a later order are taken back where they are not earned any more.
    #[serde(skip_serializing_if = "is_default")]
    pub given_coupons: GivenCoupons,
    /// Whether money or gift cards and the like are paid back first.
    #[serde(skip_serializing_if = "is_default")]
    pub tenders: Tenders,
    /// How long after the order something can be returned; for ever where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
}

/// Whether the rest of an order keeps the discounts that it no longer earns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Thresholds {
    /// It does: what is returned is paid back with its share of what was paid.
    #[default]
    Keep,
    /// It does not: the rest is quoted again, and what is more than that is paid back.
    Retest,
}

/// When delivery is paid back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryRefund {
    /// With the last of an order's goods.
    #[default]
    OnFullRefund,
    /// With the first of an order's goods.
    OnAnyRefund,
    /// Never.
    Never,
}

/// What becomes of gifts that are not earned any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GiftRefund {
    /// The customer returns them or pays what they are worth.
    #[default]
    Owed,
    /// The customer keeps them.
    Kept,
}

/// When the uses of promotions are uncounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UsesRefund {
    /// Units and money as they come back, uses when all of the order has.
    #[default]
    AsReturned,
    /// When all of the order has come back.
    OnFullRefund,
    /// Never.
    Never,
}

/// What becomes of coupons for a later order that are not earned any more: all of it came back, or the rest, quoted again, does not earn them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GivenCoupons {
    /// They are taken back where they were not used.
    #[default]
    TakenBack,
    /// The customer keeps them.
    Kept,
}

/// What is paid back first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tenders {
    /// Money; then gift cards and the like.
    #[default]
    MoneyFirst,
    /// Gift cards and the like; then money.
    PaymentsFirst,
}

/// What becomes of delivery that had been free, or cheaper, and would not be for the rest of the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LostDelivery {
    /// It stays as it was.
    #[default]
    Kept,
    /// The customer owes what it costs now; it comes back where delivery does.
    Owed,
}
