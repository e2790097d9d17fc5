//! An account: what one member has in one points currency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Counters, Hold, Lots, Memory, OrderRecord, PendingLot, Resolved};
use crate::text::Text;
use crate::time::Instant;

/// A points account: the fold of its effects, and a complete ledger of what is still needed.
///
/// It keeps lots that have points, open holds, and for a stated time what orders earned and burnt (so that they can be refunded) and the
/// ids of commands (so that they can be repeated). What is spent or expired leaves only its sum behind, so a settled account does
/// not grow. The history is the effects, which the host keeps: [`super::statement()`] reads it back.
///
/// INVARIANT: `issued + received = active + pending + held + spent + expired + reversed + sent`, all of them 0 or more; `active`, `pending` and
/// `held` are the sums of their lots; while there is a debt, `active` is 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Account {
    /// The sums.
    pub totals: Totals,
    /// The last instant it has lived through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Instant>,
    /// The number of the next lot.
    pub next_lot: u64,
    /// Active points.
    #[serde(skip_serializing_if = "Lots::is_empty")]
    pub lots: Lots,
    /// Points that wait for a date or an event, the earliest date first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<PendingLot>,
    /// Open holds, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<Text, Hold>,
    /// Holds that are no longer open, by id, as long as they are remembered.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub resolved: BTreeMap<Text, Resolved>,
    /// What orders earned and burnt, by order, as long as they can be refunded.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub orders: BTreeMap<Text, Box<OrderRecord>>,
    /// What earning rules have given in the periods of their caps.
    #[serde(skip_serializing_if = "Counters::is_empty")]
    pub counters: Counters,
    /// The commands of the last time, by id.
    #[serde(skip_serializing_if = "Memory::is_empty")]
    pub memory: Memory,
    /// No hold was resolved before this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resolved_since: Option<Instant>,
    /// No order that can be forgotten was last touched before this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) orders_since: Option<Instant>,
    /// Since when it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Instant>,
}

/// The sums of an account. `spent`, `expired` and `reversed` fall again where points come back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Totals {
    /// All that was ever earned or given.
    pub issued: i64,
    /// All that came from other accounts.
    pub received: i64,
    /// What can be spent now.
    pub active: i64,
    /// What waits for a date or an event.
    pub pending: i64,
    /// What is pinned by open holds.
    pub held: i64,
    /// What was spent and has not come back.
    pub spent: i64,
    /// What expired and was not reinstated.
    pub expired: i64,
    /// What was taken back: earnings of returned orders, adjustments down, debts settled.
    pub reversed: i64,
    /// All that went to other accounts.
    pub sent: i64,
    /// What was to be taken back but had been spent; later points settle it first.
    pub debt: i64,
}

impl Totals {
    /// What can be spent, less the debt: negative where points are owed.
    #[must_use]
    pub const fn balance(&self) -> i64 {
        self.active.saturating_sub(self.debt)
    }

    /// Whether no point was created or lost: what came in is what there is and what went out.
    #[must_use]
    pub fn is_conserved(&self) -> bool {
        let sum = |parts: &[i64]| parts.iter().map(|part| i128::from(*part)).fold(0_i128, i128::saturating_add);
        let places = [self.active, self.pending, self.held, self.spent, self.expired, self.reversed, self.sent];
        places.iter().all(|part| *part >= 0)
            && self.debt >= 0
            && sum(&[self.issued, self.received]) == sum(&places)
            && (self.debt == 0 || self.active == 0)
    }
}

impl Account {
    /// An account without points.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What can be spent, less the debt: negative where points are owed.
    #[must_use]
    pub const fn balance(&self) -> i64 {
        self.totals.balance()
    }

    /// Whether it is closed.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// Whether an order earned or burnt something here, or something is on hold for it.
    pub(crate) fn knows(&self, order: &Text) -> bool {
        self.orders.contains_key(order) || self.holds.values().any(|hold| hold.order == *order)
    }

    /// No order that can be forgotten was last touched before this: another instant whenever it forgets some.
    pub(crate) const fn orders_since(&self) -> Option<Instant> {
        self.orders_since
    }

    /// How many lots it keeps, pending ones included.
    pub(super) fn lot_count(&self) -> usize {
        self.lots.len().saturating_add(self.pending.len())
    }
}
