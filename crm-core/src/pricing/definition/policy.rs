//! The policies of pricing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Basis, CapsDefinition, is_default};
use crate::event::FieldDefinition;
use crate::num::{Remainder, Rounding};
use crate::pricing::refund::RefundDefinition;
use crate::text::{Label, Text};
use crate::time::Span;

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
    /// How long after it was made a quote binds the shop: an order that is reserved or redeemed with it by then has what it took off, even where the
    /// promotion has ended since or the member no longer meets a condition. Where absent, both are asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_binds_for: Option<Span>,
    /// How orders are paid back.
    #[serde(skip_serializing_if = "is_default")]
    pub refund: RefundDefinition,
    /// The most that all offers together take off.
    #[serde(skip_serializing_if = "is_default")]
    pub caps: CapsDefinition,
    /// What the groups that offers name mean. A group that is not here means that all its offers may apply.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<Text, GroupDefinition>,
    /// Fields of lines beside the built-in ones, by name: `line.<name>` in rules.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub line_fields: BTreeMap<Text, FieldDefinition>,
    /// Fields of carts beside the built-in ones, by name: `cart.<name>` in rules.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
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
