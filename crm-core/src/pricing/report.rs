//! From a priced cart to a quote.

use super::basket::Line;
use super::cart::TaxMode;
use super::definition::TaxRounding;
use super::eligible::by_precedence;
use super::limit::{Surroundings, Usage};
use super::offer::{Action, Offer};
use super::pipeline::{Log, Plan};
use super::run::Run;
use super::share::shares;
use super::trace::trace_units;
use super::{
    Amount, Applied, Cart, ChoiceReport, CouponChoice, CouponGiven, Discount, Gift, NotApplied, OfferKind, PaymentUsed,
    Phase, PhaseTotal, PointsUsed, Pricing, Quote, QuoteLine, Totals, Units, search,
};
use crate::diagnostic::Diagnostics;
use crate::num::{Money, Rate, Remainder, multiply};
use crate::rule::Facts;

impl Pricing {
    /// What `cart` costs with `offers`, for a member as `facts` know them, at their now.
    ///
    /// With [`CouponChoice::Best`] the coupons among the offers are candidates: those that take off most together are used. Otherwise all offers
    /// are used as far as they apply. Nothing is changed anywhere: to use up what the quote uses, commit it.
    ///
    /// # Errors
    /// A cart that is malformed (a negative price, an identifier that stands twice, an undeclared field) or too large. All findings at once.
    pub fn quote(
        &self,
        cart: &Cart,
        offers: &[Offer],
        facts: &impl Facts,
        surroundings: &(impl Surroundings + ?Sized),
    ) -> Result<Quote, Diagnostics> {
        let policy = &*self.policy;
        let usage = self.usage(cart, facts, surroundings);
        let mut plan = Plan::new(cart, offers, policy, facts, &usage)?;
        let choice = (cart.choose_coupons == CouponChoice::Best).then(|| search::best(&plan));
        let (run, mut log) = match &choice {
            Some(choice) => plan.price_explained(&|number| choice.is_chosen(number)),
            None => plan.price(&|_| true),
        };
        let choice = choice.map(|choice| ChoiceReport { optimal: choice.optimal, looked_at: choice.looked_at });
        let not_applied = not_applied(&mut plan, &mut log);
        let mut quote = Report { plan: &plan, run: &run, log: &log, usage: &usage }.quote(choice, not_applied);
        say_next(&mut log, &mut quote);
        trace_units(&plan, &log, &mut quote)?;
        Ok(quote)
    }
}

impl Pricing {
    /// What limits are counted with when this cart is priced.
    pub(super) fn usage<'a, S: Surroundings + ?Sized>(
        &'a self,
        cart: &'a Cart,
        facts: &impl Facts,
        surroundings: &'a S,
    ) -> Usage<'a, S> {
        Usage {
            surroundings,
            member: cart.member.as_deref().or_else(|| surroundings.member()),
            now: facts.now(),
            calendar: &self.policy.calendar,
            currency: self.policy.currency,
        }
    }
}

/// What a quote is made of.
struct Report<'a, S: ?Sized> {
    plan: &'a Plan<'a>,
    run: &'a Run,
    log: &'a Log,
    usage: &'a Usage<'a, S>,
}

impl<S: Surroundings + ?Sized> Report<'_, S> {
    fn amount(&self, minor: i64) -> Amount {
        Amount::of_minor(minor, self.plan.policy.currency)
    }

    fn quote(&self, choice: Option<ChoiceReport>, not_applied: Vec<NotApplied>) -> Quote {
        let cart = self.plan.cart;
        let (points_used, points) = self.points();
        let mut lines = self.lines(&points);
        let delivery = lines.split_off(self.run.basket.goods.min(lines.len()));
        let mut totals = self.totals(&lines, &delivery);
        let payments = self.payments(totals.total);
        totals.paid =
            payments.iter().fold(totals.paid, |paid, payment| Amount(paid.0.saturating_add(payment.amount.0)));
        totals.due = Amount(totals.total.0.saturating_sub(totals.paid.0));
        Quote {
            id: cart.id.clone(),
            at: self.usage.now,
            currency: self.plan.policy.currency,
            totals,
            lines,
            delivery,
            applied: self.applied(),
            not_applied,
            gifts: self.gifts(),
            coupons_used: self.coupons_used(),
            coupons_given: self.coupons_given(),
            points_used,
            points_given: Vec::new(),
            payments,
            uses: self.uses(),
            choice,
        }
    }

    fn offer(&self, number: usize) -> Option<&Offer> {
        self.plan.candidates.get(number).map(|candidate| candidate.offer)
    }

    fn offers_applied(&self) -> impl Iterator<Item = &Offer> {
        self.log.applied.iter().filter_map(|(number, ..)| self.offer(*number))
    }

    /// What points pay, and each line's share of it.
    fn points(&self) -> (Option<PointsUsed>, Vec<i64>) {
        let goods = self.run.basket.lines.get(..self.run.basket.goods).unwrap_or_default();
        let nets: Vec<i64> = goods.iter().map(|line| line.net).collect();
        let net = nets.iter().fold(0_i64, |sum, net| sum.saturating_add(*net));
        let currency = self.plan.policy.currency;
        let wanted = self.plan.cart.points.as_ref();
        let used = wanted.and_then(|wanted| self.usage.surroundings.points(wanted, Money::new(net, currency)));
        let minor = used.as_ref().and_then(|used| used.amount.minor(currency).ok()).unwrap_or(0).clamp(0, net);
        let parts = shares(minor, &nets, &nets, self.plan.policy.remainder, true);
        (used, parts)
    }

    fn lines(&self, points: &[i64]) -> Vec<QuoteLine> {
        let mut counts = vec![0_usize; self.run.basket.lines.len()];
        for taken in &self.log.discounts {
            if let Some(count) = counts.get_mut(taken.line) {
                *count = count.saturating_add(1);
            }
        }
        let mut discounts: Vec<Vec<Discount>> = counts.into_iter().map(Vec::with_capacity).collect();
        for taken in &self.log.discounts {
            if let (Some(list), Some(offer)) = (discounts.get_mut(taken.line), self.offer(taken.candidate)) {
                list.push(Discount { offer: offer.id.clone(), amount: self.amount(taken.amount), units: taken.units });
            }
        }
        let lines = self.run.basket.lines.iter().zip(discounts).enumerate();
        let mut units = Vec::new();
        lines
            .map(|(place, (line, discounts))| {
                let points = points.get(place).copied().unwrap_or(0);
                units_of(line, &mut units);
                self.line(place, (line, &units), discounts, points)
            })
            .collect()
    }

    fn line(
        &self,
        place: usize,
        (line, units): (&Line, &[(i64, i64)]),
        discounts: Vec<Discount>,
        points: i64,
    ) -> QuoteLine {
        let goods = self.plan.cart.lines.get(place);
        let charge = place.checked_sub(self.run.basket.goods).and_then(|place| self.plan.cart.delivery.get(place));
        let (id, sku, rate) = match (goods, charge) {
            (Some(line), _) => (line.id.clone(), line.sku.clone(), line.tax_rate),
            (None, Some(charge)) => (charge.id.clone(), charge.id.clone(), charge.tax_rate),
            (None, None) => Default::default(),
        };
        let quantity = goods.map_or(Amount::ONE, |line| line.quantity);
        QuoteLine {
            id,
            sku,
            quantity,
            initial: self.amount(line.initial),
            discounts,
            net: self.amount(line.net),
            points: self.amount(points),
            tax: self.amount(rate.map_or(0, |rate| self.tax(line.net.saturating_sub(points), units, rate))),
            units: units.iter().map(|(net, count)| of_units(*count, self.amount(*net))).collect(),
        }
    }

    /// The tax in an amount, or on top of it.
    fn tax(&self, amount: i64, units: &[(i64, i64)], rate: Rate) -> i64 {
        let policy = self.plan.policy;
        let tax = |amount: i64| {
            let rate = rate.to_decimal();
            if self.plan.cart.tax == TaxMode::Excluded {
                return multiply(amount, rate, policy.rounding).unwrap_or(0);
            }
            // amount * rate / (1 + rate), the rate as a fraction of whole numbers.
            let one = 10_i128.checked_pow(rate.scale()).unwrap_or(i128::MAX);
            let share = i128::from(amount).checked_mul(rate.mantissa());
            let tax = share.and_then(|share| policy.rounding.divide(share, one.checked_add(rate.mantissa())?).ok());
            tax.and_then(|tax| i64::try_from(tax).ok()).unwrap_or(0)
        };
        match policy.tax_rounding {
            TaxRounding::Line => tax(amount),
            TaxRounding::Unit => {
                // What points pay of the line is no longer taxed: each unit's share of it comes off first.
                let nets: Vec<i64> = units.iter().map(|(net, count)| net.saturating_mul(*count)).collect();
                let amounts = shares(amount, &nets, &nets, Remainder::Largest, true);
                units.iter().zip(amounts).fold(0, |sum, ((_, count), amount)| {
                    let even = amount.checked_div(*count).unwrap_or(0);
                    let dearer = amount.checked_rem(*count).unwrap_or(0);
                    let taxes = tax(even.saturating_add(1)).saturating_mul(dearer);
                    sum.saturating_add(taxes).saturating_add(tax(even).saturating_mul(count.saturating_sub(dearer)))
                })
            }
        }
    }

    fn totals(&self, lines: &[QuoteLine], delivery: &[QuoteLine]) -> Totals {
        let sum = |lines: &[QuoteLine], part: fn(&QuoteLine) -> Amount| {
            Amount(lines.iter().fold(self.amount(0).0, |sum, line| sum.saturating_add(part(line).0)))
        };
        let minus = |one: Amount, other: Amount| Amount(one.0.saturating_sub(other.0));
        let plus = |one: Amount, other: Amount| Amount(one.0.saturating_add(other.0));
        let (initial, net) = (sum(lines, |line| line.initial), sum(lines, |line| line.net));
        let charges = sum(delivery, |line| line.net);
        let points = sum(lines, |line| line.points);
        let tax = plus(sum(lines, |line| line.tax), sum(delivery, |line| line.tax));
        let mut total = minus(plus(net, charges), points);
        if self.plan.cart.tax == TaxMode::Excluded {
            total = plus(total, tax);
        }
        Totals {
            initial,
            discount: minus(initial, net),
            net,
            delivery: charges,
            delivery_discount: minus(sum(delivery, |line| line.initial), charges),
            phases: self.phases(),
            points,
            tax,
            total,
            paid: self.amount(0),
            due: total,
        }
    }

    /// What each payment pays of the total, one after the other.
    fn payments(&self, total: Amount) -> Vec<PaymentUsed> {
        // INVARIANT: the cart was checked: payments are whole minor units, none below zero.
        let mut left = total;
        let payments = self.plan.cart.payments.iter().map(|payment| {
            let offered = self.amount(payment.amount.minor(self.plan.policy.currency).unwrap_or(0));
            let wanted = offered.min(left);
            let known = self.usage.surroundings.payment(&payment.id, wanted);
            let (amount, limited_by) = known.unwrap_or((wanted, Vec::new()));
            left = Amount(left.0.saturating_sub(amount.0));
            PaymentUsed { id: payment.id.clone(), amount, limited_by }
        });
        payments.collect()
    }

    fn phases(&self) -> Vec<PhaseTotal> {
        let mut phases: Vec<(Phase, i64)> = Vec::new();
        for (number, amount, ..) in &self.log.applied {
            let Some(phase) = self.offer(*number).map(Offer::phase).filter(|_| *amount > 0) else { continue };
            match phases.iter_mut().find(|(known, _)| *known == phase) {
                Some((_, sum)) => *sum = sum.saturating_add(*amount),
                None => phases.push((phase, *amount)),
            }
        }
        phases.into_iter().map(|(phase, minor)| PhaseTotal { phase, amount: self.amount(minor) }).collect()
    }

    fn applied(&self) -> Vec<Applied> {
        let applied = self.log.applied.iter().filter_map(|(number, amount, _, limited_by)| {
            let offer = self.offer(*number)?;
            Some(Applied {
                offer: offer.id.clone(),
                kind: offer.kind,
                template: template(offer),
                phase: offer.phase(),
                amount: self.amount(*amount),
                limited_by: limited_by.clone(),
                next: None,
            })
        });
        applied.collect()
    }

    fn gifts(&self) -> Vec<Gift> {
        let actions =
            self.offers_applied().flat_map(|offer| offer.terms.actions.iter().map(move |action| (offer, action)));
        let gifts = actions.filter_map(|(offer, action)| match action {
            Action::Gift { items, choose } => {
                Some(Gift { offer: offer.id.clone(), items: items.clone(), choose: *choose })
            }
            _ => None,
        });
        gifts.collect()
    }

    fn coupons_used(&self) -> Vec<crate::text::Text> {
        self.offers_applied().filter(|offer| offer.kind == OfferKind::Coupon).map(|offer| offer.id.clone()).collect()
    }

    fn coupons_given(&self) -> Vec<CouponGiven> {
        let actions =
            self.offers_applied().flat_map(|offer| offer.terms.actions.iter().map(move |action| (offer, action)));
        let coupons = actions.filter_map(|(offer, action)| match action {
            Action::Coupons { template, count } => {
                Some(CouponGiven { offer: offer.id.clone(), template: template.clone(), count: *count })
            }
            _ => None,
        });
        coupons.collect()
    }

    fn uses(&self) -> Vec<super::Use> {
        let uses = self
            .log
            .applied
            .iter()
            .filter_map(|(number, amount, units, _)| Some(self.usage.uses(self.offer(*number)?, *units, *amount)));
        uses.flatten().collect()
    }
}

/// Says of the offers that applied, and that nothing limits yet, how far their next steps are. The notes of them are taken out.
// INVARIANT: a quote's offers that applied stand as they were noted.
fn say_next(log: &mut Log, quote: &mut Quote) {
    for (number, next) in log.next.drain(..) {
        let place = log.applied.iter().position(|(applied, ..)| *applied == number);
        let applied = place.and_then(|place| quote.applied.get_mut(place));
        if let Some(applied) = applied.filter(|applied| applied.limited_by.is_empty()) {
            applied.next = Some(next);
        }
    }
}

/// The offers that did not apply, with all their reasons: first those that stand whatever the others do. Both are taken out.
fn not_applied(plan: &mut Plan<'_>, log: &mut Log) -> Vec<NotApplied> {
    let not_applied = log.not_applied.drain(..).filter_map(|(number, mut more)| {
        let candidate = plan.candidates.get_mut(number)?;
        let mut reasons = std::mem::take(&mut candidate.standing);
        reasons.append(&mut more);
        by_precedence(&mut reasons);
        let offer = candidate.offer;
        Some(NotApplied { offer: offer.id.clone(), kind: offer.kind, template: template(offer), reasons })
    });
    not_applied.collect()
}

fn of_units(count: i64, net: Amount) -> Units {
    Units { count, net, discounts: Vec::new() }
}

/// A coupon's template.
fn template(offer: &Offer) -> Option<crate::text::Text> {
    (offer.kind == OfferKind::Coupon).then(|| offer.name.clone())
}

/// What the units of a line cost, and how many cost that, the dearest first.
fn units_of(line: &Line, units: &mut Vec<(i64, i64)>) {
    units.clear();
    for lot in line.lots().filter(|lot| lot.units > 0) {
        let even = lot.net.checked_div(lot.units).unwrap_or(0);
        let dearer = lot.net.checked_rem(lot.units).unwrap_or(0);
        let alike = [(even.saturating_add(1), dearer), (even, lot.units.saturating_sub(dearer))];
        units.extend(alike.into_iter().filter(|(_, count)| *count > 0));
    }
    units.sort_unstable_by_key(|(net, _)| std::cmp::Reverse(*net));
    units.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1 = earlier.1.saturating_add(later.1);
        }
        same
    });
}
