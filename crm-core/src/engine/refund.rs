//! What is paid back for returned orders: what is left of them is priced as it would have been.

use std::collections::BTreeMap;

use super::Engine;
use super::build::Core;
use super::facts::MemberFacts;
use crate::diagnostic::Diagnostics;
use crate::member::Member;
use crate::pricing::refund::{BenefitReturn, RefundAnswer, RefundRequest};
use crate::pricing::{Amount, Cart, CouponChoice, Offer, Quote, Surroundings};
use crate::text::Text;
use crate::time::Instant;

impl Engine {
    /// What is paid back for a return of an order at `now`, and what becomes of its points, coupons, gifts and limits; or all the reasons why nothing
    /// is. Nothing is changed: the host stores the refund, and gives the commands `points.refund`, `coupon.restore`, `coupon.revoke` and
    /// `tier.return_benefit` that follow from it.
    ///
    /// Where thresholds are re-tested, what is left of the order is priced as if it alone had been ordered: at the order's time, with the offers that
    /// the order had or would have had but for its goods. That the order itself has used up coupons and limits since, and counts in metrics, does not
    /// take them from it.
    ///
    /// # Errors
    /// A cart of the order that is malformed. All findings at once.
    pub fn refund(&self, member: &Member, request: &RefundRequest, now: Instant) -> Result<RefundAnswer, Diagnostics> {
        let core = &self.core;
        let mut findings = Diagnostics::default();
        let mut answer = request.answer(&core.program.pricing.refund, &core.calendar, now, |cart, left| {
            core.rest(member, cart, &request.order, left).unwrap_or_else(|found| {
                findings.extend_under("cart", found);
                None
            })
        });
        for taken in answer.refund.iter_mut().flat_map(|refund| &mut refund.coupons_taken) {
            let given = member.wallet.open(&taken.template).filter(|coupon| {
                coupon.history.first().is_some_and(|step| step.order.is_some() && step.order == request.order.id)
            });
            taken.coupons = given
                .take(usize::try_from(taken.count).unwrap_or(usize::MAX))
                .map(|coupon| coupon.id.clone())
                .collect();
        }
        if let (Some(refund), order) = (&mut answer.refund, &request.order.id) {
            let counts = |back: &BenefitReturn| {
                let of = (&back.ladder, &back.benefit);
                order.as_ref().is_some_and(|order| core.tiers.counts_for(of, order, &member.tiers, now))
            };
            refund.benefits.retain(counts);
        }
        findings.or(answer)
    }
}

impl Core {
    /// What is left of an order, priced as it would have been then. None where the cart is not the order's, or a coupon of it is no longer known.
    fn rest(
        &self,
        member: &Member,
        cart: &Cart,
        order: &Quote,
        left: &BTreeMap<Text, Amount>,
    ) -> Result<Option<Quote>, Diagnostics> {
        let Some(cart) = cart_of(cart, left) else { return Ok(None) };
        let facts = MemberFacts::new(self, member, order.at, self.calendar.date(order.at));
        let mut offers = self.promotions.offers(&cart);
        offers.extend(self.benefits_offered(member, &facts, None));
        for coupon in &order.coupons_used {
            let known = self.coupons.find(&member.wallet, coupon);
            match known.and_then(|known| self.coupons.offer(known, None, &member.wallet, order.at)) {
                Some(offer) => offers.push(offer),
                None => return Ok(None),
            }
        }
        let offers: Vec<Offer> = offers.into_iter().filter_map(|offer| offer.reopened(order)).collect();
        self.pricing.quote(&cart, &offers, &facts, &Then { order, member: &member.id }).map(Some)
    }
}

/// The cart of what is left of an order; its points and payments were the order's.
fn cart_of(cart: &Cart, left: &BTreeMap<Text, Amount>) -> Option<Cart> {
    let (coupons, payments) = (Vec::new(), Vec::new());
    let mut rest = Cart { coupons, payments, points: None, choose_coupons: CouponChoice::Given, ..cart.clone() };
    rest.lines.retain_mut(|line| {
        let left = left.get(&line.id).copied().filter(|left| *left > Amount::ZERO);
        line.quantity = left.unwrap_or(Amount::ZERO);
        left.is_some()
    });
    let open = left.values().filter(|left| **left > Amount::ZERO).count();
    (rest.lines.len() == open).then_some(rest)
}

/// What the order was priced in: of the limits that it counts to, it had at least what it used.
struct Then<'a> {
    order: &'a Quote,
    member: &'a str,
}

impl Surroundings for Then<'_> {
    fn counter(&self, key: &str) -> Option<(i64, u64)> {
        let used = self.order.uses.iter().find(|used| used.counter == key)?;
        Some((used.limit.saturating_sub(used.by), 0))
    }

    fn member(&self) -> Option<&str> {
        Some(self.member)
    }
}
