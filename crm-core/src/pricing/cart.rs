//! What is to be priced.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Amount;
use crate::num::{Currency, Rate};
use crate::rule::Value;
use crate::text::Text;

/// A cart: what a customer is about to buy, before any discount. All prices are in major units of one currency.
///
/// ```
/// use crm_core::pricing::Cart;
/// let cart: Cart = serde_json::from_str(r#"{
///     "lines": [
///         {"id": "1", "sku": "coat-1", "categories": ["coat"], "quantity": "1", "unit_price": "599.00"},
///         {"id": "2", "sku": "apple", "quantity": "0.486", "unit_price": "12.80"}
///     ],
///     "channel": "app",
///     "delivery": [{"id": "express", "price": "10.00"}]
/// }"#)?;
/// assert_eq!(cart.lines.len(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Cart {
    /// The cart's or the order's identifier, given back in the quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Text>,
    /// Who buys, for limits per member; the member whose cart the engine prices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<Text>,
    /// The currency of all prices; the program's where absent. Another one is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// What is bought.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<CartLine>,
    /// What is charged for bringing it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<DeliveryLine>,
    /// Whether the prices contain their tax (as on a shelf in China or Europe), or tax comes on top.
    #[serde(skip_serializing_if = "TaxMode::is_default")]
    pub tax: TaxMode,
    /// Where it is bought: `app`, `store`, `mini_program`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Text>,
    /// The store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<Text>,
    /// How it will be paid, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<Text>,
    /// Values of the program's declared cart fields, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Text, Value>,
    /// Which coupons are used, where they are not chosen by the engine.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<Text>,
    /// Whether the coupons given are used as they are, or the best of them (none given: of all the member has) are chosen.
    #[serde(skip_serializing_if = "CouponChoice::is_default")]
    pub choose_coupons: CouponChoice,
    /// Which promotions and benefits of levels are left out at the customer's wish, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Text>,
    /// Group buys (拼团) whose price is asked for, by promotion: the group joined.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<Text, Text>,
    /// Points to pay with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsWanted>,
    /// Gift cards and the like: payments, not discounts; in the order in which they are used up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<Payment>,
    /// How much the quote says of each line's units.
    #[serde(skip_serializing_if = "UnitDetail::is_default")]
    pub unit_detail: UnitDetail,
}

/// A line of a cart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CartLine {
    /// Its identifier, once in its cart.
    pub id: Text,
    /// The article number.
    pub sku: Text,
    /// The categories the article is in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Text>,
    /// Its brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<Text>,
    /// Flags that the host gives lines: `gift`, `outlet`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Text>,
    /// How many, or how much of weighed goods: 1 unless stated. A quantity that is no whole number counts as one unit where units are counted.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub quantity: Amount,
    /// The price of one.
    pub unit_price: Amount,
    /// The price of one before it was reduced; the unit price where absent. A line with a lower unit price is a reduced one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_price: Option<Amount>,
    /// The price of one that no discount goes below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_price: Option<Amount>,
    /// Other prices of one, by name: `member`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub prices: BTreeMap<Text, Amount>,
    /// The tax in the price, or on top of it: `"13%"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rate: Option<Rate>,
    /// Values of the program's declared line fields, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Text, Value>,
}

/// A delivery charge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeliveryLine {
    /// Its identifier, once among lines and deliveries: `express`.
    pub id: Text,
    /// What it costs.
    pub price: Amount,
    /// The tax in the price, or on top of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rate: Option<Rate>,
}

/// Whether prices contain their tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaxMode {
    /// The tax is in the price.
    #[default]
    Included,
    /// The tax comes on top.
    Excluded,
}

/// Who chooses the coupons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CouponChoice {
    /// The customer: the coupons given are used, in the order of the rules.
    #[default]
    Given,
    /// The engine: those of them that take off most together.
    Best,
}

/// How much a quote says of a line's units. Prices are the same either way.
///
/// ```
/// use crm_core::num::Currency;
/// use crm_core::pricing::{Anyone, Cart, Offer, Pricing};
/// use crm_core::time::Instant;
/// let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai")?;
/// let terms = pricing.terms(&serde_json::from_str(r#"{"gives": [{"buy_get": {"buy": 2}}]}"#).unwrap())?;
/// let cart: Cart = serde_json::from_str(r#"{
///     "unit_detail": "discounts",
///     "lines": [{"id": "1", "sku": "tea", "unit_price": "30.00", "quantity": "3"}]
/// }"#).unwrap();
/// let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
///
/// let quote = pricing.quote(&cart, &[Offer::promotion("third_free", terms)], &Anyone::at(now), &())?;
/// let free = &quote.lines[0].units[1];
/// assert_eq!((free.count, &*free.discounts[0].offer), (1, "third_free"));
/// assert_eq!(free.discounts[0].amount.to_string(), "30.00");
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitDetail {
    /// What each costs.
    #[default]
    Net,
    /// What each costs, and what each offer took off it: for a receipt, or an order whose units go different ways.
    Discounts,
}

/// Points to pay with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsWanted {
    /// The points currency.
    pub currency: Text,
    /// How many; as many as can be where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
}

/// A payment that is known before the rest is paid: a gift card, stored value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Its identifier: the card's number.
    pub id: Text,
    /// The most it pays.
    pub amount: Amount,
}

impl TaxMode {
    const fn is_default(&self) -> bool {
        matches!(self, Self::Included)
    }
}

impl UnitDetail {
    const fn is_default(&self) -> bool {
        matches!(self, Self::Net)
    }
}

impl CouponChoice {
    const fn is_default(&self) -> bool {
        matches!(self, Self::Given)
    }
}

const fn one() -> Amount {
    Amount::ONE
}

fn is_one(quantity: &Amount) -> bool {
    *quantity == Amount::ONE
}
