//! What becomes of coupons by time alone, and the coupons that nobody asked for.

use std::collections::BTreeMap;

use super::compiled::{Grant, Template};
use super::definition::Once;
use super::issue::Origin;
use super::{Coupon, CouponAnswer, CouponEffect, CouponState, Coupons, Wallet};
use crate::code::{Code, Reason};
use crate::rule::Facts;
use crate::text::Text;
use crate::time::{Instant, earliest};

impl Coupons {
    /// What falls due for the coupons of a template at `facts.now()`, and what its grants give: on an event of the type `event`, or because their
    /// rules hold. Nothing is changed.
    #[must_use]
    pub fn decide(&self, index: usize, wallet: &Wallet, event: Option<&str>, facts: &impl Facts) -> CouponAnswer {
        let mut answer = CouponAnswer::default();
        let Some(template) = self.templates.get(index) else { return answer };
        let now = facts.now();
        for coupon in wallet.open(&template.name) {
            self.pass(template, coupon, now, &mut answer);
        }
        // Whether a grant gives depends on the tallies and the rule alone, which nothing above changes: most give nothing, and need no copy.
        if template.grants.iter().any(|grant| self.gives(template, grant, wallet, event, facts)) {
            let mut after = wallet.clone();
            answer.effects.iter().for_each(|effect| after.apply(effect));
            self.grant(template, &mut after, event, facts, &mut answer);
        }
        answer
    }

    /// When a template is due again: for one of its coupons, or for a grant.
    #[must_use]
    pub fn due(&self, index: usize, wallet: &Wallet, facts: &impl Facts) -> Option<Instant> {
        let template = self.templates.get(index)?;
        let coupons = wallet.open(&template.name).filter_map(|coupon| self.coupon_due(template, coupon));
        let grants = template.grants.iter().filter_map(|grant| self.grant_due(template, grant, wallet, facts));
        coupons.chain(grants).min()
    }

    /// Everything that falls due for one coupon at `now`, one after the other.
    fn pass(&self, template: &Template, coupon: &Coupon, now: Instant, answer: &mut CouponAnswer) {
        if self.coupon_due(template, coupon).is_none_or(|due| due > now) {
            return;
        }
        let mut wallet = Wallet { coupons: vec![coupon.clone()], ..Wallet::default() };
        // INVARIANT: each step leads to a later state or a later reminder, so that this ends.
        while let Some(coupon) = wallet.coupons.first()
            && self.coupon_due(template, coupon).is_some_and(|due| due <= now)
        {
            let Some(effect) = self.step(template, coupon, now, answer) else { break };
            wallet.apply(&effect);
            answer.effects.push(effect);
        }
    }

    fn coupon_due(&self, template: &Template, coupon: &Coupon) -> Option<Instant> {
        let waits = coupon.waits.as_ref().and_then(|wait| wait.until);
        match coupon.state {
            CouponState::Issued => earliest([waits, coupon.ends]),
            CouponState::Claimed => earliest([coupon.starts, coupon.ends]),
            CouponState::Active => {
                let reminder = coupon.ends.and_then(|ends| template.reminder(coupon.reminded, ends, &self.calendar));
                earliest([reminder, coupon.ends])
            }
            CouponState::Reserved | CouponState::Gifted => waits,
            _ => None,
        }
    }

    /// The next step of a coupon that is due by `now`.
    fn step(
        &self,
        template: &Template,
        coupon: &Coupon,
        now: Instant,
        answer: &mut CouponAnswer,
    ) -> Option<CouponEffect> {
        let (id, name) = (coupon.id.clone(), template.name.clone());
        let expired = |reason| CouponEffect::Expired { at: now, template: name.clone(), coupon: id.clone(), reason };
        Some(match coupon.state {
            CouponState::Issued if !coupon.is_over(now) => expired(Some(Reason::new(Code::ClaimTimedOut))),
            CouponState::Issued | CouponState::Claimed | CouponState::Active if coupon.is_over(now) => expired(None),
            CouponState::Claimed => CouponEffect::Activated { at: now, template: name, coupon: id },
            CouponState::Active => CouponEffect::Expiring { at: now, template: name, coupon: id, ends: coupon.ends? },
            CouponState::Reserved | CouponState::Gifted => {
                self.release(template, coupon, Some(timed_out(coupon)), now, answer)
            }
            _ => return None,
        })
    }

    // ---- grants

    fn grant(
        &self,
        template: &Template,
        wallet: &mut Wallet,
        event: Option<&str>,
        facts: &impl Facts,
        answer: &mut CouponAnswer,
    ) {
        for grant in &template.grants {
            let definition = &grant.definition;
            if !self.gives(template, grant, wallet, event, facts) {
                continue;
            }
            // What cannot be given is not: a grant has nobody to tell.
            let _ = self.give_several(template, wallet, (&definition.name, definition.count), facts.now(), answer);
        }
    }

    /// The coupons of a pack that another room gives, `from` which they say they come, as many of `count` as can be; and why the others cannot.
    /// Nothing is changed.
    pub(crate) fn pack(
        &self,
        index: usize,
        wallet: &Wallet,
        (from, count): (&Text, u32),
        now: Instant,
    ) -> (CouponAnswer, Vec<Reason>) {
        let mut answer = CouponAnswer::default();
        let Some(template) = self.templates.get(index) else { return (answer, Vec::new()) };
        let mut wallet = wallet.clone();
        let given = self.give_several(template, &mut wallet, (from, count), now, &mut answer);
        (answer, given.err().unwrap_or_default())
    }

    /// Gives coupons until one cannot be given.
    fn give_several(
        &self,
        template: &Template,
        wallet: &mut Wallet,
        (from, count): (&Text, u32),
        now: Instant,
        answer: &mut CouponAnswer,
    ) -> Result<(), Vec<Reason>> {
        for _ in 0..count {
            let number = wallet.tally(&template.name).map_or(0, |tally| tally.granted).saturating_add(1);
            let id = smol_str::format_smolstr!("{}#{number}", template.name);
            let origin = Origin { id, grant: Some(from.clone()), ..Origin::default() };
            let given = self.issue(template, wallet, origin, now, &BTreeMap::new())?;
            given.effects.iter().for_each(|effect| wallet.apply(effect));
            answer.effects.extend(given.effects);
            answer.counters.extend(given.counters);
        }
        Ok(())
    }

    /// Whether a grant gives now: it is asked, may give again, and its rule holds.
    fn gives(
        &self,
        template: &Template,
        grant: &Grant,
        wallet: &Wallet,
        event: Option<&str>,
        facts: &impl Facts,
    ) -> bool {
        let asked = grant.definition.on.as_deref().is_none_or(|on| event == Some(on));
        let holds = || grant.when.as_ref().is_none_or(|when| when.matches(facts));
        asked && !self.has_given(template, grant, wallet, facts.now()) && holds()
    }

    /// Whether a grant has given as often as it may at `now`.
    fn has_given(&self, template: &Template, grant: &Grant, wallet: &Wallet, now: Instant) -> bool {
        let tally = wallet.tally(&template.name);
        let last = tally.and_then(|tally| tally.grants.get(&grant.definition.name));
        match (last, grant.definition.once.period()) {
            (None, _) => false,
            (Some(_), None) => grant.definition.once == Once::Ever,
            (Some(last), Some(period)) => *last >= self.calendar.period_of(period, now).0,
        }
    }

    /// When a grant that follows a rule could give next.
    fn grant_due(&self, template: &Template, grant: &Grant, wallet: &Wallet, facts: &impl Facts) -> Option<Instant> {
        let when = grant.when.as_ref().filter(|_| grant.definition.on.is_none())?;
        let next = when.next_change(facts);
        let now = facts.now();
        if !self.has_given(template, grant, wallet, now) {
            return next;
        }
        let period = grant.definition.once.period()?;
        // It can give again when the period is over: at once where the rule holds then, else when it next does.
        Some(self.calendar.period_end(period, now))
    }
}

fn timed_out(coupon: &Coupon) -> Reason {
    let wait = coupon.waits.clone().unwrap_or_default();
    match wait.order {
        Some(order) => Reason::new(Code::ReservationTimedOut).with("order", order),
        None => Reason::new(Code::GiftTimedOut).with("to", wait.to.unwrap_or_default()),
    }
}
