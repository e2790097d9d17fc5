//! Choosing coupons: those that take off most together, by branch and bound.
//!
//! Coupons are asked in the order in which they apply, so that a choice is a path: at each coupon one branch uses it and one does not. A branch
//! is cut off where no choice of its open coupons could beat the best one found, as far as their [`Outlook`] can tell. It starts with a choice that
//! looks good; among choices that take off as much, the first in the order of paths is given.

use std::sync::Arc;

use super::OfferKind;
use super::candidate::Candidate;
use super::definition::{Basis, GroupChoice, Lanes, LimitOf, Overflow, Reach};
use super::limits::{CHOICE_MAX, LOOKS_MAX};
use super::offer::{Action, Offer};
use super::outlook::Outlook;
use super::pipeline::Plan;
use super::run::Run;
use super::why::Why;
use crate::code::Code;

/// Which coupons are used.
pub(super) struct Chosen {
    /// By candidate; promotions are always used.
    used: Vec<bool>,
    /// Whether no other choice takes off more.
    pub(super) optimal: bool,
    /// How many choices were looked at.
    pub(super) looked_at: u32,
}

impl Chosen {
    pub(super) fn is_chosen(&self, number: usize) -> bool {
        self.used.get(number).copied().unwrap_or(true)
    }
}

/// The coupons that take off most together, none among them without which as much would be taken off.
pub(super) fn best(plan: &Plan<'_>) -> Chosen {
    let promotions: Vec<bool> =
        plan.candidates.iter().map(|candidate| candidate.offer.kind != OfferKind::Coupon).collect();
    let usable = |number: &usize| {
        let candidate = plan.candidates.get(*number);
        candidate.is_some_and(|candidate| candidate.offer.kind == OfferKind::Coupon && candidate.standing.is_empty())
    };
    let coupons: Vec<usize> = (0..plan.candidates.len()).filter(usable).collect();
    let alone = plan.run(&|number| flag(&promotions, number)).taken_off;
    let looks_max = looks_max(plan);
    let mut search = Search {
        plan,
        open: Vec::new(),
        outlook: None,
        start: None,
        floor: 0,
        best: (alone, promotions.clone()),
        looked_at: 1,
        looks_max,
        complete: true,
    };
    if plan.reckons_choices(&coupons) {
        search.whole(&coupons, &promotions);
    } else {
        search.exclusives(&coupons, &promotions);
        search.others(&coupons, &promotions);
    }
    if !search.complete {
        search.greedy(&promotions);
    }
    search.drop_idle(&coupons);
    Chosen { used: search.best.1, optimal: search.complete, looked_at: search.looked_at }
}

/// How many choices are looked at: fewer for huge carts, so that time stays bounded.
fn looks_max(plan: &Plan<'_>) -> u32 {
    let work = 4_000_000_usize.checked_div(plan.start.lines.len()).unwrap_or(usize::MAX);
    LOOKS_MAX.min(u32::try_from(work).unwrap_or(LOOKS_MAX)).max(100)
}

/// How many choices are priced as a whole, which takes longer.
fn prices_max(plan: &Plan<'_>) -> u32 {
    let work = plan.start.lines.len().saturating_mul(plan.candidates.len());
    let prices = 20_000_000_usize.checked_div(work).unwrap_or(usize::MAX);
    u32::try_from(prices).unwrap_or(u32::MAX).clamp(10, LOOKS_MAX)
}

fn flag(flags: &[bool], number: usize) -> bool {
    flags.get(number).copied().unwrap_or(false)
}

fn set(flags: &mut [bool], number: usize, value: bool) {
    if let Some(flag) = flags.get_mut(number) {
        *flag = value;
    }
}

/// A coupon that the search can use.
struct Open {
    number: usize,
    /// Whether using it can never lower what all take off in the end.
    harmless: bool,
}

struct Search<'a> {
    plan: &'a Plan<'a>,
    /// INVARIANT: in the order of candidates.
    open: Vec<Open>,
    /// What the open coupons could take off together, where they are not reckoned against each other.
    outlook: Option<Outlook>,
    /// The cart as the first open coupon finds it.
    start: Option<Run>,
    /// What a choice is known to take off: less need not be looked at.
    floor: i64,
    /// The most taken off so far, and by which choice.
    best: (i64, Vec<bool>),
    looked_at: u32,
    looks_max: u32,
    complete: bool,
}

impl Search<'_> {
    fn look(&mut self, used: &[bool]) -> i64 {
        self.looked_at = self.looked_at.saturating_add(1);
        let amount = self.plan.run(&|number| flag(used, number)).taken_off;
        self.keep(amount, used);
        amount
    }

    fn keep(&mut self, amount: i64, used: &[bool]) {
        if amount > self.best.0 {
            self.best = (amount, used.to_vec());
        }
    }

    fn offer(&self, number: usize) -> Option<&Offer> {
        self.plan.candidates.get(number).map(|candidate| candidate.offer)
    }

    /// Coupons that apply alone are looked at alone.
    fn exclusives(&mut self, coupons: &[usize], promotions: &[bool]) {
        for coupon in coupons {
            if self.looked_at >= prices_max(self.plan) {
                self.complete = false;
                return;
            }
            if self.offer(*coupon).is_some_and(|offer| offer.terms.stacking.exclusive.is_some()) {
                let mut used = promotions.to_vec();
                set(&mut used, *coupon, true);
                self.look(&used);
            }
        }
    }

    /// All choices of the coupons that go together with others.
    fn others(&mut self, coupons: &[usize], promotions: &[bool]) {
        let together =
            |number: &usize| self.offer(*number).is_some_and(|offer| offer.terms.stacking.exclusive.is_none());
        let coupons: Vec<usize> = coupons.iter().copied().filter(together).collect();
        let Some(first) = coupons.first().copied() else { return };
        let mut run = self.plan.begin();
        self.plan.walk(&mut run, 0, first, &|number| flag(promotions, number));
        let most = |number: usize| self.plan.most(&run, number);
        let promotions_after = (first..self.plan.candidates.len()).filter(|number| self.plan.is_promotion(*number));
        let later = promotions_after.fold(0_i64, |sum, number| sum.saturating_add(most(number)));
        let mosts = coupons.iter().map(|number| (*number, most(*number))).collect();
        let mosts = self.open(mosts);
        let mut used = promotions.to_vec();
        let (amount, looks_good) = self.look_ahead(Outlook::new(self.plan, &mosts, later), &run, promotions);
        self.start = Some(run.clone());
        self.descend(0, run, first, &mut used);
        self.keep(amount, &looks_good);
    }

    /// All choices of coupons that change what others do even where they do not apply, or exclude only those of their phase: each is priced as a whole.
    /// What a coupon could take off is reckoned before all others, whatever keeps it from applying.
    fn whole(&mut self, coupons: &[usize], promotions: &[bool]) {
        let run = self.plan.begin();
        let most = |number: usize| self.plan.most_alone(&run, number);
        let all = 0..self.plan.candidates.len();
        let by_promotions = all.filter(|number| self.plan.is_promotion(*number)).map(most);
        let later = by_promotions.fold(0_i64, i64::saturating_add);
        let mosts = self.open(coupons.iter().map(|number| (*number, most(*number))).collect());
        self.looks_max = self.looks_max.min(prices_max(self.plan));
        let mosts: Vec<i64> = mosts.into_iter().map(|(_, most)| most).collect();
        let all = mosts.iter().fold(later, |sum, most| sum.saturating_add(*most));
        self.enumerate(0, all, &mosts, &mut promotions.to_vec());
    }

    /// Opens the coupons that could take something off, or keep others from it.
    fn open(&mut self, mut mosts: Vec<(usize, i64)>) -> Vec<(usize, i64)> {
        mosts.retain(|(number, most)| {
            *most > 0 || self.offer(*number).is_some_and(|offer| !is_free(offer) && gives_along(offer))
        });
        if mosts.len() > CHOICE_MAX {
            mosts.sort_by_key(|(number, most)| (std::cmp::Reverse(*most), *number));
            mosts.truncate(CHOICE_MAX);
            mosts.sort_unstable();
            self.complete = false;
        }
        let coupons: Vec<usize> = mosts.iter().map(|(number, _)| *number).collect();
        let harmless = harmless(self.plan, &coupons);
        self.open = coupons.into_iter().zip(harmless).map(|(number, harmless)| Open { number, harmless }).collect();
        mosts
    }

    /// Looks at the choice that looks good.
    fn look_ahead(&mut self, mut outlook: Outlook, run: &Run, promotions: &[bool]) -> (i64, Vec<bool>) {
        let mut used = promotions.to_vec();
        for (open, flag) in self.open.iter().zip(outlook.promising(run)) {
            set(&mut used, open.number, *flag);
        }
        self.outlook = Some(outlook);
        self.looked_at = self.looked_at.saturating_add(1);
        self.floor = self.plan.run(&|number| flag(&used, number)).taken_off;
        (self.floor, used)
    }

    /// Whether the search has to stop here: its budget is used up, or nothing better can come.
    fn is_over(&mut self, place: usize, run: &Run) -> bool {
        if self.looked_at >= self.looks_max {
            self.complete = false;
            return true;
        }
        let aim = self.best.0.max(self.floor.saturating_sub(1));
        self.outlook.as_mut().is_some_and(|outlook| !outlook.can_beat(place, run, aim))
    }

    /// Branches at the coupon at `place`; `run` has gone up to candidate `at`.
    fn descend(&mut self, place: usize, mut run: Run, at: usize, used: &mut Vec<bool>) {
        let next = self.open.get(place).map_or(self.plan.candidates.len(), |open| open.number);
        let plan = self.plan;
        plan.walk(&mut run, at, next, &|number| plan.is_promotion(number));
        if place >= self.open.len() {
            self.looked_at = self.looked_at.saturating_add(1);
            self.keep(run.taken_off, used);
            return;
        }
        if self.is_over(place, &run) {
            return;
        }
        self.looked_at = self.looked_at.saturating_add(1);
        let mut harmless = false;
        if let Some(gain) = self.plan.gain(&run, next) {
            harmless = self.open.get(place).is_some_and(|open| open.harmless);
            let mut with = run.clone();
            self.plan.take(&mut with, next, gain, None);
            set(used, next, true);
            self.descend(place.saturating_add(1), with, next.saturating_add(1), used);
            set(used, next, false);
        }
        if !harmless {
            let rest = self.after_alike(place);
            self.descend(rest, run, next.saturating_add(1), used);
        }
    }

    /// The place after the coupons that say the same as the one at `place`: without it, using one of those instead gives the same.
    fn after_alike(&self, place: usize) -> usize {
        let Some(first) = self.open.get(place).and_then(|open| self.offer(open.number)) else {
            return place.saturating_add(1);
        };
        let alike = |open: &&Open| {
            self.offer(open.number).is_some_and(|other| {
                Arc::ptr_eq(&first.terms, &other.terms) && first.amount == other.amount && first.name == other.name
            })
        };
        place.saturating_add(self.open.iter().skip(place).take_while(alike).count().max(1))
    }

    /// As [`Search::descend`], where each choice is priced as a whole; all that is still possible takes off `most` at most.
    fn enumerate(&mut self, place: usize, most: i64, mosts: &[i64], used: &mut Vec<bool>) {
        if self.looked_at >= self.looks_max {
            self.complete = false;
            return;
        }
        if most <= self.best.0 {
            return;
        }
        let Some(number) = self.open.get(place).map(|open| open.number) else {
            self.look(used);
            return;
        };
        if self.plan.weighs_all() || !self.is_excluded(number, used) {
            set(used, number, true);
            self.enumerate(place.saturating_add(1), most, mosts, used);
            set(used, number, false);
        }
        let next = self.after_alike(place);
        let without =
            mosts.get(place..next).unwrap_or_default().iter().fold(most, |most, off| most.saturating_sub(*off));
        self.enumerate(next, without, mosts, used);
    }

    /// Whether a coupon and one that is used cannot both apply, because one of them excludes all others of its phase, or of the order.
    fn is_excluded(&self, number: usize, used: &[bool]) -> bool {
        let Some(own) = self.plan.candidates.get(number) else { return false };
        let excludes = |one: &Candidate<'_>, other: &Candidate<'_>| match one.offer.terms.stacking.exclusive {
            Some(Reach::Order) => true,
            Some(Reach::Phase) => one.phase == other.phase,
            None => false,
        };
        let others = self.open.iter().filter(|open| open.number != number && flag(used, open.number));
        let mut others = others.filter_map(|open| self.plan.candidates.get(open.number));
        others.any(|other| excludes(own, other) || excludes(other, own))
    }

    /// One coupon after the other, as long as one more takes off more: what the search gives at least where its budget is used up.
    fn greedy(&mut self, promotions: &[bool]) {
        let coupons: Vec<usize> = self.open.iter().map(|open| open.number).collect();
        let end = self.looked_at.saturating_add(prices_max(self.plan));
        let mut used = promotions.to_vec();
        let mut best = self.look(&used);
        loop {
            let mut better = None;
            for coupon in &coupons {
                if flag(&used, *coupon) || self.looked_at >= end {
                    continue;
                }
                set(&mut used, *coupon, true);
                let amount = self.look(&used);
                set(&mut used, *coupon, false);
                if amount > best {
                    (best, better) = (amount, Some(*coupon));
                }
            }
            let Some(coupon) = better else { return };
            set(&mut used, coupon, true);
        }
    }

    /// Leaves out coupons without which as much is taken off.
    fn drop_idle(&mut self, coupons: &[usize]) {
        let used = |search: &Self| coupons.iter().filter(|coupon| flag(&search.best.1, **coupon)).count();
        if used(self) < 2 {
            let idle = self.plan.run(&|number| flag(&self.best.1, number));
            let applied = |number: usize| idle.applied.contains(&number);
            coupons.iter().filter(|coupon| !applied(**coupon)).for_each(|coupon| set(&mut self.best.1, *coupon, false));
            return;
        }
        for coupon in coupons.iter().rev() {
            if flag(&self.best.1, *coupon) && self.could_be_idle(*coupon, coupons) {
                let mut without = self.best.1.clone();
                set(&mut without, *coupon, false);
                let amount = self.plan.run(&|number| flag(&without, number)).taken_off;
                if amount >= self.best.0 {
                    self.best = (amount, without);
                }
            }
        }
    }
}

impl Search<'_> {
    /// Whether as much could be taken off without a coupon that is used, as far as can be told at a glance.
    fn could_be_idle(&self, coupon: usize, coupons: &[usize]) -> bool {
        let (Some(outlook), Some(start)) = (&self.outlook, &self.start) else { return true };
        let is_used = |number: usize| number != coupon && flag(&self.best.1, number);
        let is_open = |number: &usize| self.open.iter().any(|open| open.number == *number);
        let needed = self.best.0.saturating_sub(start.taken_off);
        !coupons.iter().filter(|number| is_used(**number)).all(is_open)
            || outlook.could_take(
                &start.basket,
                |place| self.open.get(place).is_some_and(|open| is_used(open.number)),
                needed,
            )
    }
}

/// For each coupon, whether using it where it applies never lowers what all take off in the end: it is free of stacking, uses up no units, and
/// nothing after it asks how much is spent. What the later ones take off then falls by no more than it takes off itself.
fn harmless(plan: &Plan<'_>, coupons: &[usize]) -> Vec<bool> {
    let offer = |number: usize| plan.candidates.get(number).map(|candidate| candidate.offer);
    let mut tolerant = plan.policy.overflow == Overflow::Redistribute;
    let mut answers = vec![false; coupons.len()];
    let mut number = plan.candidates.len();
    for (coupon, answer) in coupons.iter().zip(&mut answers).rev() {
        while number > coupon.saturating_add(1) {
            number = number.saturating_sub(1);
            let matters = plan.is_promotion(number) || coupons.contains(&number);
            let shares_limits = plan.candidates.get(number).is_some_and(Candidate::shares_limits);
            tolerant = tolerant && (!matters || !shares_limits && offer(number).is_some_and(is_tolerant));
        }
        let shares_limits = plan.candidates.get(*coupon).is_some_and(Candidate::shares_limits);
        *answer = tolerant && !shares_limits && offer(*coupon).is_some_and(|offer| is_free(offer) && is_plain(offer));
    }
    answers
}

/// Whether an offer keeps no other one from applying.
fn is_free(offer: &Offer) -> bool {
    let stacking = &offer.terms.stacking;
    stacking.groups.is_empty()
        && stacking.stop.is_none()
        && stacking.exclusive.is_none()
        && stacking.not_with.is_empty()
}

/// Whether an offer applies though it takes nothing off.
fn gives_along(offer: &Offer) -> bool {
    offer.terms.actions.iter().any(|action| matches!(action, Action::Gift { .. } | Action::Coupons { .. }))
}

/// Whether an offer takes off each price by itself: no units are counted, no steps climbed.
fn is_plain(offer: &Offer) -> bool {
    let plain = |action: &Action| {
        matches!(
            action,
            Action::Together { .. }
                | Action::EachLine { .. }
                | Action::EachUnit { per_line: None, units: None, .. }
                | Action::PriceList(_)
                | Action::Ladder { .. }
                | Action::Gift { .. }
                | Action::Coupons { .. }
        )
    };
    let counts_units = offer.terms.limits.iter().any(|limit| limit.of == LimitOf::Units);
    !counts_units && offer.terms.actions.iter().all(plain)
}

/// Whether what an offer takes off falls by no more than prices before it do.
fn is_tolerant(offer: &Offer) -> bool {
    let terms = &offer.terms;
    let whole = terms.actions.len() == 1 && terms.caps.line.is_none();
    let asks_spend = terms.needs.basis == Basis::Running && terms.needs.counts_spend();
    let full_price_only = terms.scopes.iter().any(|scope| scope.full_price_only);
    is_free(offer) && whole && is_plain(offer) && !asks_spend && !full_price_only
}

impl Plan<'_> {
    /// Whether offers are reckoned against each other, so that a choice can only be priced as a whole.
    fn reckons_choices(&self, coupons: &[usize]) -> bool {
        let candidates = || coupons.iter().filter_map(|number| self.candidates.get(*number));
        let by_phase = |candidate: &&Candidate<'_>| candidate.offer.terms.stacking.exclusive == Some(Reach::Phase);
        let together = |one: &Candidate<'_>| {
            candidates()
                .any(|other| other.phase != one.phase && other.offer.terms.stacking.exclusive != Some(Reach::Order))
        };
        self.weighs_all() || candidates().filter(by_phase).any(together)
    }

    /// Whether an offer can change what others do without applying itself.
    fn weighs_all(&self) -> bool {
        let best =
            |group: &usize| self.policy.groups.get(*group).is_some_and(|(_, group)| group.choose == GroupChoice::Best);
        self.policy.lanes == Lanes::BestPerLine
            || self.candidates.iter().any(|candidate| candidate.offer.terms.stacking.groups.iter().any(best))
    }
}

impl Plan<'_> {
    fn is_promotion(&self, number: usize) -> bool {
        self.candidates.get(number).is_some_and(|candidate| candidate.offer.kind != OfferKind::Coupon)
    }

    /// The most that an offer could take off in any state of the cart that can follow, whatever has to be spent at most.
    fn most(&self, run: &Run, number: usize) -> i64 {
        let mut why = Why::noted(&[]);
        self.stacking_reasons(run, number, &mut why);
        if why.is_blocked() { 0 } else { self.most_alone(run, number) }
    }

    /// As [`Plan::most`], whatever other offers would keep it from.
    pub(super) fn most_alone(&self, run: &Run, number: usize) -> i64 {
        let Some(turn) = self.turn(run, number) else { return 0 };
        if self.candidates.get(number).is_none_or(|candidate| !candidate.standing.is_empty()) {
            return 0;
        }
        // What is too much now may come down.
        let mut why = Why::noted(&[Code::AboveMaxSpend, Code::AboveMaxQuantity]);
        turn.cart_reasons(&mut why);
        if why.is_blocked() { 0 } else { turn.most() }
    }
}
