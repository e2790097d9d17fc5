//! What earning rules have given in the periods that their caps count.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Text;
use crate::time::Instant;

/// The period that a cap or a limit counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CapPeriod {
    /// One order, or one occasion that is no order.
    Order,
    /// The civil day.
    Day,
    /// The civil week, from the program's first day of the week.
    Week,
    /// The civil month.
    Month,
    /// The civil year.
    Year,
    /// The life of the account.
    Lifetime,
}

/// What counts towards a cap: which rule (none for the caps of the whole currency), and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The rule; none for what all rules give together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Text>,
    /// The period.
    pub per: CapPeriod,
    /// When the running period began.
    pub since: Instant,
}

/// What a rule has given in one running period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// When the period began.
    pub since: Instant,
    /// The points given.
    pub points: i64,
    /// How often it gave.
    pub times: u32,
    /// When it last gave.
    pub last: Instant,
}

/// The running counts of an account, by rule (the empty name for all rules together) and period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counters(BTreeMap<Text, BTreeMap<CapPeriod, Count>>);

impl Counters {
    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a rule gave in the period that began at `since`; all rules together where `rule` is empty.
    #[must_use]
    pub fn count(&self, rule: &str, per: CapPeriod, since: Instant) -> Option<&Count> {
        self.0.get(rule)?.get(&per).filter(|count| count.since == since)
    }

    pub(super) fn add(&mut self, counted: &Counted, points: i64, at: Instant) {
        let rule = counted.rule.clone().unwrap_or_default();
        let fresh = Count { since: counted.since, points: 0, times: 0, last: at };
        let count = self.0.entry(rule).or_default().entry(counted.per).or_insert(fresh);
        if count.since != counted.since {
            *count = fresh;
        }
        count.points = count.points.saturating_add(points);
        count.times = count.times.saturating_add(1);
        count.last = at;
    }
}
