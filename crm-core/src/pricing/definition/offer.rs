//! Offers: to whom, when, on which lines and from how much on, and how they get on with others.

use serde::{Deserialize, Serialize};

use super::{ActionDefinition, Reduction, is_default};
use crate::num::Rate;
use crate::pricing::Amount;
use crate::rule::Clause;
use crate::text::{Label, Text};
use crate::time::{Period, Schedule};

/// An offer: to whom, when, on which lines and from how much on it gives what, and how it gets on with others.
///
/// A promotion is an offer that is there for everyone it is meant for; a coupon is an offer that someone holds.
///
/// ```
/// use crm_core::pricing::OfferDefinition;
/// let offer: OfferDefinition = serde_json::from_str(r#"{
///     "label": {"zh": "外套满200减30"},
///     "schedule": {"from": "2026-11-01", "until": "2026-11-30"},
///     "when": "segment.commuters",
///     "scope": {"only": "\"coat\" in line.categories", "except": "line.reduced"},
///     "needs": {"minimum_spend": "200.00"},
///     "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]
/// }"#).map_err(|error| error.to_string())?;
/// assert_eq!(offer.gives.len(), 1);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct OfferDefinition {
    /// What people call it.
    #[serde(skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// When it is open: dates (the last one inclusive), weekdays, hours. Always where absent.
    #[serde(skip_serializing_if = "is_default")]
    pub schedule: Schedule,
    /// Times at which it is closed all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blackout: Vec<Schedule>,
    /// The rule for the member and the cart: segments, tags, tiers, metrics, `cart.…`. Anyone where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
    /// The channels it is for; all where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Text>,
    /// The stores it is for; all where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stores: Vec<Text>,
    /// The ways to pay it is for; all where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payment_methods: Vec<Text>,
    /// Which lines it takes.
    #[serde(skip_serializing_if = "is_default")]
    pub scope: ScopeDefinition,
    /// What the cart has to come to.
    #[serde(skip_serializing_if = "is_default")]
    pub needs: NeedsDefinition,
    /// What it gives. Several are all reckoned on the prices as they stand before the first of them.
    pub gives: Vec<ActionDefinition>,
    /// In which phase; where absent, as what it gives asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// The higher, the earlier in its phase; ties are broken by name.
    #[serde(skip_serializing_if = "is_default")]
    pub priority: i32,
    /// How it gets on with others.
    #[serde(skip_serializing_if = "is_default")]
    pub stacking: StackingDefinition,
    /// Which prices it is reckoned on; as the program says where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Basis>,
    /// The most it takes off.
    #[serde(skip_serializing_if = "is_default")]
    pub caps: CapsDefinition,
    /// How often, on how many units, or with how much money it applies at most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitDefinition>,
}

impl OfferDefinition {
    /// Whether some of what it gives is the amount that an issued coupon carries.
    #[must_use]
    pub(crate) fn takes_issued_amount(&self) -> bool {
        self.gives.iter().flat_map(ActionDefinition::reductions).any(|by| by == Reduction::IssuedAmount)
    }
}

/// Which lines an offer takes: those for which `only` holds and `except` does not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ScopeDefinition {
    /// A rule over `line.…`, `cart.…` and the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Clause>,
    /// A rule for lines that it leaves out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub except: Option<Clause>,
    /// Goods, delivery charges, or both.
    #[serde(skip_serializing_if = "is_default")]
    pub of: ScopeOf,
    /// Whether lines off which something was taken already, by an offer before or by a unit price below the list price, are left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub full_price_only: bool,
}

/// What a scope is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScopeOf {
    /// Goods.
    #[default]
    Goods,
    /// Delivery charges.
    Delivery,
    /// Goods and delivery charges.
    All,
}

/// What a cart has to come to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct NeedsDefinition {
    /// At least so much is spent, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_spend: Option<Amount>,
    /// At most so much is spent, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_spend: Option<Amount>,
    /// At least so many are bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_quantity: Option<Amount>,
    /// At most so many are bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_quantity: Option<Amount>,
    /// On what it is counted: the lines of the offer's scope, or all goods.
    #[serde(skip_serializing_if = "is_default")]
    pub of: NeedsOf,
    /// Which prices are counted: as they stand in the offer's turn, or before all discounts; as the program says where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What else has to be in the cart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemNeed>,
}

/// On what the needs of an offer are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NeedsOf {
    /// The lines of the offer's scope; all goods for an offer on delivery.
    #[default]
    Scope,
    /// All goods of the cart.
    Cart,
}

/// So many of some lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemNeed {
    /// Which lines.
    #[serde(default)]
    pub scope: ScopeDefinition,
    /// How many of them.
    #[serde(default = "one")]
    pub quantity: Amount,
}

/// Which prices are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// As they stand, what took something off before taken off.
    #[default]
    Running,
    /// Before all discounts.
    Initial,
}

/// The phases of pricing, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Another price for one: flash sale (秒杀), group buy (拼团), member price.
    Price,
    /// Some units: nth item, buy X get Y, bundle.
    Item,
    /// The order as a whole: 满减, 每满减.
    Order,
    /// Coupons.
    Coupon,
    /// Points as money.
    Points,
    /// Delivery charges.
    Delivery,
}

/// How an offer gets on with others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct StackingDefinition {
    /// The groups it is in. What a group means, the program's `pricing.groups` says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Text>,
    /// Whether it stands alone, and among which offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive: Option<Reach>,
    /// Whether no further offer applies after it, and among which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<Reach>,
    /// Offers (by name; a coupon's by its template) or groups that it does not go together with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_with: Vec<Text>,
    /// Its lane in its phase, the lowest first: what is reckoned in a lane sees the prices that the lanes before have left.
    #[serde(skip_serializing_if = "is_default")]
    pub lane: i16,
}

/// Among which offers a word is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Those of its phase.
    Phase,
    /// All of the order.
    Order,
}

/// The most that is taken off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CapsDefinition {
    /// Off the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Amount>,
    /// Off the order, as a share of its initial price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Rate>,
    /// Off a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Amount>,
}

/// How often, how many units, or how much money an offer gives at most: a limit that is counted outside the member, or for the member by the host.
///
/// The host keeps the counters. Their keys are `<kind>.<name>.<of>`, then `.member.<id>` where the limit is per member, then `.<first day>` where
/// it is per period: `promotion.flash.units.member.m-1.2026-11-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitDefinition {
    /// What is counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: LimitOf,
    /// How many, or how much money, at most.
    pub most: Amount,
    /// Over all members, or for each.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per: LimitPer,
    /// In each such period of the calendar; ever where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitOf {
    /// Orders.
    #[default]
    Uses,
    /// Units that something was taken off: the stock of a flash sale. More units than are left are sold at their price.
    Units,
    /// Money taken off: a budget. No more is taken off than is left.
    Amount,
}

/// For whom a limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitPer {
    /// All members together.
    #[default]
    All,
    /// Each member.
    Member,
}

const fn one() -> Amount {
    Amount::ONE
}
