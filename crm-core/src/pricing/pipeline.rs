//! The pipeline: offers in the order of their phases, each in its turn.

use std::collections::BTreeMap;

use super::OfferKind;
use super::basket::Basket;
use super::cart::{Cart, UnitDetail};
use super::definition::{Exclusivity, GroupChoice, Lanes, LimitOf, Phase, Reach, ScopeOf};
use super::eligible::standing_reasons;
use super::fields::PricingFacts;
use super::give::{Gain, Lines, Part, Turn};
use super::limit::{Surroundings, Usage, Used};
use super::limits::{OFFERS_MAX, WORK_MAX};
use super::offer::{Action, Offer, Scope, Stacking};
use super::policy::Policy;
use super::record::Records;
use crate::code::{Code, Reason};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::Facts;
use crate::text::Text;

/// An offer with what does not change while a cart is priced.
pub(super) struct Candidate<'a> {
    pub(super) offer: &'a Offer,
    pub(super) phase: Phase,
    /// Where the first of its scopes stands among those of the plan.
    scopes: usize,
    /// Why it does not apply, whatever the others do.
    pub(super) standing: Vec<Reason>,
    units_left: Option<i64>,
    money_left: Option<i64>,
    /// The limits that it shares with other coupons of its template.
    shared: Option<SharedLimits>,
}

/// Limits that several coupons of a cart count to.
struct SharedLimits {
    /// The first of these coupons.
    first: usize,
    limits: Vec<Used>,
}

/// What coupons of one template have used of their limits so far.
#[derive(Clone, Copy, Default)]
struct Spent {
    first: usize,
    uses: i64,
    amount: i64,
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

impl Run {
    /// How many offers of a group applied.
    pub(super) fn count_of(&self, group: usize) -> usize {
        self.groups.get(group).copied().unwrap_or(0)
    }
}

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
    has_exclusive: bool,
}

/// A cart while it is priced.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) basket: Basket,
    /// What all offers took off so far.
    pub(super) taken_off: i64,
    /// The offers that applied, in order.
    pub(super) applied: Vec<usize>,
    /// Those among them that say with which they do not go together.
    choosy: Vec<usize>,
    /// How many offers of each group applied.
    groups: Vec<usize>,
    /// The offers that win groups of which the best applies, where that was found out.
    best: Vec<Option<usize>>,
    /// The offers that apply alone, and those after which nothing applies: how far that reaches, from which phase.
    alone: Vec<(Reach, Phase, usize)>,
    stops: Vec<(Reach, Phase, usize)>,
    /// What coupons that share limits have used of them.
    spent: Vec<Spent>,
}

/// What was done, for the quote.
#[derive(Default)]
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
            at_most: false,
            line_most: i64::MAX,
            order_left: self.order_most.map(|most| most.saturating_sub(run.taken_off).max(0)),
        })
    }

    /// Prices the cart with the offers that `is_chosen`; the others are reported as not chosen.
    pub(super) fn price(&self, is_chosen: &dyn Fn(usize) -> bool) -> (Run, Log) {
        self.price_into(Log::default(), is_chosen)
    }

    /// As [`Plan::price`]; an offer that was not chosen, and would not apply in its turn anyway, is reported with the reasons of that.
    pub(super) fn price_explained(&self, is_chosen: &dyn Fn(usize) -> bool) -> (Run, Log) {
        self.price_into(Log { explains: true, ..Log::default() }, is_chosen)
    }

    fn price_into(&self, mut log: Log, is_chosen: &dyn Fn(usize) -> bool) -> (Run, Log) {
        let mut run = self.begin();
        log.moves = (self.cart.unit_detail == UnitDetail::Discounts).then(Vec::new);
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
                let chosen = |number: &usize| self.admit(*number, is_chosen, &run, &mut log);
                let lane: Vec<usize> = (next..end).filter(chosen).collect();
                lane.iter().for_each(|number| self.find_best(&mut run, *number, is_chosen));
                self.price_lane(&lane, &mut run, &mut log);
                next = end;
            } else {
                self.price_one(next, &mut run, &mut log, is_chosen);
                next = next.saturating_add(1);
            }
        }
        (run, log)
    }

    /// Whether an offer is chosen; reports it where it is not.
    fn admit(&self, number: usize, is_chosen: &dyn Fn(usize) -> bool, run: &Run, log: &mut Log) -> bool {
        let chosen = is_chosen(number);
        if !chosen && log.explains {
            let stands = self.candidates.get(number).is_some_and(|candidate| !candidate.standing.is_empty());
            let reasons = self.consider(run, number).err().filter(|reasons| stands || !reasons.is_empty());
            log.not_applied.push((number, reasons.unwrap_or_else(|| vec![Reason::new(Code::NotChosen)])));
        }
        chosen
    }

    /// Goes from the offer at `from` to the one at `to`, with the offers before it that `is_chosen`. Nothing is noted.
    pub(super) fn walk(&self, run: &mut Run, from: usize, to: usize, is_chosen: &dyn Fn(usize) -> bool) {
        let phase_of = |number: usize| self.candidates.get(number).map(|candidate| candidate.phase);
        for number in from..=to.min(self.candidates.len().saturating_sub(1)) {
            if number == 0 {
                self.find_alone(run, 0, Reach::Order, is_chosen);
            }
            if number == 0 || phase_of(number) != phase_of(number.saturating_sub(1)) {
                self.find_alone(run, number, Reach::Phase, is_chosen);
            }
            if number < to && is_chosen(number) {
                self.find_best(run, number, is_chosen);
                if let Ok(gain) = self.consider(run, number) {
                    self.take(run, number, gain, None);
                }
            }
        }
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

    fn price_one(&self, number: usize, run: &mut Run, log: &mut Log, is_chosen: &dyn Fn(usize) -> bool) {
        if !self.admit(number, is_chosen, run, log) {
            return;
        }
        self.find_best(run, number, is_chosen);
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
        let (Some(candidate), Some(turn)) = (self.candidates.get(number), self.turn(run, number)) else {
            return Err(Vec::new());
        };
        let mut reasons = turn.cart_reasons();
        reasons.append(&mut self.stacking_reasons(run, number));
        if !reasons.is_empty() || !candidate.standing.is_empty() {
            return Err(reasons);
        }
        let gain = turn.gain();
        let gives_along = |action: &Action| matches!(action, Action::Gift { .. } | Action::Coupons { .. });
        if gain.total() == 0 && !candidate.offer.terms.actions.iter().any(gives_along) {
            return Err(vec![turn.zero_reason()]);
        }
        Ok(gain)
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
                // What a single action takes off whole lines, it takes off each once.
                if count.is_none() && terms.actions.len() == 1 {
                    log.discounts.push(taken);
                } else {
                    log.note(first, taken);
                }
            }
        }
        let discounts = log.as_deref_mut().and_then(|log| log.discounts.get_mut(first..));
        for taken in discounts.into_iter().flatten() {
            let all = run.basket.lines.get(taken.line).map(|line| line.units);
            taken.units = taken.units.filter(|units| Some(*units) != all);
        }
        run.spend(candidate, run.taken_off.saturating_sub(before));
        if let Some(log) = log {
            log.applied.push((number, run.taken_off.saturating_sub(before), units, gain.limited_by));
        }
    }

    /// Notes that an offer applies, for those that are asked after it.
    pub(super) fn enter(&self, run: &mut Run, number: usize) {
        let Some(candidate) = self.candidates.get(number) else { return };
        let stacking = &candidate.offer.terms.stacking;
        for group in &stacking.groups {
            if let Some(count) = run.groups.get_mut(*group) {
                *count = count.saturating_add(1);
            }
        }
        let phase = candidate.phase;
        run.stops.extend(stacking.stop.map(|reach| (reach, phase, number)));
        run.alone.extend(stacking.exclusive.map(|reach| (reach, phase, number)));
        run.applied.push(number);
        if stacking.is_choosy() {
            run.choosy.push(number);
        }
        run.use_once(candidate);
    }

    /// Among the offers from `from` on, finds the exclusive one that wins over the others, where it is known to apply.
    fn find_alone(&self, run: &mut Run, from: usize, reach: Reach, is_chosen: &dyn Fn(usize) -> bool) {
        if self.policy.exclusivity != Exclusivity::Wins || !self.has_exclusive {
            return;
        }
        let phase = self.candidates.get(from).map(|candidate| candidate.phase);
        let rivals = self.candidates.iter().enumerate().skip(from).filter(|(number, candidate)| {
            candidate.offer.terms.stacking.exclusive == Some(reach)
                && (reach == Reach::Order || Some(candidate.phase) == phase)
                && is_chosen(*number)
        });
        let mut rivals: Vec<usize> = rivals.map(|(number, _)| number).collect();
        rivals.sort_by_key(|number| {
            std::cmp::Reverse(self.candidates.get(*number).map(|candidate| candidate.offer.terms.priority))
        });
        let winner = rivals.into_iter().find(|number| self.consider(run, *number).is_ok());
        run.alone.extend(winner.zip(phase).map(|(winner, phase)| (reach, phase, winner)));
    }

    /// In the turn of the first offer of a group of which the best applies, finds out which that is.
    fn find_best(&self, run: &mut Run, number: usize, is_chosen: &dyn Fn(usize) -> bool) {
        let Some(candidate) = self.candidates.get(number) else { return };
        for group in &candidate.offer.terms.stacking.groups {
            let is_best = self.policy.groups.get(*group).is_some_and(|(_, group)| group.choose == GroupChoice::Best);
            if !is_best || run.best.get(*group).copied().flatten().is_some() {
                continue;
            }
            let mut winner: Option<(i64, usize)> = None;
            for (rival, other) in self.candidates.iter().enumerate().skip(number) {
                if !other.offer.terms.stacking.groups.contains(group) || !is_chosen(rival) {
                    continue;
                }
                let amount = self.consider(run, rival).map_or(-1, |gain| gain.total());
                if amount > winner.map_or(-1, |(most, _)| most) {
                    winner = Some((amount, rival));
                }
            }
            if let Some(place) = run.best.get_mut(*group) {
                *place = winner.map(|(_, rival)| rival);
            }
        }
    }

    /// The reasons that come from other offers.
    pub(super) fn stacking_reasons(&self, run: &Run, number: usize) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let Some(candidate) = self.candidates.get(number) else { return reasons };
        let (stacking, phase) = (&candidate.offer.terms.stacking, candidate.phase);
        let reaches =
            |(reach, from, by): &&(Reach, Phase, usize)| *by != number && (*reach == Reach::Order || *from == phase);
        reasons.extend(run.alone.iter().find(reaches).map(|(.., by)| self.named(Code::ExclusiveAlreadyApplied, *by)));
        if let Some(reach) = stacking.exclusive {
            let rival = run.applied.iter().find(|rival| {
                reach == Reach::Order || self.candidates.get(**rival).is_some_and(|candidate| candidate.phase == phase)
            });
            reasons.extend(rival.map(|rival| self.named(Code::NotCombinable, *rival)));
        }
        // Nothing is excluded but by an offer that says so: where this one does not, only those that do are asked.
        let asked = if stacking.is_choosy() { &run.applied } else { &run.choosy };
        let rival = asked.iter().find(|rival| {
            self.candidates
                .get(**rival)
                .is_some_and(|rival| excludes(candidate.offer, rival.offer) || excludes(rival.offer, candidate.offer))
        });
        reasons.extend(rival.map(|rival| self.named(Code::ExcludedBy, *rival)));
        for group in &stacking.groups {
            reasons.extend(self.group_reason(run, number, *group));
        }
        reasons.extend(run.stops.iter().find(reaches).map(|(.., by)| self.named(Code::StoppedByPrevious, *by)));
        reasons.append(&mut self.shared_reasons(run, number));
        reasons
    }

    /// Why nothing is left of the limits that a coupon shares with others, after those that apply already.
    pub(super) fn shared_reasons(&self, run: &Run, number: usize) -> Vec<Reason> {
        let Some(candidate) = self.candidates.get(number).filter(|_| !run.spent.is_empty()) else { return Vec::new() };
        let Some(shared) = candidate.shared.as_ref() else { return Vec::new() };
        let spent = run.spent_of(candidate);
        let counted = shared.limits.iter().filter(|known| known.limit.of != LimitOf::Units);
        let full = counted.filter_map(|known| {
            let used =
                known.used.saturating_add(if known.limit.of == LimitOf::Amount { spent.amount } else { spent.uses });
            // What was used up before is among the reasons that stand.
            let is_new = known.used < known.limit.most && known.limit.most <= used;
            is_new.then(|| known.reason(used, self.policy.currency))
        });
        full.collect()
    }

    fn group_reason(&self, run: &Run, number: usize, group: usize) -> Option<Reason> {
        let (name, policy) = self.policy.groups.get(group)?;
        if let Some(best) = run.best.get(group).copied().flatten().filter(|best| *best != number) {
            return Some(self.named(Code::LostBestDeal, best));
        }
        let most = policy.most.filter(|most| run.groups.get(group).is_some_and(|count| count >= most))?;
        let members = run.applied.iter().filter_map(|applied| self.candidates.get(*applied));
        let members = members.filter(|member| member.offer.terms.stacking.groups.contains(&group));
        let by: Vec<String> = members.map(|member| format!("`{}`", member.offer.id)).collect();
        Some(Reason::new(Code::GroupLimit).with("group", name).with("limit", most).with("by", by.join(", ")))
    }

    pub(super) fn named(&self, code: Code, by: usize) -> Reason {
        Reason::new(code).with("by", self.candidates.get(by).map_or("", |candidate| candidate.offer.id.as_str()))
    }
}

impl Gain {
    /// What is taken off each line, in the order of parts.
    pub(super) fn by_line(&self) -> BTreeMap<usize, i64> {
        let mut lines = BTreeMap::new();
        for part in &self.parts {
            let sum: &mut i64 = lines.entry(part.line).or_default();
            *sum = sum.saturating_add(part.amount);
        }
        lines
    }
}

impl Log {
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

impl Run {
    fn spent_of(&self, candidate: &Candidate<'_>) -> Spent {
        let Some(shared) = candidate.shared.as_ref() else { return Spent::default() };
        self.spent.iter().find(|spent| spent.first == shared.first).copied().unwrap_or_default()
    }

    /// Notes a use of an offer's limits, where it shares them.
    fn use_once(&mut self, candidate: &Candidate<'_>) {
        let Some(first) = candidate.shared.as_ref().map(|shared| shared.first) else { return };
        match self.spent.iter_mut().find(|spent| spent.first == first) {
            Some(spent) => spent.uses = spent.uses.saturating_add(1),
            None => self.spent.push(Spent { first, uses: 1, amount: 0 }),
        }
    }

    /// Notes what an offer that applies takes of limits on money, where it shares them.
    fn spend(&mut self, candidate: &Candidate<'_>, amount: i64) {
        let Some(first) = candidate.shared.as_ref().map(|shared| shared.first) else { return };
        if let Some(spent) = self.spent.iter_mut().find(|spent| spent.first == first) {
            spent.amount = spent.amount.saturating_add(amount);
        }
    }
}

/// Finds the coupons that count to the limits of one template. Those that are reserved, or that an order had, count already.
fn share_limits(candidates: &mut [Candidate<'_>], usage: &Usage<'_, impl Surroundings + ?Sized>) {
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

/// Whether an offer does not go together with another one.
fn excludes(offer: &Offer, other: &Offer) -> bool {
    let Stacking { not_with, not_with_groups, .. } = &offer.terms.stacking;
    not_with.iter().any(|name| *name == other.name || *name == other.id)
        || not_with_groups.iter().any(|group| other.terms.stacking.groups.contains(group))
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

/// The offers in the order of their ranks, ties by name and identifier.
fn sorted(offers: &[Offer]) -> impl Iterator<Item = &Offer> {
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

/// Finds the lines of scopes, as far as rules decide. What several scopes say is asked once.
struct Matching<'a, F> {
    cart: &'a Cart,
    basket: &'a Basket,
    policy: &'a Policy,
    records: &'a Records,
    member: &'a F,
    /// All lines, one after the other, then those that were found.
    numbers: Vec<u32>,
    known: BTreeMap<&'a str, Lines>,
}

impl<'a, F: Facts> Matching<'a, F> {
    fn new(cart: &'a Cart, basket: &'a Basket, policy: &'a Policy, records: &'a Records, member: &'a F) -> Self {
        let numbers = (0..basket.lines.len()).filter_map(|number| u32::try_from(number).ok()).collect();
        Self { cart, basket, policy, records, member, numbers, known: BTreeMap::new() }
    }

    fn lines(&mut self, scope: &'a Scope) -> Lines {
        let (goods, all) = (self.basket.goods, self.basket.lines.len());
        let range = match scope.of {
            ScopeOf::Goods => Lines { from: 0, to: goods },
            ScopeOf::Delivery => Lines { from: goods, to: all },
            ScopeOf::All => Lines { from: 0, to: all },
        };
        if (scope.only.is_none() && scope.except.is_none()) || scope.of == ScopeOf::Delivery {
            return range;
        }
        if let Some(known) = self.known.get(scope.says.as_str()) {
            return *known;
        }
        let from = self.numbers.len();
        for number in range.from..range.to {
            if self.is_meant(scope, number) {
                self.numbers.extend(u32::try_from(number));
            }
        }
        let found = Lines { from, to: self.numbers.len() };
        self.known.insert(&scope.says, found);
        found
    }

    fn is_meant(&self, scope: &Scope, number: usize) -> bool {
        // Delivery charges have no fields: a scope of goods and charges takes them all.
        let Some(line) = self.cart.lines.get(number) else { return true };
        let initial = self.basket.lines.get(number).map_or(0, |line| line.initial);
        let line = self.records.line(number, line, initial, self.policy);
        let facts = PricingFacts { member: self.member, cart: &self.records.cart, line: Some(line) };
        scope.only.as_ref().is_none_or(|only| only.matches(&facts))
            && !scope.except.as_ref().is_some_and(|except| except.matches(&facts))
    }
}
