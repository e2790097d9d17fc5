//! How a program declares metrics.

use serde::{Deserialize, Serialize};

use crate::num::Rounding;
use crate::rule::{Clause, Value};
use crate::text::{Label, Text};
use crate::time::{Period, Window};

/// A metric: an aggregate over the events of one type (or over their lines) in a window, or a ratio of two metrics.
///
/// ```json
/// {"aggregate": "sum", "event": "order.paid", "field": "amount", "window": {"last": "90d"}}
/// {"aggregate": "top", "event": "order.paid", "field": "lines.category", "by": "lines.amount", "window": {"last": "180d"}}
/// {"aggregate": "streak", "event": "product.viewed", "where": "event.category == \"suit\"", "broken_by": ["product.viewed"]}
/// {"aggregate": "streak", "event": "order.paid", "per": "month"}
/// {"aggregate": "days_since", "event": "order.paid"}
/// {"aggregate": "sum", "event": "points.earned", "field": "points", "where": "event.currency == \"stars\"", "window": {"last": "12mo"}}
/// {"aggregate": "ratio", "of": "spend_90d", "over": "orders_90d", "scale": 2}
/// ```
///
/// Points that earning rules gave are counted like anything else, as events of the type `points.earned`, which the engine tells by itself: with the
/// fields `currency`, `rule` and `points`, at the time of the event that earned them, pending or not, spent or not. What a return takes back comes off
/// them at that time. Points that a command gives are not earned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MetricDefinition {
    /// What is computed.
    pub aggregate: Aggregate,
    /// The event type counted. Every aggregate but `ratio` has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Text>,
    /// The field that is summed, compared or collected: a field of the event, `lines.<field>` for a field of its lines, or one
    /// of `at`, `date`, `hour`, `weekday` (1 for Monday to 7), `channel`, `store`. An event or line without the field is passed over.
    /// With `count`, `lines` counts lines instead of events; with `days_since` it looks for an event with a line that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Text>,
    /// With `top`: the number field whose sum ranks the values, instead of their number; where it is missing it is 0. A field of the
    /// event can be ranked by one of its lines (`channel` by `lines.amount`), not the other way round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Text>,
    /// Which events (or lines) count: a rule over `event.…` and, for metrics over lines, `line.…`.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub filter: Option<Clause>,
    /// Which part of the history counts. A window since an event starts after the last one that happened, even if that is an order
    /// that was refunded or cancelled later. A window since joining keeps its samples as long as the member lives.
    #[serde(default)]
    pub window: Window,
    /// With `streak` of events: the events that break it, unless they count themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken_by: Vec<Text>,
    /// With `streak` of events: the field that must stay the same; another value starts a new streak. Where it is missing, that is
    /// a value like any other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same: Option<Text>,
    /// With `streak`: counts consecutive calendar periods with at least one event, instead of consecutive events. The current
    /// period counts where it has one and does not break the streak where it has none yet. With a window, only its events count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Period>,
    /// With `ratio`: the metric above the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// With `ratio`: the metric below the line. The ratio is missing while it is zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Text>,
    /// With `ratio` and `avg` of numbers: the decimal places kept; 4 unless stated. An `avg` of money has the currency's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<u32>,
    /// With `ratio` and `avg`: how the last place is rounded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rounding: Rounding,
    /// Whether refunds and cancellations take an order's contribution back (at the order's own time), and earned points (at the time they were earned).
    #[serde(default, skip_serializing_if = "is_default")]
    pub refunds: Refunds,
    /// What stands for the metric where it is missing (no event yet); it is then never missing for a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub default: Option<Value>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// What a metric computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// How many events, or lines. Int; 0 without any.
    Count,
    /// The sum of a number field. Of the field's type; 0 without any. It is exact while it is kept; read, it is held to the range of
    /// the type (64 bits; 28 digits).
    Sum,
    /// The least value of a number, money, date or instant field. Missing without any.
    Min,
    /// The greatest value of such a field. Missing without any.
    Max,
    /// The mean of a number or money field. Money for money, else decimal. Missing without any.
    Avg,
    /// How many different values of a field. Int; 0 without any.
    Distinct,
    /// The value of a field at the earliest event that has it (ties: the smallest event id, then the first line). Missing without any.
    First,
    /// The value of a field at the latest event that has it (ties: the greatest event id, then the last line). Missing without any.
    Last,
    /// Civil days from the latest event to today: 0 on its day, growing at each local midnight. Int; missing without any.
    DaysSince,
    /// The length of the run of consecutive events, or calendar periods, up to now. Int; 0 without any. Over the whole history of
    /// events that are never taken back (views, not orders) it does not count an event that arrives past the lateness horizon.
    Streak,
    /// The most frequent value of a text, int, bool or date field, or the one with the greatest sum of `by`; ties go to the
    /// smallest value. Missing without any.
    Top,
    /// One metric over another. Decimal; missing while the lower one is zero or either is missing.
    Ratio,
}

/// Whether refunds count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Refunds {
    /// Refunds and cancellations take their order's contribution back, and with `points.earned` the points that the order earned. The default.
    #[default]
    Net,
    /// Orders and earned points count as they were, whatever was refunded.
    Gross,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
