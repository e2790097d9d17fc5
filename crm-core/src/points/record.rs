//! What an order earned and burnt, for its refunds.

use serde::{Deserialize, Serialize};

use super::hold::is_zero;
use super::lot::{shares, take_points};
use super::{CapPeriod, Counted, LineEarned, Lot, LotShare, OrderCount};
use crate::time::Instant;

/// What an order earned and burnt, and what its refunds have undone so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRecord {
    /// When it last earned, burnt or was refunded, or points of its own became active.
    pub touched: Instant,
    /// What it cost, in minor units of money, as whatever earned points for it said: what refunds are shares of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// What it cost, in minor units of money, as whoever spent points on it said: it stands for `amount` where nothing earned points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged: Option<i64>,
    /// What was returned of it so far, in minor units of money.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub returned: i64,
    /// Whether all of it was returned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// What it earned.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub earned: i64,
    /// What was taken back of that: from lots, as a debt, as a bill, or let go.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub taken_back: i64,
    /// What was let go of what was taken back.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub let_go: i64,
    /// What its lines earned, where that does not go by their price alone; what of `earned` is not here goes by what the goods cost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineEarned>,
    /// The caps and limits that its points count towards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<OrderCount>,
    /// What expired of that unspent, and was not taken back since.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub expired: i64,
    /// The numbers of the lots it earned, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<u64>,
    /// What it burnt.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub burnt: i64,
    /// What was given back of that.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub given_back: i64,
    /// The burnt points that have not come back, in the order in which they were burnt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent: Vec<Lot>,
}

impl OrderRecord {
    pub(super) const fn new(at: Instant) -> Self {
        Self {
            touched: at,
            amount: None,
            charged: None,
            returned: 0,
            settled: false,
            earned: 0,
            taken_back: 0,
            let_go: 0,
            lines: Vec::new(),
            counts: Vec::new(),
            expired: 0,
            lots: Vec::new(),
            burnt: 0,
            given_back: 0,
            spent: Vec::new(),
        }
    }

    /// What refunds are shares of. What earning says goes first, so that it does not matter which came first.
    pub(super) fn cost(&self) -> Option<i64> {
        self.amount.or(self.charged)
    }

    /// What the order was given towards its own caps: those of a rule, or of all together where `rule` is empty.
    pub(super) fn counted(&self, rule: &str) -> i64 {
        let meant =
            |count: &&OrderCount| count.per == CapPeriod::Order && count.rule.as_deref().unwrap_or_default() == rule;
        self.counts.iter().find(meant).map_or(0, |count| count.points)
    }

    pub(super) fn count(&mut self, counted: &Counted, points: i64) {
        let same = |count: &&mut OrderCount| {
            count.per == counted.per && count.since == counted.since && count.rule == counted.rule
        };
        if let Some(count) = self.counts.iter_mut().find(same) {
            count.points = count.points.saturating_add(points);
            count.times = count.times.saturating_add(1);
            return;
        }
        let Counted { rule, per, since, .. } = counted.clone();
        self.counts.push(OrderCount { rule, per, since, points, times: 1 });
    }

    pub(super) fn burn(&mut self, lots: Vec<Lot>) {
        if self.spent.is_empty() {
            self.spent = lots;
        } else {
            self.spent.extend(lots);
        }
    }

    /// The last `points` of those that were burnt: what was burnt last comes back first, as it expires last.
    pub(super) fn last_burnt(&self, points: i64) -> Vec<LotShare> {
        shares(self.spent.iter().rev(), points)
    }

    /// Takes the last `points` of those that were burnt.
    pub(super) fn take_burnt(&mut self, points: i64) -> Vec<Lot> {
        let taken = take_points(self.spent.iter_mut().rev(), points);
        while self.spent.pop_if(|lot| lot.points == 0).is_some() {}
        taken
    }
}
