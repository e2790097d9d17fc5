//! What carts cost under a program: what its promotions, levels and coupons take off, and what keeps them from taking off more.

use std::collections::BTreeMap;

use crm_core::Text;
use crm_core::code::{Code, Reason};
use crm_core::engine::Engine;
use crm_core::member::Member;
use crm_core::pricing::{Amount, Cart, OfferKind, Quote};
use crm_core::time::Instant;
use serde::Serialize;

/// What carts cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PriceFigures {
    /// How many carts were priced.
    pub carts: u64,
    /// How many got something off.
    pub reduced: u64,
    /// What they cost before discounts.
    pub initial: Amount,
    /// What promotions take off.
    pub promotions: Amount,
    /// What benefits of members' levels take off.
    pub benefits: Amount,
    /// What coupons take off.
    pub coupons: Amount,
    /// What is left to pay.
    pub due: Amount,
    /// The offers: those that take off most first.
    pub offers: Vec<OfferFigures>,
    /// What kept offers from applying, the most frequent first.
    pub blocked: Vec<Blocked>,
    /// Carts that could not be priced, by code.
    pub refused: BTreeMap<Text, u64>,
}

/// What became of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfferFigures {
    /// A promotion's name, a benefit's, or a coupon template's.
    pub name: Text,
    /// What it is.
    pub kind: OfferKind,
    /// In how many carts it applied.
    pub applied: u64,
    /// What it took off.
    pub amount: Amount,
    /// How often it did not apply.
    pub blocked: u64,
    /// What kept it from applying most often, as it was given last.
    pub mostly: Option<Reason>,
}

/// A reason that kept offers from applying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Blocked {
    /// The reason, as it was given last.
    pub reason: Reason,
    /// How often it was given.
    pub times: u64,
}

/// What is counted of an offer.
#[derive(Clone, Debug, Default)]
struct Tally {
    applied: u64,
    amount: Amount,
    blocked: BTreeMap<Code, Blocked>,
}

/// Prices carts one after the other, and sums up what became of them.
#[derive(Clone, Debug, Default)]
pub struct Till {
    figures: PriceFigures,
    offers: BTreeMap<(OfferKind, Text), Tally>,
    blocked: BTreeMap<Code, Blocked>,
}

impl Till {
    /// Prices a cart for a member, who keeps what they have: nothing is bought or used.
    pub fn price(&mut self, engine: &Engine, member: &Member, cart: &Cart, now: Instant) {
        match engine.quote(member, cart, now) {
            Ok(quote) => self.add(&quote),
            Err(findings) => {
                for finding in findings {
                    let times = self.figures.refused.entry(finding.code().as_str().into()).or_default();
                    *times = times.saturating_add(1);
                }
            }
        }
    }

    fn add(&mut self, quote: &Quote) {
        let Self { figures, offers, blocked } = self;
        figures.carts = figures.carts.saturating_add(1);
        figures.reduced = figures.reduced.saturating_add(u64::from(quote.totals.discount > Amount::ZERO));
        figures.initial = plus(figures.initial, quote.totals.initial);
        figures.due = plus(figures.due, quote.totals.due);
        for applied in &quote.applied {
            let name = applied.template.as_ref().unwrap_or(&applied.offer).clone();
            let tally = offers.entry((applied.kind, name)).or_default();
            tally.applied = tally.applied.saturating_add(1);
            tally.amount = plus(tally.amount, applied.amount);
            let sum = match applied.kind {
                OfferKind::Promotion => &mut figures.promotions,
                OfferKind::Benefit => &mut figures.benefits,
                OfferKind::Coupon => &mut figures.coupons,
            };
            *sum = plus(*sum, applied.amount);
        }
        for offer in &quote.not_applied {
            let Some(reason) = offer.reasons.first() else { continue };
            let name = offer.template.as_ref().unwrap_or(&offer.offer).clone();
            note(&mut offers.entry((offer.kind, name)).or_default().blocked, reason);
            note(blocked, reason);
        }
    }

    /// What came of them all.
    #[must_use]
    pub fn figures(&self) -> PriceFigures {
        let offers = self.offers.iter().map(|((kind, name), tally)| tally.figures(*kind, name));
        let mut figures = PriceFigures { offers: offers.collect(), ..self.figures.clone() };
        figures.offers.sort_by_key(|offer| (std::cmp::Reverse(offer.amount), offer.kind, offer.name.clone()));
        figures.blocked = self.blocked.values().cloned().collect();
        figures.blocked.sort_by_key(|blocked| (std::cmp::Reverse(blocked.times), blocked.reason.code));
        figures
    }
}

impl Tally {
    fn figures(&self, kind: OfferKind, name: &Text) -> OfferFigures {
        let blocked = self.blocked.values();
        let mostly = blocked.max_by_key(|blocked| (blocked.times, std::cmp::Reverse(blocked.reason.code)));
        OfferFigures {
            name: name.clone(),
            kind,
            applied: self.applied,
            amount: self.amount,
            mostly: mostly.map(|blocked| blocked.reason.clone()),
            blocked: self.blocked.values().map(|blocked| blocked.times).fold(0, u64::saturating_add),
        }
    }
}

/// Counts a reason, and keeps it as it was given last.
fn note(blocked: &mut BTreeMap<Code, Blocked>, reason: &Reason) {
    let times = blocked.get(&reason.code).map_or(0, |blocked| blocked.times).saturating_add(1);
    blocked.insert(reason.code, Blocked { reason: reason.clone(), times });
}

fn plus(one: Amount, other: Amount) -> Amount {
    Amount(one.0.saturating_add(other.0))
}
