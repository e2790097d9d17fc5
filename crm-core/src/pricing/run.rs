//! A cart while it is priced.

use super::basket::Basket;
use super::candidate::Candidate;
use super::definition::{Phase, Reach};

/// A cart while it is priced.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) basket: Basket,
    /// What all offers took off so far.
    pub(super) taken_off: i64,
    /// The offers that applied, in order.
    pub(super) applied: Vec<usize>,
    /// Those among them that say with which they do not go together.
    pub(super) choosy: Vec<usize>,
    /// How many offers of each group applied.
    pub(super) groups: Vec<usize>,
    /// The offers that win groups of which the best applies, where that was found out.
    pub(super) best: Vec<Option<usize>>,
    /// The offers that apply alone, and those after which nothing applies: how far that reaches, from which phase.
    pub(super) alone: Vec<(Reach, Phase, usize)>,
    pub(super) stops: Vec<(Reach, Phase, usize)>,
    /// What coupons that share limits have used of them.
    pub(super) spent: Vec<Spent>,
}

/// What coupons of one template have used of their limits so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Spent {
    pub(super) first: usize,
    pub(super) uses: i64,
    pub(super) amount: i64,
}

impl Run {
    /// How many offers of a group applied.
    pub(super) fn count_of(&self, group: usize) -> usize {
        self.groups.get(group).copied().unwrap_or(0)
    }

    pub(super) fn spent_of(&self, candidate: &Candidate<'_>) -> Spent {
        let Some(shared) = candidate.shared.as_ref() else { return Spent::default() };
        self.spent.iter().find(|spent| spent.first == shared.first).copied().unwrap_or_default()
    }

    /// Notes a use of an offer's limits, where it shares them.
    pub(super) fn use_once(&mut self, candidate: &Candidate<'_>) {
        let Some(first) = candidate.shared.as_ref().map(|shared| shared.first) else { return };
        match self.spent.iter_mut().find(|spent| spent.first == first) {
            Some(spent) => spent.uses = spent.uses.saturating_add(1),
            None => self.spent.push(Spent { first, uses: 1, amount: 0 }),
        }
    }

    /// Notes what an offer that applies takes of limits on money, where it shares them.
    pub(super) fn spend(&mut self, candidate: &Candidate<'_>, amount: i64) {
        let Some(first) = candidate.shared.as_ref().map(|shared| shared.first) else { return };
        if let Some(spent) = self.spent.iter_mut().find(|spent| spent.first == first) {
            spent.amount = spent.amount.saturating_add(amount);
        }
    }
}
