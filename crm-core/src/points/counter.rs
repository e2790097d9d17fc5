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
    /// One order: all events about it together; or one occasion that is about no order.
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
    /// When the period began in which it happened.
    pub since: Instant,
    /// Counts of periods that began before this are dropped: nothing that can still arrive is so late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forgets: Option<Instant>,
}

/// What an order gave towards one cap or limit, to be taken off again when all of it comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderCount {
    /// The rule; none for what all rules give together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Text>,
    /// The period.
    pub per: CapPeriod,
    /// When it began.
    pub since: Instant,
    /// The points given.
    pub points: i64,
    /// How often.
    pub times: u32,
}

/// What a rule has given in one period.
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

/// How many periods of one cap or limit are kept at most: a year of days.
const PERIODS_MAX: usize = 400;

/// The counts of an account, by rule (the empty name for all rules together) and period, the earliest first: of the present one, and of those
/// that something late can still fall into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counters(BTreeMap<Text, BTreeMap<CapPeriod, Vec<Count>>>);

impl Counters {
    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a rule gave in the period that began at `since`; all rules together where `rule` is empty.
    #[must_use]
    pub fn count(&self, rule: &str, per: CapPeriod, since: Instant) -> Option<&Count> {
        let counts = self.of(rule, per);
        counts.binary_search_by_key(&since, |count| count.since).ok().and_then(|place| counts.get(place))
    }

    /// When the earliest period began that is known.
    pub(super) fn oldest(&self, rule: &str, per: CapPeriod) -> Option<Instant> {
        self.of(rule, per).first().map(|count| count.since)
    }

    fn of(&self, rule: &str, per: CapPeriod) -> &[Count] {
        self.0.get(rule).and_then(|periods| periods.get(&per)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn add(&mut self, counted: &Counted, points: i64, at: Instant) {
        let rule = counted.rule.clone().unwrap_or_default();
        let counts = self.0.entry(rule).or_default().entry(counted.per).or_default();
        counts.retain(|count| counted.forgets.is_none_or(|before| count.since >= before));
        let place = match counts.binary_search_by_key(&counted.since, |count| count.since) {
            Ok(place) => place,
            Err(place) => {
                counts.insert(place, Count { since: counted.since, points: 0, times: 0, last: at });
                place
            }
        };
        if let Some(count) = counts.get_mut(place) {
            count.points = count.points.saturating_add(points);
            count.times = count.times.saturating_add(1);
            count.last = count.last.max(at);
        }
        let over = counts.len().saturating_sub(PERIODS_MAX);
        counts.drain(..over);
    }

    /// Takes off what an order had given.
    pub(super) fn take(&mut self, counted: &OrderCount) {
        let rule = counted.rule.as_deref().unwrap_or_default();
        let Some(counts) = self.0.get_mut(rule).and_then(|periods| periods.get_mut(&counted.per)) else { return };
        if let Some(count) = counts.iter_mut().find(|count| count.since == counted.since) {
            count.points = count.points.saturating_sub(counted.points).max(0);
            count.times = count.times.saturating_sub(counted.times);
        }
    }
}
