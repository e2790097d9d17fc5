//! An account as a view shows it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Account, Ledger, Points, Redeemable, Totals};
use crate::text::Text;
use crate::time::Instant;

/// How many of the next expiries and activations a view shows.
const NEXT_MAX: usize = 12;

/// What a member has in one points currency, at an instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointsView {
    /// What can be spent, less the debt: negative where points are owed.
    pub balance: i64,
    /// All sums.
    pub totals: Totals,
    /// How many points can be spent now, and what they pay.
    pub redeemable: Redeemable,
    /// Active points by when they expire, the earliest first: at most 12 instants; not those that never do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expiring: Vec<PointsAt>,
    /// Pending points by when they become active, the earliest first: at most 12 instants; not those that only an event can make active.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activating: Vec<PointsAt>,
    /// Open holds, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<Text, HoldView>,
    /// Since when the account is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Instant>,
}

/// Points at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointsAt {
    /// When.
    pub at: Instant,
    /// How many.
    pub points: i64,
}

/// An open hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HoldView {
    /// How many points are left of it.
    pub points: i64,
    /// The order that they are to pay.
    pub order: Text,
    /// When it times out; never where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

impl Ledger {
    /// What an account holds, as a view shows it. Let time pass first.
    #[must_use]
    pub fn view(&self, account: &Account) -> PointsView {
        let hold = |hold: &super::Hold| HoldView { points: hold.points, order: hold.order.clone(), until: hold.until };
        PointsView {
            balance: account.balance(),
            totals: account.totals,
            redeemable: self.redeemable(account, None),
            expiring: by_instant(account.lots.iter().map(|lot| (lot.expires, lot.points))),
            activating: by_instant(account.pending.iter().map(|pending| (pending.activates, pending.points))),
            holds: account.holds.iter().map(|(id, open)| (id.clone(), hold(open))).collect(),
            closed: account.closed,
        }
    }
}

impl Points {
    /// All accounts by the names of their currencies.
    pub(crate) fn views(&self, accounts: &[Account]) -> BTreeMap<Text, PointsView> {
        let ledgers = self.names().filter_map(|name| Some((name, self.ledger(name)?)));
        ledgers.zip(accounts).map(|((name, ledger), account)| (name.clone(), ledger.view(account))).collect()
    }
}

/// The sums of the first instants; those of one instant stand together.
fn by_instant(points: impl Iterator<Item = (Option<Instant>, i64)>) -> Vec<PointsAt> {
    let mut sums: Vec<PointsAt> = Vec::new();
    for (at, points) in points {
        let Some(at) = at else { break };
        let full = sums.len() == NEXT_MAX;
        match sums.last_mut() {
            Some(sum) if sum.at == at => sum.points = sum.points.saturating_add(points),
            _ if full => break,
            _ => sums.push(PointsAt { at, points }),
        }
    }
    sums
}
