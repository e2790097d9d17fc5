//! How a program declares what takes something off a price: offers, which promotions and coupons share, and the policies of pricing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Amount;
use crate::event::FieldDefinition;
use crate::num::{Rate, Remainder, Rounding};
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
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub channels: Vec<Text>,
    /// The stores it is for; all where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub stores: Vec<Text>,
    /// The ways to pay it is for; all where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
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

/// What an offer gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ActionDefinition {
    /// Something off the lines of the scope.
    Reduce(ReduceDefinition),
    /// Another price for one by the name under which the cart's lines carry it: `member`. It is used where it is lower.
    PriceList(#[cfg_attr(feature = "schema", schemars(with = "String"))] Text),
    /// The last step reached (满减, 多件多折).
    Steps(StepsDefinition),
    /// So much off for every so much spent (每满减).
    Every(EveryDefinition),
    /// An amount off the first unit and another off each further one.
    Ladder(LadderDefinition),
    /// Units in complete sets of a size: each unit of a set reduced, or the set as a whole.
    Sets(SetsDefinition),
    /// Units given, or reduced, for units bought: buy X get Y, nth item (第二件半价), cheapest free.
    BuyGet(Box<BuyGetDefinition>),
    /// One of each part, together.
    Bundle(BundleDefinition),
    /// Something that is given along.
    Gift(GiftDefinition),
    /// Coupons for a later order.
    Coupon(CouponGiftDefinition),
}

/// What is taken off a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reduction {
    /// So much, at most the price.
    AmountOff(Amount),
    /// So much of it is paid: 8折 is `"80%"`, `"0%"` is free.
    Pay(Rate),
    /// It costs so much, where that is less.
    Price(Amount),
    /// The amount that the issued coupon carries (随机金额券).
    IssuedAmount,
}

/// Something off the lines of the scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReduceDefinition {
    /// What.
    pub by: Reduction,
    /// Off all lines together, off each line, or off each unit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per: Per,
    /// How what is taken off all lines together is spread over them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spread: Spread,
    /// With `per: unit`: off so many units of a line at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units_per_line: Option<u32>,
    /// With `per: unit`: off so many units in all at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// With `units`: which first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub choose: Choice,
}

/// Off what a reduction is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// All lines of the scope together.
    #[default]
    Order,
    /// Each line.
    Line,
    /// Each unit.
    Unit,
}

/// How what is taken off several lines together is spread over them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// By what they cost.
    #[default]
    Price,
    /// By how many they are.
    Quantity,
}

/// Which units come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The cheapest.
    #[default]
    Cheapest,
    /// The dearest.
    Dearest,
    /// In the order of the cart's lines.
    InOrder,
}

/// Steps of which the last one reached is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepsDefinition {
    /// What the steps count.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: StepsOf,
    /// Off what it is taken.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per: Per,
    /// The steps, from the lowest on.
    pub steps: Vec<StepDefinition>,
}

/// What steps count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepsOf {
    /// What is spent on the scope, or on the whole cart where the offer's needs are counted on it.
    #[default]
    Spend,
    /// How many are bought.
    Quantity,
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepDefinition {
    /// From how much on, inclusive: an amount or a number of units.
    pub from: Amount,
    /// What is taken off.
    pub by: Reduction,
}

/// So much off for every so much spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EveryDefinition {
    /// For every so much …
    pub spend: Amount,
    /// … so much off.
    pub amount_off: Amount,
    /// So many times at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// An amount off the first unit of each line and another off each further one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LadderDefinition {
    /// Off the first unit.
    pub first: Amount,
    /// Off each further one.
    pub further: Amount,
    /// Off so many units of a line at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units_per_line: Option<u32>,
}

/// Units in complete sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetsDefinition {
    /// How many units make a set.
    pub size: u32,
    /// What is taken off each unit of a set; with `steps`, below the first of them.
    pub by: Reduction,
    /// Whether `by` is meant for each unit, or for a set as a whole.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per: SetsPer,
    /// Other reductions from so much spent on the scope on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepDefinition>,
    /// Which units make sets first.
    #[serde(default = "in_order")]
    pub choose: Choice,
    /// So many sets at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// What the reduction of sets is meant for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SetsPer {
    /// Each unit of a set.
    #[default]
    Unit,
    /// A set as a whole: 3 for 20.00.
    Set,
}

/// Units given for units bought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BuyGetDefinition {
    /// So many have to be bought at their price; none means that the units are simply given.
    #[serde(default)]
    pub buy: u32,
    /// Which; the offer's scope where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_scope: Option<ScopeDefinition>,
    /// So many are then given.
    #[serde(default = "one_unit")]
    pub get: u32,
    /// Which; the offer's scope where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub get_scope: Option<ScopeDefinition>,
    /// At what price; free where absent.
    #[serde(default = "free")]
    pub by: Reduction,
    /// Which units are given first; those bought are taken from the other end.
    #[serde(default, skip_serializing_if = "is_default")]
    pub choose: Choice,
    /// So many times at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// Parts that are cheaper together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BundleDefinition {
    /// The parts.
    pub parts: Vec<BundlePart>,
    /// What is taken off one of each together.
    pub by: Reduction,
    /// Which units come first.
    #[serde(default = "dearest")]
    pub choose: Choice,
    /// So many times at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// A part of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BundlePart {
    /// Which lines.
    pub scope: ScopeDefinition,
    /// How many units of them.
    #[serde(default = "one_unit")]
    pub quantity: u32,
}

/// Something that is given along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GiftDefinition {
    /// Of what the customer chooses.
    pub items: Vec<GiftItem>,
    /// How many of them.
    #[serde(default = "one_unit")]
    pub choose: u32,
}

/// An article given along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GiftItem {
    /// The article number.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub sku: Text,
    /// How many.
    #[serde(default = "one_unit")]
    pub quantity: u32,
    /// What one is worth: what is owed where the order is returned and the gift is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Amount>,
}

/// Coupons for a later order, issued when this one is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponGiftDefinition {
    /// The coupon template.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub template: Text,
    /// How many.
    #[serde(default = "one_unit")]
    pub count: u32,
}

/// How an offer gets on with others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct StackingDefinition {
    /// The groups it is in. What a group means, the program's `pricing.groups` says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub groups: Vec<Text>,
    /// Whether it stands alone, and among which offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive: Option<Reach>,
    /// Whether no further offer applies after it, and among which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<Reach>,
    /// Offers (by name; a coupon's by its template) or groups that it does not go together with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
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

/// The policies of pricing. The defaults are what most retailers expect; each can be chosen otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PricingDefinition {
    /// How an amount that is no whole number of minor units is rounded.
    #[serde(skip_serializing_if = "is_default")]
    pub rounding: Rounding,
    /// Who gets the minor units that an even split leaves over.
    #[serde(skip_serializing_if = "is_default")]
    pub remainder: Remainder,
    /// Which prices an offer is reckoned on.
    #[serde(skip_serializing_if = "is_default")]
    pub base: Basis,
    /// Which prices the needs of an offer are counted on.
    #[serde(skip_serializing_if = "is_default")]
    pub needs_basis: Basis,
    /// Which of an exclusive offer and its rivals comes first.
    #[serde(skip_serializing_if = "is_default")]
    pub exclusivity: Exclusivity,
    /// What becomes of the part of a discount that a line cannot bear, because of its minimum price or its price.
    #[serde(skip_serializing_if = "is_default")]
    pub overflow: Overflow,
    /// Whether all offers of a lane take something off a line, or the one that takes off most.
    #[serde(skip_serializing_if = "is_default")]
    pub lanes: Lanes,
    /// Whether tax is rounded on a line or on a unit.
    #[serde(skip_serializing_if = "is_default")]
    pub tax_rounding: TaxRounding,
    /// The most that all offers together take off.
    #[serde(skip_serializing_if = "is_default")]
    pub caps: CapsDefinition,
    /// What the groups that offers name mean. A group that is not here means that all its offers may apply.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, GroupDefinition>"))]
    pub groups: BTreeMap<Text, GroupDefinition>,
    /// Fields of lines beside the built-in ones, by name: `line.<name>` in rules.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, FieldDefinition>"))]
    pub line_fields: BTreeMap<Text, FieldDefinition>,
    /// Fields of carts beside the built-in ones, by name: `cart.<name>` in rules.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, FieldDefinition>"))]
    pub cart_fields: BTreeMap<Text, FieldDefinition>,
}

/// Which of an exclusive offer and its rivals comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Exclusivity {
    /// The exclusive one, whatever its priority; of several, that with the highest priority.
    #[default]
    Wins,
    /// Whoever's turn it is: an exclusive offer applies where nothing was applied before it, and then nothing after it.
    InTurn,
}

/// What becomes of the part of a discount that a line cannot bear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Overflow {
    /// The other lines of the scope bear it, as far as they can.
    #[default]
    Redistribute,
    /// It is not given.
    Drop,
}

/// What several offers of one lane do to a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lanes {
    /// All take something off, one after the other.
    #[default]
    Chain,
    /// The one that takes off most does, on the prices that the lanes before have left.
    BestPerLine,
}

/// Where tax is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaxRounding {
    /// On each line.
    #[default]
    Line,
    /// On each unit.
    Unit,
}

/// What a group of offers means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GroupDefinition {
    /// So many of its offers apply at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// Which of them: those that come first, or the one that takes off most in its turn.
    #[serde(skip_serializing_if = "is_default")]
    pub choose: GroupChoice,
    /// What people call it.
    #[serde(skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// Which offers of a group apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupChoice {
    /// Those that come first by phase, lane and priority.
    #[default]
    First,
    /// The one that takes off most, reckoned when the first of them has its turn.
    Best,
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

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

const fn one() -> Amount {
    Amount::ONE
}

const fn one_unit() -> u32 {
    1
}

const fn free() -> Reduction {
    Reduction::Pay(Rate::ZERO)
}

const fn dearest() -> Choice {
    Choice::Dearest
}

const fn in_order() -> Choice {
    Choice::InOrder
}
