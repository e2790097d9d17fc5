//! What offers give.

use serde::{Deserialize, Serialize};

use super::{ScopeDefinition, is_default};
use crate::num::Rate;
use crate::pricing::Amount;
use crate::text::Text;

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

impl ActionDefinition {
    /// Every reduction that it can come to.
    pub(crate) fn reductions(&self) -> Vec<Reduction> {
        match self {
            Self::Reduce(reduce) => vec![reduce.by],
            Self::Steps(steps) => steps.steps.iter().map(|step| step.by).collect(),
            Self::Sets(sets) => sets.steps.iter().map(|step| step.by).chain([sets.by]).collect(),
            Self::BuyGet(buy_get) => vec![buy_get.by],
            Self::Bundle(bundle) => vec![bundle.by],
            Self::PriceList(_) | Self::Every(_) | Self::Ladder(_) | Self::Gift(_) | Self::Coupon(_) => Vec::new(),
        }
    }
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
    pub template: Text,
    /// How many.
    #[serde(default = "one_unit")]
    pub count: u32,
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
