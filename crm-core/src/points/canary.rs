//! Bugs that tests plant, to see that other tests catch them.

use std::cell::Cell;

/// A planted bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bug {
    /// Points are burnt from the last lot that has them on.
    BurnsLatest,
    /// A hold that is released loses a point.
    ReleaseLosesAPoint,
    /// A refund takes back what earlier refunds took back already.
    RefundForgetsItsPast,
    /// Points that expire exactly now can still be spent.
    ExpiresTooLate,
    /// Debts are not settled.
    DebtStays,
}

impl Bug {
    pub(super) const ALL: [Self; 5] = [
        Self::BurnsLatest,
        Self::ReleaseLosesAPoint,
        Self::RefundForgetsItsPast,
        Self::ExpiresTooLate,
        Self::DebtStays,
    ];
}

thread_local! {
    static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
}

/// Plants a bug in this thread, or takes it out.
pub(super) fn plant(bug: Option<Bug>) {
    PLANTED.set(bug);
}

/// Whether this bug is planted.
pub(super) fn planted(bug: Bug) -> bool {
    PLANTED.get() == Some(bug)
}

/// A hold without one of its points where that bug is planted.
pub(super) fn bitten(mut hold: super::Hold) -> super::Hold {
    if planted(Bug::ReleaseLosesAPoint)
        && let Some(lot) = hold.lots.first_mut()
    {
        lot.points -= 1;
    }
    hold
}
