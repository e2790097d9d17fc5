//! Why an offer does not apply.

use super::cart::Cart;
use super::fields::is_of_cart;
use super::limit::{Surroundings, Usage};
use super::offer::{Offer, ScopeNumber, Terms};
use super::policy::Policy;
use super::turn::Turn;
use super::wanted::Wanted;
use super::why::Why;
use crate::code::{Code, Reason};
use crate::num::{Decimal, decimal_text};
use crate::rule::{CheckedRule, CompiledRule, Facts};
use crate::text::Text;
use crate::time::{Calendar, Instant, Schedule};

/// The reasons that do not depend on what other offers take off: state, time, place, holder, limits.
pub(super) fn standing_reasons(
    offer: &Offer,
    cart: &Cart,
    facts: &impl Facts,
    policy: &Policy,
    usage: &Usage<'_, impl Surroundings + ?Sized>,
) -> Vec<Reason> {
    let terms = &offer.terms;
    if offer.settled {
        let reads_cart =
            |(checked, _): &&(CheckedRule, CompiledRule)| checked.slots().iter().any(|slot| is_of_cart(*slot));
        return if terms.when.as_ref().filter(reads_cart).is_some() { unmet(terms, facts) } else { Vec::new() };
    }
    let mut reasons = offer.refused.clone();
    time_reasons(offer, facts.now(), &policy.calendar, &mut reasons);
    let places = [
        (Code::ChannelMismatch, &terms.channels, &cart.channel),
        (Code::StoreMismatch, &terms.stores, &cart.store),
        (Code::PaymentMethodMismatch, &terms.payment_methods, &cart.payment_method),
    ];
    reasons.extend(places.into_iter().filter_map(|(code, allowed, actual)| misplaced(code, allowed, actual.as_ref())));
    reasons.extend(unmet(terms, facts));
    reasons.extend(usage.reasons(offer));
    let left_out = offer.kind != super::OfferKind::Coupon && cart.without.contains(&offer.name);
    reasons.extend(left_out.then(|| Reason::new(Code::LeftOut)));
    reasons
}

/// Why an offer's own condition does not hold.
fn unmet(terms: &Terms, facts: &impl Facts) -> Vec<Reason> {
    terms.when.as_ref().map(|when| unmet_rule(when, facts)).unwrap_or_default()
}

fn unmet_rule((checked, compiled): &(CheckedRule, CompiledRule), facts: &impl Facts) -> Vec<Reason> {
    if compiled.matches(facts) {
        return Vec::new();
    }
    let explanation = checked.explain(facts);
    let mut reasons = vec![Reason::new(Code::ConditionNotMet).with("condition", &explanation.condition)];
    reasons.extend(explanation.gaps().into_iter().cloned());
    reasons
}

/// Puts reasons into their order of precedence. How far a condition is follows it.
pub(crate) fn by_precedence(reasons: &mut [Reason]) {
    reasons.sort_by_key(|reason| match reason.code {
        gap if (Code::MoreNeeded..=Code::WaitUntil).contains(&gap) => Code::ConditionNotMet,
        Code::NoEligibleLines | Code::LineNeeded => Code::NoDelivery,
        code => code,
    });
}

impl Offer {
    /// Why it cannot be had at `now`, by its times alone.
    pub(crate) fn closed(&self, now: Instant, calendar: &Calendar) -> Vec<Reason> {
        let mut reasons = Vec::new();
        time_reasons(self, now, calendar, &mut reasons);
        reasons
    }

    /// Why it is not for the member as `facts` know them, whatever the cart.
    pub(crate) fn unmet_by_member(&self, facts: &impl Facts) -> Vec<Reason> {
        self.terms.when_of_member.as_ref().map(|when| unmet_rule(when, facts)).unwrap_or_default()
    }
}

fn time_reasons(offer: &Offer, now: Instant, calendar: &Calendar, reasons: &mut Vec<Reason>) {
    if let Some(starts) = offer.starts.filter(|starts| now < *starts) {
        reasons.push(Reason::new(Code::NotStarted).with("starts_at", starts));
    }
    if let Some(ends) = offer.ends.filter(|ends| *ends <= now) {
        reasons.push(Reason::new(Code::Expired).with("ended_at", ends));
    }
    if let Some(schedule) = &offer.terms.schedule {
        reasons.extend(closed(schedule, now, calendar));
    }
    if let Some(blackout) = offer.terms.blackout.iter().find(|blackout| blackout.is_open(now, calendar)) {
        let opens = blackout.next_change(now, calendar).map_or_else(String::new, |opens| opens.to_string());
        reasons.push(Reason::new(Code::BlackoutDate).with("opens_at", opens));
    }
}

/// Why a schedule is closed, where it is.
fn closed(schedule: &Schedule, now: Instant, calendar: &Calendar) -> Option<Reason> {
    if schedule.is_open(now, calendar) {
        return None;
    }
    let today = calendar.date(now);
    let opens = schedule.next_change(now, calendar);
    Some(match (schedule.from, schedule.until, opens) {
        (Some(from), _, Some(opens)) if today < from => Reason::new(Code::NotStarted).with("starts_at", opens),
        (_, Some(until), None) if until < today => {
            let ended = until.succ_opt().map_or(now, |after| calendar.start_of_day(after));
            Reason::new(Code::Expired).with("ended_at", ended)
        }
        (_, _, Some(opens)) => Reason::new(Code::OutsideSchedule).with("opens_at", opens),
        (_, _, None) => Reason::new(Code::Expired).with("ended_at", now),
    })
}

fn misplaced(code: Code, allowed: &[Text], actual: Option<&Text>) -> Option<Reason> {
    let fits = allowed.is_empty() || actual.is_some_and(|actual| allowed.contains(actual));
    (!fits)
        .then(|| Reason::new(code).with("allowed", allowed.join(", ")).with("actual", actual.map_or("", Text::as_str)))
}

impl Turn<'_> {
    /// The reasons that depend on what the cart comes to in the offer's turn.
    pub(super) fn cart_reasons(&self, why: &mut Why) {
        if self.basket.goods == 0 {
            why.add(Code::EmptyCart, |reason| reason);
        }
        self.spend_reasons(why);
        self.quantity_reasons(why);
        for (place, (scope, quantity)) in self.offer.terms.needs.items.iter().enumerate() {
            let found = self.lines(*scope).iter().fold(Decimal::ZERO, |sum, line| {
                sum.saturating_add(self.line(*line).map_or(Decimal::ZERO, |line| line.quantity))
            });
            let short = quantity.saturating_sub(found);
            if short > Decimal::ZERO {
                let item = place.saturating_add(1);
                why.add(Code::RequiredItemMissing, |reason| {
                    let reason = reason.with("item", item).with("short_by", decimal_text(short));
                    match self.wanted(*scope) {
                        Some(wanted) => wanted.told(reason),
                        None => reason,
                    }
                });
            }
        }
        if why.is_empty() {
            self.scope_reasons(why);
        }
    }

    fn spend_reasons(&self, why: &mut Why) {
        let needs = &self.offer.terms.needs;
        if !needs.counts_spend() {
            return;
        }
        let spend = self.spend();
        let told = |reason: Reason, required, by, gap| {
            let reason = reason.with("required", self.money(required)).with("actual", self.money(spend));
            reason.with(by, self.money(gap))
        };
        if let Some(least) = needs.minimum_spend.filter(|least| spend < *least) {
            why.add(Code::BelowMinSpend, |reason| told(reason, least, "short_by", least.saturating_sub(spend)));
        }
        if let Some(most) = needs.maximum_spend.filter(|most| *most < spend) {
            why.add(Code::AboveMaxSpend, |reason| told(reason, most, "over_by", spend.saturating_sub(most)));
        }
    }

    fn quantity_reasons(&self, why: &mut Why) {
        let needs = &self.offer.terms.needs;
        if !needs.counts_quantity() {
            return;
        }
        let count = self.quantity();
        let told = |reason: Reason, required, by, gap| {
            let reason = reason.with("required", decimal_text(required)).with("actual", decimal_text(count));
            reason.with(by, decimal_text(gap))
        };
        if let Some(least) = needs.minimum_quantity.filter(|least| count < *least) {
            why.add(Code::BelowMinQuantity, |reason| told(reason, least, "short_by", least.saturating_sub(count)));
        }
        if let Some(most) = needs.maximum_quantity.filter(|most| *most < count) {
            why.add(Code::AboveMaxQuantity, |reason| told(reason, most, "over_by", count.saturating_sub(most)));
        }
    }

    /// Why the offer has no line, where it has none, and which lines it would take.
    fn scope_reasons(&self, why: &mut Why) {
        if !self.lines(0).is_empty() {
            return;
        }
        let of_delivery = self.offer.terms.scopes.first().is_some_and(|scope| scope.of == super::ScopeOf::Delivery);
        let by_rules = self.scopes.first().is_some_and(|lines| !lines.of(self.numbers).is_empty());
        let code = match (of_delivery, by_rules) {
            (_, true) => Code::AlreadyDiscountedLinesOnly,
            (true, false) => Code::NoDelivery,
            (false, false) => Code::NoEligibleLines,
        };
        why.add(code, |reason| reason);
        if let Some(wanted) = self.wanted(0).filter(|wanted| code == Code::NoEligibleLines && !wanted.is_any()) {
            why.add(Code::LineNeeded, |reason| wanted.told(reason));
        }
    }

    fn wanted(&self, scope: ScopeNumber) -> Option<&Wanted> {
        self.offer.terms.scopes.get(scope).map(|scope| &scope.wanted)
    }

    /// Why an offer that could apply takes nothing off.
    pub(super) fn zero_reason(&self) -> Reason {
        if let Some(reason) = self.offer.terms.actions.iter().find_map(|action| self.step_reason(action)) {
            return reason;
        }
        let lines = self.lines(0);
        let net =
            lines.iter().filter_map(|line| self.line(*line)).fold(0_i64, |sum, line| sum.saturating_add(line.net));
        let room =
            lines.iter().filter_map(|line| self.line(*line)).fold(0_i64, |sum, line| sum.saturating_add(line.room()));
        if room == 0 && net > 0 {
            if let Some(most) = self.policy.caps.line.filter(|_| self.is_held_by_cap()) {
                let reason = Reason::new(Code::CapReached).with("limit", self.money(most));
                return reason.with("wanted", self.money(net));
            }
            return Reason::new(Code::PriceFloorReached);
        }
        if net > 0 && self.order_left == Some(0) {
            let reason = Reason::new(Code::CapReached).with("limit", self.money(0));
            return reason.with("wanted", self.money(net));
        }
        let short = self.offer.terms.actions.iter().filter_map(|action| self.units_short(action)).min();
        match short.filter(|short| net > 0 && *short > 0) {
            Some(short) => Reason::new(Code::NeedsMoreUnits).with("short_by", short),
            None => Reason::new(Code::ZeroEffect),
        }
    }

    /// Whether some line of its scope could cost less, but for the program's cap on what is taken off a line.
    fn is_held_by_cap(&self) -> bool {
        let lines = self.lines(0);
        let mut lots = lines.iter().filter_map(|line| self.line(*line)).flat_map(super::basket::Line::lots);
        lots.any(|lot| lot.floor < lot.net)
    }

    /// Which step would be the first, where none is reached.
    fn step_reason(&self, action: &super::offer::Action) -> Option<Reason> {
        use super::offer::Action;
        let (required, actual, of) = match action {
            Action::Steps { of, steps, .. } => (steps.first()?.0, self.stepped(*of), *of),
            Action::Every { spend, .. } => (Decimal::from(*spend), Decimal::from(self.spend()), super::StepsOf::Spend),
            _ => return None,
        };
        (actual < required).then(|| {
            let shown = |number: Decimal| self.step_text(of, number);
            let reason = Reason::new(Code::NoStepReached).with("required", shown(required));
            reason.with("actual", shown(actual)).with("short_by", shown(required.saturating_sub(actual)))
        })
    }
}
