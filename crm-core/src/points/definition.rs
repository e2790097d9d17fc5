//! How a program declares points.

use serde::{Deserialize, Serialize};

use super::EarnDefinition;
use crate::num::{Rate, Rounding};
use crate::rule::Clause;
use crate::text::{Label, Text};
use crate::time::{RoundTo, Span};

/// A points currency: how points are earned, how long they live and what they are worth. All keys may be left out: then points are given by
/// command only, never expire and have no value in money.
///
/// ```json
/// {"label": {"en": "Stars", "zh": "星星"},
///  "earn": {
///    "rules": [{"name": "purchase", "on": "order.paid", "per_unit": {"points": 1, "per": "1.00"}}],
///    "multipliers": [{"name": "birthday", "factor": "2", "when": "has(member.birthday) && month(member.birthday) == month(today)"}]},
///  "pending": {"for": "14d"},
///  "expiry": [{"after": "1y", "round": "year"}],
///  "reminders": ["30d", "7d"],
///  "redeem": {"points": 100, "money": "1.00", "step": 100, "share_max": "0.3"}}
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PointsDefinition {
    /// What they are for.
    pub kind: PointsKind,
    /// How many decimal places a point is shown with. All numbers of points, everywhere, are whole numbers of the smallest part: with 2 decimals
    /// 150 is one and a half.
    #[serde(skip_serializing_if = "is_zero")]
    pub decimals: u8,
    /// How they are earned.
    #[serde(skip_serializing_if = "EarnDefinition::is_empty")]
    pub earn: EarnDefinition,
    /// What earned points wait for; nothing where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingDefinition>,
    /// When they expire: the first policy whose rule holds when they are earned. Never where none does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expiry: Vec<ExpiryDefinition>,
    /// What puts off the expiry of all active points, to the date that points earned then would have. Nothing where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extended_by: Vec<Activity>,
    /// How long before they expire members are to be told (`points.expiring`). Points that become active or come back when that moment has
    /// passed already are told of at once, by the shortest lead that has begun.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Span>,
    /// What they are worth and how they are spent. Without it any number can be spent, and it pays nothing by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redeem: Option<RedeemDefinition>,
    /// How long a hold lasts that does not say it; until it is resolved where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_timeout: Option<Span>,
    /// What happens to returned orders.
    pub refund: RefundDefinition,
    /// Whether points can go to other accounts, and how they are dated there.
    pub transfer: TransferPolicy,
    /// How long ids of commands and resolved holds are remembered; 30 days unless stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remember: Option<Span>,
    /// What people call it.
    #[serde(skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// What points are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PointsKind {
    /// They can be spent.
    #[default]
    Spendable,
    /// They only count, for tiers: they are never spent, held or sent.
    Qualifying,
}

/// What earned points wait for. With both keys, whichever comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PendingDefinition {
    /// How long after they are earned.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub lasting: Option<Span>,
    /// The event of the same order: `order.completed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Text>,
}

/// When points expire.
///
/// `after` says how long they live; `round` then puts the date off to the end of its month, quarter, half-year or year, or `dates` to the end of
/// the next of these days (with `dates` alone: the next one). The end of a day is the first instant of the next one, in the program's zone.
///
/// | earned | policy | first instant at which they are no longer valid |
/// |---|---|---|
/// | 31 January | `after` 1mo | 1 March 00:00 |
/// | 31 January | `after` 1mo, `round` month | 1 March 00:00 |
/// | 6 July 2020 | `after` 12mo, `round` month | 1 August 2021 00:00 |
/// | 1 July 2020 00:00 | `after` 12mo, `round` month | 1 August 2021 00:00 |
/// | in 2026 | `after` 1y, `round` year | 1 January 2028 00:00 |
/// | 2 April | `dates` 03-31, 09-30 | 1 October 00:00 |
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExpiryDefinition {
    /// How long they live, from the clock's start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Span>,
    /// To the end of which period that is put off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundTo>,
    /// The days of the year, `MM-DD`, to the end of which it is put off. 02-29 is 02-28 in common years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Text>,
    /// When the clock starts.
    #[serde(default)]
    pub clock: Clock,
    /// For whom: a rule that is read when they are earned. Everyone where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
}

/// When the clock of an expiry starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// When points are earned.
    #[default]
    Earning,
    /// When they become active.
    Activation,
}

/// What puts off the expiry of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// Points are earned, pending or active.
    Earning,
    /// Points are spent.
    Spending,
}

/// What points are worth and how they are spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RedeemDefinition {
    /// So many points …
    pub points: i64,
    /// … pay so much: `"1.00"`. Other numbers of points pay in proportion, rounded down.
    pub money: Text,
    /// Only multiples of this can be spent; 1 unless stated. What is captured of a hold in parts is a multiple after each part.
    #[serde(default = "one")]
    pub step: i64,
    /// The least that can be spent at once; 1 unless stated. Of a hold the first part that is captured is at least this.
    #[serde(default = "one")]
    pub minimum: i64,
    /// The most that can be spent on one order, all commands together with what is on hold for it; at once, where no order is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    /// The share of an order that points may pay: `"0.3"`, all commands together with what is on hold for it. All of it unless stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_max: Option<Rate>,
}

const fn one() -> i64 {
    1
}

/// What happens to points of returned orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RefundDefinition {
    /// What happens where the points to take back are no longer there.
    pub shortage: Shortage,
    /// How the share of a partial return is rounded. All parts together always undo the whole.
    pub rounding: Rounding,
    /// How long points live that come back after their lots have expired. Where absent they expire at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renew_for: Option<Span>,
    /// How long after it was last touched an order can be refunded; a year unless stated. While points of its own are pending it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// Whether the points of an order that came back altogether go on counting towards caps and limits.
    #[serde(skip_serializing_if = "CapsPolicy::is_restore")]
    pub caps: CapsPolicy,
}

/// Whether what an order gave still counts towards caps and limits when all of it came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CapsPolicy {
    /// It does not: the next order can earn what this one had earned. Points that the member keeps (`within_balance`) go on counting, and then so does
    /// the time that the rule gave.
    #[default]
    Restore,
    /// It does.
    Keep,
}

impl CapsPolicy {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_restore(&self) -> bool {
        *self == Self::Restore
    }
}

/// What happens where points to take back were spent already. Pending points of the order go first, then active ones (its own, then others in
/// burning order), then this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shortage {
    /// The refund is refused (`points_already_spent`).
    Block,
    /// What is there is taken, the rest is let go.
    #[default]
    WithinBalance,
    /// The rest becomes a debt, which later points settle first.
    Negative,
    /// What is there is taken, the rest is for the host to bill.
    Bill,
}

/// Whether points can go to other accounts, and when they expire there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferPolicy {
    /// They cannot.
    #[default]
    Never,
    /// They keep the dates of their lots.
    KeepExpiry,
    /// They expire as if they were earned on arrival.
    ResetExpiry,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(number: &u8) -> bool {
    *number == 0
}
