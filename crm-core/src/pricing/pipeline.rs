//! The pipeline: offers in the order of their phases, each in its turn.

use super::basket::Basket;
use super::candidate::{Candidate, share_limits, sorted};
use super::cart::{Cart, UnitDetail};
use super::definition::{Lanes, LimitOf, Phase, Reach};
use super::eligible::standing_reasons;
use super::fields::PricingFacts;
use super::gain::{Gain, Part};
use super::limit::{Surroundings, Usage};
use super::limits::{OFFERS_MAX, WORK_MAX};
use super::matching::{Lines, Matching};
use super::offer::{Action, Offer};
use super::policy::Policy;
use super::record::Records;
use super::run::Run;
use super::turn::Turn;
use super::why::Why;
use crate::code::{Code, Reason};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::Facts;

/// A cart and its offers, put in order and held against all that does not change while it is priced.
pub(super) struct Plan<'a> {
    pub(super) policy: &'a Policy,
    pub(super) cart: &'a Cart,
    pub(super) start: Basket,
    /// INVARIANT: sorted by rank.
    pub(super) candidates: Vec<Candidate<'a>>,
    /// The lines of each scope of each offer.
    scopes: Vec<Lines>,
    /// All lines, one after the other, then those of the scopes that are not all.
    numbers: Vec<u32>,
    order_most: Option<i64>,
    /// Whether an offer applies alone.
    pub(super) has_exclusive: bool,
}

/// What was done, for the quote.
pub(super) struct Log {
    pub(super) discounts: Vec<Taken>,
    /// What each applied offer took off, in order, and what kept it from being more.
    pub(super) applied: Vec<(usize, i64, i64, Vec<Reason>)>,
    pub(super) not_applied: Vec<(usize, Vec<Reason>)>,
    /// How far the next steps of offers are.
    pub(super) next: Vec<(usize, Reason)>,
    /// Whether offers that were not chosen are asked why they would not apply.
    explains: bool,
    /// What each offer took off lines and units, step by step, where the cart asks for it.
    pub(super) moves: Option<Vec<(usize, Part)>>,
}

/// What an offer took off a line.
pub(super) struct Taken {
    pub(super) line: usize,
    pub(super) candidate: usize,
    pub(super) amount: i64,
    /// How many units, where it was not all.
    pub(super) units: Option<i64>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(
        cart: &'a Cart,
        offers: &'a [Offer],
        policy: &'a Policy,
        facts: &impl Facts,
        usage: &Usage<'_, impl Surroundings + ?Sized>,
    ) -> Result<Self, Diagnostics> {
        let start = Basket::new(cart, policy)?;
        check_work(start.lines.len(), offers.len())?;
        let records = Records::new(cart, &start, policy)?;
        let mut candidates: Vec<Candidate<'a>> = Vec::with_capacity(offers.len());
        let mut matching = Matching::new(cart, &start, policy, &records, facts);
        let mut scopes = Vec::with_capacity(offers.len());
        for offer in sorted(offers) {
            let facts = PricingFacts { member: facts, cart: &records.cart, line: None };
            let mut standing = standing_reasons(offer, cart, &facts, policy, usage);
            if candidates.last().is_some_and(|last| last.offer.id == offer.id && last.offer.kind == offer.kind) {
                standing.push(Reason::new(Code::DuplicateCode).with("offer", &offer.id));
            }
            candidates.push(Candidate {
                offer,
                phase: offer.phase(),
                scopes: scopes.len(),
                standing,
                units_left: usage.left(offer, LimitOf::Units),
                money_left: usage.left(offer, LimitOf::Amount),
                shared: None,
            });
            scopes.extend(offer.terms.scopes.iter().map(|scope| matching.lines(scope)));
        }
        let numbers = matching.numbers;
        share_limits(&mut candidates, usage);
        let order_most = policy.caps.total(&start, policy.rounding);
        let has_exclusive = offers.iter().any(|offer| offer.terms.stacking.exclusive.is_some());
        Ok(Self { policy, cart, start, candidates, scopes, numbers, order_most, has_exclusive })
    }

    pub(super) fn begin(&self) -> Run {
        Run {
            basket: self.start.clone(),
            taken_off: 0,
            applied: Vec::with_capacity(self.candidates.len()),
            choosy: Vec::new(),
            groups: vec![0; self.policy.groups.len()],
            best: vec![None; self.policy.groups.len()],
            alone: Vec::new(),
            stops: Vec::new(),
            spent: Vec::new(),
        }
    }

    pub(super) fn turn<'t>(&'t self, run: &'t Run, number: usize) -> Option<Turn<'t>> {
        let candidate = self.candidates.get(number)?;
        Some(Turn {
            policy: self.policy,
            cart: self.cart,
            offer: candidate.offer,
            basket: &run.basket,
            scopes: self.scopes.get(candidate.scopes..).unwrap_or_default(),
            numbers: &self.numbers,
            units_left: candidate.units_left,
            money_left: candidate.money_left.map(|left| left.saturating_sub(run.spent_of(candidate).amount).max(0)),
            line_most: i64::MAX,
            order_left: self.order_most.map(|most| most.saturating_sub(run.taken_off).max(0)),
        })
    }

    /// Prices the cart with the offers that `is_chosen`; the others are reported as not chosen.
    pub(super) fn price(&self, is_chosen: &dyn Fn(usize) -> bool) -> (Run, Log) {
        let mut log = Log::new(self, false);
        (self.price_into(Some(&mut log), is_chosen), log)
    }

    /// As [`Plan::price`]; an offer that was not chosen, and would not apply in its turn anyway, is reported with the reasons of that.
    pub(super) fn price_explained(&self, is_chosen: &dyn Fn(usize) -> bool) -> (Run, Log) {
        let mut log = Log::new(self, true);
        (self.price_into(Some(&mut log), is_chosen), log)
    }

    /// As [`Plan::price`], noting nothing.
    pub(super) fn run(&self, is_chosen: &dyn Fn(usize) -> bool) -> Run {
        self.price_into(None, is_chosen)
    }

    fn price_into(&self, mut log: Option<&mut Log>, is_chosen: &dyn Fn(usize) -> bool) -> Run {
        let mut run = self.begin();
        let mut next = 0;
        self.find_alone(&mut run, 0, Reach::Order, is_chosen);
        let mut phase = None;
        while let Some(candidate) = self.candidates.get(next) {
            if phase != Some(candidate.phase) {
                phase = Some(candidate.phase);
                self.find_alone(&mut run, next, Reach::Phase, is_chosen);
            }
            if self.policy.lanes == Lanes::BestPerLine {
                let end = self.lane_end(next);
                let chosen = |number: &usize| self.admit(*number, is_chosen, &run, log.as_deref_mut());
                let lane: Vec<usize> = (next..end).filter(chosen).collect();
                lane.iter().for_each(|number| self.find_best(&mut run, *number, is_chosen));
                self.price_lane(&lane, &mut run, log.as_deref_mut());
                next = end;
            } else {
                self.price_one(next, &mut run, log.as_deref_mut(), is_chosen);
                next = next.saturating_add(1);
            }
        }
        run
    }

    /// Whether an offer is chosen; reports it where it is not.
    fn admit(&self, number: usize, is_chosen: &dyn Fn(usize) -> bool, run: &Run, log: Option<&mut Log>) -> bool {
        let chosen = is_chosen(number);
        if let Some(log) = log.filter(|log| !chosen && log.explains) {
            let stands = self.candidates.get(number).is_some_and(|candidate| !candidate.standing.is_empty());
            let reasons = self.consider(run, number).err().filter(|reasons| stands || !reasons.is_empty());
            log.not_applied.push((number, reasons.unwrap_or_else(|| vec![Reason::new(Code::NotChosen)])));
        }
        chosen
    }

    /// Goes from the offer at `from` to the one at `to`, with the offers before it that `is_chosen`. Nothing is noted.
    pub(super) fn walk(&self, run: &mut Run, from: usize, to: usize, is_chosen: &dyn Fn(usize) -> bool) {
        for number in from..=to.min(self.candidates.len().saturating_sub(1)) {
            if number == 0 {
                self.find_alone(run, 0, Reach::Order, is_chosen);
            }
            if number == 0 || self.phase_of(number) != self.phase_of(number.saturating_sub(1)) {
                self.find_alone(run, number, Reach::Phase, is_chosen);
            }
            if number < to && is_chosen(number) {
                self.find_best(run, number, is_chosen);
                if let Some(gain) = self.gain(run, number) {
                    self.take(run, number, gain, None);
                }
            }
        }
    }

    pub(super) fn offer(&self, number: usize) -> Option<&'a Offer> {
        self.candidates.get(number).map(|candidate| candidate.offer)
    }

    pub(super) fn phase_of(&self, number: usize) -> Option<Phase> {
        self.candidates.get(number).map(|candidate| candidate.phase)
    }

    /// The lines of an offer's own scope, as far as rules decide.
    pub(super) fn scope(&self, number: usize) -> Option<Lines> {
        self.scopes.get(self.candidates.get(number)?.scopes).copied()
    }

    /// The numbers of lines.
    pub(super) fn numbers_of(&self, lines: Lines) -> &[u32] {
        lines.of(&self.numbers)
    }

    /// Whether all offers together take off so much at most.
    pub(super) const fn is_capped(&self) -> bool {
        self.order_most.is_some()
    }

    /// How many offers of a group apply at most.
    pub(super) fn most_of_group(&self, group: usize) -> Option<usize> {
        self.policy.groups.get(group).and_then(|(_, group)| group.most)
    }

    fn price_one(&self, number: usize, run: &mut Run, mut log: Option<&mut Log>, is_chosen: &dyn Fn(usize) -> bool) {
        if !self.admit(number, is_chosen, run, log.as_deref_mut()) {
            return;
        }
        self.find_best(run, number, is_chosen);
        let Some(log) = log else {
            return self.gain(run, number).into_iter().for_each(|gain| self.take(run, number, gain, None));
        };
        match self.consider(run, number) {
            Ok(gain) => {
                log.next.extend(self.next_step(run, number));
                self.take(run, number, gain, Some(log));
            }
            Err(reasons) => log.not_applied.push((number, reasons)),
        }
    }

    /// The number after the last offer of the lane that starts at `from`.
    fn lane_end(&self, from: usize) -> usize {
        let key = |candidate: &Candidate<'_>| (candidate.phase, candidate.offer.terms.stacking.lane);
        let first = self.candidates.get(from).map(key);
        let same = self.candidates.iter().skip(from).take_while(|candidate| Some(key(candidate)) == first).count();
        from.saturating_add(same)
    }

    /// What an offer takes off in its turn, or all the reasons why it does not apply, beside those that stand whatever the others do.
    pub(super) fn consider(&self, run: &Run, number: usize) -> Result<Gain, Vec<Reason>> {
        let mut why = Why::told();
        self.ask(run, number, &mut why).ok_or_else(|| why.reasons())
    }

    /// What an offer takes off in its turn, where it applies.
    pub(super) fn gain(&self, run: &Run, number: usize) -> Option<Gain> {
        let stands = self.candidates.get(number).is_some_and(|candidate| !candidate.standing.is_empty());
        if stands { None } else { self.ask(run, number, &mut Why::noted(&[])) }
    }

    fn ask(&self, run: &Run, number: usize, why: &mut Why) -> Option<Gain> {
        let (candidate, turn) = (self.candidates.get(number)?, self.turn(run, number)?);
        turn.cart_reasons(why);
        self.stacking_reasons(run, number, why);
        if why.is_blocked() || !candidate.standing.is_empty() {
            return None;
        }
        let gain = turn.gain();
        let gives_along = |action: &Action| matches!(action, Action::Gift { .. } | Action::Coupons { .. });
        if gain.total() == 0 && !candidate.offer.terms.actions.iter().any(gives_along) {
            why.push(|| turn.zero_reason());
            return None;
        }
        Some(gain)
    }

    /// How far an offer's next step is, in its turn.
    pub(super) fn next_step(&self, run: &Run, number: usize) -> Option<(usize, Reason)> {
        Some((number, self.turn(run, number)?.next_step()?))
    }

    /// Takes off what an offer gives, and notes that it applies.
    pub(super) fn take(&self, run: &mut Run, number: usize, gain: Gain, log: Option<&mut Log>) {
        self.enter(run, number);
        self.take_off(run, number, gain, log);
    }

    /// Takes off what an offer gives.
    pub(super) fn take_off(&self, run: &mut Run, number: usize, gain: Gain, mut log: Option<&mut Log>) {
        let Some(candidate) = self.candidates.get(number) else { return };
        let before = run.taken_off;
        let terms = &candidate.offer.terms;
        let units = if log.is_none() || terms.limits.is_empty() { 0 } else { gain.units(&run.basket) };
        let first = log.as_ref().map_or(0, |log| log.discounts.len());
        if let Some(moves) = log.as_deref_mut().and_then(|log| log.moves.as_mut()) {
            moves.extend(gain.parts.iter().map(|part| (number, *part)));
        }
        let is_single = terms.actions.len() == 1;
        let mut names_units = false;
        for part in &gain.parts {
            let Some(line) = run.basket.lines.get_mut(part.line) else { continue };
            let amount = match part.units {
                Some(units) => line.reduce_units(units, part.amount, part.take),
                None => line.reduce(part.amount),
            };
            run.taken_off = run.taken_off.saturating_add(amount);
            if let Some(log) = log.as_deref_mut().filter(|_| amount > 0) {
                let count = part.units.map(|(_, count)| count);
                let taken = Taken { line: part.line, candidate: number, amount, units: count };
                names_units |= count.is_some();
                // What a single action takes off whole lines, it takes off each once.
                if count.is_none() && is_single {
                    log.discounts.push(taken);
                } else {
                    log.note(first, taken);
                }
            }
        }
        let discounts = log.as_deref_mut().filter(|_| names_units).and_then(|log| log.discounts.get_mut(first..));
        for taken in discounts.into_iter().flatten() {
            let all = run.basket.lines.get(taken.line).map(|line| line.units);
            taken.units = taken.units.filter(|units| Some(*units) != all);
        }
        run.spend(candidate, run.taken_off.saturating_sub(before));
        if let Some(log) = log {
            log.applied.push((number, run.taken_off.saturating_sub(before), units, gain.limited_by));
        }
    }
}

impl Log {
    fn new(plan: &Plan<'_>, explains: bool) -> Self {
        let (lines, offers) = (plan.start.lines.len(), plan.candidates.len());
        Self {
            discounts: Vec::with_capacity(lines.saturating_mul(4)),
            applied: Vec::with_capacity(offers),
            not_applied: Vec::with_capacity(offers),
            next: Vec::new(),
            explains,
            moves: (plan.cart.unit_detail == UnitDetail::Discounts).then(Vec::new),
        }
    }

    /// Notes what was taken off a line: together with what the same offer, whose notes start at `first`, took off it before.
    fn note(&mut self, first: usize, more: Taken) {
        let own = self.discounts.get_mut(first..).unwrap_or_default();
        match own.iter_mut().rev().take(8).find(|taken| taken.line == more.line) {
            Some(taken) => {
                taken.amount = taken.amount.saturating_add(more.amount);
                taken.units = taken.units.zip(more.units).map(|(one, other)| one.saturating_add(other));
            }
            None => self.discounts.push(more),
        }
    }
}

/// Refuses carts and offers that would take unbounded time.
fn check_work(lines: usize, offers: usize) -> Result<(), Diagnostics> {
    for (what, actual, limit) in [
        ("the number of offers", offers, OFFERS_MAX),
        ("the number of lines times offers", lines.saturating_mul(offers), WORK_MAX),
    ] {
        if actual > limit {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", what);
            return Err(finding.with("actual", actual).with("limit", limit).into());
        }
    }
    Ok(())
}
