//! Choosing coupons: those that take off most together.

use super::OfferKind;
use super::limits::LOOKS_MAX;
use super::pipeline::Plan;

/// Which coupons are used.
pub(super) struct Chosen {
    /// By candidate; promotions are always used.
    used: Vec<bool>,
    /// Whether no other choice takes off more.
    pub(super) optimal: bool,
    /// How many choices were looked at.
    pub(super) looked_at: u32,
}

impl Chosen {
    pub(super) fn is_chosen(&self, number: usize) -> bool {
        self.used.get(number).copied().unwrap_or(true)
    }
}

/// The coupons that take off most together; of equal ones the fewest, then those that come first.
pub(super) fn best(plan: &Plan<'_>) -> Chosen {
    let usable = |number: &usize| {
        plan.candidates
            .get(*number)
            .is_some_and(|candidate| candidate.offer.kind == OfferKind::Coupon && candidate.standing.is_empty())
    };
    let coupons: Vec<usize> = (0..plan.candidates.len()).filter(usable).collect();
    let mut used: Vec<bool> =
        plan.candidates.iter().map(|candidate| candidate.offer.kind != OfferKind::Coupon).collect();
    let mut best = plan.price(&|number| used.get(number).copied().unwrap_or(true)).0.taken_off;
    let mut looked_at = 1_u32;
    // Greedy: one coupon after the other, as long as one more takes off more.
    loop {
        let mut better = None;
        for coupon in coupons.iter().filter(|coupon| !used.get(**coupon).copied().unwrap_or(true)) {
            looked_at = looked_at.saturating_add(1);
            let amount =
                plan.price(&|number| number == *coupon || used.get(number).copied().unwrap_or(true)).0.taken_off;
            if amount > best {
                (best, better) = (amount, Some(*coupon));
            }
        }
        let Some(place) = better.and_then(|coupon| used.get_mut(coupon)) else { break };
        *place = true;
    }
    Chosen { used, optimal: coupons.len() < 2 && looked_at <= LOOKS_MAX, looked_at }
}
