//! What open coupons could still take off together: a bound on every choice among them, reckoned on sums of lines instead of lines.
//!
//! Lines that the same scopes take are one class. A coupon that takes a share or an amount off its scope as a whole takes off each class in
//! proportion, so that a choice is reckoned in a few multiplications: the share that one coupon takes is missing for the next, which is what a sum
//! of the most that each could take off alone leaves out. Any other coupon counts with the most that it could take off.
//!
//! Each sum is held at or below what the lines come to, by what rounding and splitting over lines could move. What is left in the end is then no
//! more than what is really left, less what the others take off: none of these steps takes more off lower prices, and none moves two carts
//! further apart, in all, than they were.

use super::basket::Basket;
use super::classes::{Classes, SETS_MAX, signatures};
use super::definition::{Basis, NeedsOf, Spread};
use super::matching::Lines;
use super::offer::{Action, Cut, Offer};
use super::pipeline::Plan;
use super::run::Run;
use crate::num::{Rate, Remainder, Rounding, multiply};

/// How many groups are counted, and up to how many of a group's coupons are told apart; more are thought to apply all.
const GROUPS_MAX: usize = 8;
const MOST_MAX: usize = 4;
/// A share of 1.
const ONE: i64 = 1 << ONE_BITS;
pub(super) const ONE_BITS: u32 = 20;
/// Carts above this are not reckoned in classes: a product with [`ONE`] has to fit.
const TOTAL_MAX: i64 = 1 << 42;
/// How many steps a question may take, and all of one search together, before the answer is: perhaps.
const STEPS_MAX: u32 = 20_000;
const STEPS_IN_ALL_MAX: u32 = 1_000_000;

/// The open coupons of a search, as sums see them.
pub(super) struct Outlook {
    pub(super) moves: Vec<Move>,
    /// By line: its class.
    class_of: Vec<usize>,
    /// The set of all classes.
    all: u32,
    /// How many of each counted group apply at most.
    most: [usize; GROUPS_MAX],
    /// The groups that are counted.
    groups: Vec<usize>,
    /// How far a sum can fall behind the prices with each coupon used.
    drift: i64,
    /// What promotions could take off beside the coupons.
    later: i64,
    /// A choice that looked good: where it still does, nothing has to be searched.
    hint: Vec<bool>,
    steps: u32,
    steps_in_all: u32,
}

/// A coupon as sums see it.
pub(super) struct Move {
    takes: Takes,
    /// The least that has to be spent, and on which classes, where the other coupons can lower it.
    need: Option<(i64, u32)>,
    /// The counted groups that it is in, as bits.
    pub(super) groups: u32,
    /// By class: what rounding and splitting can take off beside its share.
    slack: [i64; SETS_MAX],
    slack_in_all: i64,
}

#[derive(Clone, Copy)]
enum Takes {
    /// A share off classes: what is kept of it.
    Share { kept: i64, classes: u32 },
    /// An amount off classes.
    Amount { off: i64, classes: u32 },
    /// At most so much, wherever.
    Most(i64),
}

/// What is left to be paid, by class, while coupons are used one after the other.
#[derive(Clone, Copy)]
pub(super) struct State {
    classes: [i64; SETS_MAX],
    total: i64,
    /// What coupons took off of which is only known how much it is at most.
    credit: i64,
    used: i64,
    /// How many of each counted group were used.
    counts: [usize; GROUPS_MAX],
    /// The groups of which no more can apply, as bits.
    full: u32,
}

impl State {
    /// What is left in all.
    pub(super) const fn left(&self) -> i64 {
        self.total.saturating_sub(self.credit)
    }
}

impl Outlook {
    /// The outlook on coupons, each with the most that it could take off alone; promotions could take off `later` beside them.
    pub(super) fn new(plan: &Plan<'_>, coupons: &[(usize, i64)], later: i64) -> Self {
        let mut ranges: Vec<Lines> = Vec::new();
        let shapes: Vec<Shape> = coupons.iter().map(|(number, _)| shape(plan, *number, &mut ranges)).collect();
        let signed = signatures(plan, &mut ranges);
        let classes = Classes::new(&signed, matches!(plan.policy.remainder, Remainder::Last | Remainder::NearestFirst));
        let sets: Vec<u32> = (0..ranges.len()).map(|set| classes.of_set(set)).collect();
        let groups = counted_groups(plan, coupons);
        let mut most = [usize::MAX; GROUPS_MAX];
        for (most, group) in most.iter_mut().zip(&groups) {
            *most = plan.most_of_group(*group).unwrap_or(usize::MAX);
        }
        let moves = coupons.iter().zip(shapes).map(|((number, most), shape)| {
            let takes = shape.takes(&sets).unwrap_or(Takes::Most(*most));
            let (slack, slack_in_all) = classes.slack(takes.classes(), shape.each);
            let need = shape.need.and_then(|(least, set)| Some((least, *sets.get(set)?)));
            Move { takes, need, groups: group_bits(plan, *number, &groups), slack, slack_in_all }
        });
        Self {
            moves: moves.collect(),
            all: classes.all(),
            drift: classes.drift(plan),
            class_of: signed.iter().map(|signature| classes.of(*signature)).collect(),
            most,
            groups,
            later,
            hint: Vec::new(),
            steps: 0,
            steps_in_all: 0,
        }
    }

    /// The coupons of a choice that looks good, by place; it is the first that is thought of from then on.
    pub(super) fn promising(&mut self, run: &Run) -> &[bool] {
        self.hint = self.climb(run);
        &self.hint
    }

    /// Whether some choice of the coupons from `place` on could take off more than `aim` in all, as far as can be told; `run` has come to the first of
    /// them.
    pub(super) fn can_beat(&mut self, place: usize, run: &Run, aim: i64) -> bool {
        let needed = aim.saturating_sub(run.taken_off);
        let room = run.basket.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.room()));
        if room <= needed {
            return false;
        }
        let state = self.state(run);
        let goal = state.left().saturating_add(self.later).saturating_sub(needed);
        let hinted = self.hint.iter().enumerate().skip(place).filter(|(_, flag)| **flag).map(|(place, _)| place);
        if self.left_by(&state, hinted) < goal {
            return true;
        }
        self.steps = 0;
        let answer = self.reaches(place, &state, goal);
        self.steps_in_all = self.steps_in_all.saturating_add(self.steps);
        answer
    }

    pub(super) fn state(&self, run: &Run) -> State {
        let mut state = self.start(&run.basket);
        for (group, known) in self.groups.iter().enumerate() {
            self.count(group, run.count_of(*known), &mut state);
        }
        state
    }

    /// Counts so many more of a group.
    fn count(&self, group: usize, more: usize, state: &mut State) {
        let (Some(count), Some(most)) = (state.counts.get_mut(group), self.most.get(group)) else { return };
        *count = count.saturating_add(more);
        state.full |= u32::from(*count >= *most) << group;
    }

    fn start(&self, basket: &Basket) -> State {
        let mut classes = [0_i64; SETS_MAX];
        let mut total = 0_i64;
        for (line, class) in basket.lines.iter().zip(&self.class_of) {
            total = total.saturating_add(line.net);
            if let Some(sum) = classes.get_mut(*class) {
                *sum = sum.saturating_add(line.net);
            }
        }
        State { classes, total, credit: self.later, used: 0, counts: [0; GROUPS_MAX], full: 0 }
    }

    /// What is left of classes.
    fn sum(&self, state: &State, classes: u32) -> i64 {
        if classes == self.all {
            return state.total;
        }
        let left = |class: usize| state.classes.get(class).copied().unwrap_or(0);
        members(classes).fold(0_i64, |sum, class| sum.saturating_add(left(class)))
    }

    /// Whether less than `goal` can be left.
    fn reaches(&mut self, place: usize, state: &State, goal: i64) -> bool {
        self.steps = self.steps.saturating_add(1);
        if self.steps > STEPS_MAX || self.steps_in_all > STEPS_IN_ALL_MAX {
            return true;
        }
        let Some(first) = (place..self.moves.len()).find(|place| self.is_open(*place, state)) else {
            return state.left() < goal;
        };
        if !self.exceeds(state.left().saturating_sub(goal), first, state) {
            return false;
        }
        let next = first.saturating_add(1);
        let mut with = *state;
        self.apply(first, &mut with);
        if self.reaches(next, &with, goal) {
            return true;
        }
        // Lower prices leave less in the end, unless a coupon no longer applies, or has no place left in its group.
        let is_free = self.moves.get(first).is_some_and(|used| used.groups == 0);
        !(is_free && self.keeps_needs(next, state, &with)) && self.reaches(next, state, goal)
    }

    /// Whether a coupon can apply as far as its group and what is spent decide.
    fn is_open(&self, place: usize, state: &State) -> bool {
        self.moves.get(place).is_some_and(|used| self.is_usable(used, state))
    }

    fn is_usable(&self, used: &Move, state: &State) -> bool {
        used.groups & state.full == 0
            && used.need.is_none_or(|(least, set)| least <= self.sum(state, set).saturating_add(self.behind(state)))
    }

    /// How much more than a sum the prices can come to.
    const fn behind(&self, state: &State) -> i64 {
        self.drift.saturating_mul(state.used)
    }

    /// Whether the coupons from `place` on could take off more than `amount`, each on its own, no more of a group than it can have.
    fn exceeds(&self, amount: i64, place: usize, state: &State) -> bool {
        let mut sum = 0_i64;
        let mut tops = [[0_i64; MOST_MAX]; GROUPS_MAX];
        for used in self.moves.get(place..).unwrap_or_default() {
            if sum > amount {
                return true;
            }
            if !self.is_usable(used, state) {
                continue;
            }
            let most = self.most_of(used, state);
            let group = usize::try_from(used.groups.trailing_zeros()).unwrap_or(GROUPS_MAX);
            let top = tops.get_mut(group).and_then(|top| top.get_mut(..self.places(group, state)));
            sum = sum.saturating_add(top.map_or(most, |top| most.saturating_sub(insert(top, most))));
        }
        sum > amount
    }

    /// How many more of a group can apply.
    fn places(&self, group: usize, state: &State) -> usize {
        let (most, count) = (self.most.get(group), state.counts.get(group));
        most.zip(count).map_or(usize::MAX, |(most, count)| most.saturating_sub(*count))
    }

    fn most_of(&self, used: &Move, state: &State) -> i64 {
        match used.takes {
            Takes::Most(most) => most,
            Takes::Share { kept, classes } => {
                let sum = self.sum(state, classes);
                sum.saturating_sub(part(sum, kept)).saturating_add(used.slack_in_all).min(sum)
            }
            Takes::Amount { off, classes } => off.saturating_add(used.slack_in_all).min(self.sum(state, classes)),
        }
    }

    /// Uses a coupon.
    fn apply(&self, place: usize, state: &mut State) {
        let Some(used) = self.moves.get(place) else { return };
        members(used.groups).for_each(|group| self.count(group, 1, state));
        let (kept, classes) = match used.takes {
            Takes::Most(most) => {
                state.credit = state.credit.saturating_add(most);
                return;
            }
            Takes::Share { kept, classes } => (kept, classes),
            Takes::Amount { off, classes } => {
                let sum = self.sum(state, classes);
                let left = sum.saturating_sub(off).max(0);
                (left.saturating_mul(ONE).checked_div(sum).unwrap_or(0), classes)
            }
        };
        for class in members(classes) {
            if let (Some(sum), Some(slack)) = (state.classes.get_mut(class), used.slack.get(class)) {
                let left = part(*sum, kept).saturating_sub(*slack).max(0);
                state.total = state.total.saturating_sub(sum.saturating_sub(left));
                *sum = left;
            }
        }
        state.used = state.used.saturating_add(1);
    }

    /// Whether, after a coupon was used, what has to be spent for those from `place` on that were open before stays spent, whichever of them are used.
    fn keeps_needs(&self, place: usize, before: &State, state: &State) -> bool {
        let mut needs = self.moves.iter().enumerate().skip(place).filter_map(|(at, used)| Some((at, used.need?)));
        needs.all(|(at, (least, classes))| {
            let between = self.moves.get(place..at).unwrap_or_default();
            let spent = self.sum(state, classes);
            let least_left = |left: i64, used: &Move| left.saturating_sub(Self::most_off(used, classes, spent));
            !self.is_open(at, before) || between.iter().fold(spent, least_left) >= least
        })
    }

    /// The most that a coupon can take off classes on which `spent` is spent.
    const fn most_off(used: &Move, of: u32, spent: i64) -> i64 {
        match used.takes {
            Takes::Share { kept, classes } if classes & of != 0 => {
                spent.saturating_sub(part(spent, kept)).saturating_add(used.slack_in_all)
            }
            Takes::Amount { off, classes } if classes & of != 0 => off.saturating_add(used.slack_in_all),
            _ => 0,
        }
    }

    /// Whether the coupons that are used, and nothing else but promotions, could take `amount` or more off a cart.
    pub(super) fn could_take(&self, basket: &Basket, is_used: impl Fn(usize) -> bool, amount: i64) -> bool {
        let mut state = self.start(basket);
        let start = state.total;
        (0..self.moves.len()).filter(|place| is_used(*place)).for_each(|place| self.apply(place, &mut state));
        start.saturating_sub(state.left()) >= amount
    }

    /// What is left once coupons were used, as far as they are open.
    pub(super) fn left_by(&self, start: &State, places: impl Iterator<Item = usize>) -> i64 {
        let mut state = *start;
        places.for_each(|place| self.use_if_open(place, &mut state));
        state.left()
    }

    pub(super) fn use_if_open(&self, place: usize, state: &mut State) {
        if self.is_open(place, state) {
            self.apply(place, state);
        }
    }
}

impl Takes {
    const fn classes(self) -> u32 {
        match self {
            Self::Share { classes, .. } | Self::Amount { classes, .. } => classes,
            Self::Most(_) => 0,
        }
    }
}

/// What a coupon takes off and needs, where sums can reckon it; sets by their numbers.
#[derive(Default)]
struct Shape {
    takes: Option<(Takes, usize)>,
    /// Whether it is rounded on each line.
    each: bool,
    need: Option<(i64, usize)>,
}

impl Shape {
    fn takes(&self, sets: &[u32]) -> Option<Takes> {
        let (takes, set) = self.takes?;
        let classes = *sets.get(set)?;
        Some(match takes {
            Takes::Share { kept, .. } => Takes::Share { kept, classes },
            Takes::Amount { off, .. } => Takes::Amount { off, classes },
            Takes::Most(most) => Takes::Most(most),
        })
    }
}

fn shape(plan: &Plan<'_>, number: usize, ranges: &mut Vec<Lines>) -> Shape {
    let Some(candidate) = plan.candidates.get(number) else { return Shape::default() };
    let (offer, goods) = (candidate.offer, Lines { from: 0, to: plan.start.goods });
    let Some(lines) = plan.scope(number).filter(|_| !offer.terms.scopes.iter().any(|scope| scope.full_price_only))
    else {
        return Shape::default();
    };
    let mut set = |lines: Lines| {
        ranges.iter().position(|known| *known == lines).unwrap_or_else(|| {
            ranges.push(lines);
            ranges.len().saturating_sub(1)
        })
    };
    let takes = if candidate.is_limited() { None } else { taking(plan, offer, lines) };
    let takes = takes.map(|takes| (takes, set(lines)));
    let each = !matches!(&*offer.terms.actions, [Action::Together { .. }]);
    let needs = &offer.terms.needs;
    let on_delivery = offer.terms.scopes.first().is_some_and(|scope| scope.of == super::ScopeOf::Delivery);
    let counted = if needs.of == NeedsOf::Cart || on_delivery { goods } else { lines };
    let need = needs.minimum_spend.filter(|_| needs.basis == Basis::Running).map(|least| (least, set(counted)));
    Shape { takes, each, need }
}

/// What a coupon takes off `lines` in proportion to what they cost; none where it does something else.
fn taking(plan: &Plan<'_>, offer: &Offer, lines: Lines) -> Option<Takes> {
    let terms = &offer.terms;
    let caps = &terms.caps;
    let is_capped = caps.order.is_some() || caps.share.is_some() || caps.line.is_some();
    let has_floor = |number: &u32| {
        let line = usize::try_from(*number).ok().and_then(|number| plan.start.lines.get(number));
        line.is_none_or(|line| line.floor > 0)
    };
    let is_small = plan.start.initial() <= TOTAL_MAX;
    if is_capped || !is_small || terms.base != Basis::Running || plan.numbers_of(lines).iter().any(has_floor) {
        return None;
    }
    let kept = |off: Rate| Some(ONE.saturating_sub(multiply(ONE, off.to_decimal(), Rounding::Up).ok()?).max(0));
    match &*terms.actions {
        [Action::Together { by, spread: Spread::Price }] => match *by {
            Cut::Off(off) => Some(Takes::Share { kept: kept(off)?, classes: 0 }),
            Cut::AmountOff(off) => Some(Takes::Amount { off, classes: 0 }),
            Cut::Issued => Some(Takes::Amount { off: offer.amount.unwrap_or(0).max(0), classes: 0 }),
            Cut::Price(_) => None,
        },
        [
            Action::EachLine { by: Cut::Off(off) }
            | Action::EachUnit { by: Cut::Off(off), per_line: None, units: None, .. },
        ] => Some(Takes::Share { kept: kept(*off)?, classes: 0 }),
        _ => None,
    }
}

/// The groups of coupons that have a most.
fn counted_groups(plan: &Plan<'_>, coupons: &[(usize, i64)]) -> Vec<usize> {
    let candidates = coupons.iter().filter_map(|(number, _)| plan.candidates.get(*number));
    let groups = candidates.flat_map(|candidate| candidate.offer.terms.stacking.groups.iter().copied());
    let mut groups: Vec<usize> = groups.filter(|group| plan.most_of_group(*group).is_some()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.truncate(GROUPS_MAX);
    groups
}

fn group_bits(plan: &Plan<'_>, number: usize, groups: &[usize]) -> u32 {
    let own = plan.candidates.get(number).map(|candidate| candidate.offer.terms.stacking.groups.as_slice());
    let own = own.unwrap_or_default();
    (0_u32..).zip(groups).filter(|(_, group)| own.contains(group)).fold(0, |bits, (bit, _)| bits | 1 << bit)
}

/// The places of the bits that are set.
fn members(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let class = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        usize::try_from(class).ok().filter(|class| *class < SETS_MAX)
    })
}

/// So much of a sum as is kept, rounded down.
const fn part(sum: i64, kept: i64) -> i64 {
    // INVARIANT: no sum is above `TOTAL_MAX`, or none is reckoned.
    sum.saturating_mul(kept) >> ONE_BITS
}

/// Puts a figure among the largest ones, which fall, and says which one it leaves no place for.
fn insert(top: &mut [i64], mut more: i64) -> i64 {
    for place in top {
        if more > *place {
            std::mem::swap(place, &mut more);
        }
    }
    more
}
