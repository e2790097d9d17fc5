//! A wallet after an effect: total, and in need of nothing but the effect.

use super::{Counted, Coupon, CouponEffect, CouponState, Step, Wait, Wallet};
use crate::pricing::Amount;
use crate::text::Text;
use crate::time::Instant;

impl Wallet {
    /// Applies an effect. One about a coupon that is not here changes nothing but what it counts.
    pub fn apply(&mut self, effect: &CouponEffect) {
        let at = effect.at();
        match effect {
            CouponEffect::Issued { template, coupon, grant, .. } => self.take_in(template, coupon, grant.as_ref(), at),
            CouponEffect::Claimed { coupon, starts, ends, reminded, .. } => {
                let state = if starts.is_some() { CouponState::Claimed } else { CouponState::Active };
                self.change(coupon, |coupon| {
                    coupon.enter(state, Step::new(at, "claimed"));
                    (coupon.starts, coupon.ends, coupon.reminded) = (*starts, *ends, *reminded);
                });
            }
            CouponEffect::Activated { coupon, .. } => {
                self.change(coupon, |coupon| coupon.enter(CouponState::Active, Step::new(at, "activated")));
            }
            CouponEffect::Reserved { template, coupon, order, until, amount, counts, .. } => {
                self.count(template, counts);
                self.change(coupon, |coupon| {
                    coupon.enter(CouponState::Reserved, Step::for_order(at, "reserved", order, *amount));
                    let wait = Wait { until: Some(*until), order: Some(order.clone()), amount: *amount, to: None };
                    coupon.waits = Some(wait);
                });
            }
            CouponEffect::Redeemed { template, coupon, order, amount, left, counts, .. } => {
                self.count(template, counts);
                self.change(coupon, |coupon| {
                    let is_left = left.is_some_and(|left| left > Amount::ZERO);
                    let state = if is_left { coupon.at_rest(at) } else { CouponState::Redeemed };
                    coupon.enter(state, Step::for_order(at, "redeemed", order, *amount));
                    coupon.balance = left.or(coupon.balance);
                });
            }
            CouponEffect::Released { template, coupon, counts, .. } => {
                self.count(template, counts);
                self.change(coupon, |coupon| coupon.enter(coupon.at_rest(at), Step::new(at, "released")));
            }
            CouponEffect::Restored { template, coupon, order, usable, amount, left, counts, .. } => {
                self.count(template, counts);
                self.change(coupon, |coupon| {
                    let state = if *usable { coupon.at_rest(at) } else { coupon.state };
                    coupon.enter(state, Step::for_order(at, "restored", order, *amount));
                    coupon.balance = left.or(coupon.balance);
                });
            }
            CouponEffect::Expiring { coupon, .. } => {
                self.change(coupon, |coupon| coupon.reminded = coupon.reminded.saturating_add(1));
            }
            CouponEffect::Expired { coupon, .. } => {
                self.change(coupon, |coupon| coupon.enter(CouponState::Expired, Step::new(at, "expired")));
            }
            CouponEffect::Revoked { template, coupon, author, counts, .. } => {
                self.count(template, counts);
                let step = Step { by: Some(author.clone()), ..Step::new(at, "revoked") };
                self.change(coupon, |coupon| coupon.enter(CouponState::Revoked, step));
            }
            CouponEffect::Gifted { coupon, to, until, .. } => {
                let step = Step { by: Some(to.clone()), ..Step::new(at, "gifted") };
                self.change(coupon, |coupon| {
                    coupon.enter(CouponState::Gifted, step);
                    coupon.waits = Some(Wait { until: Some(*until), to: Some(to.clone()), ..Wait::default() });
                });
            }
            CouponEffect::Transferred { coupon, to, .. } => {
                let step = Step { by: Some(to.clone()), ..Step::new(at, "transferred") };
                self.change(coupon, |coupon| coupon.enter(CouponState::Transferred, step));
            }
        }
    }

    fn take_in(&mut self, template: &Text, coupon: &Coupon, grant: Option<&Text>, at: Instant) {
        let tally = self.tally_mut(template);
        tally.got = tally.got.saturating_add(1);
        if let Some(grant) = grant {
            tally.granted = tally.granted.saturating_add(1);
            tally.grants.insert(grant.clone(), at);
        }
        self.put(coupon.clone());
    }

    fn change(&mut self, id: &str, change: impl FnOnce(&mut Coupon)) {
        if let Some(coupon) = self.coupon_mut(id) {
            change(coupon);
        }
    }

    fn count(&mut self, template: &Text, counts: &[Counted]) {
        if counts.is_empty() {
            return;
        }
        let tally = self.tally_mut(template);
        for counted in counts {
            tally.add(&counted.count, counted.since, counted.by);
        }
    }
}

impl Coupon {
    /// Enters a state: whatever it waited for is over.
    fn enter(&mut self, state: CouponState, step: Step) {
        self.state = state;
        self.waits = None;
        self.note(step);
    }

    /// The state of a coupon that is neither reserved nor given away nor used.
    fn at_rest(&self, now: Instant) -> CouponState {
        if self.has_started(now) { CouponState::Active } else { CouponState::Claimed }
    }
}

impl Step {
    pub(super) fn new(at: Instant, step: &'static str) -> Self {
        Self { at, step: Text::new_static(step), order: None, by: None, amount: None }
    }

    fn for_order(at: Instant, step: &'static str, order: &Text, amount: Option<Amount>) -> Self {
        Self { order: Some(order.clone()), amount, ..Self::new(at, step) }
    }
}
