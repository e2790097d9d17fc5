//! Offers in the order in which they are asked, each with what does not change while a cart is priced.

use std::collections::BTreeMap;

use super::OfferKind;
use super::definition::Phase;
use super::limit::{Surroundings, Usage, Used};
use super::offer::Offer;
use crate::code::Reason;
use crate::text::Text;

/// An offer with what does not change while a cart is priced.
pub(super) struct Candidate<'a> {
    pub(super) offer: &'a Offer,
    pub(super) phase: Phase,
    /// Where the first of its scopes stands among those of the plan.
    pub(super) scopes: usize,
    /// Why it does not apply, whatever the others do.
    pub(super) standing: Vec<Reason>,
    pub(super) units_left: Option<i64>,
    pub(super) money_left: Option<i64>,
    /// The limits that it shares with other coupons of its template.
    pub(super) shared: Option<SharedLimits>,
}

/// Limits that several coupons of a cart count to.
pub(super) struct SharedLimits {
    /// The first of these coupons.
    pub(super) first: usize,
    pub(super) limits: Vec<Used>,
}

impl Candidate<'_> {
    /// Whether limits say for how many units, or how much money, it is still given.
    pub(super) const fn is_limited(&self) -> bool {
        self.units_left.is_some() || self.money_left.is_some()
    }

    /// Whether using it leaves less to other coupons of its template.
    pub(super) const fn shares_limits(&self) -> bool {
        self.shared.is_some()
    }
}

/// Finds the coupons that count to the limits of one template. Those that are reserved, or that an order had, count already.
pub(super) fn share_limits(candidates: &mut [Candidate<'_>], usage: &Usage<'_, impl Surroundings + ?Sized>) {
    let counts = |offer: &Offer| {
        offer.kind == OfferKind::Coupon && !offer.terms.limits.is_empty() && !offer.counted && !offer.settled
    };
    let mut templates: BTreeMap<Text, Vec<usize>> = BTreeMap::new();
    for (number, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| counts(candidate.offer)) {
        templates.entry(candidate.offer.name.clone()).or_default().push(number);
    }
    for numbers in templates.into_values().filter(|numbers| numbers.len() > 1) {
        let first = numbers.first().copied().unwrap_or_default();
        for number in numbers {
            if let Some(candidate) = candidates.get_mut(number) {
                candidate.shared = Some(SharedLimits { first, limits: usage.used(candidate.offer).collect() });
            }
        }
    }
}

/// The offers in the order of their ranks, ties by name and identifier.
pub(super) fn sorted(offers: &[Offer]) -> impl Iterator<Item = &Offer> {
    let mut ranked: Vec<(u64, &Offer)> = offers.iter().map(|offer| (offer.rank(), offer)).collect();
    let named = |one: &Offer, other: &Offer| one.name.cmp(&other.name).then_with(|| one.id.cmp(&other.id));
    // A program's promotions come by name: their ranks are all that is left to sort.
    if offers.is_sorted_by(|one, other| named(one, other).is_le()) {
        ranked.sort_by_key(|(rank, _)| *rank);
    } else {
        ranked.sort_by(|(rank, one), (other_rank, other)| rank.cmp(other_rank).then_with(|| named(one, other)));
    }
    ranked.into_iter().map(|(_, offer)| offer)
}
