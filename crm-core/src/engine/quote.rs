//! What a cart costs a member.

use std::collections::BTreeMap;

use super::build::Core;
use super::explain::unknown;
use super::facts::MemberFacts;
use super::{Context, Engine};
use crate::code::{Code, Reason};
use crate::coupon::Coupon;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::Event;
use crate::member::Member;
use crate::num::Money;
use crate::pricing::limits::OFFERS_MAX;
use crate::pricing::{
    Amount, Cart, CouponChoice, NotApplied, Offer, OfferExplanation, OfferKind, PointsGiven, PointsUsed, PointsWanted,
    Quote, Surroundings,
};
use crate::rule::Value;
use crate::text::Text;
use crate::tier::OfferedBenefit;
use crate::time::Instant;

impl Engine {
    /// What `cart` costs `member`: the program's promotions, points as money, what applied, what did not and why, and what paying for it would
    /// earn. Nothing is changed; asking twice is the same as asking once.
    ///
    /// ```
    /// use crm_core::engine::Engine;
    /// use crm_core::pricing::Cart;
    /// use crm_core::time::Instant;
    /// let engine = Engine::from_json(r#"{
    ///     "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
    ///     "promotions": {"autumn": {"offer": {
    ///         "needs": {"minimum_spend": "200.00"}, "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]}}}
    /// }"#)?;
    /// let cart: Cart = serde_json::from_str(r#"{"lines": [{"id": "1", "sku": "coat", "unit_price": "268.00"}]}"#).unwrap();
    /// let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
    /// let quote = engine.quote(&engine.member("m-1"), &cart, now)?;
    /// assert_eq!(quote.totals.total.to_string(), "238.00");
    /// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// A cart that is malformed or too large, is another member's, or asks for points that the program does not have. All findings at once.
    pub fn quote(&self, member: &Member, cart: &Cart, context: impl Into<Context>) -> Result<Quote, Diagnostics> {
        let context = context.into();
        let now = context.now;
        self.core.check_cart(member, cart)?;
        let mut member = member.clone();
        self.advance_in_place(&mut member, now);
        let facts = MemberFacts::new(&self.core, &member, now, self.core.calendar.date(now));
        let around = Around { core: &self.core, member: &member, context: &context, order: cart.id.as_deref() };
        let (offers, not_offered) = self.core.offered(&member, &facts, cart, &context);
        let mut quote = self.core.pricing.quote(cart, &offers, &facts, &around)?;
        quote.not_applied.extend(not_offered);
        quote.points_given = self.core.points_given(&member, cart, &quote);
        Ok(quote)
    }

    /// Why an offer applies to a cart or not. The member is as of `context.now` already.
    pub(super) fn explain_offer(
        &self,
        member: &Member,
        name: &Text,
        cart: &Cart,
        context: &Context,
    ) -> Result<OfferExplanation, Diagnostics> {
        let core = &*self.core;
        let under = |found: Diagnostics| -> Diagnostics {
            Diagnostics(found.into_iter().map(|finding| finding.under("cart").under("offer")).collect())
        };
        core.check_cart(member, cart).map_err(under)?;
        let coupon = core.coupons.find(&member.wallet, name);
        let cart = asked(cart, name, coupon);
        let id = coupon.map_or(name, |coupon| &coupon.id);
        let facts = MemberFacts::new(core, member, context.now, core.calendar.date(context.now));
        let around = Around { core, member, context, order: cart.id.as_deref() };
        let (offers, not_offered) = core.offered(member, &facts, &cart, context);
        let blocked = not_offered.into_iter().find(|blocked| coupon.is_some() && [name, id].contains(&&blocked.offer));
        if let Some(blocked) = blocked {
            return Ok(core.pricing.explain_blocked(blocked));
        }
        let Some(offer) = offers.iter().find(|offer| offer.id == *id) else {
            return Err(unknown("offer", name, offers.iter().map(|offer| &offer.id)));
        };
        let quote = core.pricing.quote(&cart, &offers, &facts, &around).map_err(under)?;
        core.pricing.explain(offer, (&cart, &quote), &facts, &around).map_err(under)
    }
}

/// The cart with a coupon among those that it asks for.
fn asked(cart: &Cart, name: &Text, coupon: Option<&Coupon>) -> Cart {
    let mut cart = cart.clone();
    let asks_all = cart.choose_coupons == CouponChoice::Best && cart.coupons.is_empty();
    let is_named = |coupon: &Coupon| cart.coupons.contains(&coupon.id) || cart.coupons.contains(name);
    if coupon.is_some_and(|coupon| !asks_all && !is_named(coupon)) {
        cart.coupons.push(name.clone());
    }
    cart
}

impl Core {
    /// All that is offered to a cart: promotions, benefits of levels, coupons; and those coupons that cannot be, with the reasons.
    fn offered(
        &self,
        member: &Member,
        facts: &MemberFacts<'_>,
        cart: &Cart,
        context: &Context,
    ) -> (Vec<Offer>, Vec<NotApplied>) {
        let mut offers = self.promotions_offered(member, cart, context);
        offers.extend(self.benefits_offered(member, facts, cart.id.as_deref()));
        let (coupons, not_offered) = self.coupons_offered(member, cart, context.now);
        offers.extend(coupons);
        (offers, not_offered)
    }

    /// What the levels of all ladders take off prices: what the member cannot use comes with the reasons. What is used for `order` already can be.
    pub(super) fn benefits_offered(&self, member: &Member, facts: &MemberFacts<'_>, order: Option<&str>) -> Vec<Offer> {
        if self.benefit_terms.is_empty() {
            return Vec::new();
        }
        let used = |id: &str| {
            let reservation = order.and_then(|order| member.reservations.open.get(order));
            reservation.is_some_and(|reservation| reservation.benefits.iter().any(|used| used.id() == id))
        };
        let mut offers = Vec::new();
        for ladder in 0..self.tiers.len() {
            for OfferedBenefit { id, name, rank, mut reasons } in self.tiers.offered(ladder, &member.tiers, facts) {
                if used(id) {
                    reasons.retain(|reason| reason.code != Code::BenefitUsedUp);
                }
                let terms = self.benefit_terms.get(&(ladder, rank, name.clone())).cloned();
                offers.extend(terms.map(|terms| Offer::benefit(id.clone(), terms).refused(reasons)));
            }
        }
        offers
    }

    /// The member's coupons that the cart asks for: those it names by identifier or code, and where the best are to be chosen and none is named, all.
    /// Those that it names and that cannot be offered come with the reason.
    fn coupons_offered(&self, member: &Member, cart: &Cart, now: Instant) -> (Vec<Offer>, Vec<NotApplied>) {
        let (wallet, order) = (&member.wallet, cart.id.as_deref());
        if cart.choose_coupons == CouponChoice::Best && cart.coupons.is_empty() {
            return (self.coupons.offers(wallet, order, now), Vec::new());
        }
        let (mut offers, mut not_offered) = (Vec::new(), Vec::new());
        for name in &cart.coupons {
            let coupon = self.coupons.find(wallet, name);
            let open = coupon.filter(|coupon| !coupon.state.has_ended());
            match open.and_then(|coupon| self.coupons.offer(coupon, order, wallet, now)) {
                Some(offer) => offers.push(offer),
                None => not_offered.push(self.not_offered(member, name, coupon, now)),
            }
        }
        (offers, not_offered)
    }

    /// Why a coupon that a cart names is not offered: it is not there, it ended, or it takes nothing off.
    fn not_offered(&self, member: &Member, name: &Text, coupon: Option<&Coupon>, now: Instant) -> NotApplied {
        let mut reasons = match coupon {
            None => vec![Reason::new(Code::CouponNotFound).with("coupon", name)],
            Some(coupon) => self.coupons.refusals(coupon, None, None, &member.wallet, now, &BTreeMap::new()),
        };
        if reasons.is_empty() {
            reasons.push(Reason::new(Code::ZeroEffect));
        }
        let template = coupon.map(|coupon| coupon.template.clone());
        let offer = coupon.map_or(name, |coupon| &coupon.id).clone();
        NotApplied { offer, kind: OfferKind::Coupon, template, reasons }
    }

    fn check_cart(&self, member: &Member, cart: &Cart) -> Result<(), Diagnostics> {
        let mut findings = Diagnostics::default();
        if cart.coupons.len() > OFFERS_MAX {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of coupons");
            findings.push(finding.with("actual", cart.coupons.len()).with("limit", OFFERS_MAX).under("coupons"));
        }
        if let Some(other) = cart.member.as_ref().filter(|other| **other != member.id) {
            let finding = Diagnostic::error(Code::ValueNotAllowed).with("value", other);
            findings.push(finding.with("allowed", &member.id).under("member"));
        }
        if let Some(wanted) = cart.points.as_ref().filter(|wanted| self.points.index(&wanted.currency).is_none()) {
            let finding = Diagnostic::unknown("points currency", &wanted.currency, self.points.names());
            findings.push(finding.under("currency").under("points"));
        }
        if let Some(points) = cart.points.as_ref().and_then(|wanted| wanted.points).filter(|points| *points < 0) {
            let finding = Diagnostic::error(Code::OutOfRange).with("value", points).with("minimum", 0);
            findings.push(finding.with("maximum", i64::MAX).under("points").under("points"));
        }
        self.check_names(cart, &mut findings);
        findings.or(())
    }

    /// Reports promotions that a cart names and that there are not.
    fn check_names(&self, cart: &Cart, findings: &mut Diagnostics) {
        let promotions = &self.program.promotions;
        let group_buys = || promotions.iter().filter(|(_, of)| of.group_buy.is_some()).map(|(name, _)| name);
        for name in cart.groups.keys().filter(|name| !group_buys().any(|known| known == *name)) {
            findings.push(Diagnostic::unknown("group buy", name, group_buys()).under(name).under("groups"));
        }
        let benefits = super::build::benefit_names(&self.program);
        let known = || promotions.keys().chain(&benefits);
        for (place, name) in cart.without.iter().enumerate().filter(|(_, name)| !known().any(|known| known == *name)) {
            findings.push(Diagnostic::unknown("promotion", name, known()).under(place).under("without"));
        }
    }

    /// What paying for a priced cart would earn, in each points currency that it earns in. Nothing is said where the program asks more of a paid
    /// order than a cart has.
    fn points_given(&self, member: &Member, cart: &Cart, quote: &Quote) -> Vec<PointsGiven> {
        if self.points.is_empty() {
            return Vec::new();
        }
        let Ok(row) = self.catalogue.read(&paid_order(cart, quote)) else { return Vec::new() };
        let given = self.points.names().filter_map(|currency| {
            let awards = self.explain_earning(member, currency, &row, quote.at);
            let points = awards.iter().fold(0_i64, |sum, award| sum.saturating_add(award.points));
            (points > 0).then(|| PointsGiven { currency: currency.clone(), points })
        });
        given.collect()
    }
}

/// The event that paying for a priced cart would be.
fn paid_order(cart: &Cart, quote: &Quote) -> Event {
    let order = cart.id.clone().unwrap_or_else(|| "cart".into());
    let totals = &quote.totals;
    let mut event = Event::new(order.clone(), "order.paid", quote.at)
        .with("order_id", order)
        .with("amount", totals.net.0.saturating_add(totals.delivery.0))
        .with("list_amount", totals.initial.0)
        .with("delivery", totals.delivery.0);
    (event.channel, event.store) = (cart.channel.clone(), cart.store.clone());
    cart.lines.iter().zip(&quote.lines).fold(event, |event, (line, priced)| {
        let fields: [(&str, Value); 6] = [
            ("line", line.id.clone().into()),
            ("sku", line.sku.clone().into()),
            ("category", line.categories.first().cloned().unwrap_or_default().into()),
            ("quantity", line.quantity.0.into()),
            ("amount", priced.net.0.into()),
            ("list_amount", priced.initial.0.into()),
        ];
        let brand = line.brand.clone().map(|brand| ("brand", brand.into()));
        event.line(fields.into_iter().chain(brand))
    })
}

/// What a member's cart is priced in.
struct Around<'a> {
    core: &'a Core,
    member: &'a Member,
    context: &'a Context,
    /// The order that the cart is for: what is reserved for it can be used.
    order: Option<&'a str>,
}

impl Surroundings for Around<'_> {
    fn counter(&self, key: &str) -> Option<(i64, u64)> {
        self.context.counter(key).map(|counter| (counter.value, counter.version))
    }

    fn member(&self) -> Option<&str> {
        Some(&self.member.id)
    }

    fn points(&self, wanted: &PointsWanted, amount: Money) -> Option<PointsUsed> {
        let points = &self.core.points;
        let ledger = points.ledger(&wanted.currency)?;
        let account = self.member.points.get(points.index(&wanted.currency)?)?;
        let redeemable =
            ledger.redeemable_at_most(account, self.order, Some(amount), wanted.points.unwrap_or(i64::MAX));
        let minor = redeemable.value.map_or(0, |value| value.minor);
        let is_less = wanted.points.is_none_or(|wanted| redeemable.points < wanted);
        Some(PointsUsed {
            currency: wanted.currency.clone(),
            points: redeemable.points,
            amount: Amount::of_minor(minor, amount.currency),
            limited_by: if is_less { redeemable.limited_by } else { Vec::new() },
        })
    }

    fn payment(&self, id: &str, amount: Amount) -> Option<(Amount, Vec<Reason>)> {
        let (wallet, counters) = (&self.member.wallet, &self.context.counters);
        let card = wallet.coupon(id)?;
        let pays = card.balance?.min(amount);
        let refusals =
            |amount| self.core.coupons.refusals(card, self.order, amount, wallet, self.context.now, counters);
        let refused = refusals(Some(pays).filter(|pays| *pays > Amount::ZERO));
        if !refused.is_empty() {
            return Some((Amount::of_minor(0, self.core.program.currency), refused));
        }
        Some((pays, if pays < amount { refusals(Some(amount)) } else { Vec::new() }))
    }
}
