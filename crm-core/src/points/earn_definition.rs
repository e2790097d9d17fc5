//! How a program declares what earns points.

use serde::{Deserialize, Serialize};

use super::{CapPeriod, PendingDefinition};
use crate::num::{Rate, Rounding};
use crate::rule::Clause;
use crate::text::{Label, Text};
use crate::time::Span;

/// How points are earned: rules, multipliers on top of them, and caps over all.
///
/// For an event every rule with that `on` is asked in order. A rule whose condition does not hold, whose minimum is not reached, whose
/// limit is used up or whose lines are none gives nothing, and says why. What the rules give is capped by their own caps, then by the caps of
/// the currency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EarnDefinition {
    /// The rules, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<EarnRule>,
    /// Whether all rules give, or only the first that gives anything.
    pub choose: Choose,
    /// What makes points more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub multipliers: Vec<Multiplier>,
    /// What several multipliers make together.
    pub combine: Combine,
    /// The most that all multipliers together make of a point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factor_max: Option<Rate>,
    /// Caps of what all rules give together: over a cap the last rules give less, or with `reject` none gives anything for the event.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
}

impl EarnDefinition {
    /// Whether nothing earns points.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.multipliers.is_empty() && self.caps.is_empty()
    }
}

/// Whether all rules give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choose {
    /// Every rule that can.
    #[default]
    All,
    /// The first, in order, that can.
    First,
}

/// An earning rule. Exactly one of `per_unit`, `per_item`, `fixed` and `tiers` says how much it gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EarnRule {
    /// Its name, once in its currency.
    pub name: Text,
    /// The type of event that it gives for: `order.paid`, `review.posted`.
    pub on: Text,
    /// The rule to give. Always where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
    /// So many points for so much money spent on the lines it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit: Option<PerUnit>,
    /// So many points for each article of the lines it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_item: Option<i64>,
    /// So many points, however much was bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<i64>,
    /// So many points by how much was spent on the lines it takes: the last step that is reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<EarnTier>,
    /// What of a line counts.
    pub base: EarnBase,
    /// Which lines it takes; all where empty.
    #[serde(skip_serializing_if = "LineFilter::is_empty")]
    pub only: LineFilter,
    /// Which lines it leaves out.
    #[serde(skip_serializing_if = "LineFilter::is_empty")]
    pub except: LineFilter,
    /// Whether the delivery fee counts as a line.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub delivery: bool,
    /// What the lines of the order have to come to, after discounts and whichever this rule takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Text>,
    /// Where points are rounded to whole ones.
    pub round: RoundAt,
    /// How.
    pub rounding: PointsRounding,
    /// Whether multipliers apply: to `per_unit` and `tiers` unless stated, not to `per_item` and `fixed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiplied: Option<bool>,
    /// What its points wait for; as the currency says where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingDefinition>,
    /// The most that it gives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// How often it gives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<TimesLimit>,
    /// How long after it gave it does not give again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooldown: Option<Span>,
    /// What people call it.
    #[serde(skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// Points for money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PerUnit {
    /// So many points …
    pub points: i64,
    /// … for so much: `"1.00"`.
    pub per: Text,
    /// Whether only whole units count, before anything is multiplied: 5 points for each full 10 yuan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whole_units: bool,
}

/// A step of a tiered rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarnTier {
    /// From how much on, inclusive: `"100.00"`.
    pub from: Text,
    /// So many points …
    pub points: i64,
    /// … for so much of all that was spent, or altogether where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Text>,
}

/// What of a line counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EarnBase {
    /// Its price after discounts, before points and payments (gift cards are payments).
    #[default]
    Net,
    /// The same, less what points paid.
    Paid,
    /// The same as `net`, without the tax in it.
    NetWithoutTax,
    /// Its price before discounts.
    List,
}

/// Lines by what they are. A line is meant when any of the lists holds something of it, or it is reduced where that is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LineFilter {
    /// Article numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skus: Vec<Text>,
    /// Categories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Text>,
    /// Brands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub brands: Vec<Text>,
    /// Flags that the host gives lines: `gift`, `outlet`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Text>,
    /// Lines that cost less than their list price.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reduced: bool,
}

impl LineFilter {
    /// Whether it asks for nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.skus.is_empty()
            && self.categories.is_empty()
            && self.brands.is_empty()
            && self.flags.is_empty()
            && !self.reduced
    }
}

/// Where points are rounded to whole ones. Each rule rounds by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundAt {
    /// Once, over all its lines.
    #[default]
    Order,
    /// On each line.
    Line,
}

/// How points are rounded to whole ones: down unless stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct PointsRounding(pub Rounding);

impl Default for PointsRounding {
    fn default() -> Self {
        Self(Rounding::Down)
    }
}

/// Something that makes points more, or less: a tier, a birthday month, a campaign, a weekday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Multiplier {
    /// Its name, once in its currency.
    pub name: Text,
    /// What a point becomes: `"2"`, `"1.5"`.
    pub factor: Rate,
    /// The rule for it. Always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
    /// Which lines; all where empty. One with lines does not touch rules that give without them.
    #[serde(default, skip_serializing_if = "LineFilter::is_empty")]
    pub only: LineFilter,
    /// Which earning rules, by name; all where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Text>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// What several multipliers make together. With 2 and 1.5:
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// 3: one after the other.
    #[default]
    Product,
    /// 2.5: what each adds is added.
    Sum,
    /// 2: the highest.
    Best,
}

/// The most that is given in a period, which is the one in which an event happened, however late it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// In which period.
    pub per: CapPeriod,
    /// How many points.
    pub points: i64,
    /// What happens to more.
    #[serde(default)]
    pub over: OverCap,
}

/// What happens to points over a cap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OverCap {
    /// Those that fit are given.
    #[default]
    Truncate,
    /// None is given: what would go over the cap is refused as a whole, for a cap of the currency all that its rules give for the event together.
    Reject,
}

/// How often a rule gives in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimesLimit {
    /// In which period; not `order`.
    pub per: CapPeriod,
    /// How often.
    pub times: u32,
}
