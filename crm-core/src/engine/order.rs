//! Orders from quote to payment: what the rooms of coupons and points do each for itself, done together, all or none.

use std::collections::BTreeMap;

use super::build::Core;
use super::facts::MemberFacts;
use super::worklist::{Node, Touched};
use super::{Context, Decision, Effect};
use crate::code::{Code, Reason};
use crate::counter::{Counter, CounterEffect};
use crate::coupon::limits::COUNT_MAX;
use crate::coupon::{CouponAnswer, CouponCommand, CouponEffect, CouponState, Wallet};
use crate::member::Member;
use crate::num::Money;
use crate::order::limits::RESERVED_FOR;
use crate::order::{HeldPoints, OrderCommand, OrderEffect, Reservation, UsedBenefit, given_back, taken};
use crate::points::{Account, InCurrency, PointsCommand, PointsEffect, Rest};
use crate::pricing::limits::OFFERS_MAX;
use crate::pricing::{Amount, CouponGiven, Offer, OfferKind, Quote, Use, by_precedence};
use crate::text::Text;
use crate::tier::TierEffect;
use crate::time::{Instant, Span};

/// What an order leads to in all rooms, decided on copies: nothing is changed before all of it is known to be possible.
pub(super) struct Draft<'a> {
    core: &'a Core,
    member: &'a Member,
    now: Instant,
    id: &'a Text,
    wallet: Wallet,
    accounts: Vec<Account>,
    /// The shared counters as they are after what was decided so far.
    counters: BTreeMap<Text, Counter>,
    coupons: CouponAnswer,
    points: Vec<(usize, Vec<InCurrency<PointsEffect>>)>,
    benefits: Vec<TierEffect>,
    order: Vec<OrderEffect>,
    refusals: Vec<Reason>,
}

impl Core {
    /// Decides about a request about an order.
    pub(super) fn decide_order<'a>(
        &'a self,
        member: &'a Member,
        id: &'a Text,
        command: &OrderCommand,
        context: &Context,
    ) -> Result<Draft<'a>, Vec<Reason>> {
        let mut draft = Draft::new(self, member, id, context);
        match command {
            OrderCommand::Reserve { order, quote, lasting } => draft.reserve(order, quote, *lasting)?,
            OrderCommand::Redeem { order, quote: None } => draft.redeem_reserved(order)?,
            OrderCommand::Redeem { order, quote: Some(quote) } => draft.redeem_at_once(order, quote)?,
            OrderCommand::Release { order } => draft.release(order)?,
        }
        if !draft.refusals.is_empty() {
            by_precedence(&mut draft.refusals);
            return Err(draft.refusals);
        }
        Ok(draft)
    }

    /// Applies what was decided about an order, and takes note of it.
    pub(super) fn note_order(
        &self,
        member: &mut Member,
        drafted: Drafted,
        touched: &mut Touched,
        decision: &mut Decision,
    ) {
        let templates = drafted.coupons.effects.iter().filter_map(|effect| self.coupons.index(effect.template()));
        templates.for_each(|index| touched.insert_node(Node::Coupon(index), &self.worklist));
        self.note_coupons(member, drafted.coupons, touched, decision);
        for (index, effects) in drafted.points {
            let before = self.sums(member, index);
            effects.iter().for_each(|effect| self.apply_points(member, effect));
            self.note_points(member, (index, before), effects, touched, decision);
            touched.insert_node(Node::Points(index), &self.worklist);
        }
        self.note_tiers(member, drafted.benefits, touched, decision);
        for effect in drafted.order {
            self.apply_order(member, &effect);
            decision.effects.push(Effect::Order(effect));
        }
        touched.insert_node(Node::Order, &self.worklist);
    }

    /// Applies an effect on an order and moves the member's time.
    pub(super) fn apply_order(&self, member: &mut Member, effect: &OrderEffect) {
        member.reservations.apply(effect);
        member.as_of = member.as_of.max(Some(effect.at()));
    }

    /// Sets free what is held for orders whose time has run out.
    pub(super) fn run_out(&self, member: &mut Member, now: Instant, touched: &mut Touched, decision: &mut Decision) {
        let over = member.reservations.open.iter().filter(|(_, reservation)| reservation.until <= now);
        let used = over.flat_map(|(order, reservation)| reservation.benefits.iter().map(move |used| (order, used)));
        let used: Vec<_> = used.map(|(order, used)| (order.clone(), used.clone())).collect();
        for (order, used) in used {
            let of = (&used.ladder, &used.benefit, used.period_end);
            let returned = self.tiers.return_for(of, &order, &member.tiers, now);
            self.note_tiers(member, returned.into_iter().collect(), touched, decision);
        }
        let (counters, effects) = member.reservations.run_out(now);
        decision.effects.extend(counters.into_iter().map(Effect::Counter));
        for effect in effects {
            self.apply_order(member, &effect);
            decision.effects.push(Effect::Order(effect));
        }
    }
}

/// What an order leads to, free of the member that it was decided on.
pub(super) struct Drafted {
    coupons: CouponAnswer,
    points: Vec<(usize, Vec<InCurrency<PointsEffect>>)>,
    benefits: Vec<TierEffect>,
    order: Vec<OrderEffect>,
}

impl<'a> Draft<'a> {
    fn new(core: &'a Core, member: &'a Member, id: &'a Text, context: &Context) -> Self {
        Self {
            core,
            member,
            now: context.now,
            id,
            wallet: member.wallet.clone(),
            accounts: member.points.clone(),
            counters: context.counters.clone(),
            coupons: CouponAnswer::default(),
            points: Vec::new(),
            benefits: Vec::new(),
            order: Vec::new(),
            refusals: Vec::new(),
        }
    }

    pub(super) fn done(self) -> Drafted {
        Drafted { coupons: self.coupons, points: self.points, benefits: self.benefits, order: self.order }
    }

    // ---- requests

    fn reserve(&mut self, order: &Text, quote: &Quote, lasting: Option<Span>) -> Result<(), Vec<Reason>> {
        self.check_new(order, quote)?;
        if !self.is_bound_by(quote) {
            self.check_promotions(quote);
            self.check_conditions(quote);
        }
        let lasting = lasting.unwrap_or(RESERVED_FOR);
        let coupons = self.coupons_of(quote);
        for (coupon, amount) in &coupons {
            let (coupon, order) = (coupon.clone(), order.clone());
            self.coupon(CouponCommand::Reserve { coupon, order, amount: Some(*amount), lasting: Some(lasting) });
        }
        let points = quote.points_used.as_ref().filter(|used| used.points > 0);
        if let Some(used) = points {
            let (order, amount) = (Some(order.clone()), self.goods(quote));
            let hold = PointsCommand::Hold { points: used.points, order, amount, timeout: Some(lasting) };
            self.pay_points(&used.currency, &hold);
        }
        self.take(&quote.uses);
        self.use_benefits(order, quote);
        let reservation = Reservation {
            until: lasting.after(self.now, &self.core.calendar),
            coupons: coupons.into_iter().map(|(coupon, _)| coupon).collect(),
            points: points.map(|used| HeldPoints { currency: used.currency.clone(), hold: self.id.clone() }),
            benefits: self.benefits.iter().filter_map(used_benefit).collect(),
            uses: quote.uses.clone(),
            gives: quote.coupons_given.clone(),
        };
        self.order.push(OrderEffect::Reserved { at: self.now, order: order.clone(), reservation });
        Ok(())
    }

    fn redeem_at_once(&mut self, order: &Text, quote: &Quote) -> Result<(), Vec<Reason>> {
        self.check_new(order, quote)?;
        if !self.is_bound_by(quote) {
            self.check_promotions(quote);
        }
        for (coupon, amount) in self.coupons_of(quote) {
            self.coupon(CouponCommand::Redeem { coupon, order: order.clone(), amount: Some(amount) });
        }
        if let Some(used) = quote.points_used.as_ref().filter(|used| used.points > 0) {
            let (order, amount) = (Some(order.clone()), self.goods(quote));
            self.pay_points(&used.currency, &PointsCommand::Redeem { points: used.points, order, amount });
        }
        self.take(&quote.uses);
        self.use_benefits(order, quote);
        self.redeemed(order, &quote.coupons_given);
        Ok(())
    }

    fn redeem_reserved(&mut self, order: &Text) -> Result<(), Vec<Reason>> {
        let member = self.member;
        let held = member.reservations.held(order).map_err(|reason| vec![reason])?;
        for coupon in &held.coupons {
            let coupon = coupon.clone();
            self.coupon(CouponCommand::Redeem { coupon, order: order.clone(), amount: None });
        }
        if let Some(HeldPoints { currency, hold }) = &held.points {
            self.pay_points(
                currency,
                &PointsCommand::Capture { hold: hold.clone(), points: None, rest: Rest::Release },
            );
        }
        self.redeemed(order, &held.gives);
        Ok(())
    }

    /// Sets free what is still held: what was released on its own before is free already.
    fn release(&mut self, order: &Text) -> Result<(), Vec<Reason>> {
        let member = self.member;
        let held = member.reservations.held(order).map_err(|reason| vec![reason])?;
        for coupon in &held.coupons {
            let held = self.wallet.coupon(coupon).filter(|coupon| coupon.state == CouponState::Reserved);
            if held.and_then(|coupon| coupon.waits.as_ref()?.order.as_ref()) == Some(order) {
                self.coupon(CouponCommand::Release { coupon: coupon.clone() });
            }
        }
        if let Some(HeldPoints { currency, hold }) = &held.points {
            let index = self.core.points.index(currency);
            let account = index.and_then(|index| self.accounts.get(index));
            if account.is_some_and(|account| account.holds.contains_key(hold)) {
                self.pay_points(currency, &PointsCommand::Release { hold: hold.clone(), points: None });
            }
        }
        for used in &held.uses {
            self.count(given_back(used, self.now));
        }
        for used in &held.benefits {
            let of = (&used.ladder, &used.benefit, used.period_end);
            self.benefits.extend(self.core.tiers.return_for(of, order, &member.tiers, self.now));
        }
        self.order.push(OrderEffect::Released { at: self.now, order: order.clone(), reason: None });
        Ok(())
    }

    /// Why an order cannot be begun, whatever its parts.
    fn check_new(&self, order: &Text, quote: &Quote) -> Result<(), Vec<Reason>> {
        self.member.reservations.check_new(order).map_err(|reason| vec![reason])?;
        let mut refusals = Vec::new();
        let expected = self.core.program.currency;
        if quote.currency != expected {
            let reason = Reason::new(Code::WrongCurrency).with("currency", quote.currency);
            refusals.push(reason.with("expected", expected));
        }
        let parts = [quote.applied.len(), quote.payments.len(), quote.uses.len(), quote.coupons_given.len()];
        if let Some(actual) = parts.into_iter().max().filter(|most| *most > OFFERS_MAX) {
            let reason = Reason::new(Code::LimitExceeded).with("what", "the number of parts of the quote");
            refusals.push(reason.with("actual", actual).with("limit", OFFERS_MAX));
        }
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }

    /// A quote fixes no price: what it took off has to be there still. A reservation fixes it, until its time runs out.
    fn check_promotions(&mut self, quote: &Quote) {
        for applied in quote.applied.iter().filter(|applied| applied.kind == OfferKind::Promotion) {
            let closed = self.core.promotions.closed(&applied.offer, self.now, &self.core.calendar);
            self.refuse("promotion", &applied.offer, closed);
        }
    }

    /// Whether the program says that the quote binds the shop still.
    fn is_bound_by(&self, quote: &Quote) -> bool {
        let binds = self.core.program.pricing.quote_binds_for;
        binds.is_some_and(|binds| quote.at <= self.now && self.now <= binds.after(quote.at, &self.core.calendar))
    }

    /// What was off for who the member was has to be for who the member is. What depends on the cart was asked when it was quoted. An order that is
    /// redeemed without a reservation is paid, and perhaps counted already: there it is not asked.
    fn check_conditions(&mut self, quote: &Quote) {
        let facts = MemberFacts::new(self.core, self.member, self.now, self.core.calendar.date(self.now));
        let benefits = self.core.benefits_offered(self.member, &facts, None);
        for applied in &quote.applied {
            let (part, reasons) = match applied.kind {
                OfferKind::Promotion => ("promotion", self.core.promotions.unmet(&applied.offer, &facts)),
                OfferKind::Benefit => {
                    ("benefit", unmet(benefits.iter().find(|offer| offer.id == applied.offer), &facts))
                }
                OfferKind::Coupon => {
                    let coupon = self.wallet.coupon(&applied.offer);
                    let offer = coupon.and_then(|coupon| self.core.coupons.offer(coupon, None, &self.wallet, self.now));
                    ("coupon", unmet(offer.as_ref(), &facts))
                }
            };
            self.refuse(part, &applied.offer, reasons);
        }
    }

    // ---- parts

    /// The coupons that a quote uses, and those of its payments that are the member's stored value, each with what it takes off or pays.
    fn coupons_of(&self, quote: &Quote) -> Vec<(Text, Amount)> {
        let applied = quote.applied.iter().filter(|applied| applied.kind == OfferKind::Coupon);
        let applied = applied.map(|applied| (applied.offer.clone(), applied.amount));
        let is_stored = |id: &Text| self.wallet.coupon(id).is_some_and(|coupon| coupon.balance.is_some());
        let paid = quote.payments.iter().filter(|paid| paid.amount > Amount::ZERO && is_stored(&paid.id));
        applied.chain(paid.map(|paid| (paid.id.clone(), paid.amount))).collect()
    }

    /// What the goods cost before points: of that points may pay a share.
    fn goods(&self, quote: &Quote) -> Option<Money> {
        let currency = self.core.program.currency;
        quote.totals.net.minor(currency).ok().map(|minor| Money::new(minor, currency))
    }

    /// Decides about a coupon after everything decided before.
    fn coupon(&mut self, command: CouponCommand) {
        match self.try_coupon(&command) {
            Ok(()) => {}
            Err(reasons) => {
                let name = match &command {
                    CouponCommand::Reserve { coupon, .. }
                    | CouponCommand::Redeem { coupon, .. }
                    | CouponCommand::Release { coupon } => coupon.clone(),
                    _ => Text::default(),
                };
                self.refuse("coupon", &name, reasons);
            }
        }
    }

    fn try_coupon(&mut self, command: &CouponCommand) -> Result<(), Vec<Reason>> {
        let answer = self.decide_coupon(command)?;
        self.note_coupon(answer);
        Ok(())
    }

    fn decide_coupon(&self, command: &CouponCommand) -> Result<CouponAnswer, Vec<Reason>> {
        let facts = MemberFacts::new(self.core, self.member, self.now, self.core.calendar.date(self.now));
        self.core.coupons.command(command, self.id, &self.wallet, &facts, &self.counters)
    }

    fn note_coupon(&mut self, answer: CouponAnswer) {
        answer.effects.iter().for_each(|effect| self.wallet.apply(effect));
        self.coupons.effects.extend(answer.effects);
        answer.counters.into_iter().for_each(|added| self.count(added));
    }

    fn pay_points(&mut self, currency: &Text, command: &PointsCommand) {
        let (points, accounts) = (&self.core.points, &mut self.accounts);
        let outside = (self.now, self.core.points_refusals(self.member, command));
        let decided = points
            .find(currency)
            .and_then(|index| Ok((index, points.request(accounts, index, self.id, command, outside)?)));
        match decided {
            Ok(effects) => self.points.push(effects),
            Err(reasons) => self.refuse("points", currency, reasons),
        }
    }

    /// Uses the benefits of levels that a quote applied, where their uses are counted.
    fn use_benefits(&mut self, order: &Text, quote: &Quote) {
        let (tiers, states) = (&self.core.tiers, &self.member.tiers);
        let facts = MemberFacts::new(self.core, self.member, self.now, self.core.calendar.date(self.now));
        for applied in quote.applied.iter().filter(|applied| applied.kind == OfferKind::Benefit) {
            match tiers.use_for(&applied.offer, order, states, &facts) {
                Ok(used) => self.benefits.extend(used),
                Err(reasons) => self.refuse("benefit", &applied.offer, reasons),
            }
        }
    }

    fn take(&mut self, uses: &[Use]) {
        for used in uses {
            match taken(used, self.now, &self.counters) {
                Ok(added) => self.count(added),
                Err(reason) => self.refuse("counter", &used.counter, vec![reason]),
            }
        }
    }

    /// Takes note of a change of a shared counter. Changes of the same counter become one: its condition is then on all of them together.
    fn count(&mut self, added: CounterEffect) {
        let CounterEffect::Add { counter, by, limit, .. } = &added;
        if let Some(known) = self.counters.get_mut(counter) {
            known.value = known.value.saturating_add(*by);
        }
        let same =
            |known: &&mut CounterEffect| matches!(known, CounterEffect::Add { counter: other, .. } if other == counter);
        match self.coupons.counters.iter_mut().find(same) {
            Some(CounterEffect::Add { by: sum, limit: least, .. }) => {
                *sum = sum.saturating_add(*by);
                *least = [*least, *limit].into_iter().flatten().min();
            }
            None => self.coupons.counters.push(added),
        }
    }

    /// Says that an order was redeemed, and issues the coupons for a later order that it gives, as far as they can be.
    fn redeemed(&mut self, order: &Text, gives: &[CouponGiven]) {
        let mut not_given = Vec::new();
        let templates = gives.iter().flat_map(|given| (0..given.count.min(COUNT_MAX)).map(|_| &given.template));
        for (number, template) in templates.take(OFFERS_MAX).enumerate() {
            let coupon = Some(smol_str::format_smolstr!("{}#{}", self.id, number.saturating_add(1)));
            let issue =
                CouponCommand::Issue { template: template.clone(), coupon, amount: None, code: None, ends: None };
            match self.decide_coupon(&issue) {
                Ok(answer) => self.note_coupon(given_for(order, answer)),
                Err(reasons) => {
                    not_given.extend(reasons.into_iter().map(|reason| reason.with("template", template)));
                }
            }
        }
        self.order.push(OrderEffect::Redeemed { at: self.now, order: order.clone(), not_given });
    }

    fn refuse(&mut self, part: &str, of: &str, reasons: Vec<Reason>) {
        self.refusals.extend(reasons.into_iter().map(|reason| reason.with("part", part).with("of", of)));
    }
}

fn unmet(offer: Option<&Offer>, facts: &MemberFacts<'_>) -> Vec<Reason> {
    offer.map(|offer| offer.unmet_by_member(facts)).unwrap_or_default()
}

/// What a reservation notes of the use of a benefit.
fn used_benefit(effect: &TierEffect) -> Option<UsedBenefit> {
    let TierEffect::BenefitUsed { ladder, benefit, period_end, .. } = effect else { return None };
    Some(UsedBenefit { ladder: ladder.clone(), benefit: benefit.clone(), period_end: *period_end })
}

/// Coupons say which order gave them, so that they can be taken back with it.
fn given_for(order: &Text, mut answer: CouponAnswer) -> CouponAnswer {
    for effect in &mut answer.effects {
        if let CouponEffect::Issued { coupon, .. } = effect
            && let Some(first) = coupon.history.first_mut()
        {
            first.order = Some(order.clone());
        }
    }
    answer
}
