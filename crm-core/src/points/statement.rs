//! The history of an account, read back from the effects that the host keeps.

use serde::{Deserialize, Serialize};

use super::{Account, Ledger, PointsEffect, Totals};
use crate::text::Text;
use crate::time::Instant;

/// One line of a statement: an effect that moved points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// When.
    pub at: Instant,
    /// The effect's name: `points.spent`.
    pub effect: Text,
    /// What it is about: the order, the hold, the other account or the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Text>,
    /// What it did to the balance.
    pub change: i64,
    /// The balance after it.
    pub balance: i64,
    /// All sums after it.
    pub totals: Totals,
}

/// The lines of an account's effects, from `start` (a new account, or a copy kept of an earlier day) on. Effects that move no points have no line.
///
/// An account does not keep its own history; the effects that the host stores are its entries.
/// From other languages: [`crate::engine::Engine::apply`] the stored effects up to an instant to a new member, and its view then has the balance as of it.
pub fn statement<'a>(start: &Account, effects: impl IntoIterator<Item = &'a PointsEffect>) -> Vec<StatementLine> {
    let mut account = start.clone();
    let mut lines = Vec::new();
    for effect in effects {
        let before = account.totals;
        account.apply(effect);
        if account.totals != before {
            lines.push(StatementLine {
                at: effect.at(),
                effect: effect.name().into(),
                about: effect.about().cloned(),
                change: account.balance().saturating_sub(before.balance()),
                balance: account.balance(),
                totals: account.totals,
            });
        }
    }
    lines
}

impl Ledger {
    /// The account as it was at `at`: the fold of its effects up to then, and what had fallen due by then though nobody had looked.
    pub fn as_of<'a>(
        &self,
        start: &Account,
        effects: impl IntoIterator<Item = &'a PointsEffect>,
        at: Instant,
    ) -> Account {
        let mut account = start.clone();
        effects.into_iter().take_while(|effect| effect.at() <= at).for_each(|effect| account.apply(effect));
        self.advance_in_place(&mut account, at);
        account
    }
}

impl PointsEffect {
    /// What it is about: the order, the hold, the other account or the author.
    #[must_use]
    pub const fn about(&self) -> Option<&Text> {
        match self {
            Self::Earned { order, .. }
            | Self::Spent { order, .. }
            | Self::Held { order, .. }
            | Self::Refunded { order, .. }
            | Self::GivenBack { order, .. }
            | Self::TakenBack { order, .. }
            | Self::Uncounted { order, .. }
            | Self::ReturnUnknown { order, .. } => Some(order),
            Self::Captured { hold, .. } | Self::Released { hold, .. } => Some(hold),
            Self::Sent { to, .. } => Some(to),
            Self::Received { from, .. } => Some(from),
            Self::Adjusted { author, .. } | Self::Reinstated { author, .. } | Self::Closed { author, .. } => {
                Some(author)
            }
            Self::Accepted { id, .. } | Self::Refused { id, .. } => Some(id),
            Self::Activated { .. }
            | Self::Expired { .. }
            | Self::Extended { .. }
            | Self::Expiring { .. }
            | Self::Settled { .. }
            | Self::Forgotten { .. } => None,
        }
    }
}
