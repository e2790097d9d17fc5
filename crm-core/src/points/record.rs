//! What an order earned and burnt, for its refunds.

use serde::{Deserialize, Serialize};

use super::hold::is_zero;
use super::lot::{shares, take_points};
use super::{Lot, LotShare};
use crate::time::Instant;

/// What an order earned and burnt, and what its refunds have undone so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRecord {
    /// When it last earned, burnt or was refunded.
    pub touched: Instant,
    /// What it cost, in minor units of money: what refunds are shares of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
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
            returned: 0,
            settled: false,
            earned: 0,
            taken_back: 0,
            lots: Vec::new(),
            burnt: 0,
            given_back: 0,
            spent: Vec::new(),
        }
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
